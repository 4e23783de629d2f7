"""Working a platform towards the effective state of comments, and recording what became of each act."""

from datetime import timedelta

import pytest
from fakes.outside import FakePlatform
from fakes.world import World

from pipeline.errors import Refused, Unavailable
from pipeline.handlers import rule
from pipeline.handlers.acts import TRIES_MAX
from pipeline.ports import Place
from schemas.codec import decode
from schemas.enforcement import Enforcement


def test_a_hide_is_done_once_however_often_it_is_delivered(world):
    world.say(1, "SEVERE")
    world.spread(list(world.messages))
    assert world.platform.asked == [("hide", "c1", world.platform.asked[0][2])]
    assert world.outcomes(1) == [("hide", "done")]


def test_what_is_shown_or_held_asks_nothing_of_the_platform(world):
    world.say(1, "fine")
    assert world.say(2, "MILD").visibility == "hold"
    assert world.platform.asked == []


def test_a_crash_after_the_act_repeats_it_under_the_same_key(world):
    append = world.ledger.append

    def crash(entries):
        if entries and b'"outcome":"done"' in entries[0].payload:
            raise Unavailable("gone")
        return append(entries)

    world.ledger.append = crash
    with pytest.raises(Unavailable):
        world.say(1, "SEVERE")
    world.ledger.append = append
    world.say(1, "SEVERE")
    assert len({key for _, _, key in world.platform.asked}) == 1
    assert (world.platform.done, world.outcomes(1)) == ([("hide", "c1")], [("hide", "done")])


def test_a_batch_is_recorded_in_few_transactions_and_never_while_the_platform_is_asked(world):
    made = world.moderate([world.record(world.comment(n, "SEVERE", author_id=f"a{n}")) for n in range(50)])
    held = []
    world.platform.before_act = lambda _: held.append(world.ledger.held)
    world.ledger.transactions = 0
    out = world.enforce([world.record(m.value) for m in made])
    assert (len(out), set(held)) == (50, {0})
    assert world.ledger.transactions <= 50 + 1  # that each is begun, and what became of all
    world.wire(place=Place(world.platform, dry=True))
    more = world.moderate([world.record(world.comment(n, "SEVERE", author_id=f"a{n}")) for n in range(50, 100)])
    world.ledger.transactions = 0
    assert len(world.enforce([world.record(m.value) for m in more])) == 50
    assert world.ledger.transactions == 1


def test_a_slow_platform_does_not_keep_what_it_did_out_of_the_ledger(world):
    made = world.moderate([world.record(world.comment(n, "SEVERE", author_id=f"a{n}")) for n in range(6)])
    recorded = []

    def slow(_):
        recorded.append(sum(b'"outcome":"done"' in e.payload for e in world.ledger.entries))
        world.clock.forward(seconds=0.4)

    world.platform.before_act = slow
    world.enforce([world.record(m.value) for m in made])
    assert recorded == [0, 0, 2, 2, 4, 4]


def test_an_edit_that_becomes_milder_is_shown_and_one_that_becomes_worse_hidden(world):
    world.say(1, "SEVERE")
    assert world.platform.hidden == {"c1"}
    world.say(1, "sorry, COMPLAINT", verb="edited")
    assert world.platform.hidden == set()
    world.say(1, "SEVERE again", verb="edited")
    assert world.platform.hidden == {"c1"}
    assert world.outcomes(1) == [("hide", "done"), ("unhide", "done"), ("hide", "done")]


def test_versions_in_one_batch_end_at_the_newest(world):
    world.hear(world.comment(1, "SEVERE"), world.comment(1, "sorry", verb="edited"))
    assert world.platform.hidden == set()


def test_a_state_that_moves_while_the_platform_is_asked_is_looked_at_again(world):
    def overturn(enforcement):
        if enforcement.action == "hide":
            world.platform.before_act = lambda _: None
            world.rule(1, "overturn", publish=False)

    world.platform.before_act = overturn
    world.say(1, "SEVERE")
    assert world.platform.hidden == set()
    assert world.outcomes(1)[-1] == ("unhide", "done")


def test_nothing_is_enforced_on_a_removed_comment(world):
    made = world.moderate([world.record(world.comment(1, "SEVERE"))])
    world.say(1, verb="removed")
    world.spread(made)
    assert world.platform.asked == []


def test_a_removal_before_its_comment_is_remembered(world):
    world.say(1, verb="removed")
    world.say(1, "SEVERE COMPLAINT")
    assert (world.platform.asked, world.cases.all()) == ([], [])


