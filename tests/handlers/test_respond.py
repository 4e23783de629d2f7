"""The response queue: a case per complaint, alerts that climb until somebody takes them."""

import pytest
from fakes.world import World

from pipeline.errors import Malformed
from pipeline.handlers import respond
from schemas.case import CaseEvent
from schemas.codec import decode


def queue(world):
    return [(c.case_id, c.comment_ids, c.lane, c.state) for c in world.cases.all()]


def sent(world):
    return [(rung, alert["lane"]) for rung, alert in world.alerts.sent]


def test_a_complaint_opens_one_case_however_often_it_is_delivered(world):
    decision = world.say(1, "COMPLAINT").decision
    world.spread(list(world.messages))
    ((_, comments, lane, state),) = queue(world)
    assert (comments, lane, state) == (("c1",), "complaint", "open")
    case = world.cases.all()[0]
    assert (case.author, case.timeline[0].cause) == (decision.author, decision.decision_id)
    (message,) = {m.id: m for m in world.messages if m.topic == "cases"}.values()
    assert decode(message.value, CaseEvent).kind == "opened"


def test_praise_and_abuse_alone_open_none(world):
    world.say(1, "PRAISE")
    world.say(2, "SEVERE")
    assert queue(world) == []
    world.say(3, "SEVERE COMPLAINT")
    assert [c[1] for c in queue(world)] == [("c3",)]


def test_an_edit_a_follow_up_and_the_same_post_join_and_raise(world):
    world.say(1, "QUESTION", parent_id="post")
    world.say(1, "QUESTION two", verb="edited")
    world.say(2, "COMPLAINT", parent_id="c1")
    world.say(3, "FALL", parent_id="post")
    world.say(4, "COMPLAINT", parent_id="post", author_id="a2")
    assert [(c[1], c[2]) for c in queue(world)] == [(("c1", "c2", "c3"), "patient-safety"), (("c4",), "complaint")]


def test_a_decision_delivered_again_after_its_case_was_closed_opens_none(world):
    world.say(1, "COMPLAINT", parent_id="post")
    world.say(2, "COMPLAINT", parent_id="post")
    world.respond.close(world.cases.all()[0], "ann", "called")
    world.spread(list(world.messages))
    assert [(c[1], c[3]) for c in queue(world)] == [(("c1", "c2"), "closed")]


def test_a_new_complaint_after_that_opens_a_new_one(world):
    world.say(1, "COMPLAINT", parent_id="post")
    world.respond.close(world.cases.all()[0], "ann", "called")
    world.say(2, "COMPLAINT", parent_id="post")
    assert {(c[1], c[3]) for c in queue(world)} == {(("c1",), "closed"), (("c2",), "open")}


def test_the_case_closes_when_nothing_of_it_is_left(world):
    world.say(1, "COMPLAINT", parent_id="post")
    world.say(2, "COMPLAINT", parent_id="post")
    world.say(1, verb="removed")
    assert queue(world)[0][3] == "open"
    world.say(2, verb="removed")
    assert queue(world)[0][3] == "closed"
    world.spread(list(world.messages))
    assert len(queue(world)) == 1


def test_a_ruling_is_noted_in_the_case(world):
    world.say(1, "SEVERE COMPLAINT")
    world.rule(1, "overturn")
    world.spread(list(world.messages))
    timeline = world.cases.all()[0].timeline
    assert [(e.kind, e.by) for e in timeline] == [("opened", "machine"), ("noted", "ann")]
    assert "because" not in timeline[1].note


def test_a_case_is_assigned_and_closed_once(world):
    world.say(1, "COMPLAINT")
    case_id = world.cases.all()[0].case_id
    world.respond.assign(world.cases.get(case_id), "bob", "ann")
    world.respond.close(world.cases.get(case_id), "bob", "called")
    case = world.cases.get(case_id)
    assert (case.owner, case.state) == ("bob", "closed")
    with pytest.raises(Malformed):
        world.respond.close(case, "bob", "again")
    with pytest.raises(Malformed):
        world.respond.assign(case, "bob", "ann")


def test_overdue_is_noted_once_and_published(world):
    world.say(1, "QUESTION")
    world.say(2, "QUESTION", author_id="a2")
    world.respond.close(world.cases.all()[1], "ann", "called")
    world.pass_time(days=3)
    assert [[e.kind for e in world.cases.get(c[0]).timeline] for c in queue(world)] == [
        ["opened", "overdue"],
        ["opened", "closed"],
    ]
    assert "overdue" in [decode(m.value, CaseEvent).kind for m in world.messages if m.topic == "cases"]


