"""From texts to assessments, the same road for every model: fold, remember, window, predict, pool, explain.

A model is only a function from [n] folded texts to [n, classes] probabilities and the list of its classes.
"""

from collections.abc import Callable, Sequence

import numpy as np

from pipeline.core.text import fold
from pipeline.scoring.cache import Cache
from pipeline.scoring.spans import Spans, find_spans
from pipeline.scoring.windows import Scores, pool, windows
from schemas.assessment import SAFETY, TOPICS, TOXICITY, Abuse, Assessment, Unscored

CACHE_ROWS = 20_000
CACHED_CHARS_MAX = 1_000
OTHER_NAMES = {
    "toxic": "toxicity",
    "severe_toxic": "severe_toxicity",
    "identity_hate": "identity_attack",
    "sexual_explicit": "sexually_explicit",
}
"""Names of the same class in other Detoxify checkpoints → ours."""
Predict = Callable[[Sequence[str]], Scores]


class TextScorer:
    """pipeline.ports.Scorer for any ``predict``: [n] folded texts of at most a window → [n, classes] in 0…1."""

    def __init__(
        self,
        model_id: str,
        classes: Sequence[str],
        predict: Predict,
        identify: Callable[[str], str],
        languages: frozenset[str] = frozenset({"en"}),
    ) -> None:
        self.model_id = model_id
        self.languages = languages
        self.classes = tuple(OTHER_NAMES.get(name, name) for name in classes)
        self._column = {name: i for i, name in enumerate(self.classes)}
        self._predict, self._identify = predict, identify
        self._scores: Cache[str, Scores] = Cache(CACHE_ROWS)
        self._spans: Cache[str, Spans] = Cache(CACHE_ROWS // 10)

    def score(self, texts: Sequence[str]) -> list[Assessment | Unscored]:
        """[n] texts → [n] assessments, in order."""
        folded = [fold(text) for text in texts]
        scores = self.probabilities(folded)
        return [self._assessment(*each) for each in zip(texts, folded, scores, strict=True)]

    def probabilities(self, folded: Sequence[str]) -> Scores:
        """[n] folded texts → [n, classes]; each distinct text is predicted once."""
        known: dict[str, Scores] = {}
        for text in dict.fromkeys(folded):
            found = self._scores.get(text)
            if found is not None:
                known[text] = found
        new = [text for text in dict.fromkeys(folded) if text not in known]
        if new:
            known |= zip(new, self._fresh(new), strict=True)
        return np.stack([known[text] for text in folded]) if folded else np.zeros((0, len(self.classes)), np.float32)

    def _fresh(self, texts: Sequence[str]) -> list[Scores]:
        parts = [windows(text) for text in texts]
        scores = self._predict([window for part in parts for window in part])
        found, first = [], 0
        for text, part in zip(texts, parts, strict=True):
            found.append(pool(scores[first : first + len(part)].copy(), [len(w) for w in part], self.classes))
            first += len(part)
            if len(text) <= CACHED_CHARS_MAX:
                self._scores.put(text, found[-1])
        return found

    def _assessment(self, text: str, folded: str, scores: Scores) -> Assessment:
        def head(name: str) -> float | None:
            column = self._column.get(name)
            return None if column is None else min(1.0, max(0.0, round(float(scores[column]), 6)))

        positive = head("positive")
        return Assessment(
            model=self.model_id,
            language=self._identify(folded),
            toxicity={name: head(name) for name in TOXICITY},
            abuse=Abuse(mild=head("abuse_mild"), severe=head("abuse_severe")),
            complaint=head("complaint"),
            question=head("question"),
            sentiment=None if positive is None else round(2 * positive - 1, 6),
            topics={name: p for name in TOPICS if (p := head(f"topic_{name}")) is not None},
            safety={name: p for name in SAFETY if (p := head(f"safety_{name}")) is not None},
            spans=self._explain(text, scores),
        )

    def _explain(self, text: str, scores: Scores) -> Spans:
        column = self._column.get("abuse_severe", self._column.get("toxicity"))
        if column is None:
            return ()
        found = self._spans.get(text)
        if found is None:

            def rescore(texts: Sequence[str]) -> Scores:
                return self.probabilities([fold(each) for each in texts])[:, column]

            found = find_spans(text, float(scores[column]), rescore)
            if len(text) <= CACHED_CHARS_MAX:
                self._spans.put(text, found)
        return found