def test_a_person_wins_over_the_machine(world):
    world.say(1, "SEVERE")
    world.rule(1, "overturn")
    assert world.platform.hidden == set()
    world.spread(list(world.messages))
    assert world.platform.hidden == set()
    world.rule(1, "overturn", by="bob")
    assert world.platform.hidden == {"c1"}


def test_a_held_comment_is_hidden_only_where_a_site_publishes_after_review(world):
    world.say(1, "MILD", location_id="review")
    world.say(2, "CRISIS SEVERE", location_id="review", author_id="a2")
    world.scorer.down = True
    world.say(3, "CRISIS", location_id="review", author_id="a3")
    world.say(4, "MILD", location_id="public-review", author_id="a4")
    assert world.platform.hidden == {"c1"}
    world.rule(1, "release")
    assert world.platform.hidden == set()


def test_a_block_is_carried_out_and_ends(world):
    for n in range(3):
        world.say(n, "SEVERE")
    assert world.platform.blocked == {("a1", "boston")}
    world.pass_time(days=6)
    assert world.platform.blocked == {("a1", "boston")}
    world.pass_time(days=2)
    assert world.platform.blocked == set()
    assert world.outcomes(2) == [("hide", "done"), ("block", "done"), ("unblock", "done")]


def test_a_threat_is_heavier_and_its_block_too_is_undone_with_the_strike(world):
    world.say(1, "THREAT")
    world.say(2, "SEVERE")
    assert world.platform.blocked == {("a1", "boston")}
    ruling = world.rule(1, "overturn")
    assert ruling.blocks_undone == ("c2",)
    assert (world.platform.blocked, world.platform.hidden) == (set(), {"c2"})
    asked = len(world.platform.asked)
    world.pass_time(days=10)
    assert len(world.platform.asked) == asked


def test_a_block_undone_before_it_was_carried_out_never_is(world):
    world.say(1, "THREAT")
    late = world.moderate([world.record(world.comment(2, "SEVERE"))])
    world.rule(1, "overturn")
    world.spread(late)
    assert world.platform.blocked == set()
    assert world.platform.hidden == {"c2"}
    assert ("unblock", "c2") not in world.platform.done


def test_a_block_is_undone_on_a_removed_comment_too(world):
    world.say(1, "THREAT")
    world.say(2, "SEVERE")
    world.say(2, verb="removed")
    world.rule(1, "overturn")
    assert world.platform.blocked == set()


def blocks(world, *numbers, location="boston"):
    for n in numbers:
        world.say(n, "SEVERE", location_id=location)


def test_the_end_of_a_block_leaves_a_later_longer_one_alone(world):
    blocks(world, 1, 2, 3)
    world.pass_time(days=2)
    blocks(world, 4, 5, 6)  # 30 days: they wrote elsewhere on the page before the first block ended
    world.pass_time(days=8)
    assert world.platform.blocked == {("a1", "boston")}
    world.pass_time(days=21)
    assert world.platform.blocked == {("a1", "boston")}
    world.pass_time(days=3)
    assert world.platform.blocked == set()


def test_undoing_one_block_leaves_another_alone_and_each_page_has_its_own(world):
    blocks(world, 1, 2, 3)
    blocks(world, 4, 5, 6, location="salem")
    assert world.platform.blocked == {("a1", "boston"), ("a1", "salem")}
    blocks(world, 7, 8, 9)
    world.rule(1, "overturn")
    assert world.platform.blocked == {("a1", "boston"), ("a1", "salem")}
    world.rule(9, "overturn")
    assert world.platform.blocked == {("a1", "salem")}


def test_a_public_entity_blocks_nobody_before_a_person_upholds_the_block(world):
    for n in range(1, 4):
        assert world.say(n, "SEVERE", location_id="public").visibility == "hold"
        world.rule(n, "uphold")
    assert world.platform.hidden == {"c1", "c2", "c3"}
    assert (world.platform.blocked, world.outcomes(3)[-1]) == (set(), ("block", "proposed"))
    world.rule(3, "uphold", by="bob")
    assert world.platform.blocked == {("a1", "public")}
    world.pass_time(days=8)
    assert world.platform.blocked == set()


def test_a_block_that_a_public_entity_proposed_is_carried_out_when_upheld_once(world):
    world.say(1, "THREAT", location_id="public")
    state = world.say(2, "THREAT", location_id="public")
    assert (state.decision.author_action, world.platform.blocked) == ("propose-block", set())
    assert world.rule(2, "uphold").block.used == ("c1", "c2")
    assert world.platform.blocked == {("a1", "public")}
    assert world.rule(2, "uphold", by="bob").block is None
    author = state.decision.author
    assert len(world.histories.read([author])[author].blocks) == 1


