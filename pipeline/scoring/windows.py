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
    """Cut a folded text into windows of at most ``WINDOW_CHARS``, between sentences where it can, else at spaces.

    Half a sentence says other things than a whole one, and of many windows the worst one counts.
    """
    places = places_of(text)
    return [text[start:end].rstrip() for start, end in places[:-1]] + [text[places[-1][0] :]]


def places_of(text: str) -> list[tuple[int, int]]:
    """Return where the windows of a text begin and end."""
    found, start = [], 0
    while start + WINDOW_CHARS < len(text):
        found.append((start, _cut(text, start + STRIDE_CHARS, start + WINDOW_CHARS)))
        start = _cut(text, start + STRIDE_CHARS - (WINDOW_CHARS - STRIDE_CHARS), start + STRIDE_CHARS)
    return [*found, (start, len(text))]


def _cut(text: str, low: int, high: int) -> int:
    """Return the place in (low, high] after the last end of a sentence, else after the last space, else ``high``."""
    ends = [text.rfind(f"{mark} ", low, high) + 2 for mark in ".!?"]
    place = max(*ends, 1)
    if place == 1:
        place = text.rfind(" ", low, high) + 1
    return place or high


def pool(scores: Scores, parts: Sequence[Sequence[str]], classes: Sequence[str]) -> Scores:
    """[windows, classes] scores and the windows of each of n texts → [n, classes]: the maximum, for ``MEAN_HEADS`` the mean weighted by length."""
    starts = np.cumsum([0, *map(len, parts)])[:-1]
    found: Scores = np.maximum.reduceat(scores, starts)
    if len(scores) > len(parts):
        mean = [i for i, name in enumerate(classes) if name in MEAN_HEADS]
        # at least one: an empty text has a window too
        weights = np.array([len(window) or 1 for part in parts for window in part], np.float32)[:, None]
        found[:, mean] = np.add.reduceat(scores[:, mean] * weights, starts) / np.add.reduceat(weights, starts)
    return found
