"""Thresholds for one model from labelled comments and a stated rule, as a proposal that a person reads and pastes.

The rule: of genuine complaints at most ``hidden_max`` are hidden and at most ``held_max`` held, by the whole decision
(hand-written rules included); within that, each label hides and holds as much as it can.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from pipeline.core import safety
from pipeline.core.abuse import SUFFERED
from pipeline.core.decide import Judged, decide
from pipeline.core.identity import Keys
from pipeline.core.policy import Band, Policy, Thresholds
from pipeline.core.triage import Signal
from pipeline.errors import Misconfigured
from pipeline.ports import Scorer
from pipeline.scoring.figures import top
from pipeline.scoring.interval import share_interval
from pipeline.scoring.labelled import Labelled, read_labelled
from schemas.assessment import Assessment
from schemas.comment import Comment
from schemas.decision import Decision, Visibility
from schemas.history import History

HIDDEN_MAX, HELD_MAX = 0.001, 0.01
BATCH = 256
HIDING = ("severe", "threat")
"""Labels that may hide. A model without ``severe`` uses Detoxify's own."""
HIDING_OF_OTHERS = ("severe_toxicity", "threat", "identity_attack")
CASED_MIN = 0.92
"""Share of genuine complaints (and of abuse that complains) that should open a case."""
COMPLAINT_RANGE = (0.2, 0.7)
PRAISE_CASED_MAX = 0.15
"""Share of praise that may open a case; it goes before ``CASED_MIN``."""
HEAD_RANGE = {
    "question": (0.1, 0.8),
    "praise": (0.0, 0.9),
    "self_harm": (0.15, 0.8),
    "adverse_event": (0.15, 0.8),
    "privacy": (0.15, 0.8),
}
"""However the sample's counts fall, a threshold outside means nothing."""
HOLD_MIN = 0.3
"""Below this a score is no reason to trouble a person, whatever the budget allows."""
_KEYS = Keys(pseudonym=bytes(32), text=bytes(32))
Numbers = NDArray[np.float64]


SETTLE_ROUNDS = 8
LONG_MIN = 100
"""So many long genuine complaints it takes to set thresholds for long texts of their own."""


def genuine_complaint(row: Labelled) -> bool:
    """Somebody complains of something real, and nothing in it should be hidden."""
    return row.labels["hide"] is False and row.labels["complaint"] is True


class Sample(msgspec.Struct, frozen=True):
    """Labelled comments with what the model and the rules say of them."""

    rows: list[Labelled]
    assessments: list[Assessment]
    signals: list[tuple[Signal, ...]]

    def is_long(self, number: int) -> bool:
        """Tell whether a comment was read in several windows, of which the worst one counts."""
        return self.assessments[number].windows is not UNSET

    def where(self, wanted: Callable[[Labelled], bool]) -> list[int]:
        return [i for i, row in enumerate(self.rows) if wanted(row)]


def calibrate(
    labelled: Path, policy: Policy, scorer: Scorer, *, hidden_max: float = HIDDEN_MAX, held_max: float = HELD_MAX
) -> str:
    """Return a ``[thresholds."MODEL"]`` table in TOML, with its rule and its expected effect beside today's as comments.

    ``labelled``: see labelled.py. Raises Misconfigured for a file that cannot be used. Nothing is overwritten.
    """
    sample = assess(read_labelled(labelled), scorer)
    limits = propose(sample, policy.thresholds.get(scorer.model_id), hidden_max, held_max)
    for _ in range(SETTLE_ROUNDS):
        after = msgspec.structs.replace(policy, thresholds={**policy.thresholds, scorer.model_id: limits})
        hidden, held = (_reached(sample, after, scorer.languages, kind) for kind in ("hide", "hold"))
        if hidden <= hidden_max and held <= held_max:
            break
        limits = _milder(limits, hide=hidden > hidden_max, hold=held > held_max)
    lines = [
        f"# Proposal for {scorer.model_id} from {len(sample.rows)} labelled comments, {datetime.now(UTC):%Y-%m-%d}. Rule: of genuine",
        f"# complaints at most {hidden_max:.2%} hidden and {held_max:.2%} held by the whole decision; within that, hide and hold what can be.",
        *(f"# {line}" for line in effect(sample, policy, after, scorer.languages)),
        table(scorer.model_id, limits),
    ]
    return "\n".join(lines) + "\n"


