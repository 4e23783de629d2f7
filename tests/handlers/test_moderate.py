"""Comments in, recorded decisions out: one per input, whatever comes twice, breaks or waits."""

import math

import msgspec
import pytest
from fakes.world import World

from pipeline.errors import Unavailable
from schemas.assessment import Abuse, Assessment, Unscored
from schemas.codec import decode, encode
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision


def kinds(world):
    return [e.kind for e in world.ledger.entries]


def outcomes(world, *items):
    return world.moderate.moderate([world.record(item, f"file:{n}") for n, item in enumerate(items)])


def test_each_comment_is_decided_and_published_once(world):
    comment = world.comment(1, "COMPLAINT")
    first, second = outcomes(world, comment, comment)
    (again,) = outcomes(world, comment)
    assert [first.new, second.new, again.new] == [True, False, False]
    assert first.result == second.result == again.result
    assert kinds(world) == ["decision"]
    assert world.scorer.seen == ["COMPLAINT"]


def test_what_is_published_is_what_the_ledger_holds(world):
    record = world.record(world.comment(1, "SEVERE"))
    (message,) = world.moderate([record])
    world.clock.forward(hours=5)
    assert world.moderate([record]) == [message]
    assert message.value == world.ledger.entries[0].payload
    assert (message.topic, message.key, message.id) == ("decisions", "web:c1", world.ledger.entries[0].event_id)


def test_of_two_texts_under_one_version_the_first_counts_in_any_split(world):
    edited = world.clock.now()
    mild, severe = (world.comment(1, text, edited_at=edited) for text in ("fine", "SEVERE"))
    together = outcomes(world, mild, severe)
    apart = World()
    outcomes(apart, mild)
    outcomes(apart, severe)
    assert [o.result.visibility for o in together] == ["show", "show"]
    assert world.ledger.entries[0].payload == apart.ledger.entries[0].payload


def test_any_split_into_batches_gives_the_same_ledger():
    def run(size):
        world = World()
        said = [world.comment(n, text) for n, text in enumerate(["SEVERE", "MILD", "SEVERE", "x", "SEVERE COMPLAINT"])]
        for start in range(0, len(said), size):
            outcomes(world, *said[start : start + size])
        return [e.payload for e in world.ledger.entries]

    assert run(1) == run(2) == run(5)
    assert decode(run(5)[2], Decision).author_action == "block"


def test_bytes_that_cannot_be_read_become_dead_letters_that_name_the_fault(world):
    bad = b'{"comment_id":"c1","platform":"web","location_id":"l","posted_at":"yesterday","text":"x"}'
    letter, fine = outcomes(world, bad, world.comment(2))
    assert isinstance(letter.result, DeadLetter)
    assert (letter.result.path, letter.result.source) == ("$.posted_at", "file:0")
    assert world.vault.open_body(letter.result.dead_letter_id) == bad
    assert b"yesterday" not in b"".join(e.payload for e in world.ledger.entries if e.kind == "dead_letter")
    assert isinstance(fine.result, Decision)


def test_a_file_moderated_twice_adds_nothing(world):
    lines = (b"not json", world.comment(1), world.comment(2, verb="removed"), b"\xff", b"not json")
    first = outcomes(world, *lines)
    count = len(world.ledger.entries)
    world.clock.forward(days=3)
    second = outcomes(world, *lines)
    assert len(world.ledger.entries) == count == 5
    assert [o.result for o in first] == [o.result for o in second]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("name", ["posted_at", "received_at"])
def test_dates_outside_all_reckoning_are_dead_letters(world, name, moment):
    value = msgspec.json.decode(encode(world.comment(1, "SEVERE"))) | {name: moment}
    (letter,) = outcomes(world, encode(value))
    assert letter.result.path == f"$.{name}"


def test_a_fault_that_quotes_the_impossible_is_still_recorded(world):
    value = encode(world.comment(1)).replace(b'"verb":"added"', b'"verb":"\\ud800' + b"x" * 9_000 + b'"')
    (letter,) = outcomes(world, value)
    assert isinstance(letter.result, DeadLetter)
    assert len(letter.result.reason) <= 300


