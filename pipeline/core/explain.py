"""A decision in plain words: what, why, by which numbers, and what a person can do about it."""

from collections.abc import Sequence

from pipeline.core.policy import Local
from schemas.assessment import Assessment, Unscored
from schemas.comment import Comment
from schemas.decision import Decision, Reason, Visibility
from schemas.enforcement import Enforcement
from schemas.ruling import Ruling

WHAT: dict[Visibility, str] = {
    "show": "It is shown: nothing is done to it.",
    "hold": "It is held: a person must look.",
    "hide": "It is hidden.",
}
ROUTES = {
    "case": "It opened a case in the response queue",
    "thank": "It is praise: a thank-you may be drafted, nothing else is asked of its author",
    "none": "It needs no answer",
}
RULES = {
    "unscored": "no model could score it, so it is not called clean",
    "crisis.never-hidden": "somebody may be in danger, and such a post is never hidden by the machine",
    "rating.low": "a low rating without words is a complaint",
    "model.no-thresholds": "the policy has no thresholds for this model, so it may only hold",
    "model.severe-alone": "severe abuse beside no complaint, where less of it is enough",
    "model.threat-alone": "a threat beside no complaint, where less of it is enough",
    "model.mild-insult": "a mild insult",
    "model.profanity": "profanity",
    "model.complaint": "it complains",
    "model.faint-complaint": "beside the abuse there may be a complaint",
    "model.question": "it asks something",
    "model.praise": "it praises",
    "model.crisis": "somebody may be in danger",
    "model.patient-safety": "it speaks of harm to a patient",
    "model.privacy": "it speaks of private data",
}
EXCERPT = 60


def explain_decision(
    decision: Decision,
    comment: Comment | None,
    *,
    visibility: Visibility,
    ruling: Ruling | None,
    enforcements: Sequence[Enforcement],
    local: Local,
) -> list[str]:
    """Return the lines; ``comment`` is None where its words were erased, ``visibility`` is the effective one."""
    lines = [
        f"{decision.platform}:{decision.comment_id} at {decision.location_id}, posted {decision.posted_at:%Y-%m-%d %H:%M} UTC"
    ]
    lines += (
        [f"Text: {comment.text}" if comment.text else f"No text; rating {comment.rating}"]
        if comment
        else ["Text: erased"]
    )
    lines.append(WHAT[visibility] + (f" {_ruled(ruling)}" if ruling else " The machine decided so."))
    if visibility == "hold" and not local.hold_hidden:
        lines.append("Meanwhile it stays visible on the platform.")
    if decision.hold_due_at and visibility == "hold":
        lines.append(f"Somebody should have looked by {decision.hold_due_at:%Y-%m-%d %H:%M} UTC.")
    lines += _author(decision)
    lines.append(_route(decision))
    lines.append("Why:")
    lines += [f"  - {_reason(reason)}" for reason in _once(decision.reasons)] or [
        "  - no rule spoke and no score reached a threshold"
    ]
    lines += [f"  - note: {flag}" for flag in decision.flags]
    lines += _words(decision, comment)
    if isinstance(decision.assessment, Unscored):
        lines.append(f"Not scored: {decision.assessment.reason}.")
    else:
        lines.append(
            f"Model {decision.model or 'none'}{_student(decision.assessment)}, language {decision.assessment.language}{_windows(decision.assessment)}, policy {decision.policy}."
        )
    lines += [
        f"Platform: {e.action} {e.outcome} at {e.at:%Y-%m-%d %H:%M} UTC{f' ({e.detail})' if e.detail else ''}."
        for e in enforcements
    ]
    lines.append(f"A person can: {_options(decision, visibility)}.")
    return lines


def _ruled(ruling: Ruling) -> str:
    return f"{ruling.by} ruled so on {ruling.at:%Y-%m-%d %H:%M} UTC ({ruling.verdict}): {ruling.why}"


def _author(decision: Decision) -> list[str]:
    if decision.author is None:
        return ["Its author is unknown: never a strike, never a block."]
    if decision.block:
        return [
            f"Its author is blocked for {decision.block.days} days: strikes on {len(decision.block.used)} comments add up."
        ]
    if decision.author_action == "propose-block":
        return ["A block of its author is proposed; a person decides."]
    if decision.strike:
        return [f"Its author has a strike of weight {decision.strike}."]
    return []


def _route(decision: Decision) -> str:
    line = ROUTES[decision.route]
    if decision.lane and decision.route == "case":
        also = f", also {', '.join(decision.other_lanes)}" if decision.other_lanes else ""
        line += f", lane {decision.lane}{also}"
    return line + (", answered inside only: nobody replies in public." if decision.internal else ".")


def _once(reasons: Sequence[Reason]) -> list[Reason]:
    """Name a rule once, with its ground where it has one."""
    grounds = {reason.rule for reason in reasons if reason.ground}
    return [reason for reason in reasons if reason.ground or reason.rule not in grounds]


def _reason(reason: Reason) -> str:
    what = RULES.get(reason.rule, f"rule {reason.rule}")
    if reason.label and reason.score is not None and reason.threshold is not None:
        compare = "reaches" if reason.score >= reason.threshold else "stays under"
        what += f": {reason.label} {reason.score:.3f} {compare} {reason.threshold:g}"
    if reason.ground:
        what += f" (ground: {reason.ground})"
    return what


def _words(decision: Decision, comment: Comment | None) -> list[str]:
    """Name the words that raised the abuse score most."""
    if comment is None or isinstance(decision.assessment, Unscored):
        return []
    spans = sorted(decision.assessment.spans, key=lambda span: -span[2])[:5]
    words = [f"“{comment.text[start:end][:EXCERPT]}” {weight:.2f}" for start, end, weight in spans]
    return [f"Words that counted most: {', '.join(words)}."] if words else []


def _student(assessment: Assessment) -> str:
    """Name the student where it answered in its model's place."""
    student = assessment.student
    return f" (its student {student} answered: far enough from every threshold)" if student else ""


def _windows(assessment: Assessment) -> str:
    return f", read in {assessment.windows} windows" if assessment.windows else ""


def _options(decision: Decision, visibility: Visibility) -> str:
    name = f"bedside rule {decision.platform}:{decision.comment_id}"
    if visibility == "hold":
        return f"show it (`{name} release`) or hide it (`{name} uphold`), with --by and --why"
    flip = "show it again, which takes the strike back" if visibility == "hide" else "hide it"
    return f"keep it so (`{name} uphold`) or {flip} (`{name} overturn`), with --by and --why"
