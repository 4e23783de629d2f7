"""What was done and is not in the ledger yet: written in few transactions, and never while a platform is being asked."""

from datetime import datetime

from pipeline.ports import Clock, Ledger, State, Timers
from schemas.codec import encode
from schemas.enforcement import Enforcement
from schemas.ledger import Entry

NOTES_MAX = 100
UNWRITTEN_S_MAX = 0.5
"""A slow platform must not keep what it did out of the ledger."""

Timer = tuple[str, str, datetime, bytes]
"""(timer id, kind, due at, payload)."""


class Notes:
    """Belongs to one call of one handler; ``flush`` before anything is acknowledged."""

    def __init__(self, ledger: Ledger, timers: Timers, clock: Clock) -> None:
        self._ledger, self._timers, self._clock = ledger, timers, clock
        self._made: list[tuple[str, Enforcement]] = []
        self._scheduled: list[Timer] = []
        self._cancelled: list[str] = []
        self._since = clock.now()

    def add(self, event_id: str, made: Enforcement, scheduled: Timer | None = None) -> None:
        """Note one act and what is to follow it."""
        self._made.append((event_id, made))
        if scheduled:
            self._scheduled.append(scheduled)
        late = (self._clock.now() - self._since).total_seconds() > UNWRITTEN_S_MAX
        if late or len(self._made) >= NOTES_MAX:
            self.flush()

    def cancel(self, timer_id: str) -> None:
        """Let a timer never fire, from the next flush on."""
        self._cancelled.append(timer_id)

    def over(self, state: State) -> State:
        """Lay the notes about a comment over what the ledger says of it."""
        key = (state.decision.platform, state.decision.comment_id)
        mine = tuple(made for _, made in self._made if (made.platform, made.comment_id) == key)
        if not mine:
            return state
        return State(
            decision=state.decision,
            visibility=state.visibility,
            removed=state.removed,
            ruling=state.ruling,
            enforcements=(*state.enforcements, *mine),
        )

    def flush(self) -> None:
        """Write everything in one transaction."""
        if self._made or self._scheduled or self._cancelled:
            with self._ledger.exclusive():
                self._ledger.append(
                    [Entry(event_id=e, kind="enforcement", payload=encode(made)) for e, made in self._made]
                )
                for timer in self._scheduled:
                    self._timers.schedule(*timer)
                for timer_id in self._cancelled:
                    self._timers.cancel(timer_id)
        self._made, self._scheduled, self._cancelled = [], [], []
        self._since = self._clock.now()