def test_posted_in_the_future_is_clamped_and_says_so(world):
    now = world.clock.now()
    soon = world.say(1, posted_at=now.replace(minute=now.minute + 9)).decision
    later = world.say(2, posted_at=now.replace(hour=23)).decision
    assert (soon.posted_at.minute, soon.flags) == (now.minute + 9, ())
    assert (later.posted_at, later.flags) == (now, ("clamped:$.posted_at",))


def test_one_text_that_breaks_the_model_is_unscored_and_the_others_are_not(world):
    texts = ["fine", "SEVERE", "POISON", "COMPLAINT", "x", "y", "z"]
    made = [o.result for o in outcomes(world, *(world.comment(n, t) for n, t in enumerate(texts)))]
    assert [d.visibility for d in made] == ["show", "hide", "hold", "show", "show", "show", "show"]
    assert made[2].assessment == Unscored(reason="scorer failed: RuntimeError")
    assert (made[2].strike, made[2].author_action, made[2].reasons[0].rule) == (0, "none", "unscored")


def test_a_model_that_breaks_on_everything_shows_nothing_as_clean(world):
    world.scorer.broken = True
    made = [o.result for o in outcomes(world, *(world.comment(n, f"SEVERE {n}") for n in range(4)))]
    assert {d.visibility for d in made} == {"hold"}


@pytest.mark.parametrize(
    "answer",
    [
        Assessment(model="fake"),
        Assessment(model="fake", toxicity={"toxicity": None}, complaint=0.1),
        Assessment(model="fake", abuse=Abuse(mild=0.0, severe=math.nan)),
        Assessment(model="fake", abuse=Abuse(mild=0.0, severe=0.0), complaint=math.nan),
        Assessment(model="fake", abuse=Abuse(mild=0.0, severe=0.0), sentiment=math.inf),
        Assessment(model="fake", toxicity={"toxicity": -0.5}),
    ],
)
def test_an_answer_without_sound_numbers_is_no_answer(world, answer):
    world.scorer.answers["x"] = answer
    state = world.say(1, "x")
    assert state.visibility == "hold"
    assert isinstance(state.decision.assessment, Unscored)


def test_a_model_that_answers_too_little_is_not_believed(world):
    world.scorer.score = lambda texts: [Assessment(model="fake", abuse=Abuse(severe=0.0))] * (len(texts) - 1)
    assert world.say(1, "x").visibility == "hold"


def test_a_model_that_is_down_for_a_while_is_waited_for(world):
    world.scorer.down = True
    sleep = world.clock.sleep

    def recover(seconds):
        sleep(seconds)
        world.scorer.down = world.clock.slept_s < 10

    world.clock.sleep = recover
    assert world.say(1, "SEVERE").visibility == "hide"
    assert 10 <= world.clock.slept_s < 16


def test_a_model_that_stays_down_leaves_the_safety_rules_and_is_asked_again_later(world):
    world.scorer.down = True
    crisis, threat, plain = (world.say(n, t) for n, t in enumerate(["CRISIS", "THREAT", "SEVERE"], 1))
    assert 89 < world.clock.slept_s < 91
    assert [s.visibility for s in (crisis, threat, plain)] == ["hold"] * 3
    assert [s.decision.lane for s in (crisis, threat, plain)] == ["crisis", "security", None]
    assert {s.decision.assessment for s in (crisis, threat, plain)} == {Unscored(reason="scorer down")}
    assert world.platform.done == []
    world.scorer.down = False
    world.pass_time(minutes=10)
    again = world.states.effective("web", "c3")
    assert (again.visibility, again.decision.supersedes) == ("hide", plain.decision.decision_id)
    assert ("hide", "c3") in world.platform.done
    assert world.states.effective("web", "c1").visibility == "show"
    before = len(world.ledger.entries)
    world.moderate.rescore([plain.decision.input_id])
    assert len(world.ledger.entries) == before


