"""Long texts as overlapping windows, so that nothing is cut off and an insult is not diluted by what stands around it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WINDOW_CHARS = 480
"""About 110 tokens, what the models were trained on; at one token a character still within an encoder's 512."""
STRIDE_CHARS = 360
MEAN_HEADS = {"complaint", "positive"}
"""What is said of a text as a whole; all else counts wherever it stands."""
Scores = NDArray[np.float32]


def windows(text: str) -> list[str]:
    """Cut a folded text into windows of at most ``WINDOW_CHARS``, at spaces where there are any."""
    if len(text) <= WINDOW_CHARS:
        return [text]
    found, start = [], 0
    while True:
        end = start + WINDOW_CHARS
        if end >= len(text):
            found.append(text[start:])
            return found
        space = text.rfind(" ", start + STRIDE_CHARS, end)
        found.append(text[start : space if space > 0 else end])
        after = text.rfind(" ", start + 1, start + STRIDE_CHARS)
        start = after + 1 if after > start else start + STRIDE_CHARS


def pool(scores: Scores, lengths: Sequence[int], classes: Sequence[str]) -> Scores:
    """[windows, classes] scores → [classes]: the maximum, for ``MEAN_HEADS`` the mean weighted by length."""
    if len(scores) == 1:
        only: Scores = scores[0]
        return only
    best: Scores = scores.max(axis=0)
    weights = np.asarray(lengths, dtype=np.float32) / max(1, sum(lengths))
    for i, name in enumerate(classes):
        if name in MEAN_HEADS:
            best[i] = weights @ scores[:, i]
    return best