def _reached(sample: Sample, policy: Policy, languages: frozenset[str], kind: Visibility) -> float:
    """Return the share of genuine complaints that the whole decision hides, or holds."""
    genuine = sample.where(genuine_complaint)
    reached = np.array([decided(sample, i, policy, languages).visibility == kind for i in genuine])
    return _share(reached, _weights(sample, genuine))


def _milder(limits: Thresholds, *, hide: bool, hold: bool) -> Thresholds:
    """Go a step up with what hides, or with everything that holds: labels and rules share one budget."""

    def up(values: dict[str, float]) -> dict[str, float]:
        return {name: round(_air(value), 3) for name, value in values.items()} if hold else values

    def milder(band: Band) -> Band:
        above = round(_air(band.hide), 3) if hide else band.hide
        below = round(min(above, _air(band.hold)), 3) if hold else band.hold
        alone = band.hide_alone
        if alone is not None:
            alone = min(above, max(below, round(_air(alone), 3) if hide else alone))
        return Band(hold=below, hide=above, hide_alone=alone)

    severe, severe_long = (
        {name: milder(band) for name, band in bands.items()} for bands in (limits.severe, limits.severe_long)
    )
    return msgspec.structs.replace(
        limits, severe=severe, severe_long=severe_long, mild=up(limits.mild), profanity=up(limits.profanity)
    )


def assess(rows: list[Labelled], scorer: Scorer) -> Sample:
    """Score every labelled comment; one that cannot be scored ends the calibration, because it would be left out unseen."""
    assessments = []
    for first in range(0, len(rows), BATCH):
        for answer in scorer.score([row.text for row in rows[first : first + BATCH]]):
            if not isinstance(answer, Assessment):
                raise Misconfigured(
                    f"the scorer failed on a labelled comment ({answer.reason}); calibrate when it works"
                )
            assessments.append(answer)
    return Sample(rows, assessments, [safety.signals(row.text) for row in rows])


def propose(sample: Sample, old: Thresholds | None, hidden_max: float, held_max: float) -> Thresholds:
    """Apply the rule; heads without labels in the sample keep their old threshold."""
    old = old or Thresholds()
    genuine = sample.where(genuine_complaint)
    calm = sample.where(lambda r: r.labels["hide"] is False and not r.labels["complaint"])
    names: tuple[str, ...] = HIDING if sample.assessments[0].abuse.severe is not None else HIDING_OF_OTHERS
    names = tuple(name for name in names if _score(sample.assessments[0], name) is not None)
    faint = _reach(
        sample,
        sample.where(lambda r: r.labels["hide"] is True and r.labels["complaint"] is True),
        "complaint",
        old.complaint_if_abusive,
    )
    long = [i for i in genuine if sample.is_long(i)]
    apart = len(long) >= LONG_MIN
    at_once = [i for i in genuine if not (apart and sample.is_long(i))]
    quiet = [
        i
        for i in sample.where(lambda r: r.labels["hide"] is False)
        if faint is not None and (said := sample.assessments[i].complaint) is not None and said < faint
    ]

    def bands(chosen: Sequence[int]) -> dict[str, Band]:
        return {name: _band(sample, name, chosen, quiet, (hidden_max, held_max)) for name in names}

    return Thresholds(
        severe=bands(at_once),
        severe_long=bands(long) if apart else {},
        mild={"mild": _share_above(sample, calm, "mild", 0.03, 0.5)} if _has(sample, "mild") else old.mild,
        profanity={"obscene": _share_above(sample, calm, "obscene", 0.02, 0.6)},
        complaint=_complaint(sample, genuine, old.complaint),
        complaint_if_abusive=faint,
        question=_balance(sample, "question", old.question),
        praise=_balance(sample, "praise", old.praise),
        self_harm=_balance(sample, "self_harm", old.self_harm),
        adverse_event=_balance(sample, "adverse_event", old.adverse_event),
        privacy=_balance(sample, "privacy", old.privacy),
        confirm=old.confirm or 0.1,
    )


