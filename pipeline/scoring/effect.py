"""What a policy would do to labelled comments, in lines for a person."""

import numpy as np

from pipeline.core.policy import Policy, Thresholds
from pipeline.scoring.interval import share_interval
from pipeline.scoring.sample import Sample, decided, genuine_complaint, share


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
    made = [[decided(sample, i, policy, languages) for i in range(len(sample.rows))] for policy in (before, after)]
    lines = []
    for name, chosen in kinds.items():
        if not chosen:
            continue
        weights = sample.weights(chosen)
        parts = []
        for decisions in ([each[i] for i in chosen] for each in made):
            hidden = np.array([d.visibility == "hide" for d in decisions])
            held = np.array([d.visibility == "hold" for d in decisions])
            cased = np.array([d.route == "case" for d in decisions])
            # what many rows of little weight are worth in rows of equal weight (Kish)
            count = round(weights.sum() ** 2 / (weights**2).sum())
            low, high = share_interval(round(share(hidden, weights) * count), count)
            parts.append(
                f"hidden {share(hidden, weights):.2%} ({low:.2%}-{high:.2%}), held {share(held, weights):.2%}, cased {share(cased, weights):.1%}"
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
        if limit is None or not truth.any() or not sample.has(name):
            continue
        found = sample.scores(chosen, name) >= limit
        weights = sample.weights(chosen)
        right = weights[found & truth].sum()
        lines.append(
            f"{name} from {limit:g}: {right / weights[truth].sum():.1%} found, {right / max(weights[found].sum(), 1e-9):.1%} of what is found is right"
        )
    return lines
