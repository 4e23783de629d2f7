"""The decision, pure: (comment, assessment, history, policy) → what happens, and by which numbers.

Order of precedence: anyone in danger is never hidden; what protects somebody or punishes abuse hides; doubt is held for a
person; a complaint, a question or praise is routed whatever the visibility. Neighbours: triage.py finds what a comment is
about, abuse.py how far it goes against people, ladder.py what the author's prior removals add up to.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from pipeline.core import identity
from pipeline.core.abuse import NOT_PUNISHED, Abuse, Finding, find_abuse
from pipeline.core.identity import Keys
from pipeline.core.ladder import Standing, climb, remember, standing
from pipeline.core.policy import Local, Policy, Strikes
from pipeline.core.triage import Signal, Triage, triage
from schemas.assessment import Assessment, Unscored
from schemas.comment import Comment
from schemas.decision import CASE_LANES, AuthorAction, Block, Decision, Ground, Lane, Reason, Route, Visibility
from schemas.history import History

STRICTNESS: dict[Visibility, int] = {"show": 0, "hold": 1, "hide": 2}
PUBLIC_ENTITY_GROUNDS: set[Ground] = {"threat", "private information", "spam or scam"}
"""What the machine of a public hospital hides by itself; all else it may only propose (docs: regulation)."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A comment with all that was found about it, ready to be decided."""

    comment: Comment
    assessment: Assessment | Unscored
    signals: tuple[Signal, ...] = ()
    flags: tuple[str, ...] = ()
    backfill: bool = False
    supersedes: str | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """How visible, why, and how heavy."""

    visibility: Visibility
    reasons: tuple[Reason, ...]
    strike: int = 0
    strike_if_upheld: int = 0
    mild_insult: bool = False
    flags: tuple[str, ...] = ()


def decide_batch(
    batch: Sequence[Judged],
    histories: Mapping[str, History],
    policy: Policy,
    keys: Keys,
    languages: Mapping[str, frozenset[str]],
) -> tuple[list[Decision], dict[str, History]]:
    """[n] judged comments, in order → [n] decisions and the histories after them.

    ``histories``: pseudonym → history; an author who is missing has none. ``languages``: model id → those it knows.
    Folding goes comment by comment, so that any split into batches gives the same decisions.
    """
    known = dict(histories)
    decisions = []
    for judged in batch:
        author = identity.author_of(keys, judged.comment)
        decision = decide(judged, known.get(author, History()) if author else History(), policy, keys, languages)
        if author:
            known[author] = remember(known.get(author, History()), decision)
        decisions.append(decision)
    return decisions, known


def decide(
    judged: Judged, history: History, policy: Policy, keys: Keys, languages: Mapping[str, frozenset[str]]
) -> Decision:
    """Decide one comment; raises nothing."""
    comment, assessment = judged.comment, _readable(judged.assessment, languages)
    local = policy.at(comment.location_id)
    author = identity.author_of(keys, comment)
    before = standing(history, comment.comment_id, comment.posted_at, local.strikes)
    model = assessment.model if isinstance(assessment, Assessment) else None
    limits = policy.thresholds.get(model) if model else None
    found = triage(comment, assessment, judged.signals, limits)
    abuse = find_abuse(assessment, judged.signals, limits)
    verdict = _judge(assessment, abuse, found, before, local)
    action, strike, block = _sanction(verdict, before, comment.comment_id, local, known=author is not None)
    lanes = _lanes(found, verdict)
    faint = (found.faint_complaint,) if found.faint_complaint and "complaint" in lanes else ()
    route = _route(lanes, verdict.visibility)
    received = _received(comment)
    input_id = identity.input_id(keys, comment)
    return Decision(
        decision_id=identity.decision_id(input_id) + (":again" if judged.supersedes else ""),
        input_id=input_id,
        platform=comment.platform,
        comment_id=comment.comment_id,
        version=identity.version(keys, comment),
        location_id=comment.location_id,
        posted_at=comment.posted_at,
        received_at=received,
        author=author,
        text_hash=identity.text_hash(keys, comment),
        parent_id=comment.parent_id,
        visibility=verdict.visibility,
        author_action=action,
        strike=strike,
        strike_if_upheld=verdict.strike_if_upheld if author else 0,
        mild_insult=verdict.mild_insult and author is not None,
        block=block,
        route=route,
        lane=lanes[0] if lanes else None,
        other_lanes=lanes[1:],
        internal=route == "case" and "security" in lanes,
        hold_due_at=received + timedelta(minutes=local.hold_due_minutes) if verdict.visibility == "hold" else None,
        reasons=(*verdict.reasons, *found.reasons, *faint),
        flags=(*judged.flags, *verdict.flags, *(("partly scored",) if comment.attachments else ())),
        assessment=judged.assessment,
        model=judged.assessment.model if isinstance(judged.assessment, Assessment) else None,
        policy=policy.hash,
        backfill=judged.backfill,
        supersedes=judged.supersedes,
    )


def _received(comment: Comment) -> datetime:
    return comment.received_at or comment.posted_at


def _readable(assessment: Assessment | Unscored, languages: Mapping[str, frozenset[str]]) -> Assessment | Unscored:
    """Treat scores in a language that the model was never taught as no scores."""
    if isinstance(assessment, Assessment):
        taught = languages.get(assessment.model)
        if taught is not None and assessment.language not in taught:
            return Unscored(reason=f"language {assessment.language}")
    return assessment