def _band(sample: Sample, name: str, genuine: Sequence[int], quiet: Sequence[int], budget: tuple[float, float]) -> Band:
    """Return from where on a label may hold and hide: ``budget`` is what share of ``genuine`` may be hidden, and held.

    ``quiet`` should stay and complain of nothing: thanks and small talk, mostly short, which say where ``hide_alone`` may lie.
    """
    scores, weights = _scores(sample, genuine, name), _weights(sample, genuine)
    softened = np.array([any(s.kind in SUFFERED for s in sample.signals[i]) for i in genuine])
    # what a rule softens is neither hidden nor held for its words; it is held where it would have been hidden
    hide = above(np.where(softened, 0.0, scores), weights, budget[0])
    hold = above(np.where(softened & (scores < hide), 0.0, scores), weights, budget[1])
    hold, hide = round(max(HOLD_MIN, min(hold, hide)), 3), round(max(HOLD_MIN, hide), 3)
    if not quiet:
        return Band(hold=hold, hide=hide)
    alone = above(_scores(sample, quiet, name), _weights(sample, quiet), budget[0])
    return Band(hold=hold, hide=hide, hide_alone=round(min(hide, max(hold, alone)), 3))


def above(scores: Numbers, weights: Numbers, share: float) -> float:
    """Return the lowest threshold that at most ``share`` of the weight reaches, with a little air above the scores seen."""
    return _air(top(scores, weights, share))


def _air(score: float) -> float:
    """Go up by a quarter in log-odds: the next thousand complaints are not the same thousand."""
    score = min(max(score, 1e-4), 1 - 1e-4)
    return 1 / (1 + math.exp(-(math.log(score / (1 - score)) + 0.25)))


def effect(sample: Sample, before: Policy, after: Policy, languages: frozenset[str]) -> list[str]:
    """Say in shares, with 95 % intervals, what the decisions would be; weighted."""
    genuine = sample.where(genuine_complaint)
    kinds = {
        "genuine complaints": genuine,
        "of them longer than a window": [i for i in genuine if sample.is_long(i)],
        "abuse with a complaint": sample.where(lambda r: r.labels["hide"] is True and r.labels["complaint"] is True),
        "abuse alone": sample.where(lambda r: r.labels["hide"] is True and not r.labels["complaint"]),
        "all else": sample.where(lambda r: r.labels["hide"] is False and not r.labels["complaint"]),
    }
    lines = []
    for name, chosen in kinds.items():
        if not chosen:
            continue
        weights = _weights(sample, chosen)
        parts = []
        for policy in (before, after):
            decisions = [decided(sample, i, policy, languages) for i in chosen]
            hidden = np.array([d.visibility == "hide" for d in decisions])
            held = np.array([d.visibility == "hold" for d in decisions])
            cased = np.array([d.route == "case" for d in decisions])
            # what many rows of little weight are worth in rows of equal weight (Kish)
            count = round(weights.sum() ** 2 / (weights**2).sum())
            low, high = share_interval(round(_share(hidden, weights) * count), count)
            parts.append(
                f"hidden {_share(hidden, weights):.2%} ({low:.2%}-{high:.2%}), held {_share(held, weights):.2%}, cased {_share(cased, weights):.1%}"
            )
        lines.append(f"{name} ({len(chosen)}): {parts[1]}; today {parts[0]}")
    return lines + _heads(sample, after.thresholds[sample.assessments[0].model])


def _heads(sample: Sample, limits: Thresholds) -> list[str]:
    """Say how well each head that opens or routes a case does at its threshold."""
    lines = []
    for name in ("complaint", "question", "praise", "self_harm", "adverse_event", "privacy"):
        chosen = sample.where(lambda r, name=name: r.labels[name] is not None)  # type: ignore[misc]
        truth = np.array([bool(sample.rows[i].labels[name]) for i in chosen])
        limit = getattr(limits, name)
        if limit is None or not truth.any() or not _has(sample, name):
            continue
        found = _scores(sample, chosen, name) >= limit
        weights = _weights(sample, chosen)
        right = weights[found & truth].sum()
        lines.append(
            f"{name} from {limit:g}: {right / weights[truth].sum():.1%} found, {right / max(weights[found].sum(), 1e-9):.1%} of what is found is right"
        )
    return lines


def decided(sample: Sample, number: int, policy: Policy, languages: frozenset[str]) -> Decision:
    """Decide one labelled comment as a stranger's first one."""
    assessment = sample.assessments[number]
    comment = Comment(
        comment_id=str(number),
        platform="labelled",
        location_id="labelled",
        posted_at=datetime(2026, 1, 1, tzinfo=UTC),
        text=sample.rows[number].text,
    )
    judged = Judged(comment=comment, assessment=assessment, signals=sample.signals[number])
    return decide(judged, History(), policy, _KEYS, {assessment.model: languages})


