"""What falls due: ends of blocks, overdue cases, alerts nobody took, acts and scores to try again; each idempotent by its id."""

import logging
from collections.abc import Callable, Sequence

from pipeline.errors import Corrupt, TooNew, Unavailable
from pipeline.handlers import rule
from pipeline.handlers.enforce import Enforce
from pipeline.handlers.moderate import Moderate
from pipeline.handlers.respond import Respond, message
from pipeline.ports import Cases, Clock, Ledger, Message, Timers
from schemas.codec import decode, decode_event, encode
from schemas.decision import Lane
from schemas.ledger import Entry
from schemas.ruling import Ruling

LOG = logging.getLogger("bedside.timers")
FIRED_AT_ONCE_MAX = 200
Timer = tuple[str, str, bytes]
"""(timer id, kind, payload)."""
Publish = Callable[[Sequence[Message]], object]


class FireTimers:
    """Fires what is due; whoever calls it is the only one (a lease, or one process)."""

    def __init__(
        self,
        *,
        timers: Timers,
        ledger: Ledger,
        cases: Cases,
        moderate: Moderate,
        enforce: Enforce,
        respond: Respond,
        clock: Clock,
    ) -> None:
        self._timers, self._ledger, self._cases, self._clock = timers, ledger, cases, clock
        self._moderate, self._respond = moderate, respond
        self._acts: dict[str, Callable[[str, bytes], list[Message]]] = {
            "block_end": enforce.end_block,
            "enforce": lambda _, payload: enforce.work(decode_event(payload)),
            "rescore": lambda _, payload: moderate.rescore([payload.decode()]),
            "case_due": self._case_due,
            "alert": self._alert,
            "ruling": lambda _, payload: [rule.message(decode(payload, Ruling))],
        }

    def __call__(self, publish: Publish) -> list[Message]:
        """Fire at most a page of timers; a timer is done once what came of it is published. Returns what was published.

        A timer whose dependency is away stays due; one that nothing can be made of is recorded as such, so that it neither
        stops the others nor comes back for ever. Raises Corrupt and TooNew, and whatever ``publish`` raises.
        """
        due = self._timers.due(self._clock.now(), FIRED_AT_ONCE_MAX)
        made: list[Message] = []
        again = [timer for timer in due if timer[1] == "rescore"]
        if again:  # one batch for the model
            made += self._publish(again, publish, lambda: self._moderate.rescore([t[2].decode() for t in again]))
        for timer in due:
            if timer[1] != "rescore":
                made += self._publish([timer], publish, lambda timer=timer: self._act(timer))  # type: ignore[misc]
        return made

    def _act(self, timer: Timer) -> list[Message]:
        timer_id, kind, payload = timer
        if kind not in self._acts:
            raise Corrupt(f"timer {timer_id} is of an unknown kind {kind}: was a newer release here?")
        return self._acts[kind](timer_id, payload)

    def _publish(self, due: Sequence[Timer], publish: Publish, act: Callable[[], list[Message]]) -> list[Message]:
        fault = None
        messages: list[Message] = []
        try:
            messages = act()
        except Unavailable as error:
            LOG.warning("timer %s waits: %s", due[0][0], error)
            return []
        except (Corrupt, TooNew):
            raise
        except Exception as error:
            if len(due) > 1:  # one of them is poison: each for itself
                return [m for timer in due for m in self._publish([timer], publish, lambda t=timer: self._act(t))]  # type: ignore[misc]
            fault = type(error).__name__
            LOG.exception("timer %s could not be fired", due[0][0])
        publish(messages)
        with self._ledger.exclusive():
            self._ledger.append([_entry(timer_id, kind, fault) for timer_id, kind, _ in due])
            for timer_id, _, _ in due:
                self._timers.done(timer_id)
        return messages

    def _case_due(self, _timer_id: str, payload: bytes) -> list[Message]:
        case = self._cases.get(payload.decode())
        event = self._respond.overdue(case) if case else None
        return [message(event)] if event else []

    def _alert(self, _timer_id: str, payload: bytes) -> list[Message]:
        case_id, lane, location_id, cause, rung = decode(payload, tuple[str, Lane, str, str, int])
        self._respond.alert(case_id, lane, location_id, cause, rung)
        return []


def _entry(timer_id: str, kind: str, fault: str | None) -> Entry:
    said = {"timer_id": timer_id, "kind": kind} | ({"fault": fault} if fault else {})
    return Entry(event_id=f"timer:{timer_id}", kind="timer", payload=encode(said))
