"""ports.Histories: what the ledger's decisions and rulings add up to, author by author."""

import time
from datetime import timedelta

from fakes.build import decision, entry, ruling, strike
from fakes.clock import NOON

from pipeline.adapters.sql_ledger import SqlLedger
from schemas.assessment import Unscored
from schemas.history import History


def names(history):
    return [(m.comment_id, m.weight) for m in history.marks]


def test_an_unknown_author_has_an_empty_history(stores):
    assert stores.histories.read(["nobody"]) == {"nobody": History()}
    assert stores.histories.read([]) == {}


def test_strikes_are_kept_by_comment_and_by_author(stores):
    stores.append(
        strike(1), strike(2, weight=2), decision(3), strike(4, author="a-2"), strike(1, version="v2", weight=2)
    )
    found = stores.histories.read(["a-1", "a-2"])
    assert names(found["a-1"]) == [("c2", 2), ("c1", 2)]
    assert names(found["a-2"]) == [("c4", 1)]


def test_an_anonymous_comment_leaves_no_history(stores):
    stores.append(strike(1, author=None))
    assert stores.histories.read(["None", ""]) == {"None": History(), "": History()}


def test_an_overturned_strike_goes_and_takes_its_block_with_it(stores):
    first, second = strike(1, weight=2), strike(2, used=("c1", "c2"))
    stores.append(first, second)
    assert [b.comment_id for b in stores.histories.read(["a-1"])["a-1"].blocks] == ["c2"]
    stores.append(ruling(first, "overturn", visibility="show", strike_taken_back=True, blocks_undone=("c2",)))
    history = stores.histories.read(["a-1"])["a-1"]
    assert names(history) == [("c2", 1)]
    assert history.blocks == ()


def test_an_upheld_hold_gives_the_strike(stores):
    held = decision(1, visibility="hold", strike_if_upheld=1)
    stores.append(held, ruling(held, visibility="hide", strike=1))
    assert names(stores.histories.read(["a-1"])["a-1"]) == [("c1", 1)]


def test_a_decision_that_supersedes_replaces_what_the_first_gave(stores):
    first = decision(1, visibility="hold", assessment=Unscored(reason="scorer down"))
    again = strike(1, decision_id=first.decision_id + ":again", supersedes=first.decision_id, weight=2)
    stores.append(first, again)
    assert names(stores.histories.read(["a-1"])["a-1"]) == [("c1", 2)]


def test_facts_of_one_append_are_folded_in_order_with_those_before(stores):
    stores.append(strike(1))
    stores.append(strike(2), strike(3, used=("c1", "c2", "c3")), strike(4, author="a-2"))
    history = stores.histories.read(["a-1"])["a-1"]
    assert names(history) == [("c1", 1), ("c2", 1), ("c3", 1)]
    assert history.blocks[0].used == ("c1", "c2", "c3")


def test_all_authors_are_listed_once(sql):
    sql.append(strike(1), strike(2), strike(3, author="a-2"), decision(4, author="a-3"))
    assert [author for author, _ in sql.histories.all_authors()] == ["a-1", "a-2"]


def test_an_author_of_ten_thousand_marks_stays_fast(sql, clock):
    marks = [strike(n, posted_at=NOON + timedelta(seconds=n)) for n in range(10_000)]
    ledger = SqlLedger(sql.database, clock)
    for start in range(0, 10_000, 500):
        ledger.append([entry(made) for made in marks[start : start + 500]])
    started = time.perf_counter()
    for _ in range(20):
        history = sql.histories.read(["a-1"])["a-1"]
    assert history.marks[-1].comment_id == "c9999"
    assert (time.perf_counter() - started) / 20 < 0.05
    started = time.perf_counter()
    sql.append(strike(10_001))
    assert time.perf_counter() - started < 0.5
