"""Which words made a text's abuse score high: each stretch of words is left out in turn, and the drop is its weight."""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

STRETCHES_MAX = 12
FROM_SCORE = 0.5
"""Below this there is nothing to explain."""
DROP_MIN = 0.1
"""A smaller drop of the probability is not shown."""
_WORD = re.compile(r"\S+")
_WORD_CHARS_MAX = 2_000
"""Longer texts are explained by their windows' scores alone."""

Spans = tuple[tuple[int, int, float], ...]


def find_spans(text: str, score: float, rescore: Callable[[Sequence[str]], NDArray[np.float32]]) -> Spans:
    """Return (start, end, weight) in code points of the original text; ``rescore``: [n] texts → [n] severe scores."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    if score < FROM_SCORE or not words or len(text) > _WORD_CHARS_MAX:
        return ()
    size = -(-len(words) // STRETCHES_MAX)
    stretches = [(words[i][0], words[min(i + size, len(words)) - 1][1]) for i in range(0, len(words), size)]
    if len(stretches) == 1:
        return ((*stretches[0], round(score, 3)),)
    without = rescore([text[:start] + text[end:] for start, end in stretches])
    drops = [(start, end, round(float(score - rest), 3)) for (start, end), rest in zip(stretches, without, strict=True)]
    found = tuple(drop for drop in drops if drop[2] >= DROP_MIN)
    return found or ((*max(drops, key=lambda d: d[2])[:2], round(score, 3)),)
