"""The model card's pictures; matplotlib, for training machines only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.scoring.figures import Flags, Numbers, reliability

Scored = tuple[Numbers, Flags]


def roc(curves: Mapping[str, Scored], path: Path) -> None:
    """Draw a ROC curve a class."""
    axes, save = _axes("complaints and calm texts taken for it", "found", path)
    for name, (scores, truth) in curves.items():
        ordered = truth[np.argsort(-scores, kind="stable")]
        axes.plot(np.cumsum(~ordered) / (~ordered).sum(), np.cumsum(ordered) / ordered.sum(), label=name)
    axes.set_xlabel("others taken for it")
    axes.legend(fontsize=7)
    save()


def trade_off(abuse: Numbers, genuine: Numbers, hard: Numbers, path: Path) -> None:
    """Draw what share of abuse a threshold finds against the share of complaints above it."""
    axes, save = _axes("complaints above the threshold", "abuse above the threshold", path)
    for name, complaints in (("real complaints", genuine), ("composed ones added", hard)):
        limits = np.quantile(complaints, np.linspace(0.9, 1, 200))
        axes.plot([(complaints > t).mean() for t in limits], [(abuse > t).mean() for t in limits], label=name)
    axes.set_xlim(0, 0.05)
    axes.legend(fontsize=7)
    save()


def reliability_of(heads: Mapping[str, Scored], path: Path) -> None:
    """Draw how often a head is right at each score."""
    axes, save = _axes("score", "share true", path)
    axes.plot([0, 1], [0, 1], "k:", linewidth=0.8)
    for name, (scores, truth) in heads.items():
        found = reliability(scores, truth)
        axes.plot([score for score, _, _ in found], [share for _, share, _ in found], "o-", markersize=3, label=name)
    axes.legend(fontsize=7)
    save()


def _axes(x: str, y: str, path: Path) -> Any:
    import matplotlib as mpl  # noqa: PLC0415 - training only

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(4, 3), dpi=90)
    axes.set_xlabel(x, fontsize=8)
    axes.set_ylabel(y, fontsize=8)
    axes.tick_params(labelsize=7)

    def save() -> None:
        figure.tight_layout()
        # without a date and a version the same figures make the same file
        figure.savefig(path, metadata={"Software": None})
        plt.close(figure)

    return axes, save
