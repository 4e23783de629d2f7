"""The embedded loop: every consumer group of the embedded bus in one process, with the guarantees of the stream.

A group polls, handles, then publishes and acknowledges in one transaction; whatever fails before that happens again. What
depends on something that is away waits; what finds an invariant broken ends the process.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from pipeline import metrics
from pipeline.bootstrap import Store
from pipeline.errors import ModerationError, Unavailable
from pipeline.handlers.delivery import deliver
from pipeline.handlers.timers import Publish
from pipeline.ports import Handler, Message, Record, place
from schemas.case import CaseEvent
from schemas.codec import decode, decode_event
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision
from schemas.enforcement import Enforcement

LOG = logging.getLogger("bedside.embedded")
BYTES_PER_TOKEN = 4
TIMERS_EVERY_S = 1.0
PURGE_EVERY_S = 600.0
STALL_PAUSE_S = 5.0


class Embedded:
    """Runs the groups, either until nothing is left (``drain``) or until told to stop (``start`` … ``stop``)."""

    def __init__(
        self,
        store: Store,
        handlers: Mapping[str, Handler],
        bury: Callable[[Record, Exception], Message],
        fire: Callable[[Publish], Sequence[Message]] | None = None,
    ) -> None:
        self._store, self._bus, self._handlers, self._bury, self._fire = store, store.bus, handlers, bury, fire
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self.failed = threading.Event()
        self.failure: BaseException | None = None
        """What ended the loop; whoever runs it must end the process."""

    def step(self, group: str) -> int:
        """Handle one batch of one group; returns how many records it had. Raises Unavailable, Corrupt or TooNew."""
        settings, started = self._store.settings, time.perf_counter()
        records = self._bus.poll(group, settings.batch_rows_max, settings.batch_tokens_max * BYTES_PER_TOKEN)
        if not records:
            return 0
        made = deliver(self._handlers[group], records, self._bury, self._store.clock, settings.retry_wait_s)
        self._bus.acknowledge(group, records, made)
        metrics.RECORDS.labels(group).inc(len(records))
        metrics.BATCH_SECONDS.labels(group).observe(time.perf_counter() - started)
        count(made)
        return len(records)

    def drain(self) -> None:
        """Handle until no group has anything left; in this thread."""
        while sum(self.step(group) for group in self._handlers):
            pass

    def fire(self) -> None:
        """Fire what is due; what comes of a timer is published before it counts as fired."""
        count(self._fire(self._bus.publish) if self._fire else ())

    def start(self) -> None:
        """Run every group and the timers, each in its own thread."""
        turns: dict[str, Callable[[], None]] = {group: self._turn(group) for group in self._handlers}
        turns |= {"timers": self._paced(self.fire, TIMERS_EVERY_S), "purge": self._paced(self._purge, PURGE_EVERY_S)}
        self._threads = [
            threading.Thread(target=self._run, args=(name, turn), name=name, daemon=True)
            for name, turn in turns.items()
        ]
        for thread in self._threads:
            thread.start()

    def stop(self, within_s: float) -> bool:
        """Let batches in flight end, for at most ``within_s`` seconds; returns whether all did."""
        self._stopping.set()
        self._bus.notify()
        deadline = time.monotonic() + within_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def idle(self) -> bool:
        """Say whether every group has read all there is."""
        return not any(self._bus.lag(group) for group in self._handlers)

    def _turn(self, group: str) -> Callable[[], None]:
        def turn() -> None:
            if not self.step(group):
                self._bus.wait()

        return turn

    def _paced(self, act: Callable[[], None], every_s: float) -> Callable[[], None]:
        def turn() -> None:
            act()
            self._stopping.wait(every_s)

        return turn

    def _purge(self) -> None:
        self._bus.purge()

    def _run(self, name: str, turn: Callable[[], None]) -> None:
        while not self._stopping.is_set() and not self.failed.is_set():
            try:
                turn()
            except Unavailable as error:
                metrics.STALLED.labels(name).inc()
                LOG.warning("%s waits: %s", name, error)
                self._stopping.wait(STALL_PAUSE_S)
            except BaseException as error:  # a thread that dies alone would leave its group unread for ever
                LOG.critical(
                    "%s stopped: %s", name, error if isinstance(error, ModerationError) else type(error).__name__
                )
                LOG.debug("%s", name, exc_info=True)
                self.failure = error
                self.failed.set()
                self._bus.notify()


def count(messages: Sequence[Message]) -> None:
    """Count what was made, by what it says."""
    for message in messages:
        match message.type:
            case "bedside.decision.v1":
                made = decode_event(message.value)
                if isinstance(made, Decision):
                    metrics.DECISIONS.labels(made.visibility, made.route, made.lane or "none").inc()
            case "bedside.removal.v1":
                metrics.REMOVALS.inc()
            case "bedside.dead-letter.v1":
                metrics.DEAD_LETTERS.labels(place(decode(message.value, DeadLetter).source)).inc()
            case "bedside.enforcement.v1":
                act = decode(message.value, Enforcement)
                metrics.ENFORCEMENTS.labels(act.action, act.outcome).inc()
            case "bedside.case.v1":
                metrics.CASE_EVENTS.labels(decode(message.value, CaseEvent).kind).inc()
            case _:
                pass
