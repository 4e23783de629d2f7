"""From texts to assessments, the same road for every model: fold, remember, window, predict, pool, look twice, explain.

A model is only a function from [n] folded texts to [n, classes] probabilities and the list of its classes. A cascade may
answer what is easy in its place.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import UNSET

from pipeline.core.text import fold
from pipeline.scoring.cache import Cache
from pipeline.scoring.cascade import Cascade
from pipeline.scoring.second_look import LOOKED_AT, agreed, sentences
from pipeline.scoring.spans import FROM_SCORE, Spans, find_spans
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


class Answer(NamedTuple):
    """[classes] scores, and whether the student gave them."""

    scores: Scores
    windows: int
    by_student: bool = False


class TextScorer:
    """pipeline.ports.Scorer for any ``predict``: [n] folded texts of at most a window → [n, classes] in 0…1."""

    def __init__(
        self,
        model_id: str,
        classes: Sequence[str],
        predict: Predict,
        identify: Callable[[str], str],
        languages: frozenset[str] = frozenset({"en"}),
        *,
        cascade: Cascade | None = None,
    ) -> None:
        self.model_id = model_id
        self.languages = languages
        self.classes = tuple(OTHER_NAMES.get(name, name) for name in classes)
        self._column = {name: i for i, name in enumerate(self.classes)}
        self._looked_at = [self._column[name] for name in LOOKED_AT if name in self._column]
        self._predict, self._identify, self._cascade = predict, identify, cascade
        self._answers: Cache[str, Answer] = Cache(CACHE_ROWS)
        self._spans: Cache[str, Spans] = Cache(CACHE_ROWS // 10)

    def score(self, texts: Sequence[str]) -> list[Assessment | Unscored]:
        """[n] texts → [n] assessments, in order."""
        folded = [fold(text) for text in texts]
        spoken = [self._identify(text) for text in folded]
        answers = self._known(folded, self._easy(texts, folded, spoken))
        final = self._looked_at_twice(folded, answers)
        return [self._assessment(*each) for each in zip(texts, spoken, answers, final, strict=True)]

    def probabilities(self, folded: Sequence[str]) -> Scores:
        """[n] folded texts → [n, classes] by the model itself; each distinct text is predicted once."""
        if not folded:
            return np.zeros((0, len(self.classes)), np.float32)
        return np.stack([answer.scores for answer in self._known(folded, set())])

    def _looked_at_twice(self, folded: Sequence[str], answers: Sequence[Answer]) -> list[Scores]:
        """[n] folded texts and their answers → [n] scores. What the student answered is below every threshold already."""
        parts = {
            i: found
            for i, answer in enumerate(answers)
            if not answer.by_student
            and (answer.scores[self._looked_at] >= FROM_SCORE).any()
            and len(found := sentences(folded[i])) > 1
        }
        alone = iter(self.probabilities([each for found in parts.values() for each in found])[:, self._looked_at])
        final = [answer.scores for answer in answers]
        for i, found in parts.items():
            final[i] = final[i].copy()
            final[i][self._looked_at] = agreed(final[i][self._looked_at], [next(alone) for _ in found])
        return final

    def _easy(self, texts: Sequence[str], folded: Sequence[str], spoken: Sequence[str]) -> set[str]:
        """Return the folded texts that the student may be asked about: its bounds were measured on languages that the model was taught."""
        if not self._cascade:
            return set()
        return set(folded) - {
            plain
            for text, plain, language in zip(texts, folded, spoken, strict=True)
            if language not in self.languages or not self._cascade.may_answer(text, plain)
        }

    def _known(self, folded: Sequence[str], easy: set[str]) -> list[Answer]:
        """[n] folded texts → [n] answers; ``easy``: those that the student may be asked about."""
        known: dict[str, Answer] = {}
        for text in dict.fromkeys(folded):
            found = self._answers.get(text)
            if found is not None and (text in easy or not found.by_student):
                known[text] = found
        new = [text for text in dict.fromkeys(folded) if text not in known]
        for text, answer in self._fresh(new, easy).items():
            known[text] = answer
            if len(text) <= CACHED_CHARS_MAX:
                self._answers.put(text, answer)
        return [known[text] for text in folded]

    def _fresh(self, texts: Sequence[str], easy: set[str]) -> dict[str, Answer]:
        parts = {text: windows(text) for text in texts}
        found: dict[str, Answer] = {}
        asked = [text for text in texts if text in easy]
        if self._cascade and asked:
            said = zip(asked, self._cascade.answer([parts[text] for text in asked]), strict=True)
            found = {
                text: Answer(scores.copy(), len(parts[text]), by_student=True)
                for text, scores in said
                if scores is not None
            }
        hard = {text: part for text, part in parts.items() if text not in found}
        if hard:
            scores = self._predict([window for part in hard.values() for window in part])
            pooled = pool(scores, list(hard.values()), self.classes)
            # copies: a remembered row must not keep its whole batch in memory
            found |= {text: Answer(each.copy(), len(hard[text])) for text, each in zip(hard, pooled, strict=True)}
        return found

    def _assessment(self, text: str, language: str, answer: Answer, scores: Scores) -> Assessment:
        def head(name: str) -> float | None:
            column = self._column.get(name)
            return None if column is None else min(1.0, max(0.0, round(float(scores[column]), 6)))

        positive = head("positive")
        return Assessment(
            model=self.model_id,
            student=self._cascade.student_id if self._cascade and answer.by_student else UNSET,
            windows=answer.windows if answer.windows > 1 else UNSET,
            language=language,
            toxicity={name: head(name) for name in TOXICITY},
            abuse=Abuse(mild=head("abuse_mild"), severe=head("abuse_severe")),
            complaint=head("complaint"),
            question=head("question"),
            sentiment=None if positive is None else round(2 * positive - 1, 6),
            topics={name: p for name in TOPICS if (p := head(f"topic_{name}")) is not None},
            safety={name: p for name in SAFETY if (p := head(f"safety_{name}")) is not None},
            spans=self._explain(text, answer.scores, scores),
        )

    def _explain(self, text: str, first: Scores, final: Scores) -> Spans:
        """Explain by the first reading, what leaving words out changes in it, whatever is still abusive after the second."""
        column = self._column.get("abuse_severe", self._column.get("toxicity"))
        if column is None or final[column] < FROM_SCORE:
            return ()
        found = self._spans.get(text)
        if found is None:

            def rescore(texts: Sequence[str]) -> Scores:
                return self.probabilities([fold(each) for each in texts])[:, column]

            found = find_spans(text, float(first[column]), rescore)
            if len(text) <= CACHED_CHARS_MAX:
                self._spans.put(text, found)
        return found