def test_alerts_say_lane_location_and_link_and_nothing_of_the_text(world):
    world.say(1, "CRISIS my name is Ann", author_name="Ann Example")
    ((_, alert),) = world.alerts.sent
    case = world.cases.all()[0]
    assert alert.keys() == {"alert_id", "lane", "location_id", "case_id", "link"}
    assert (alert["lane"], alert["location_id"], alert["link"]) == ("crisis", "boston", f"/cases/{case.case_id}")


def test_alerts_climb_the_list_until_somebody_takes_the_case(world):
    world.say(1, "CRISIS")
    world.pass_time(minutes=25)
    assert sent(world) == [(0, "crisis"), (1, "crisis"), (2, "crisis")]
    world.respond.assign(world.cases.all()[0], "bob", "ann")
    world.pass_time(hours=5)
    assert len(sent(world)) == 3


def test_alerts_are_bounded(world):
    world.say(1, "CRISIS")
    world.pass_time(days=2)
    assert [rung for rung, _ in sent(world)] == [0, 1, 2, 3, 4, 5]


def test_every_lane_that_must_not_wait_calls(world):
    world.say(1, "CRISIS THREAT")
    assert sent(world) == [(0, "crisis"), (0, "security")]
    assert world.cases.all()[0].internal


def test_a_second_comment_adds_no_call_while_one_runs_and_calls_anew_after(world):
    world.say(1, "CRISIS", parent_id="post")
    world.say(2, "CRISIS more", parent_id="post")
    assert sent(world) == [(0, "crisis")]
    world.respond.assign(world.cases.all()[0], "bob", "ann")
    world.say(3, "CRISIS now", parent_id="post")
    assert len(queue(world)) == 1
    assert sent(world) == [(0, "crisis"), (0, "crisis")]
    world.spread(list(world.messages))
    assert len(sent(world)) == 2
    world.pass_time(minutes=11)
    assert sent(world)[2:] == [(1, "crisis")]


def test_who_does_not_answer_is_passed_over_soon(world):
    world.alerts.deaf = {0}
    world.alerts.closed = {1}
    world.say(1, "CRISIS")
    world.pass_time(minutes=5)
    assert sent(world) == [(2, "crisis")]
    said = [e.payload for e in world.ledger.entries if e.kind == "alert"]
    assert [b"not sent" in payload for payload in said] == [True, True, False]


def test_a_deaf_receiver_does_not_hold_up_the_queue(world):
    world.alerts.deaf = {0, 1, 2}
    calls = []
    send = world.alerts.send
    world.alerts.send = lambda rung, alert: (calls.append(rung), send(rung, alert))
    world.hear(*(world.comment(n, "CRISIS", author_id=f"a{n}") for n in range(30)))
    assert (len(queue(world)), calls) == (30, [0])


def test_an_empty_list_is_said_and_calls_nobody():
    world = World()
    world.alerts.rungs = 0
    world.say(1, "CRISIS")
    assert [b"the on-call list is empty" in e.payload for e in world.ledger.entries if e.kind == "alert"] == [True]
    world.pass_time(hours=1)
    assert sum(e.kind == "alert" for e in world.ledger.entries) == 1


def test_a_crash_between_the_queue_and_the_call_loses_no_call(world):
    made = world.moderate([world.record(world.comment(1, "CRISIS"))])
    records = [world.record(m.value, m.id, m.topic) for m in made]

    def crash(rung, alert):
        raise KeyboardInterrupt

    send, world.alerts.send = world.alerts.send, crash
    with pytest.raises(KeyboardInterrupt):
        world.respond(records)
    assert len(queue(world)) == 1
    world.alerts.send = send
    out = world.respond(records)
    assert sent(world) == [(0, "crisis")]
    assert [decode(m.value, CaseEvent).kind for m in out] == ["opened"]
    world.pass_time(minutes=11)
    assert sent(world) == [(0, "crisis"), (1, "crisis")]


def test_nobody_is_called_while_the_ledger_is_locked(world):
    held = []
    send = world.alerts.send
    world.alerts.send = lambda rung, alert: (held.append(world.ledger.held), send(rung, alert))
    world.say(1, "CRISIS")
    assert held == [0]


def test_events_are_messages_of_the_topic_cases(world):
    world.say(1, "COMPLAINT")
    event = world.cases.all()[0].timeline[0]
    made = respond.message(event)
    assert (made.topic, made.key, made.id) == ("cases", event.case_id, event.event_id)
