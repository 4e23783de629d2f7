"""At least once on Faust: a batch is handled, its messages are acknowledged by the broker, then it is acknowledged, in that order.

Which behaviour of faust-streaming 0.15.3 each part answers (measured: with all of them lost 0, with any one missing hundreds):

- ``async for`` and ``take()`` acknowledge in ``finally``, even when the body raised → ``stream.noack()`` in batches.py; we
  acknowledge a batch last, every event in order, with no await between.
- The commit jumps over an unacknowledged head offset (#606), and stops for ever at a transaction marker or a compacted hole
  → consumer.py commits the contiguous run from the first delivered offset and knows the holes.
- Acks are dropped before the revoke callback → consumer.py keeps them for the last commit of a lost partition.
- ``fetch_max_wait_ms=1500`` is hard-coded → consumer.py sets 50.
- ``noack_take`` waits for a free-running timer → batches.py takes what has arrived.
- A typed topic acknowledges malformed bytes before our code runs → topics are raw bytes, the handler decodes.
- Failed sends are only logged and the commit proceeds → outputs go through a producer of our own (idempotent, acks=all),
  awaited before the acknowledgement.
- A handler that blocks the loop gets batches of one → handlers run in an executor of one thread per group.
- After an error the agent's supervisor restarts it and the default error handler commits → the body never raises, and
  ``_on_agent_error`` ends the process without committing.
- What was read again at a lower offset than before is silently dropped, and its partition then stands still until the next
  rebalance → consumer.py has no "read up to"; a repetition is handled again.
- A crashed programmatic app stays alive and idle, and nothing notices a message that never reaches its agent, or a flow that a
  rebalance stopped and nothing resumed → worker.py watches ``should_stop``, ``forgotten()`` and the flow, and ends the process.
- A graceful stop, and a rebalance, count live messages and wait for them → no reference to an event outlives its batch, and what
  waits in our queue is dropped then, as Faust drops what waits in its own: it is delivered again.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn

import msgspec
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from agents.batches import batches
from agents.share import Share, Tell
from pipeline import metrics
from pipeline.adapters.kafka_records import headers, record
from pipeline.adapters.kafka_topics import TopicsFile
from pipeline.config import Settings
from pipeline.embedded import BYTES_PER_TOKEN, STALL_PAUSE_S, count
from pipeline.errors import ModerationError, Unavailable
from pipeline.handlers.delivery import deliver
from pipeline.ports import Clock, Handler, Message, Record

LOG = logging.getLogger("bedside.agents")
STOPPED_BY_ERROR = 70
"""Exit code of a worker that found an invariant broken or a newer schema: what it read stays unacknowledged (EX_SOFTWARE)."""


class Means(msgspec.Struct, frozen=True, kw_only=True):
    """What every agent of a worker shares."""

    settings: Settings
    topics: TopicsFile
    clock: Clock
    producer: AIOKafkaProducer
    bury: Callable[[Record, Exception], Message]
    tell: Tell
    """Alerts people of what concerns the whole stream."""
    stall_pause_s: float = STALL_PAUSE_S


class Delivery:
    """The body of an agent."""

    def __init__(self, group: str, handler: Handler, means: Means) -> None:
        self._group, self._handler, self._means = group, handler, means
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=group)
        self._share = Share(means.tell)

    async def __call__(self, stream: Any) -> None:
        """Handle a stream until it ends; never raises but for its cancellation."""
        settings = self._means.settings
        bytes_max = settings.batch_tokens_max * BYTES_PER_TOKEN
        rows_max, linger_s, app = settings.batch_rows_max, settings.batch_linger_ms / 1000, stream.app

        def stale(event: Any) -> bool:
            if app.flow_control.is_active() and event.message.generation_id == app.consumer_generation_id:
                return False
            app.consumer.forget(event.message)
            return True

        async for events in batches(stream, rows_max, bytes_max, linger_s, stale):
            started = time.perf_counter()
            app.consumer.handling = True
            await self._handle([self._record(event.message) for event in events])
            for event in events:
                event.ack()
            app.consumer.handling = False
            metrics.RECORDS.labels(self._group).inc(len(events))
            metrics.BATCH_SECONDS.labels(self._group).observe(time.perf_counter() - started)
            events.clear()

    async def _handle(self, records: Sequence[Record]) -> None:
        """Try until it is done: while something is Unavailable the partition waits; what else goes wrong ends the process."""
        means, loop = self._means, asyncio.get_running_loop()
        while True:
            try:
                made = await loop.run_in_executor(
                    self._executor,
                    deliver,
                    self._handler,
                    records,
                    means.bury,
                    means.clock,
                    means.settings.retry_wait_s,
                )
                await publish(means, made)
            except Unavailable as error:
                metrics.STALLED.labels(self._group).inc()
                LOG.warning("%s waits: %s", self._group, error)
                await asyncio.sleep(means.stall_pause_s)
            except asyncio.CancelledError:
                raise
            except BaseException as error:  # noqa: BLE001 - whatever it is, nothing of this batch may be committed
                end_process(self._group, error)
            else:
                count(made)
                await loop.run_in_executor(self._executor, self._share.saw, records, made)
                return

    def _record(self, message: Any) -> Record:
        return record(
            topic=message.topic,
            name=self._means.topics.name(message.topic),
            partition=message.partition,
            offset=message.offset,
            key=message.key,
            value=message.value,
            headers=message.headers or (),
            timestamp_s=message.timestamp,
        )


async def publish(means: Means, messages: Sequence[Message]) -> None:
    """Write in order, and wait until the broker has all of it; raises Unavailable."""
    now = means.clock.now()
    try:
        waiting = [
            await means.producer.send(
                means.topics.real(m.topic), key=m.key.encode(), value=m.value, headers=headers(m, now)
            )
            for m in messages
        ]
        for acknowledged in waiting:
            await acknowledged
    except KafkaError as error:
        if not error.retriable:
            raise  # a producer that was fenced, or lost its sequence, never recovers: a new process has a new one
        raise Unavailable(f"Kafka did not take what was decided: {type(error).__name__}") from error


def end_process(who: str, error: BaseException) -> NoReturn:
    """End at once, without a commit: an orderly stop would acknowledge, or wait for what cannot be handled."""
    LOG.critical("%s stopped: %s", who, error if isinstance(error, ModerationError) else type(error).__name__)
    LOG.debug("%s", who, exc_info=error)
    logging.shutdown()
    os._exit(STOPPED_BY_ERROR)
