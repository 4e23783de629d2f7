"""The invariants, as checks of a run that came to rest; each raises AssertionError with what it found."""

from datetime import timedelta

import msgspec
import sqlalchemy as sa
from fakes.outside import FakeScorer, signals
from fakes.world import KEYS, POLICY

from pipeline.adapters.sql_tables import PROJECTIONS
from pipeline.core import identity
from pipeline.core.decide import Judged, decide
from pipeline.core.ladder import remember
from pipeline.handlers.scoring import NO_TEXT
from pipeline.handlers.wants import Want
from schemas.assessment import Unscored
from schemas.case import CaseEvent
from schemas.codec import decode
from schemas.comment import Comment
from schemas.dead_letter import DeadLetter
from schemas.decision import CASE_LANES, Decision, Removal
from schemas.enforcement import Enforcement
from schemas.history import History
from schemas.ruling import Ruling

TYPES = {"decision": Decision, "ruling": Ruling, "removal": Removal, "dead_letter": DeadLetter}
TYPES |= {"enforcement": Enforcement, "case": CaseEvent}
TURNS_MAX = 20
DOWN = Unscored(reason="scorer down")


class Facts:
    """The ledger, read once."""

    def __init__(self, stage):
        self.entries = list(stage.ledger.read())
        self.read = [(e, decode(e.payload, TYPES[e.kind])) for e in self.entries if e.kind in TYPES]

    def of(self, kind):
        return [fact for _, fact in self.read if isinstance(fact, kind)]


def inputs(stage):
    """input id → the first comment that came under it, in the order of the bus."""
    first = {}
    for item in stage.accepted:
        if isinstance(item, Comment) and item.verb != "removed":
            first.setdefault(identity.input_id(KEYS, item), item)
    return first


def check_sequence(stage, facts):
    """One gapless sequence, one entry per event id."""
    assert [e.seq for e in facts.entries] == list(range(1, len(facts.entries) + 1))
    assert len({e.event_id for e in facts.entries}) == len(facts.entries)


def check_nothing_is_lost(stage, facts):
    """Every input ends as exactly one decision, removal or dead letter, and nothing comes from nowhere."""
    expected = inputs(stage)
    firsts = [d for d in facts.of(Decision) if not d.supersedes]
    assert sorted(d.input_id for d in firsts) == sorted(expected)
    removed = {i.comment_id for i in stage.accepted if isinstance(i, Comment) and i.verb == "removed"}
    assert sorted(r.comment_id for r in facts.of(Removal)) == sorted(removed)
    letters = facts.of(DeadLetter)
    assert len(letters) == sum(isinstance(i, bytes) for i in stage.accepted)
    assert not [letter.reason for letter in letters if letter.reason.startswith("handling failed")]
    assert all(stage.world.vault.open_body(letter.dead_letter_id) is not None for letter in letters)
    assert all(stage.bus.lag(group) == 0 for group in ("moderate", "enforce", "respond"))


def check_one_decision_each(stage, facts):
    """The first in the ledger wins; only a rescore of what the model never saw supersedes, once, and no person's word."""
    seen = {}
    ruled = {}
    for entry, fact in facts.read:
        if isinstance(fact, Ruling):
            ruled.setdefault(fact.decision_id, entry.seq)
        if isinstance(fact, Decision):
            versions = seen.setdefault(fact.input_id, [])
            assert len(versions) < 2
            if versions:
                assert fact.supersedes == versions[0].decision_id
                assert versions[0].assessment == DOWN
                assert fact.assessment != DOWN
                assert ruled.get(fact.supersedes, entry.seq) >= entry.seq
            versions.append(fact)


def check_pure_fold(stage, facts):
    """Every decision, every strike and block is what the pure core makes of the inputs, in the order of the bus."""
    comments = inputs(stage)
    order = [d.input_id for d in facts.of(Decision) if not d.supersedes]
    assert order == list(comments)
    histories = {}
    languages = {"fake": frozenset({"en"})}
    for _, fact in facts.read:
        if not isinstance(fact, Decision | Ruling):
            continue
        history = histories.get(fact.author, History())
        if isinstance(fact, Decision):
            judged = Judged(
                comment=comments[fact.input_id],
                assessment=fact.assessment,
                signals=signals(comments[fact.input_id].text),
                supersedes=fact.supersedes,
            )
            assert decide(judged, history if fact.author else History(), POLICY, KEYS, languages) == fact
        if fact.author:
            histories[fact.author] = remember(history, fact)
    stored = stage.world.histories.read(sorted(histories))
    assert {a: (h.marks, h.blocks) for a, h in stored.items()} == {a: (h.marks, h.blocks) for a, h in histories.items()}


def check_no_failure_becomes_a_zero(stage, facts):
    """What was never scored is held, never shown as clean and never a ground for a strike; scores are the model's own."""
    comments = inputs(stage)
    for made in facts.of(Decision):
        text = comments[made.input_id].text
        if isinstance(made.assessment, Unscored):
            assert made.assessment == DOWN or ("POISON" in text and made.assessment.reason.startswith("scorer failed"))
            assert (made.visibility, made.strike, made.block, made.author_action) == ("hold", 0, None, "none")
        else:
            assert made.assessment == (FakeScorer._score(text) if text.strip() else NO_TEXT)
            assert "POISON" not in text
    superseded = {d.supersedes for d in facts.of(Decision)}
    waiting = [d for d in facts.of(Decision) if d.assessment == DOWN and d.decision_id not in superseded]
    ruled = {r.decision_id for r in facts.of(Ruling)}
    assert [d.decision_id for d in waiting if d.decision_id not in ruled] == []


