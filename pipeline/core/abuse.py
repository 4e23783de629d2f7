"""How far a text goes against people: what may hide it, what a person should look at, and by which number."""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET

from pipeline.core.policy import Thresholds
from pipeline.core.triage import Signal
from schemas.assessment import Assessment, Unscored
from schemas.decision import Ground, Reason, Visibility

GROUND_OF_LABEL: dict[str, Ground] = {
    "severe": "harassment",
    "threat": "threat",
    "identity_attack": "hate",
    "obscene": "obscenity",
}
"""label → the ground a hide is reported under; any other label is harassment."""
HIDING_RULES: dict[str, Ground] = {
    "threat": "threat",
    "slur": "hate",
    "dehumanising": "harassment",
    "death_wish": "harassment",
    "sexual_degradation": "sexually explicit",
    "identifiers": "private information",
    "scam": "spam or scam",
}
CONFIRMED = {"slur", "dehumanising", "death_wish", "sexual_degradation"}
"""Word lists that need the model's nod: a reclaimed word or a name must not hide a patient."""
HOLDING_RULES: dict[str, Ground] = {
    "identifiers_possible": "private information",
    "staff_exposed": "private information",
    "scam_possible": "spam or scam",
}
NOT_PUNISHED: set[Ground] = {"private information"}
"""Hidden to protect somebody, without a strike."""
SUFFERED = {"abuse_suffered", "quoted_abuse", "warned"}
"""Told or feared, not said: what a model takes for abuse or a threat may be somebody's report of it."""
EXCUSES = SUFFERED | {"staff_work"}
WITHOUT_ENTRY_HOLD = 0.5
"""A model that the policy has no thresholds for can only hold, from here on."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found against a text, and how far it may go alone."""

    reach: Visibility
    reason: Reason
    words: bool
    """It rests on the choice of words, which an account of abuse suffered may repeat."""


class Abuse(msgspec.Struct, frozen=True, kw_only=True):
    """All findings against a text."""

    findings: tuple[Finding, ...] = ()
    mild: tuple[Reason, ...] = ()
    profanity: tuple[Reason, ...] = ()
    excused: bool = False
    """Told of abuse suffered, or of work: its words are no insult of anybody here."""


def find_abuse(assessment: Assessment | Unscored, signals: Iterable[Signal], limits: Thresholds | None) -> Abuse:
    """Hold every score against its band and every hand-written rule against its reach; raising a score adds, never removes."""
    rules = {signal.kind: signal.rule for signal in signals}
    if isinstance(assessment, Unscored):
        return Abuse(findings=tuple(_by_rule(rules, None, 0.0)))
    scores = {k: v for k, v in assessment.toxicity.items() if v is not None}
    if assessment.abuse.severe is not None:
        scores["severe"] = assessment.abuse.severe
    if limits is None:
        held = [
            _finding("hold", "model.no-thresholds", k, v, WITHOUT_ENTRY_HOLD)
            for k, v in scores.items()
            if v >= WITHOUT_ENTRY_HOLD
        ]
        by_rule = (msgspec.structs.replace(f, reach="hold") for f in _by_rule(rules, None, 0.0))
        return Abuse(findings=(*held, *by_rule))
    findings = list(_by_rule(rules, assessment.abuse.severe, limits.confirm))
    alone = _complains_of_nothing(assessment, limits)
    bands = limits.severe if assessment.windows is UNSET else limits.severe | limits.severe_long
    for label, band in bands.items():
        score = scores.get(label)
        if score is not None and score >= band.hide:
            findings.append(_finding("hide", f"model.{label}", label, score, band.hide))
        elif score is not None and alone and band.hide_alone is not None and score >= band.hide_alone:
            findings.append(_finding("hide", f"model.{label}-alone", label, score, band.hide_alone))
        elif score is not None and score >= band.hold:
            findings.append(_finding("hold", f"model.{label}", label, score, band.hold))
    findings = [_soften(f) if f.words and rules.keys() & SUFFERED else f for f in findings]
    if assessment.abuse.mild is not None:
        scores["mild"] = assessment.abuse.mild
    return Abuse(
        findings=tuple(f for f in findings if f.reach != "show"),
        mild=_over(scores, limits.mild, "mild-insult"),
        profanity=_over(scores, limits.profanity, "profanity"),
        excused=bool(rules.keys() & EXCUSES),
    )


def _complains_of_nothing(assessment: Assessment, limits: Thresholds) -> bool:
    """Say whether no complaint would be silenced, by the same threshold that gives an abusive text its case."""
    limit = limits.complaint_if_abusive
    return limit is not None and assessment.complaint is not None and assessment.complaint < limit


def _by_rule(rules: dict[str, str], severe: float | None, confirm: float) -> Iterable[Finding]:
    for kind, ground in HIDING_RULES.items():
        if kind in rules:
            doubted = kind in CONFIRMED and severe is not None and severe < confirm
            reason = Reason(
                rule=rules[kind],
                ground=ground,
                score=severe if doubted else None,
                threshold=confirm if doubted else None,
            )
            yield Finding(reach="hold" if doubted else "hide", reason=reason, words=kind in CONFIRMED)
    for kind, ground in HOLDING_RULES.items():
        if kind in rules:
            yield Finding(reach="hold", reason=Reason(rule=rules[kind], ground=ground), words=False)


def _finding(reach: Visibility, rule: str, label: str, score: float, threshold: float) -> Finding:
    ground = GROUND_OF_LABEL.get(label, "harassment")
    return Finding(
        reach=reach, reason=Reason(rule=rule, label=label, score=score, threshold=threshold, ground=ground), words=True
    )


def _soften(finding: Finding) -> Finding:
    """Let an account of abuse suffered repeat the words: what would hide is looked at, what would be looked at stays."""
    return msgspec.structs.replace(finding, reach="hold" if finding.reach == "hide" else "show")


def _over(scores: dict[str, float], limits: dict[str, float], rule: str) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule=f"model.{rule}", label=label, score=scores[label], threshold=limit)
        for label, limit in limits.items()
        if label in scores and scores[label] >= limit
    )
