"""What may be committed: the contiguous run from the first delivered offset, holes known, nothing jumped over."""

import random

from agents.consumer import _Books


def test_nothing_is_committed_past_an_offset_in_flight():
    books = _Books(0)
    for offset in range(10):
        books.delivered(offset)
    acked = set(range(1, 10))
    assert books.advance(acked) is None
    acked.add(0)
    assert books.advance(acked) == 10
    assert acked == set()


def test_markers_and_compacted_offsets_are_no_gaps():
    books = _Books(5)
    for offset in (5, 6, 9, 12):
        books.delivered(offset)
    assert books.advance({5}) == 6
    assert books.advance({6}) == 9
    assert books.advance({12}) is None
    assert books.advance({9, 12}) == 13


def test_a_seek_back_starts_again_from_there():
    books = _Books(5)
    for offset in (5, 6, 7):
        books.delivered(offset)
    assert books.advance({5, 6}) == 7
    books.delivered(6)
    assert books.advance({7}) is None
    assert books.advance({6, 7}) == 8


def test_acks_in_any_order_commit_every_offset_once_and_in_order():
    for seed in range(50):
        rng = random.Random(seed)
        there = sorted(rng.sample(range(200), 120))
        books, acked, committed = _Books(there[0]), set(), there[0]
        for offset in there:
            books.delivered(offset)
        for offset in rng.sample(there, len(there)):
            acked.add(offset)
            moved = books.advance(acked)
            if moved is not None:
                assert moved > committed
                committed = moved
            missing = [o for o in there if o >= committed and o not in acked]
            assert not missing or committed <= missing[0]
        assert committed == there[-1] + 1