def test_the_timer_of_a_rescore_survives_a_crash_before_the_publication(world):
    world.scorer.down = True
    record = world.record(world.comment(1, "SEVERE"))
    world.moderate([record])
    assert [kind for _, kind, _ in world.timers.rows.values()] == ["rescore"]


def test_a_rescore_does_not_wait_for_a_model_that_is_still_down(world):
    world.scorer.down = True
    world.say(1, "SEVERE")
    slept = world.clock.slept_s
    world.pass_time(minutes=20)
    assert world.clock.slept_s == slept
    world.scorer.down = False
    world.pass_time(minutes=10)
    assert world.states.effective("web", "c1").visibility == "hide"


def test_a_person_who_ruled_in_the_meantime_is_not_overruled_by_a_rescore(world):
    world.scorer.down = True
    world.say(1, "SEVERE")
    world.rule(1, "release")
    world.scorer.down = False
    world.pass_time(hours=1)
    state = world.states.effective("web", "c1")
    assert (state.visibility, state.decision.supersedes) == ("show", None)
    assert world.platform.done == []
    author = state.decision.author
    assert world.histories.read([author])[author].marks == ()


def test_a_rescore_of_an_old_version_does_not_undo_an_edit(world):
    world.scorer.down = True
    world.say(1, "SEVERE")
    world.scorer.down = False
    world.say(1, "sorry", verb="edited")
    world.pass_time(hours=1)
    assert world.states.effective("web", "c1").visibility == "show"
    assert world.platform.hidden == set()


def test_flags_are_said_once_after_a_rescore(world):
    world.scorer.down = True
    world.say(1, "SEVERE", attachments=1, posted_at=world.clock.now().replace(hour=23))
    world.scorer.down = False
    world.pass_time(hours=1)
    made = world.states.effective("web", "c1").decision
    assert (made.supersedes is not None, made.flags) == (True, ("clamped:$.posted_at", "partly scored"))


def test_a_bare_rating_needs_no_model(world):
    world.scorer.down = True
    state = world.say(1, "", rating=1)
    assert (state.visibility, state.decision.route, state.decision.lane) == ("show", "case", "complaint")
    assert world.scorer.calls == 0


def test_a_ledger_that_is_away_leaves_nothing_behind(world):
    append = world.ledger.append

    def away(entries):
        raise Unavailable("the database did not answer")

    world.ledger.append = away
    with pytest.raises(Unavailable):
        world.say(1, "SEVERE")
    world.ledger.append = append
    world.say(1, "SEVERE")
    assert kinds(world).count("decision") == 1


def test_an_anonymous_author_has_no_history(world):
    for n in range(5):
        state = world.say(n, "SEVERE", author_id=None)
        assert (state.visibility, state.decision.author_action, state.decision.strike) == ("hide", "none", 0)
    assert world.platform.blocked == set()


def test_history_that_is_only_filled_in_makes_no_noise(world):
    world.wire(backfill=True)
    for n in range(3):
        world.say(n, "SEVERE COMPLAINT CRISIS" if n == 0 else "SEVERE COMPLAINT")
    assert world.cases.all() == []
    assert (world.platform.asked, world.alerts.sent) == ([], [])
    world.wire()
    assert world.say(9, "SEVERE").decision.author_action == "block"
    world.rule(1, "overturn")
    assert [c for _, c in world.platform.done] == ["c9"] * 3  # hidden, blocked, and unblocked by the ruling
    assert world.platform.blocked == set()


def test_history_stays_history_when_it_is_scored_again(world):
    world.wire(backfill=True)
    world.scorer.down = True
    world.say(1, "SEVERE COMPLAINT")
    world.scorer.down = False
    world.wire()
    world.pass_time(hours=1)
    assert world.states.effective("web", "c1").decision.supersedes
    assert (world.platform.asked, world.cases.all()) == ([], [])
