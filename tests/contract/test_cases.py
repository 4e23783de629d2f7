"""ports.Cases: the response queue as the ledger's case events make it."""

import time
from datetime import timedelta

from fakes.build import case_event
from fakes.clock import NOON


def test_a_case_is_the_fold_of_its_events(stores):
    events = [
        case_event(),
        case_event(kind="joined", number=2, lane="crisis", due_at=NOON + timedelta(minutes=15)),
        case_event(kind="assigned", owner="ann"),
        case_event(kind="noted", note="called"),
    ]
    stores.append(*events)
    case = stores.cases.get("case-1")
    assert (case.comment_ids, case.lane, case.state, case.owner) == (("c1", "c2"), "crisis", "assigned", "ann")
    assert (case.due_at, case.acknowledged, case.timeline) == (NOON + timedelta(minutes=15), True, tuple(events))
    assert stores.cases.get("case-2") is None


def test_an_event_counts_once(stores):
    stores.append(case_event(), case_event())
    stores.append(case_event())
    assert len(stores.cases.get("case-1").timeline) == 1


def test_cases_are_found_by_any_of_their_comments(stores):
    stores.append(case_event(), case_event(kind="joined", number=2), case_event("case-2", number=3))
    assert [c.case_id for c in stores.cases.by_comment("web", "c2")] == ["case-1"]
    assert stores.cases.by_comment("web", "c2")[0].comment_ids == ("c1", "c2")
    assert stores.cases.by_comment("other", "c2") == []


def find(stores, number, author="a-1", parent=None):
    return stores.cases.find_open("web", author, f"c{number}", parent)


def test_an_edit_a_follow_up_and_the_same_post_join(stores):
    stores.append(case_event(parent_id="post"))
    assert find(stores, 1) == "case-1"
    assert find(stores, 2, parent="c1") == "case-1"
    assert find(stores, 2, parent="post") == "case-1"


def test_others_do_not_join(stores):
    stores.append(case_event(parent_id="post"))
    assert find(stores, 2) is None
    assert find(stores, 2, parent="other-post") is None
    assert find(stores, 2, author="a-2", parent="post") is None
    assert find(stores, 2, author="a-2", parent="c1") is None
    assert find(stores, 2, author=None, parent="post") is None
    assert stores.cases.find_open("other", "a-1", "c1", "post") is None


def test_nothing_joins_a_closed_case(stores):
    stores.append(case_event(parent_id="post"), case_event(kind="closed"))
    assert [find(stores, 1), find(stores, 2, parent="c1"), find(stores, 2, parent="post")] == [None] * 3


def test_the_queue_is_listed_by_due_time(sql):
    sql.append(
        case_event("case-1", number=1, due_at=NOON + timedelta(hours=3)),
        case_event("case-2", number=2, due_at=NOON + timedelta(hours=1), lane="crisis"),
        case_event("case-3", number=3, due_at=NOON + timedelta(hours=2), location_id="salem"),
        case_event("case-3", "closed"),
    )
    ids = [c.case_id for c in sql.cases.list()]
    assert ids == ["case-2", "case-1"]
    assert [c.case_id for c in sql.cases.list(state="all")] == ["case-2", "case-3", "case-1"]
    assert [c.case_id for c in sql.cases.list(state="closed", location="salem")] == ["case-3"]
    assert [c.case_id for c in sql.cases.list(lane="crisis")] == ["case-2"]


def test_a_case_of_thousands_of_comments_stays_fast(sql):
    sql.append(case_event(parent_id="post"))
    for start in range(0, 5_000, 500):
        sql.append(*(case_event(kind="joined", number=n) for n in range(max(2, start), start + 500)))
    started = time.perf_counter()
    for n in range(5_000, 5_020):
        assert find(sql, n, parent="post") == "case-1"
        sql.append(case_event(kind="joined", number=n))
    assert (time.perf_counter() - started) / 20 < 0.05
    case = sql.cases.get("case-1")
    assert len(case.comment_ids) == len(case.timeline) == 5_019
