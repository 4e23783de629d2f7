"""The checkers can fail, and the runs meet what they are about: a simulation that cannot scream proves nothing."""

from collections import Counter

import msgspec
import pytest
import sqlalchemy as sa
from fakes.build import entry
from simulation import checkers
from simulation.stage import Stage

from pipeline.adapters.sql_tables import author_histories
from pipeline.handlers.acts import Acts
from schemas.assessment import Unscored
from schemas.case import CaseEvent
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement
from schemas.ruling import Ruling

SEEDS = range(15)


def drop_a_message(stage):
    """A worker acknowledges what it never handled."""
    records = iter([True])

    def lossy(group, count):
        found = stage.bus.__class__.poll(stage.bus, group, count, 10**6)
        if group == "moderate" and len(found) > 1 and next(records, False):
            stage.bus.acknowledge(group, found[:1], [])
            return found[1:]
        return found

    stage.bus.poll = lambda group, count, _bytes: lossy(group, count)


def lose_what_came_of_a_batch(stage):
    """A worker acknowledges without publishing."""
    acknowledge = stage.bus.acknowledge
    stage.bus.acknowledge = lambda group, records, _made: acknowledge(group, records, [])


def mark_timers_done_before_they_are_published(stage):
    restart = stage.restart

    def careless():
        restart()
        fire = stage.world.fire
        stage.world.fire = lambda _publish: fire(lambda _messages: None)

    stage.restart = careless
    careless()


def forget_that_an_act_was_begun(stage):
    restart = stage.restart

    def careless():
        restart()
        stage.world.acts._begin = lambda *_: True

    stage.restart = careless
    careless()


def rescore_over_a_persons_word(stage):
    stage.world.states.ruled = lambda _ids: set()


def take_a_broken_model_for_a_clean_text(stage):
    scorer = stage.world.scorer
    score = scorer.score

    def zero(texts):
        return [scorer._score("fine") if "POISON" in t else score([t])[0] for t in texts]

    scorer.score = zero


def forget_a_key(stage):
    """The platform acts twice on one key: it counts what it did by something else."""
    make = Acts._made

    def other(self, wanted, mode):
        made = make(self, wanted, mode)
        return msgspec.structs.replace(made, enforcement_id=f"{made.enforcement_id}{stage.random.random()}")

    restart = stage.restart

    def careless():
        restart()
        stage.world.acts._made = lambda wanted, mode: other(stage.world.acts, wanted, mode)

    stage.restart = careless
    careless()


def hide_whoever_is_held(stage):
    """The platform's own whim."""
    act = stage.world.platform.act
    stage.world.platform.act = lambda e, *rest: (act(e, *rest), stage.world.platform.hidden.add("c1"))[0]


def never_end_what_was_taken_back(stage):
    restart = stage.restart

    def careless():
        restart()
        stage.world.enforce._undo_blocks = lambda *_: []

    stage.restart = careless
    careless()


BEFORE = [
    (drop_a_message, "check_nothing_is_lost"),
    (lose_what_came_of_a_batch, "check_effects"),
    (lose_what_came_of_a_batch, "check_cases"),
    (mark_timers_done_before_they_are_published, "check_effects"),
    (forget_that_an_act_was_begun, "check_effects"),
    (rescore_over_a_persons_word, "check_one_decision_each"),
    (take_a_broken_model_for_a_clean_text, "check_no_failure_becomes_a_zero"),
    (forget_a_key, "check_effects"),
    (hide_whoever_is_held, "check_effects"),
    (never_end_what_was_taken_back, "check_blocks"),
]


def a_second_decision(stage, facts):
    made = next(iter(facts.of(Decision)))
    stage.ledger.append([entry(msgspec.structs.replace(made, decision_id="decision:other"))])


def a_strike_nobody_gave(stage, facts):
    made = next(iter(facts.of(Decision)))
    other = msgspec.structs.replace(made, decision_id=made.decision_id + "x", author="a-x", strike=1)
    stage.ledger.append([entry(other)])


def an_unscored_comment_shown(stage, facts):
    made = next(d for d in facts.of(Decision) if d.visibility == "show")
    shown = Unscored(reason="scorer failed: X")
    stage.ledger.append([entry(msgspec.structs.replace(made, decision_id="decision:x", assessment=shown))])


def a_gap(stage, _facts):
    with stage.database.write() as connection:
        connection.execute(sa.text("INSERT INTO ledger_entries VALUES (100000, 'gap', 'policy', 'now', '{}')"))


def a_forged_history(stage, _facts):
    with stage.database.write() as connection:
        connection.execute(author_histories.delete())


