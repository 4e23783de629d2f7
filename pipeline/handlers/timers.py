"""What falls due: ends of blocks, overdue cases, alerts nobody took, acts and scores to try again; each idempotent by its id."""

from collections.abc import Callable

from pipeline.errors import Corrupt
from pipeline.handlers.enforce import Enforce
from pipeline.handlers.moderate import Moderate
from pipeline.handlers.respond import Respond
from pipeline.ports import Cases, Clock, Ledger, Message, Timers
from schemas.codec import decode, decode_event, encode
from schemas.ledger import Entry

FIRED_AT_ONCE_MAX = 200


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
        self._moderate, self._enforce, self._respond = moderate, enforce, respond
        self._acts: dict[str, Callable[[str, bytes], list[Message]]] = {
            "block_end": enforce.end_block,
            "enforce": lambda _, payload: enforce.work(decode_event(payload)),
            "rescore": lambda _, payload: moderate.rescore([payload.decode()]),
            "case_due": self._case_due,
            "alert": self._alert,
        }

    def __call__(self) -> list[Message]:
        """Fire at most a page of timers; returns what is to be published."""
        messages: list[Message] = []
        for timer_id, kind, payload in self._timers.due(self._clock.now(), FIRED_AT_ONCE_MAX):
            if kind not in self._acts:
                raise Corrupt(f"timer {timer_id} is of an unknown kind {kind}: was a newer release here?")
            messages += self._acts[kind](timer_id, payload)
            self._ledger.append(
                [
                    Entry(
                        event_id=f"timer:{timer_id}", kind="timer", payload=encode({"timer_id": timer_id, "kind": kind})
                    )
                ]
            )
            self._timers.done(timer_id)
        return messages

    def _case_due(self, _timer_id: str, payload: bytes) -> list[Message]:
        case = self._cases.get(payload.decode())
        if case:
            self._respond.overdue(case)
        return []

    def _alert(self, _timer_id: str, payload: bytes) -> list[Message]:
        case_id, lane, location_id, rung = decode(payload, tuple[str, str, str, int])
        case = self._cases.get(case_id)
        if case and not case.acknowledged:
            self._respond.alert(case_id, lane, location_id, rung)  # type: ignore[arg-type]
        return []