def test_what_was_only_proposed_is_carried_out_when_a_person_upholds_it(world):
    for n in range(3):
        world.say(n, "SEVERE", location_id="propose")
    assert world.platform.asked == []
    assert world.outcomes(2) == [("hide", "proposed"), ("block", "proposed")]
    world.rule(2, "uphold")
    assert (world.platform.hidden, world.platform.blocked) == ({"c2"}, {("a1", "propose")})
    world.spread(list(world.messages))
    assert world.platform.done == [("hide", "c2"), ("block", "c2")]


def test_what_was_parked_is_carried_out_when_a_person_upholds_it(world):
    for n in range(3):
        world.say(n, "SEVERE", location_id="narrow")
    assert [world.outcomes(n) for n in range(3)] == [
        [("hide", "done")],
        [("hide", "parked")],
        [("hide", "parked"), ("block", "parked")],
    ]
    world.rule(2, "uphold")
    assert (world.platform.hidden, world.platform.blocked) == ({"c0", "c2"}, {("a1", "narrow")})


def test_a_dry_run_counts_and_parks_nothing():
    world = World()
    world.wire(place=Place(world.platform, dry=True))
    for n in range(3):
        world.say(n, "SEVERE", location_id="narrow")
    assert [o for n in range(3) for _, o in world.outcomes(n)] == ["done"] * 4


def test_observe_records_and_does_nothing_whoever_asks(world):
    world.say(1, "SEVERE", location_id="observe")
    world.rule(1, "uphold")
    assert world.platform.asked == []
    assert set(world.outcomes(1)) == {("hide", "observed")}
    narrow = World()
    narrow.wire(place=Place(narrow.platform, mode_max="observe"))
    narrow.say(1, "SEVERE")
    assert (narrow.platform.asked, narrow.outcomes(1)) == ([], [("hide", "observed")])


def test_the_switch_pauses_the_machine_and_not_people_and_puts_off_the_end_of_a_block(world):
    blocks(world, 1, 2, 3)
    world.wire(paused=True)
    world.say(4, "SEVERE", author_id="a2")
    assert world.outcomes(4) == [("hide", "proposed")]
    world.rule(4, "uphold")
    assert "c4" in world.platform.hidden
    world.pass_time(days=8)
    assert world.platform.blocked == {("a1", "boston")}
    world.wire()
    world.pass_time(hours=2)
    assert world.platform.blocked == set()


def test_a_platform_that_is_down_is_tried_again_and_the_others_do_not_wait(world):
    world.platform.down = True
    world.hear(*(world.comment(n, "SEVERE", author_id=f"a{n}") for n in range(40)))
    assert 10 <= world.clock.slept_s < 20
    assert [world.outcomes(n) for n in range(40)] == [[("hide", "failed")]] * 40
    world.platform.down = False
    world.pass_time(minutes=10)
    assert world.platform.hidden == {f"c{n}" for n in range(40)}
    assert len(world.platform.effects) == 40
    assert world.outcomes(7) == [("hide", "failed"), ("hide", "done")]


def test_what_nobody_answers_ends_with_a_person(world):
    world.platform.down = True
    world.say(1, "SEVERE")
    world.pass_time(days=3)
    outcomes = world.outcomes(1)
    assert outcomes == [("hide", "failed")] * (TRIES_MAX - 1) + [("hide", "refused")]
    asked = len(world.platform.asked)
    world.pass_time(days=3)
    assert len(world.platform.asked) == asked


def test_a_try_again_works_towards_the_state_of_then(world):
    world.platform.down = True
    world.say(1, "SEVERE")
    world.rule(1, "overturn")
    world.platform.down = False
    world.pass_time(minutes=30)
    assert world.platform.hidden == set()
    assert ("hide", "c1") not in world.platform.done


def test_a_call_that_failed_may_have_been_carried_out_and_is_undone_all_the_same(world):
    world.platform.script = [Unavailable("timeout")] * 400
    world.platform.hidden.add("c1")  # it was, but the answer got lost
    world.say(1, "SEVERE")
    world.platform.script = []
    world.rule(1, "overturn")
    world.pass_time(minutes=5)
    assert world.platform.hidden == set()


def test_a_block_that_could_not_be_ended_is_tried_again(world):
    blocks(world, 1, 2, 3)
    world.pass_time(days=6, hours=23)
    world.platform.down = True
    world.pass_time(hours=3)
    assert ("unblock", "failed") in world.outcomes(3)
    world.platform.down = False
    world.pass_time(hours=3)
    assert world.platform.blocked == set()