def _as_toml(bands: Mapping[str, Band]) -> str:
    return ", ".join(
        f"{name} = {{ {', '.join(f'{key} = {value:g}' for key, value in msgspec.to_builtins(band).items() if value is not None)} }}"
        for name, band in bands.items()
    )


def table(model_id: str, limits: Thresholds) -> str:
    """Write thresholds as the policy file has them."""
    lines = [f'[thresholds."{model_id}"]']
    lines += [
        f"{key} = {{ {_as_toml(bands)} }}"
        for key, bands in (("severe", limits.severe), ("severe_long", limits.severe_long))
        if bands
    ]
    for name in ("mild", "profanity"):
        values = ", ".join(f"{label} = {value:g}" for label, value in getattr(limits, name).items())
        lines.append(f"{name} = {{ {values} }}")
    for name in (
        "complaint",
        "complaint_if_abusive",
        "question",
        "praise",
        "self_harm",
        "adverse_event",
        "privacy",
        "confirm",
    ):
        value = getattr(limits, name)
        if value is not None:
            lines.append(f"{name} = {value:g}")
    return "\n".join(lines)


def _score(assessment: Assessment, name: str) -> float | None:
    if name in {"severe", "mild"}:
        return assessment.abuse.severe if name == "severe" else assessment.abuse.mild
    if name in {"complaint", "question"}:
        return assessment.complaint if name == "complaint" else assessment.question
    if name == "praise":
        return assessment.sentiment
    return (
        assessment.safety.get(name, assessment.toxicity.get(name))
        if name != "threat"
        else assessment.toxicity.get(name)
    )


def _scores(sample: Sample, chosen: Sequence[int], name: str) -> Numbers:
    return np.array([_score(sample.assessments[i], name) or 0.0 for i in chosen])


def _weights(sample: Sample, chosen: Sequence[int]) -> Numbers:
    return np.array([sample.rows[i].weight for i in chosen])


def _share(flags: NDArray[np.bool_], weights: Numbers) -> float:
    return float((flags * weights).sum() / weights.sum())


def _has(sample: Sample, name: str) -> bool:
    return _score(sample.assessments[0], name) is not None


def _share_above(sample: Sample, chosen: Sequence[int], name: str, share: float, lowest: float) -> float:
    if not chosen or not _has(sample, name):
        return lowest
    return round(min(0.95, max(lowest, above(_scores(sample, chosen, name), _weights(sample, chosen), share))), 3)


def _reach(sample: Sample, chosen: Sequence[int], name: str, old: float | None) -> float | None:
    """Find the threshold that ``CASED_MIN`` of the weight reaches, within reason."""
    if not chosen or not _has(sample, name):
        return old
    scores, weights = _scores(sample, chosen, name), _weights(sample, chosen)
    order = np.argsort(-scores, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    value = float(scores[order[min(len(order) - 1, int(np.searchsorted(reached, CASED_MIN)))]])
    return round(min(COMPLAINT_RANGE[1], max(COMPLAINT_RANGE[0], value)), 3)


def _complaint(sample: Sample, genuine: Sequence[int], old: float | None) -> float | None:
    """Reach ``CASED_MIN`` of genuine complaints, but not more than ``PRAISE_CASED_MAX`` of praise."""
    wanted = _reach(sample, genuine, "complaint", old)
    praise = sample.where(lambda r: r.labels["praise"] is True and r.labels["complaint"] is False)
    if wanted is None or len(praise) < 100:
        return wanted
    least = above(_scores(sample, praise, "complaint"), _weights(sample, praise), PRAISE_CASED_MAX)
    return round(min(COMPLAINT_RANGE[1], max(wanted, least)), 3)


def _balance(sample: Sample, name: str, old: float | None) -> float | None:
    """Find the threshold with the best F1 where the sample has labels for the head, and 20 positives at least."""
    chosen = sample.where(lambda r: r.labels[name] is not None)
    truth = np.array([bool(sample.rows[i].labels[name]) for i in chosen])
    if not _has(sample, name) or truth.sum() < 20 or truth.all():
        return old
    scores, weights = _scores(sample, chosen, name), _weights(sample, chosen)
    grid = np.unique(np.round(np.quantile(scores, np.linspace(0.02, 0.999, 300)), 3))
    best = max(
        grid,
        key=lambda t: 2 * weights[(scores >= t) & truth].sum() / (weights[scores >= t].sum() + weights[truth].sum()),
    )
    low, high = HEAD_RANGE[name]
    return round(min(high, max(low, float(best))), 3)
