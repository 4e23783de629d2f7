"""Numbers for the model card: ranking with intervals, precision, calibration error; numpy only."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def auc(scores: Numbers, truth: Flags) -> float:
    """Return the probability that a positive ranks above a negative, ties counted half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = int(truth.sum())
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * (len(truth) - positives)))


def auc_interval(scores: Numbers, truth: Flags) -> tuple[float, float]:
    """Return the 95 % interval of an AUC after Hanley and McNeil (Radiology 143, 1982)."""
    a, n, m = auc(scores, truth), int(truth.sum()), int((~truth).sum())
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    spread = 1.96 * np.sqrt((a * (1 - a) + (n - 1) * (q1 - a * a) + (m - 1) * (q2 - a * a)) / (n * m))
    return max(0.0, a - float(spread)), min(1.0, a + float(spread))


def average_precision(scores: Numbers, truth: Flags) -> float:
    """Return the area under precision against recall, step by step."""
    ordered = truth[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def reliability(scores: Numbers, truth: Flags, bins: int = 10) -> list[tuple[float, float, int]]:
    """Return (mean score, share true, count) of each tenth of the scale that holds anything."""
    which = np.minimum((scores * bins).astype(int), bins - 1)
    return [
        (float(scores[which == b].mean()), float(truth[which == b].mean()), int((which == b).sum()))
        for b in range(bins)
        if (which == b).any()
    ]


def calibration_error(scores: Numbers, truth: Flags) -> float:
    """Return the expected calibration error over ten bins."""
    return sum(abs(score - share) * count for score, share, count in reliability(scores, truth)) / len(scores)


def top(values: NDArray[np.floating[Any]], weights: Numbers, share: float) -> float:
    """Return the value that at most ``share`` of the weight lies above; the lowest one where that is all."""
    order = np.argsort(-values, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order[min(len(order) - 1, int(np.searchsorted(reached, share, side="right")))]])