def test_an_unblock_by_a_person_that_nobody_answered_is_tried_again(world):
    blocks(world, 1, 2, 3)
    world.platform.down = True
    world.rule(3, "overturn")
    assert world.platform.blocked
    world.platform.down = False
    world.pass_time(hours=1)
    assert world.platform.blocked == set()


def test_a_refusal_is_recorded_with_its_words_and_not_repeated(world):
    world.platform.script = [Refused("the site answered 403")]
    world.say(1, "SEVERE")
    world.spread(list(world.messages))
    (act,) = world.states.effective("web", "c1").enforcements
    assert (act.outcome, act.detail, len(world.platform.asked)) == ("refused", "the site answered 403", 1)


def test_what_a_platform_cannot_do_is_refused_and_never_silent(world):
    class Meek(FakePlatform):
        capabilities = frozenset({"unhide"})

    world.wire(place=Place(Meek()))
    world.say(1, "SEVERE")
    assert world.outcomes(1) == [("hide", "refused")]


def test_nobody_is_blocked_whose_name_was_erased(world):
    late = None
    for n in range(3):
        late = world.moderate([world.record(world.comment(n, "SEVERE"))])
    author = world.states.effective("web", "c2").decision.author
    world.vault.erase(author)
    world.spread(late)
    assert world.outcomes(2) == [("hide", "done"), ("block", "refused")]


def test_a_record_that_cannot_be_decoded_is_buried_and_the_others_are_enforced(world):
    made = world.moderate([world.record(world.comment(n, "SEVERE", author_id=f"a{n}")) for n in range(4)])
    records = [world.record(m.value, m.id, m.topic) for m in made]
    records.insert(2, world.record(b'{"kind":"decision"}', "decisions@9", "decisions"))
    from pipeline.handlers.delivery import deliver

    for handler in (world.enforce, world.respond):
        out = deliver(handler, records, world.bury, world.clock, 5)
        assert [m.topic for m in out if m.topic == "dead-letters"] == ["dead-letters"]
    assert world.platform.hidden == {f"c{n}" for n in range(4)}
    assert sum(e.kind == "dead_letter" for e in world.ledger.entries) == 1


def test_every_message_is_what_the_ledger_says(world):
    world.platform.script = [Unavailable("x")] * 300
    world.say(1, "SEVERE")
    world.platform.script = []
    world.pass_time(hours=1)
    entries = {e.event_id: e.payload for e in world.ledger.entries}
    sent = [m for m in world.messages if m.topic == "enforcements"]
    assert [decode(m.value, Enforcement).outcome for m in sent] == ["failed", "done"]
    assert all(entries[m.id] == m.value for m in sent)


def test_an_act_that_nobody_heard_the_answer_of_is_undone_when_the_state_moved(world):
    late = world.moderate([world.record(world.comment(n, "SEVERE")) for n in range(3)])

    def die(enforcement):
        if enforcement.action == "block":
            world.platform.blocked.add(("a1", "boston"))
            raise KeyboardInterrupt

    world.platform.before_act = die
    with pytest.raises(KeyboardInterrupt):
        world.spread(late)
    world.platform.before_act = lambda _: None
    world.rule(2, "overturn")
    assert (world.platform.blocked, world.platform.hidden) == (set(), {"c0", "c1"})
    world.spread(late)
    assert (world.platform.blocked, world.platform.hidden) == (set(), {"c0", "c1"})


def test_a_ruling_is_heard_before_the_decision_it_is_about(world):
    late = world.moderate([world.record(world.comment(1, "SEVERE"))])
    ruling = world.rule(1, "overturn", publish=False)
    world.spread([rule.message(ruling)])
    world.spread(late)
    assert world.platform.asked == []


def test_a_ruling_that_was_never_published_is_found_by_its_timer(world):
    world.say(1, "SEVERE")
    world.rule(1, "overturn", publish=False)
    world.pass_time(minutes=5)
    assert world.platform.hidden == set()


def test_a_block_starts_when_the_comment_came_or_the_person_ruled(world):
    world.say(1, "THREAT")
    world.say(2, "UNSURE")
    world.clock.forward(days=5)
    ruled_at = world.clock.now()
    world.rule(2, "uphold")
    ends = [due for due, kind, _ in world.timers.rows.values() if kind == "block_end"]
    assert ends == [ruled_at + timedelta(days=7)]
