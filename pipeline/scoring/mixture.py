"""The training mixture: public sets, real feedback and composed texts, folded as they are served, as arrays."""

import random
from collections import Counter
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.core.text import fold
from pipeline.scoring import written
from pipeline.scoring.compose import Composer, Row
from pipeline.scoring.corpus import Opinions, feedback, toxicity, unspoken
from pipeline.scoring.heads import CLASSES, INDEX
from pipeline.scoring.windows import windows

JIGSAW_SHARE, COMPOSED_SHARE, ELSEWHERE_SHARE, WRITTEN_SHARE = 0.36, 0.20, 0.09, 0.20
"""Of an epoch; real feedback takes the rest. Jigsaw's are the longest texts and the most telling ones: with less of them
no text was seen twice."""
WRITTEN_TIMES = {
    "written:review": 2,
    "written:praise_vivid": 4,
    "written:complaint_near_threat": 2,
    "written:near_threat_harmless": 2,
    "written:abuse_in_complaint": 2,
}
"""How often a hand-written comment is put among those to draw from, if not once: more for what the predecessor got wrong."""
COMPLAINTS_A_SOURCE, REPEATS_MAX = 2_000, 8
"""A complaint is rarer and harder than praise in these sets, and most come from few places: each source's are repeated
until there are so many, or so often."""


class Mixture(msgspec.Struct, frozen=True):
    """[n] texts, [n, classes] targets in 0…1 where NaN means unknown, [n] sources."""

    texts: list[str]
    targets: NDArray[np.float32]
    sources: list[str]


def arrays(rows: list[Row]) -> Mixture:
    """Fold the texts and lay the labels out; what a row does not know is NaN."""
    targets = np.full((len(rows), len(CLASSES)), np.nan, dtype=np.float32)
    for i, row in enumerate(rows):
        for label, value in row.labels.items():
            targets[i, INDEX[label]] = value
    return Mixture([fold(row.text) for row in rows], targets, [row.source for row in rows])


def training_rows(folder: Path, count: int, seed: int, opinions: Opinions | None = None) -> list[Row]:
    """Draw at most ``count`` rows; real complaints are also the ground that insults are composed onto."""
    draw = random.Random(seed)  # noqa: S311 - reproducible, not secret
    real, by_hand = (
        [part for row in rows for part in in_windows(row)]
        for rows in (feedback(folder, held_back=False), written.rows(held_back=False))
    )
    grounds = _having(real, "complaint") + _having(by_hand, "complaint")
    composer = Composer(seed, held_back=False, complaints=grounds, praises=_having(real, "positive"))
    made_up = list(composer.rows(int(count * COMPOSED_SHARE)))
    drawn = [row for row in by_hand for _ in range(WRITTEN_TIMES.get(row.source, 1))]
    made_up += map(composer.vary, draw.choices(drawn, k=int(count * WRITTEN_SHARE)))
    repeats = _repeats(real)
    base = [row for row in real for _ in range(repeats[row.source] if row.labels.get("complaint") == 1 else 1)]
    public = list(toxicity(folder, str(seed), opinions))
    jigsaw = [r for r in public if r.source == "jigsaw"]
    elsewhere = [r for r in public if r.source != "jigsaw"]
    rows = [Row(row.text, unspoken(fold(row.text)) | row.labels, row.source) for row in made_up]
    for found, share in ((jigsaw, JIGSAW_SHARE), (elsewhere, ELSEWHERE_SHARE)):
        drawn = draw.sample(found, min(len(found), int(count * share)))
        rows += [composer.sometimes_disguised(row) for row in drawn]
    rows += draw.sample(base, min(len(base), count - len(rows)))
    draw.shuffle(rows)
    return rows


def in_windows(row: Row) -> list[Row]:
    """Read a long text as it is served, unless it is abuse: where in it that stands is not known, and all else is taken to hold of every part."""
    parts = windows(fold(row.text))
    if len(parts) == 1 or row.labels.get("abuse_severe") == 1:
        return [row]
    return [Row(part, row.labels, row.source) for part in parts]


def _repeats(real: list[Row]) -> dict[str, int]:
    complaints = Counter(row.source for row in real if row.labels.get("complaint") == 1)
    return {
        source: max(1, min(REPEATS_MAX, round(COMPLAINTS_A_SOURCE / count))) for source, count in complaints.items()
    }


def held_back_rows(folder: Path, composed: int, seed: int) -> list[Row]:
    """Draw whole held-back organisations and compositions of held-back phrases."""
    real = list(feedback(folder, held_back=True))
    composer = Composer(seed, held_back=True, complaints=_having(real, "complaint"), praises=_having(real, "positive"))
    return real + list(composer.rows(composed))


def _having(rows: list[Row], label: str) -> list[str]:
    return [r.text for r in rows if r.labels.get(label) == 1 and r.labels.get("abuse_severe") != 1 and len(r.text) > 3]
