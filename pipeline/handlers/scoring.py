"""Asking the scorer, patiently: bounded waits while it is down, bisection around a text that it chokes on."""

from collections.abc import Sequence

from pipeline.errors import Unavailable
from pipeline.ports import Clock, Scorer
from schemas.assessment import Assessment, Unscored

SCORER_DOWN = "scorer down"
"""The reason of an Unscored that is worth another try once the model is back."""
SCORER_FAILED = "scorer failed"
FIRST_PAUSE_S, PAUSE_MAX_S = 0.2, 5.0
NO_TEXT = Assessment(model="none")
"""A bare rating: there is nothing to score, and nothing was missed."""


def score_patiently(scorer: Scorer, texts: Sequence[str], clock: Clock, wait_s: float) -> list[Assessment | Unscored]:
    """[n] texts → [n] assessments; a scorer that stays down for ``wait_s`` makes them Unscored, never zero."""
    spoken = [i for i, text in enumerate(texts) if text.strip()]
    answers = _wait(scorer, [texts[i] for i in spoken], clock, wait_s) if spoken else []
    found: list[Assessment | Unscored] = [NO_TEXT] * len(texts)
    for i, answer in zip(spoken, answers, strict=True):
        found[i] = answer
    return found


def _wait(scorer: Scorer, texts: Sequence[str], clock: Clock, wait_s: float) -> list[Assessment | Unscored]:
    deadline = clock.now().timestamp() + wait_s
    pause = FIRST_PAUSE_S
    while True:
        try:
            return _bisect(scorer, texts)
        except Unavailable:
            left = deadline - clock.now().timestamp()
            if left <= 0:
                return [Unscored(reason=SCORER_DOWN)] * len(texts)
            clock.sleep(min(pause, left))
            pause = min(pause * 2, PAUSE_MAX_S)


def _bisect(scorer: Scorer, texts: Sequence[str]) -> list[Assessment | Unscored]:
    """Score a batch; halve it around a failure until one text is left alone with it."""
    try:
        answers = scorer.score(texts)
        if len(answers) != len(texts):
            raise ValueError(f"{len(answers)} answers to {len(texts)} texts")  # noqa: TRY301 - a failure like any other
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a model throws at one text must not stop the others
        if len(texts) == 1:
            return [Unscored(reason=f"{SCORER_FAILED}: {type(error).__name__}")]
        half = len(texts) // 2
        return _bisect(scorer, texts[:half]) + _bisect(scorer, texts[half:])
    return [answer if _sound(answer) else Unscored(reason=f"{SCORER_FAILED}: no sound scores") for answer in answers]


def _sound(answer: Assessment | Unscored) -> bool:
    """Say whether an answer says anything of abuse, and every number is one: a NaN compares like a zero."""
    if isinstance(answer, Unscored):
        return True
    abuse = [s for s in (*answer.toxicity.values(), answer.abuse.mild, answer.abuse.severe) if s is not None]
    others = [s for s in (answer.complaint, answer.question, *answer.safety.values()) if s is not None]
    feeling = answer.sentiment is None or -1 <= answer.sentiment <= 1
    return bool(abuse) and all(0 <= score <= 1 for score in (*abuse, *others)) and feeling