def _judge(assessment: Assessment | Unscored, abuse: Abuse, found: Triage, before: Standing, local: Local) -> Verdict:
    """Weigh what was found; a complaint can only make it milder."""
    if isinstance(assessment, Unscored):
        reasons = (Reason(rule="unscored", label=assessment.reason), *(f.reason for f in abuse.findings))
        reach: Visibility = max((f.reach for f in abuse.findings), key=STRICTNESS.__getitem__, default="show")
        spared = "crisis" in found.lanes
        upheld = 0 if spared else _weight(abuse.findings, reach, public_entity=False, rules=local.strikes)
        return Verdict(visibility="hold", reasons=reasons, strike_if_upheld=upheld)
    if found.crisis_by_rule:
        return Verdict(
            visibility="show", reasons=(Reason(rule="crisis.never-hidden"), *(f.reason for f in abuse.findings))
        )
    explained = found.complaint or abuse.excused
    findings = abuse.findings if explained else (*abuse.findings, *_unprovoked(abuse, found, before))
    mild_insult = bool(abuse.mild) and not explained
    if not findings:
        return Verdict(visibility="show", reasons=abuse.mild, mild_insult=mild_insult)
    reach = max((f.reach for f in findings), key=STRICTNESS.__getitem__)
    in_danger = "crisis" in found.lanes
    proposed = reach == "hide" and local.public_entity and not _hidden_for(findings) & PUBLIC_ENTITY_GROUNDS
    visibility: Visibility = "hold" if proposed or in_danger else reach
    by_machine = visibility == "hide" and local.public_entity
    weight = _weight(findings, reach, public_entity=by_machine, rules=local.strikes)
    return Verdict(
        visibility=visibility,
        reasons=tuple(f.reason for f in findings),
        strike=weight if visibility == "hide" else 0,
        strike_if_upheld=weight if visibility == "hold" and not in_danger else 0,
        mild_insult=mild_insult,
        flags=("proposed:hide",) if proposed else (),
    )


def _unprovoked(abuse: Abuse, found: Triage, before: Standing) -> list[Finding]:
    """Hold insults and profanity that nothing explains; hide a mild insult from someone who did it before."""
    reach: Visibility = "hide" if before.insulted_before else "hold"
    mild = [msgspec.structs.replace(reason, ground="harassment") for reason in abuse.mild]
    findings = [Finding(reach=reach, reason=reason, words=True) for reason in mild]
    if not found.praise and not found.question:
        loud = [msgspec.structs.replace(reason, ground="obscenity") for reason in abuse.profanity]
        findings += [Finding(reach="hold", reason=reason, words=True) for reason in loud]
    return findings


def _hidden_for(findings: Sequence[Finding]) -> set[Ground]:
    return {f.reason.ground for f in findings if f.reach == "hide" and f.reason.ground}


def _weight(findings: Sequence[Finding], reach: Visibility, *, public_entity: bool, rules: Strikes) -> int:
    """Weigh the strike: double for a threat, none where the hide only protects somebody.

    The machine of a public entity strikes for nothing that it may not hide by itself.
    """
    grounds = {f.reason.ground for f in findings if f.reach == reach} - NOT_PUNISHED
    if public_entity:
        grounds &= PUBLIC_ENTITY_GROUNDS
    if "threat" in grounds:
        return rules.threat_weight
    return rules.weight if grounds else 0


def _sanction(
    verdict: Verdict, before: Standing, comment_id: str, local: Local, *, known: bool
) -> tuple[AuthorAction, int, Block | None]:
    """Return the act against the author: one strike per comment, however often edited; a public entity only proposes."""
    strike = verdict.strike if known and verdict.strike > before.own else 0
    if not strike:
        return "none", 0, None
    block = climb(before, comment_id, strike, local.strikes)
    if block and local.public_entity:
        return "propose-block", strike, None
    return ("block" if block else "strike"), strike, block


def _lanes(found: Triage, verdict: Verdict) -> tuple[Lane, ...]:
    """Drop what abuse does not deserve: no thanks for mixed praise; no case for the question of a hidden text or of a seller.

    On hold the lane is set as usual: whoever asks rudely is answered once a person has looked.
    """
    grounds = {r.ground for r in verdict.reasons if r.ground}
    abusive = verdict.visibility != "show" and bool(grounds)
    selling = grounds == {"spam or scam"}
    lanes = set(found.lanes)
    if abusive:
        lanes.discard("praise")
    if abusive and (selling or verdict.visibility == "hide"):
        lanes.discard("question")
    if abusive and found.faint_complaint and not selling:
        lanes.add("complaint")
    if any(r.ground == "threat" for r in verdict.reasons):
        lanes.add("security")
    if any(r.ground == "private information" for r in verdict.reasons):
        lanes.add("privacy")
    return tuple(lane for lane in (*CASE_LANES, "praise") if lane in lanes)


def _route(lanes: Sequence[Lane], visibility: Visibility) -> Route:
    if any(lane in CASE_LANES for lane in lanes):
        return "case"
    return "thank" if lanes and visibility == "show" else "none"
