"""What a comment is about: the lanes, whether it complains, asks or praises; criticism is found here and never punished."""

from collections.abc import Iterable

import msgspec

from pipeline.core.policy import Thresholds
from schemas.assessment import Assessment, Unscored
from schemas.comment import Comment
from schemas.decision import LANES, Lane, Reason

KNOWN_BY_RULE: dict[str, Lane] = {
    "crisis": "crisis",
    "threat": "security",
    "staff_exposed": "security",
    "patient_safety": "patient-safety",
    "privacy_breach": "privacy",
    "identifiers": "privacy",
    "identifiers_possible": "privacy",
}
"""Kind of a hand-written signal → its lane."""
COMPLAINS = {"complaint", "patient-safety", "privacy"}
"""Heads that make it a complaint."""
TOLD = ("complaint_words", "quoted_abuse", "abuse_suffered", "warned")
"""Kinds that make it a complaint where no model says whether it is one."""
LOW_RATING = 2


class Signal(msgspec.Struct, frozen=True):
    """A hand-written rule that matched; ``start`` and ``end`` are code points."""

    kind: str
    rule: str
    start: int = 0
    end: int = 0


class Triage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the decision needs to know besides abuse."""

    lanes: tuple[Lane, ...]
    """Highest first."""
    complaint: bool
    faint_complaint: Reason | None
    """Too faint to be called a complaint, but enough for a case where the text is hidden or held for abuse."""
    praise: bool
    question: bool
    crisis_by_rule: bool
    reasons: tuple[Reason, ...]


def triage(
    comment: Comment, assessment: Assessment | Unscored, signals: Iterable[Signal], thresholds: Thresholds | None
) -> Triage:
    """Find the lanes of a comment from hand-written signals, the model's heads where it has them, and a bare low rating."""
    rules = {signal.kind: signal.rule for signal in signals}
    reasons = [Reason(rule=rule) for kind, rule in rules.items() if kind in KNOWN_BY_RULE]
    lanes = {KNOWN_BY_RULE[kind] for kind in rules if kind in KNOWN_BY_RULE}
    limits = thresholds or Thresholds()
    spoken, model_reasons, faint = _heads(assessment, limits)
    lanes |= {lane for lane in spoken if lane in LANES}
    reasons += model_reasons
    scored = assessment if isinstance(assessment, Assessment) else Assessment(model="none")
    # what a model cannot say, or the policy has no threshold for, is left to the words
    knows_complaints = scored.complaint is not None and limits.complaint is not None
    knows_questions = scored.question is not None and limits.question is not None
    knows_praise = scored.sentiment is not None and limits.praise is not None
    complaint = bool(spoken & COMPLAINS) or bool(rules.keys() & {"patient_safety", "privacy_breach"})
    told = [rules[kind] for kind in TOLD if kind in rules]
    if told and (faint or not knows_complaints):  # where the model is in doubt, plain words decide
        complaint = True
        reasons.append(Reason(rule=told[0]))
    if comment.rating is not None and comment.rating <= LOW_RATING and not comment.text.strip():
        complaint = True
        reasons.append(Reason(rule="rating.low", label="rating", score=comment.rating, threshold=LOW_RATING))
    question = "question" in spoken
    if not knows_questions and "question_words" in rules:
        question = True
        reasons.append(Reason(rule=rules["question_words"]))
    praise = "praise" in spoken and not complaint
    if not knows_praise and "praise_words" in rules and not complaint:
        praise = True
        reasons.append(Reason(rule=rules["praise_words"]))
    lanes |= {name for name, found in (("complaint", complaint), ("question", question), ("praise", praise)) if found}  # type: ignore[misc]
    return Triage(
        lanes=tuple(lane for lane in LANES if lane in lanes),
        complaint=complaint,
        faint_complaint=None if complaint else faint,
        praise=praise,
        question=question,
        crisis_by_rule="crisis" in rules,
        reasons=tuple(reasons),
    )


def _heads(assessment: Assessment | Unscored, limits: Thresholds) -> tuple[set[str], list[Reason], Reason | None]:
    """Read the model's own heads; a head or a threshold that is missing says nothing."""
    if isinstance(assessment, Unscored):
        return set(), [], None
    safety = assessment.safety
    table = (
        ("crisis", "self_harm", safety.get("self_harm"), limits.self_harm),
        ("patient-safety", "adverse_event", safety.get("adverse_event"), limits.adverse_event),
        ("privacy", "privacy", safety.get("privacy"), limits.privacy),
        ("complaint", "complaint", assessment.complaint, limits.complaint),
        ("question", "question", assessment.question, limits.question),
        ("praise", "sentiment", assessment.sentiment, limits.praise),
    )
    spoken: set[str] = set()
    reasons = []
    for name, label, score, limit in table:
        if score is not None and limit is not None and score >= limit:
            spoken.add(name)
            reasons.append(Reason(rule=f"model.{name}", label=label, score=score, threshold=limit))
    score, limit = assessment.complaint, limits.complaint_if_abusive
    if score is None or limit is None or score < limit:
        return spoken, reasons, None
    return spoken, reasons, Reason(rule="model.faint-complaint", label="complaint", score=score, threshold=limit)