def check_effects(stage, facts):
    """Each effect happened once per key, stands in the ledger, and is what the state of the comment called for at the end."""
    platform = stage.world.platform
    acts = facts.of(Enforcement)
    begun = {e.enforcement_id for e in acts if e.outcome == "begun"}
    done = [e.enforcement_id for e in acts if e.outcome == "done"]
    assert len(done) == len(set(done))
    assert set(done) == platform.effects.keys() & set(done)
    assert set(platform.effects) <= begun
    for act in acts:
        wanted = Want(
            action=act.action,
            cause=act.cause,
            platform=act.platform,
            comment_id=act.comment_id,
            location_id=act.location_id,
            author=act.author,
        )
        keys = {msgspec.structs.replace(wanted, turn=turn).enforcement_id for turn in range(TURNS_MAX)}
        assert act.enforcement_id in keys
    by_person = {r.ruling_id for r in facts.of(Ruling)}
    for act in acts:
        local = POLICY.at(act.location_id)
        if act.outcome == "done" and act.cause not in by_person:
            assert local.modes[act.action] == "act"
        if act.outcome == "done" and act.action == "block":
            assert not (local.public_entity and act.cause not in by_person)
    for row in stage.states.find():
        made = row.decision
        state = stage.states.effective("web", made.comment_id)
        wanted = [e for e in state.enforcements if e.action in {"hide", "unhide"}]
        hidden = made.comment_id in platform.hidden
        if state.removed or (wanted and wanted[-1].outcome != "done"):
            continue  # nobody's business any more, or a person's
        local = POLICY.at(made.location_id)
        review = state.visibility == "hold" and local.hold_hidden and not local.public_entity and made.lane != "crisis"
        assert hidden == (state.visibility == "hide" or review), (made.comment_id, state.visibility, wanted)


def check_blocks(stage, facts):
    """A page is closed to an author exactly while a block stands that nobody overturned and whose time is not over."""
    standing = {}
    unsettled = set()
    for act in facts.of(Enforcement):
        key = (act.author, act.location_id)
        if act.action == "block" and act.outcome == "done":
            standing[*key, act.comment_id] = act
        elif act.action == "unblock" and act.outcome in {"done", "observed"}:
            standing.pop((*key, act.comment_id), None)
        elif act.action in {"block", "unblock"} and act.outcome == "refused":
            unsettled.add(key)
    names = {author: stage.world.vault.author(author)[1] for author, _, _ in standing}
    names |= {author: stage.world.vault.author(author)[1] for author, _ in unsettled}
    left_out = {(names[author], location) for author, location in unsettled}
    pages = {(names[author], location) for author, location, _ in standing}
    assert stage.world.platform.blocked - left_out == pages - left_out
    for (author, location, comment_id), act in standing.items():
        if (author, location) in unsettled:
            continue
        blocks = [b for b in stage.world.histories.read([author])[author].blocks if b.comment_id == comment_id]
        assert blocks, f"the block of {comment_id} was taken back and stands"
        # a person who confirms a block starts its time
        starts = max([b.starts_at for b in blocks] + [act.at if act.cause.startswith("r-") else blocks[0].starts_at])
        assert starts + timedelta(days=blocks[-1].days) > stage.clock.now() - stage.rest / 10


def check_nobody_in_danger_is_hidden(stage, facts):
    """No automatic act ever hid a comment of somebody in danger."""
    decisions = {d.decision_id: d for d in facts.of(Decision)}
    for act in facts.of(Enforcement):
        if act.action == "hide" and act.cause in decisions:
            assert decisions[act.cause].lane != "crisis"


def check_people_win(stage, facts):
    """The latest ruling on what stands of a comment is its state."""
    for row in stage.states.find(every=True):
        rulings = [r for r in facts.of(Ruling) if r.decision_id == row.decision.decision_id]
        assert row.visibility == (rulings[-1].visibility if rulings else row.decision.visibility)


def check_cases(stage, facts):
    """Every complaint that was not gone has its place in a case, once; a case is open only while something of it is left."""
    gone = {r.comment_id for r in facts.of(Removal)}
    placed = [event.cause for event in facts.of(CaseEvent) if event.kind in {"opened", "joined"}]
    assert len(placed) == len(set(placed))
    decided = {d.decision_id: d for d in facts.of(Decision)}
    assert set(placed) <= decided.keys()
    for made in decided.values():
        if made.route == "case" and made.comment_id not in gone:
            assert made.decision_id in placed
        if made.route != "case":
            assert made.decision_id not in placed
    for case in stage.world.cases.list():
        assert set(case.comment_ids) - gone
        assert case.lane in CASE_LANES


def check_projections(stage, facts):
    """What is derived can be derived again."""

    def tables():
        with stage.database.read() as connection:
            return {t.name: sorted(tuple(r) for r in connection.execute(sa.select(t))) for t in PROJECTIONS}

    before = tables()
    stage.ledger.rebuild_projections()
    assert tables() == before


def check_words_stay_out(stage, facts):
    """No text of anybody is in the ledger, in what was published, or in an alert."""
    blob = b"".join(e.payload for e in facts.entries) + b"".join(
        msgspec.json.encode(a) for _, a in stage.world.alerts.sent
    )
    for word in (b"SEVERE", b"CRISIS", b"COMPLAINT", b'"a1"', b'"a2"', b'"a3"'):
        assert word not in blob


CHECKERS = [value for name, value in list(globals().items()) if name.startswith("check_")]


def check(stage):
    facts = Facts(stage)
    for checker in CHECKERS:
        checker(stage, facts)