def a_crisis_hidden(stage, facts):
    made = next(d for d in facts.of(Decision) if d.lane == "crisis")
    act = Enforcement(
        enforcement_id="e-x",
        cause=made.decision_id,
        platform="web",
        comment_id=made.comment_id,
        location_id=made.location_id,
        action="hide",
        outcome="observed",
        mode="act",
        at=stage.clock.now(),
    )
    stage.ledger.append([entry(act)])


def words_in_the_ledger(stage, facts):
    made = next(iter(facts.of(Decision)))
    stage.ledger.append([entry(msgspec.structs.replace(made, decision_id="decision:w", flags=("SEVERE",)))])


def an_old_verdict(stage, facts):
    made = next(iter(facts.of(Ruling)))
    with stage.database.write() as connection:
        wrong = "show" if made.visibility == "hide" else "hide"
        connection.execute(
            sa.text("UPDATE decisions SET visibility = :v WHERE event_id = :id"), {"v": wrong, "id": made.decision_id}
        )


AFTER = [
    (a_second_decision, "check_nothing_is_lost"),
    (a_strike_nobody_gave, "check_pure_fold"),
    (an_unscored_comment_shown, "check_no_failure_becomes_a_zero"),
    (a_gap, "check_sequence"),
    (a_forged_history, "check_projections"),
    (a_crisis_hidden, "check_nobody_in_danger_is_hidden"),
    (words_in_the_ledger, "check_words_stay_out"),
    (an_old_verdict, "check_people_win"),
]


def screams(checker, stage):
    try:
        getattr(checkers, checker)(stage, checkers.Facts(stage))
    except (AssertionError, KeyError):
        return True
    return False


@pytest.mark.parametrize(("mutation", "checker"), BEFORE)
def test_a_broken_worker_is_found_within_a_few_seeds(mutation, checker, template, folder):
    for seed in SEEDS:
        stage = Stage(seed, template, folder)
        mutation(stage)
        try:
            stage.run()
            if screams(checker, stage):
                return
        finally:
            stage.close()
    pytest.fail(f"{checker} never saw it")


@pytest.fixture(scope="module")
def finished(template, tmp_path_factory):
    """One run with a bit of everything."""
    folder = tmp_path_factory.mktemp("finished")
    for seed in SEEDS:
        stage = Stage(seed, template, folder)
        stage.run()
        facts = checkers.Facts(stage)
        if facts.of(Ruling) and any(d.lane == "crisis" for d in facts.of(Decision)):
            stage.database.close()  # what stood in the log goes into the file
            yield stage
            stage.close()
            return
        stage.close()


@pytest.mark.parametrize(("forgery", "checker"), AFTER)
def test_a_forged_store_is_found(forgery, checker, finished, folder):
    source = finished.path
    stage = Stage(0, source, folder)
    stage.accepted, stage.world.platform = finished.accepted, finished.world.platform
    stage.clock.at, stage.rest = finished.clock.at, finished.rest
    try:
        assert not screams(checker, stage)
        forgery(stage, checkers.Facts(stage))
        assert screams(checker, stage)
    finally:
        stage.close()


def test_the_runs_meet_what_they_are_about(template, folder):
    met = Counter()
    for seed in range(100, 122):
        stage = Stage(seed, template, folder)
        stage.run()
        facts = checkers.Facts(stage)
        met["crash"] += stage.crashes
        met.update(type(fact).__name__ for _, fact in facts.read if isinstance(fact, Removal | Ruling | DeadLetter))
        met.update(f"{e.action} {e.outcome}" for e in facts.of(Enforcement))
        met.update(e.kind for e in facts.of(CaseEvent))
        met.update("superseded" for d in facts.of(Decision) if d.supersedes)
        met.update("unscored" for d in facts.of(Decision) if isinstance(d.assessment, Unscored))
        met.update("block" for d in facts.of(Decision) if d.block)
        met.update("undone" for r in facts.of(Ruling) if r.blocks_undone)
        met.update("alert" for _ in stage.world.alerts.sent)
        stage.close()
    wanted = ["crash", "Removal", "Ruling", "DeadLetter", "superseded", "unscored", "block", "undone", "alert"]
    wanted += [
        "opened",
        "joined",
        "closed",
        "noted",
        "overdue",
        "hide done",
        "unhide done",
        "block done",
        "unblock done",
    ]
    wanted += ["hide parked", "hide proposed", "hide observed", "hide refused", "hide failed", "block proposed"]
    assert [name for name in wanted if not met[name]] == []
