"""A Faust consumer that never commits past a comment that was not handled.

Which behaviour of faust-streaming 0.15.3 each part answers stands in delivery.py.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from faust.transport.drivers import aiokafka as driver

FETCH_MAX_WAIT_MS = 50
FORGOTTEN_S = 60.0
"""Nothing waits so long between the fetch and the agent while the agent has nothing to do."""

TP = Any
"""(topic, partition), as Faust has it."""


class _Thread(driver.AIOKafkaConsumerThread):  # type: ignore[misc]
    def _create_worker_consumer(self, transport: Any) -> Any:
        made = super()._create_worker_consumer(transport)
        made._fetch_max_wait_ms = FETCH_MAX_WAIT_MS  # noqa: SLF001 - read when it starts; Faust hard-codes 1500
        return made


class _Books:
    """One partition: where the run of acknowledged offsets ends, and which offsets do not exist."""

    def __init__(self, first: int) -> None:
        self.floor, self.last = first, first - 1
        self.holes: dict[int, int] = {}

    @property
    def waiting(self) -> bool:
        """Whether something was fetched that is not acknowledged."""
        return self.floor <= self.last

    def delivered(self, offset: int) -> None:
        if offset <= self.last:  # a seek back
            self.floor = min(self.floor, offset)
        elif offset > self.last + 1:  # compacted away, aborted, or a transaction's marker
            self.holes[self.last + 1] = offset
        self.last = offset

    def advance(self, acked: set[int]) -> int | None:
        """Take the run out of ``acked``; returns the offset to commit, None where the run did not grow."""
        at = self.floor
        while True:
            if at in acked:
                acked.discard(at)
                at += 1
            elif at in self.holes:
                at = self.holes.pop(at)
            else:
                break
        if at == self.floor:
            return None
        acked.difference_update([offset for offset in acked if offset < at])
        self.floor = at
        return at


class _Nowhere(dict[TP, int | None]):
    """Where a partition was read up to, for Faust, which silently drops what it reads at a lower offset: never anywhere."""

    def __getitem__(self, tp: TP) -> None:
        return None


class _Consumer(driver.Consumer):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._books: dict[TP, _Books] = {}
        self._kept: dict[TP, tuple[set[int], int | None]] = {}
        self._unmoved: dict[TP, tuple[int, float]] = {}
        self.handling = False
        """The agent has a batch in its hands."""
        super().__init__(*args, **kwargs)
        self._read_offset = _Nowhere()
        revoked: Callable[[set[TP]], Awaitable[None]] = self._on_partitions_revoked  # type: ignore[has-type]
        self._on_partitions_revoked = self._with_kept(revoked)

    def _with_kept(
        self, revoked_callback: Callable[[set[TP]], Awaitable[None]]
    ) -> Callable[[set[TP]], Awaitable[None]]:
        async def restore(revoked: set[TP]) -> None:
            for tp, (acked, committed) in self._kept.items():
                self._acked_index[tp] |= acked
                self._acked[tp][:] = sorted(self._acked_index[tp])
                self._committed_offset[tp] = committed
            self._kept = {}
            await revoked_callback(revoked)  # stops the flow, waits for batches in flight, commits

        return restore

    def forget(self, message: Any) -> None:
        """Give up a message that will be delivered again: nobody waits for it, and no commit passes it."""
        self._unacked_messages.discard(message)

    def behind(self) -> int:
        """Return how many records of this worker's partitions, as far as it has heard of them, are not acknowledged."""
        return sum(max((self.highwater(tp) or 0) - books.floor, 0) for tp, books in self._books.items())

    def forgotten(self) -> list[TP]:
        """Return the partitions where something was fetched long ago and has reached no agent; to be asked regularly."""
        now = time.monotonic()
        waiting = {} if self.handling else {tp: books.floor for tp, books in self._books.items() if books.waiting}
        self._unmoved = {
            tp: before if (before := self._unmoved.get(tp)) and before[0] == floor else (floor, now)
            for tp, floor in waiting.items()
        }
        return [tp for tp, (_, since) in self._unmoved.items() if now - since > FORGOTTEN_S]

    def _new_consumer_thread(self) -> _Thread:
        return _Thread(self, loop=self.loop, beacon=self.beacon)

    def _to_message(self, tp: TP, record: Any) -> Any:
        if tp not in self._books:
            self._books[tp] = _Books(record.offset)
        self._books[tp].delivered(record.offset)
        return super()._to_message(tp, record)

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Do nothing: the books know the holes."""

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        self._kept = {tp: (set(self._acked_index.get(tp, ())), self._committed_offset[tp]) for tp in revoked}
        await super().on_partitions_revoked(revoked)
        for tp in revoked:
            for books in (self._books, self._acked, self._acked_index, self._committed_offset):
                books.pop(tp, None)

    def _new_offset(self, tp: TP) -> int | None:
        books, acked = self._books.get(tp), self._acked_index[tp]
        offset = books.advance(acked) if books and acked else None
        if offset is not None:
            self._acked[tp][:] = sorted(acked)
        return offset


class Transport(driver.Transport):  # type: ignore[misc]
    """What an app is given instead of its own."""

    Consumer = _Consumer
