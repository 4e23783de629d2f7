"""Labelled comments with what the model and the rules say of them, and what would be decided of each."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec
import numpy as np
from msgspec import UNSET

from pipeline.core import safety
from pipeline.core.decide import Judged, decide
from pipeline.core.identity import Keys
from pipeline.core.policy import Policy
from pipeline.core.triage import Signal
from pipeline.errors import Misconfigured
from pipeline.ports import Scorer
from pipeline.scoring.figures import Flags, Numbers
from pipeline.scoring.labelled import Labelled
from schemas.assessment import Assessment
from schemas.comment import Comment
from schemas.decision import Decision
from schemas.history import History

BATCH = 256
_KEYS = Keys(pseudonym=bytes(32), text=bytes(32))


class Sample(msgspec.Struct, frozen=True):
    """Labelled comments with what the model and the rules say of them."""

    rows: list[Labelled]
    assessments: list[Assessment]
    signals: list[tuple[Signal, ...]]

    def is_long(self, number: int) -> bool:
        """Tell whether a comment was read in several windows, of which the worst one counts."""
        return self.assessments[number].windows is not UNSET

    def where(self, wanted: Callable[[Labelled], bool]) -> list[int]:
        return [i for i, row in enumerate(self.rows) if wanted(row)]

    def has(self, name: str) -> bool:
        """Tell whether the model has the head ``name``."""
        return score(self.assessments[0], name) is not None

    def scores(self, chosen: Sequence[int], name: str) -> Numbers:
        """Return [chosen] scores of the head ``name``, 0 where there is none."""
        return np.array([score(self.assessments[i], name) or 0.0 for i in chosen])

    def weights(self, chosen: Sequence[int]) -> Numbers:
        return np.array([self.rows[i].weight for i in chosen])


def assess(rows: list[Labelled], scorer: Scorer) -> Sample:
    """Score every labelled comment; one that cannot be scored ends the calibration, because it would be left out unseen."""
    assessments = []
    for first in range(0, len(rows), BATCH):
        for answer in scorer.score([row.text for row in rows[first : first + BATCH]]):
            if not isinstance(answer, Assessment):
                raise Misconfigured(
                    f"the scorer failed on a labelled comment ({answer.reason}); calibrate when it works"
                )
            assessments.append(answer)
    return Sample(rows, assessments, [safety.signals(row.text) for row in rows])


def decided(sample: Sample, number: int, policy: Policy, languages: frozenset[str]) -> Decision:
    """Decide one labelled comment as a stranger's first one."""
    assessment = sample.assessments[number]
    comment = Comment(
        comment_id=str(number),
        platform="labelled",
        location_id="labelled",
        posted_at=datetime(2026, 1, 1, tzinfo=UTC),
        text=sample.rows[number].text,
    )
    judged = Judged(comment=comment, assessment=assessment, signals=sample.signals[number])
    return decide(judged, History(), policy, _KEYS, {assessment.model: languages})


def genuine_complaint(row: Labelled) -> bool:
    """Somebody complains of something real, and nothing in it should be hidden."""
    return row.labels["hide"] is False and row.labels["complaint"] is True


def score(assessment: Assessment, name: str) -> float | None:
    """Return what the model says under one of the names that thresholds have; None where it has no such head."""
    if name in {"severe", "mild"}:
        return assessment.abuse.severe if name == "severe" else assessment.abuse.mild
    if name in {"complaint", "question"}:
        return assessment.complaint if name == "complaint" else assessment.question
    if name == "praise":
        return assessment.sentiment
    return (
        assessment.safety.get(name, assessment.toxicity.get(name))
        if name != "threat"
        else assessment.toxicity.get(name)
    )


def share(flags: Flags, weights: Numbers) -> float:
    """Return the share of the weight that is flagged."""
    return float((flags * weights).sum() / weights.sum())
