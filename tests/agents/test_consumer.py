"""What may be committed: the contiguous run from the first delivered offset, holes known, nothing jumped over."""

import random

import pytest

from agents import consumer
from agents.consumer import _Books, _Consumer


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


@pytest.fixture
def holder(monkeypatch):
    """A consumer without a broker, and the clock it looks at."""
    clock = [0.0]
    monkeypatch.setattr(consumer.time, "monotonic", lambda: clock[0])
    made = _Consumer.__new__(_Consumer)
    made._books, made._unmoved, made.handling = {}, {}, False
    return made, clock


def test_what_reaches_no_agent_is_noticed(holder):
    made, clock = holder
    made._books["p"] = books = _Books(5)
    assert made.forgotten() == []
    books.delivered(5)
    for clock[0] in (1, 60):
        assert made.forgotten() == []
    clock[0] = 61.5
    assert made.forgotten() == ["p"]


def test_a_batch_may_take_its_time_and_progress_starts_the_wait_anew(holder):
    made, clock = holder
    made._books["p"] = books = _Books(5)
    for offset in (5, 6):
        books.delivered(offset)
    made.forgotten()
    made.handling, clock[0] = True, 1000
    assert made.forgotten() == []
    made.handling = False
    assert made.forgotten() == []
    clock[0] = 1059
    books.advance({5})
    assert made.forgotten() == []
    clock[0] = 1100
    assert made.forgotten() == []
    books.advance({6})
    clock[0] = 2000
    assert made.forgotten() == []


def test_faust_knows_of_no_offset_that_was_read_before():
    nowhere = consumer._Nowhere()
    nowhere["p"] = 7
    nowhere.update({"p": 9})
    assert nowhere["p"] is None
