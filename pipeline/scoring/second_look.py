"""A second look at what seems abusive: each of its sentences read alone.

Abuse stands in a sentence that is abusive by itself. A story of bad care told with force is not: the model sums its anger
up over sentences none of which it would object to. Only where both readings say so the score stays high; it never rises.
"""

import re
from collections.abc import Sequence

import numpy as np

from pipeline.scoring.windows import Scores

LOOKED_AT = ("abuse_severe", "threat")
"""Classes that hide by themselves."""
SENTENCES_MAX = 64
"""Of a text with more, neighbours are read together: what a look costs is bounded."""
WORDS_MIN = 3
"""Of a piece: "You. Are. A. Pig." is one sentence."""
_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?]{2})(?=\w)|\n+")


def sentences(folded: str) -> list[str]:
    """Cut a folded text behind full stops, exclamation and question marks, and behind dots "...like these"; what is short stays with its neighbour."""
    found: list[str] = []
    for part in _END.split(folded):
        if found and len(found[-1].split()) < WORDS_MIN:
            found[-1] = f"{found[-1]} {part}".strip()
        else:
            found.append(part.strip())
    if len(found) > 1 and len(found[-1].split()) < WORDS_MIN:
        last = found.pop()
        found[-1] = f"{found[-1]} {last}".strip()
    size = -(-len(found) // SENTENCES_MAX)
    return [" ".join(found[i : i + size]) for i in range(0, len(found), size)]


def agreed(whole: Scores, alone: Sequence[Scores]) -> Scores:
    """[classes] scores of a text and those of its sentences → [classes]: the geometric mean of the odds of whole and worst sentence, at most the whole's."""
    odds = [each / (1 - each) for each in np.clip([whole, np.max(alone, axis=0)], 1e-7, 1 - 1e-7)]
    mean = np.sqrt(odds[0] * odds[1])
    found: Scores = np.minimum(whole, mean / (1 + mean)).astype(np.float32)
    return found
