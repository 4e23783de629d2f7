"""Which words made a text's abuse score high: each stretch of words is left out in turn, and the drop is its weight.

A long text is explained by its worst windows, as it was scored: the rest of it has no part in the score.
"""

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.windows import places_of

STRETCHES_MAX = 12
"""Of a window."""
WINDOWS_MAX = 3
FROM_SCORE = 0.5
"""Below this there is nothing to explain, and nothing to look at twice."""
DROP_MIN = 0.1
"""A smaller drop of the probability is not shown."""
_WORD = re.compile(r"\S+")

Place = tuple[int, int]
Spans = tuple[tuple[int, int, float], ...]
Rescore = Callable[[Sequence[str]], NDArray[np.float32]]


def find_spans(text: str, score: float, rescore: Rescore) -> Spans:
    """Return (start, end, weight) in code points of the original text; ``rescore``: [n] texts → [n] severe scores."""
    if score < FROM_SCORE or not text.strip():
        return ()
    asked = [
        (window, whole, stretch)
        for window, whole in _worst(text, score, rescore)
        for stretch in _stretches(text, *window)
    ]
    rests = rescore([text[first:start] + text[end:last] for (first, last), _, (start, end) in asked])
    drops = [(*stretch, round(float(whole - rest), 3)) for (_, whole, stretch), rest in zip(asked, rests, strict=True)]
    found: list[tuple[int, int, float]] = []
    for start, end, drop in sorted(drops, key=itemgetter(2), reverse=True):
        # windows overlap: of two stretches with words in common the heavier one is shown
        if drop >= DROP_MIN and all(end <= other[0] or other[1] <= start for other in found):
            found.append((start, end, drop))
    return tuple(sorted(found)) or ((*max(drops, key=itemgetter(2))[:2], round(score, 3)),)


def _worst(text: str, score: float, rescore: Rescore) -> list[tuple[Place, float]]:
    """Return the windows that are to be explained, with their scores."""
    places = [place for place in places_of(text) if text[slice(*place)].strip()]
    if len(places) == 1:
        return [(places[0], score)]
    scores = map(float, rescore([text[slice(*place)] for place in places]))
    worst = sorted(zip(places, scores, strict=True), key=itemgetter(1), reverse=True)[:WINDOWS_MAX]
    return [each for each in worst if each[1] >= FROM_SCORE] or worst[:1]


def _stretches(text: str, first: int, last: int) -> list[Place]:
    words = [match.span() for match in _WORD.finditer(text, first, last)]
    size = -(-len(words) // STRETCHES_MAX)
    return [(words[i][0], words[min(i + size, len(words)) - 1][1]) for i in range(0, len(words), size)]
