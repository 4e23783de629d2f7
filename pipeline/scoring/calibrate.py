"""Thresholds for one model from labelled comments and a stated rule, as a proposal that a person reads and pastes.

The rule: of genuine complaints at most ``hidden_max`` are hidden and at most ``held_max`` held, by the whole decision
(hand-written rules included); within that, each label hides and holds as much as it can.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np

from pipeline.core.abuse import SUFFERED
from pipeline.core.policy import Band, Policy, Thresholds
from pipeline.ports import Scorer
from pipeline.scoring.effect import effect
from pipeline.scoring.figures import Numbers, top
from pipeline.scoring.labelled import read_labelled
from pipeline.scoring.sample import Sample, assess, decided, genuine_complaint, share

HIDDEN_MAX, HELD_MAX = 0.001, 0.01
HIDING = ("severe", "threat")
"""Labels that may hide. A model without ``severe`` uses Detoxify's own."""
HIDING_OF_OTHERS = ("severe_toxicity", "threat", "identity_attack")
CASED_MIN = 0.92
"""Share of genuine complaints (and of abuse that complains) that should open a case."""
COMPLAINT_RANGE = (0.03, 0.7)
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


SETTLE_ROUNDS = 8
LONG_MIN = 100
"""So many long genuine complaints it takes to set thresholds for long texts of their own."""


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
        hidden, held = _reached(sample, after, scorer.languages)
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


def _reached(sample: Sample, policy: Policy, languages: frozenset[str]) -> tuple[float, float]:
    """Return the shares of genuine complaints that the whole decision hides, and holds."""
    genuine = sample.where(genuine_complaint)
    made = np.array([decided(sample, i, policy, languages).visibility for i in genuine])
    weights = sample.weights(genuine)
    return share(made == "hide", weights), share(made == "hold", weights)


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


def propose(sample: Sample, old: Thresholds | None, hidden_max: float, held_max: float) -> Thresholds:
    """Apply the rule; heads without labels in the sample keep their old threshold."""
    old = old or Thresholds()
    genuine = sample.where(genuine_complaint)
    calm = sample.where(lambda r: r.labels["hide"] is False and not r.labels["complaint"])
    names: tuple[str, ...] = HIDING if sample.has("severe") else HIDING_OF_OTHERS
    names = tuple(name for name in names if sample.has(name))
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
        mild={"mild": _share_above(sample, calm, "mild", 0.03, 0.5)} if sample.has("mild") else old.mild,
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
    scores, weights = sample.scores(genuine, name), sample.weights(genuine)
    softened = np.array([any(s.kind in SUFFERED for s in sample.signals[i]) for i in genuine])
    # what a rule softens is neither hidden nor held for its words; it is held where it would have been hidden
    hide = above(np.where(softened, 0.0, scores), weights, budget[0])
    hold = above(np.where(softened & (scores < hide), 0.0, scores), weights, budget[1])
    hold, hide = round(max(HOLD_MIN, min(hold, hide)), 3), round(max(HOLD_MIN, hide), 3)
    if not quiet:
        return Band(hold=hold, hide=hide)
    alone = above(sample.scores(quiet, name), sample.weights(quiet), budget[0])
    return Band(hold=hold, hide=hide, hide_alone=round(min(hide, max(hold, alone)), 3))


def above(scores: Numbers, weights: Numbers, share: float) -> float:
    """Return the lowest threshold that at most ``share`` of the weight reaches, with a little air above the scores seen."""
    return _air(top(scores, weights, share))


def _air(score: float) -> float:
    """Go up by a quarter in log-odds: the next thousand complaints are not the same thousand."""
    score = min(max(score, 1e-4), 1 - 1e-4)
    return 1 / (1 + math.exp(-(math.log(score / (1 - score)) + 0.25)))


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


def _share_above(sample: Sample, chosen: Sequence[int], name: str, share: float, lowest: float) -> float:
    if not chosen or not sample.has(name):
        return lowest
    return round(min(0.95, max(lowest, above(sample.scores(chosen, name), sample.weights(chosen), share))), 3)


def _reach(sample: Sample, chosen: Sequence[int], name: str, old: float | None) -> float | None:
    """Find the threshold that ``CASED_MIN`` of the weight reaches, within reason."""
    if not chosen or not sample.has(name):
        return old
    scores, weights = sample.scores(chosen, name), sample.weights(chosen)
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
    least = above(sample.scores(praise, "complaint"), sample.weights(praise), PRAISE_CASED_MAX)
    return round(min(COMPLAINT_RANGE[1], max(wanted, least)), 3)


def _balance(sample: Sample, name: str, old: float | None) -> float | None:
    """Find the threshold with the best F1 where the sample has labels for the head, and 20 positives at least."""
    chosen = sample.where(lambda r: r.labels[name] is not None)
    truth = np.array([bool(sample.rows[i].labels[name]) for i in chosen])
    if not sample.has(name) or truth.sum() < 20 or truth.all():
        return old
    scores, weights = sample.scores(chosen, name), sample.weights(chosen)
    grid = np.unique(np.round(np.quantile(scores, np.linspace(0.02, 0.999, 300)), 3))
    best = max(
        grid,
        key=lambda t: 2 * weights[(scores >= t) & truth].sum() / (weights[scores >= t].sum() + weights[truth].sum()),
    )
    low, high = HEAD_RANGE[name]
    return round(min(high, max(low, float(best))), 3)
