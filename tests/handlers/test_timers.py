"""What falls due is fired once, what cannot be fired stops nothing, and nothing is done before it is published."""

from datetime import timedelta

import pytest
from fakes.world import World

from pipeline.errors import Corrupt, Unavailable
from schemas.ledger import Entry


def fired(world):
    return [e.event_id.removeprefix("timer:") for e in world.ledger.entries if e.kind == "timer"]


def schedule(world, name, kind="case_due", payload=b"case-unknown"):
    world.timers.schedule(name, kind, world.clock.now(), payload)


def test_each_timer_is_fired_once_and_recorded(world):
    schedule(world, "a")
    schedule(world, "b")
    world.fire(world.spread)
    world.fire(world.spread)
    assert fired(world) == ["a", "b"]


def test_a_timer_that_cannot_be_fired_stops_no_other(world):
    schedule(world, "a", "enforce", b"poison")
    schedule(world, "b", "alert", b"[]")
    schedule(world, "c")
    world.fire(world.spread)
    assert fired(world) == ["a", "b", "c"]
    faults = [b"fault" in e.payload for e in world.ledger.entries if e.kind == "timer"]
    assert faults == [True, True, False]
    assert world.timers.due(world.clock.now(), 10) == []


def test_one_poisoned_rescore_stops_no_other(world):
    world.scorer.down = True
    world.say(1, "SEVERE")
    world.scorer.down = False
    world.clock.forward(hours=1)
    schedule(world, "x", "rescore", b"\xff")
    world.fire(world.spread)
    assert world.states.effective("web", "c1").visibility == "hide"
    assert world.timers.due(world.clock.now(), 10) == []


def test_rescores_go_to_the_model_in_one_batch(world):
    world.scorer.down = True
    world.hear(*(world.comment(n, f"SEVERE {n}", author_id=f"a{n}") for n in range(20)))
    world.scorer.down = False
    world.clock.forward(hours=1)
    calls = world.scorer.calls
    world.fire(world.spread)
    assert world.scorer.calls == calls + 1
    assert len(world.platform.hidden) == 20


def test_what_is_away_leaves_its_timer_due_and_the_others_fire(world):
    schedule(world, "a")
    schedule(world, "b", "case_due", b"case-2")
    get = world.cases.get

    def away(case_id):
        if case_id == "case-2":
            raise Unavailable("the database did not answer")
        return get(case_id)

    world.cases.get = away
    world.fire(world.spread)
    assert fired(world) == ["a"]
    world.cases.get = get
    world.fire(world.spread)
    assert fired(world) == ["a", "b"]


def test_what_could_not_be_published_is_fired_again(world):
    world.scorer.down = True
    world.say(1, "SEVERE COMPLAINT")
    world.scorer.down = False
    world.clock.forward(hours=1)

    def broken(_messages):
        raise Unavailable("the broker did not answer")

    with pytest.raises(Unavailable):
        world.fire(broken)
    assert (fired(world), world.platform.asked) == ([], [])
    world.fire(world.spread)
    assert world.platform.hidden == {"c1"}


def test_an_unknown_kind_stops_the_worker(world):
    schedule(world, "a", "from-the-future")
    with pytest.raises(Corrupt, match="newer release"):
        world.fire(world.spread)


def test_a_page_is_bounded(world):
    for n in range(250):
        world.timers.schedule(f"t{n:03}", "case_due", world.clock.now() - timedelta(minutes=1), b"x")
    world.fire(world.spread)
    assert len(fired(world)) == 200


def test_a_crash_before_done_fires_again_without_harm(world):
    for n in range(3):
        world.say(n, "SEVERE")
    world.clock.forward(days=8)
    append = world.ledger.append

    def crash(entries):
        if any(e.kind == "timer" for e in entries):
            raise KeyboardInterrupt
        return append(entries)

    world.ledger.append = crash
    with pytest.raises(KeyboardInterrupt):
        world.fire(world.spread)
    world.ledger.append = append
    world.fire(world.spread)
    assert [a for a, _ in world.platform.done].count("unblock") == 1
    assert isinstance(append([Entry(event_id="x", kind="policy", payload=b"{}")]), list)


def test_nothing_due_does_nothing():
    world = World()
    assert world.fire(world.spread) == []
    assert world.ledger.entries == []
