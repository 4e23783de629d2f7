"""Cases decided under a policy, and how the decision differs from what the case expects.

Pure, and without a model: scores are recorded, the hand-written rules read the text. Neighbour: policy_cases.py reads them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from pipeline.core.decide import Judged, decide
from pipeline.core.identity import Keys
from pipeline.core.policy import Policy
from pipeline.core.policy_cases import Expected, PolicyCase
from pipeline.core.triage import Signal
from schemas.assessment import SAFETY, TOXICITY, Abuse, Assessment, Unscored
from schemas.comment import Comment
from schemas.decision import Decision
from schemas.history import History, Mark, PastBlock

MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""When every case's comment was posted."""
KEYS = Keys(pseudonym=b"policy case pseudonym".ljust(32), text=b"policy case text".ljust(32))
NOT_RECORDED = "(text not recorded)"
SAME_COMMENT = "case"


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a case came out as it says, and what was different."""

    name: str
    ok: bool
    problems: tuple[str, ...] = ()


def run_cases(
    policy: Policy, cases: Iterable[PolicyCase], signals: Callable[[str], tuple[Signal, ...]]
) -> list[CaseResult]:
    """[n] cases → [n] results, each with what differed."""
    results = []
    for case in cases:
        decision = _decide(policy, case, signals)
        problems = _compare(case.expect, decision)
        if problems:
            problems = (*problems, "it was decided by " + (_reasons(decision) or "nothing that spoke"))
        results.append(CaseResult(name=case.name, ok=not problems, problems=problems))
    return results


def _decide(policy: Policy, case: PolicyCase, signals: Callable[[str], tuple[Signal, ...]]) -> Decision:
    assessment = _assessment(case)
    bare = case.scores is None and case.unscored is None
    text = case.text or ("" if bare else NOT_RECORDED)
    comment = Comment(
        comment_id=SAME_COMMENT,
        platform="case",
        location_id=case.location,
        author_id=None if case.anonymous else "author",
        text=text,
        rating=case.rating,
        attachments=case.attachments,
        posted_at=MOMENT,
        received_at=MOMENT,
        edited_at=MOMENT if case.edited else None,
        verb="edited" if case.edited else "added",
    )
    said = tuple(Signal(kind, kind) for kind in case.signals)
    judged = Judged(comment=comment, assessment=assessment, signals=(*said, *signals(case.text or "")))
    languages: Mapping[str, frozenset[str]] = (
        {} if case.known_languages is None else {case.model: frozenset(case.known_languages)}
    )
    return decide(judged, _history(case), _at_its_place(policy, case), KEYS, languages)


def _assessment(case: PolicyCase) -> Assessment | Unscored:
    if case.unscored is not None:
        return Unscored(reason=case.unscored)
    if case.scores is None:
        return Assessment(model="none")
    scores = case.scores
    return Assessment(
        model=case.model,
        windows=case.windows if case.windows > 1 else msgspec.UNSET,
        language=case.language,
        toxicity={label: scores[label] for label in TOXICITY if label in scores},
        abuse=Abuse(mild=scores.get("mild"), severe=scores.get("severe")),
        complaint=scores.get("complaint"),
        question=scores.get("question"),
        sentiment=scores.get("sentiment"),
        # a threat is recorded among the toxicity labels
        safety={label: scores[label] for label in SAFETY if label in scores and label not in TOXICITY},
    )


def _history(case: PolicyCase) -> History:
    marks = tuple(
        Mark(
            comment_id=SAME_COMMENT if prior.same_comment else f"earlier-{number}",
            posted_at=MOMENT - timedelta(days=prior.days_ago),
            weight=prior.weight,
            insult=prior.insult,
        )
        for number, prior in enumerate(case.prior)
    )
    blocks = tuple(
        PastBlock(
            comment_id=f"block-{number}",
            posted_at=MOMENT - timedelta(days=block.days_ago),
            starts_at=MOMENT - timedelta(days=block.days_ago),
            days=block.days,
            used=tuple(mark.comment_id for mark in marks[: block.strikes_used]),
        )
        for number, block in enumerate(case.prior_blocks)
    )
    return History(marks=marks, blocks=blocks)


def _at_its_place(policy: Policy, case: PolicyCase) -> Policy:
    """Return the policy with what the case says of its location."""
    said = {k: v for k, v in msgspec.structs.asdict(case.place).items() if v is not None}
    local = msgspec.structs.replace(policy.at(case.location), **said)
    return msgspec.structs.replace(policy, locations={**policy.locations, case.location: local})


def _compare(expected: Expected, decision: Decision) -> tuple[str, ...]:
    made: dict[str, object] = {
        "visibility": decision.visibility,
        "route": decision.route,
        "lane": decision.lane or "none",
        "other_lanes": list(decision.other_lanes),
        "author_action": decision.author_action,
        "strike": decision.strike,
        "strike_if_upheld": decision.strike_if_upheld,
        "mild_insult": decision.mild_insult,
        "block_days": decision.block.days if decision.block else 0,
        "internal": decision.internal,
        "grounds": sorted({reason.ground for reason in decision.reasons if reason.ground}),
        "flags": sorted(decision.flags),
    }
    wanted = msgspec.structs.asdict(expected)
    problems = []
    for key, got in made.items():
        want = wanted[key]
        if want is not None and (sorted(want) if key in {"grounds", "flags"} else want) != got:
            problems.append(f"{key}: {_show(got)} where {_show(want)} is expected")
    spoke = {reason.rule for reason in decision.reasons}
    problems += [
        f"rules: {rule} did not speak"
        for rule in expected.rules or ()
        if not any(name == rule or name.startswith(rule + ".") for name in spoke)
    ]
    return tuple(problems)


def _show(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, sorted(value) if all(isinstance(v, str) for v in value) else value)) or "nothing"
    return str(value)


def _reasons(decision: Decision) -> str:
    return ", ".join(
        reason.rule
        + (
            f" ({reason.label or 'score'} {reason.score:g}, limit {reason.threshold:g})"
            if reason.score is not None and reason.threshold is not None
            else ""
        )
        for reason in decision.reasons
    )
