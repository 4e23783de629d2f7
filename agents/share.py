"""How much of what arrives cannot be read: a rising share is told to people, by source, and never stops the rest."""

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence

from pipeline.errors import Refused, Unavailable
from pipeline.ports import Message, Record, place
from schemas.codec import decode
from schemas.dead_letter import DeadLetter

LOG = logging.getLogger("bedside.agents")
WINDOW_RECORDS = 500
LETTERS_MIN, SHARE_MAX = 20, 0.05
"""Fewer are somebody's typing errors; more than this is a sender who changed their format."""
AGAIN_AFTER_S = 600.0
Tell = Callable[[Mapping[str, str | None]], None]


class Share:
    """Watches one group's records; tells once, and again after ten minutes."""

    def __init__(self, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell, self._clock = tell, clock
        self._window: deque[str | None] = deque(maxlen=WINDOW_RECORDS)
        self._told_at = float("-inf")

    def saw(self, records: Sequence[Record], made: Sequence[Message]) -> None:
        """Count a batch and what became of it; blocks while people are told."""
        dead = {decode(m.value, DeadLetter).source for m in made if m.topic == "dead-letters"}
        self._window.extend(place(r.source) if r.source in dead else None for r in records)
        letters = Counter(filter(None, self._window))
        count = letters.total()
        if (
            count < LETTERS_MIN
            or count < SHARE_MAX * len(self._window)
            or self._clock() - self._told_at < AGAIN_AFTER_S
        ):
            return
        self._told_at = self._clock()
        where = ", ".join(f"{place} {n}" for place, n in letters.most_common(5))
        LOG.error(
            "%s of the last %s records cannot be read (%s); see bedside dead-letters list",
            count,
            len(self._window),
            where,
        )
        try:
            self._tell(
                {"alert_id": f"dead-letters:{count}", "lane": "dead-letters", "sources": where, "link": "/dead-letters"}
            )
        except (Unavailable, Refused) as error:
            LOG.warning("nobody could be told of it: %s", error)
