"""What the student may answer: a comment that the encoder, too, would leave visible and send the same way.

It clears, and never accuses: wherever the encoder's score may reach a threshold of abuse or of danger, the encoder is asked.
Neighbours: student.py says between which scores the encoder's lies, assess.py asks the encoder for the rest.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.core.abuse import CONFIRMED
from pipeline.core.policy import Thresholds
from pipeline.core.safety import RULES, signals
from pipeline.scoring.encoder import Encoder
from pipeline.scoring.student import Said, Student
from pipeline.scoring.windows import Scores, pool

Flags = NDArray[np.bool_]
NEED_A_NOD = tuple(rule for rule in RULES if rule.kind in CONFIRMED)
"""Rules that hide where the encoder nods, from a score on (``confirm``) that it often reaches."""
ABUSE_CLASS = {"severe": "abuse_severe", "mild": "abuse_mild"}
"""Label of a policy → class of a model, where they differ."""
ROUNDING = 1e-6
"""An assessment's scores are rounded to six places: one so near a threshold may come to lie on its other side."""


class Cascade:
    """The student of an encoder under one model's thresholds."""

    def __init__(self, student: Student, encoder: Encoder, limits: Thresholds) -> None:
        self.student_id = student.student_id
        self._student, self._encoder = student, encoder
        self.decides(student.classes, limits)

    def decides(self, classes: Sequence[str], limits: Thresholds) -> None:
        """Lay out which classes decide, from which score on."""
        column = {name: i for i, name in enumerate(classes)}
        # a label that the model lacks decides nothing
        self._below = [(column[name], limit) for name, limit in _lowest(limits).items() if name in column]
        complaint, question, praise = (column[name] for name in ("complaint", "question", "positive"))
        self._complains = (complaint, limits.complaint)
        faint = [limit for limit in (limits.complaint, limits.complaint_if_abusive) if limit is not None]
        self._quiet = (complaint, min(faint, default=None))
        self._asks = (question, limits.question)
        self._praises = (praise, None if limits.praise is None else (limits.praise + 1) / 2)

    @staticmethod
    def may_answer(text: str, folded: str) -> bool:
        """Say whether no rule speaks that needs the encoder's nod."""
        return not signals(text, NEED_A_NOD, folded)

    def answer(self, parts: Sequence[Sequence[str]]) -> list[Scores | None]:
        """[n] texts in windows → the student's scores, or None where the encoder must be asked."""
        said = self._student.predict(self._encoder.encode([window for part in parts for window in part]))
        # pooling grows with each of its scores: between pooled bounds lies the pooled score
        said = Said(*(pool(each, parts, self._student.classes) for each in said))
        settled = self.settled(said)
        return [scores if sure else None for scores, sure in zip(said.scores, settled, strict=True)]

    def settled(self, said: Said) -> Flags:
        """[n] whether no threshold lies where the encoder's score may be, and no abuse and no danger above one."""
        calm = np.ones(len(said.scores), bool)
        for column, limit in self._below:
            calm &= _below(said, column, limit)
        asked = _above(said, *self._asks) | _below(said, *self._asks)
        praised = _above(said, *self._praises) | _below(said, *self._praises)
        # whoever complains is thanked for nothing, whatever the mood
        return calm & asked & (_above(said, *self._complains) | (_below(said, *self._quiet) & praised))


def _lowest(limits: Thresholds) -> dict[str, float]:
    """Return the lowest threshold of each class of abuse and of danger."""
    found: dict[str, float] = {}

    def add(label: str, limit: float | None) -> None:
        name = ABUSE_CLASS.get(label, label)
        if limit is not None:
            found[name] = min(limit, found.get(name, limit))

    for label, band in (*limits.severe.items(), *limits.severe_long.items()):
        add(label, band.hold)
    for label, limit in (*limits.mild.items(), *limits.profanity.items()):
        add(label, limit)
    for name in ("self_harm", "adverse_event", "privacy"):
        add(f"safety_{name}", getattr(limits, name))
    return found


def _above(said: Said, column: int, limit: float | None) -> Flags:
    return said.low[:, column] >= limit + ROUNDING if limit is not None else np.zeros(len(said.low), bool)


def _below(said: Said, column: int, limit: float | None) -> Flags:
    return said.high[:, column] < limit - ROUNDING if limit is not None else np.ones(len(said.high), bool)
