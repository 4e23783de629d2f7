"""One worker process: waits for its broker, checks its topics, runs its agents, fires the timers if it leads, drains when told to stop.

Whoever starts workers restarts them: exit 0 stopped as told, 70 an invariant broke, 71 an app crashed, 75 did not drain in time.
"""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

import faust
import uvloop
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from prometheus_client import start_http_server

from agents import enforce, moderate, respond, rulings
from agents.apps import REBALANCE_TIMEOUT_S, ssl_context
from agents.delivery import Means, end_process, publish
from agents.quiet import quieten
from pipeline import metrics
from pipeline.adapters.kafka_options import client
from pipeline.adapters.kafka_topics import TopicsFile, check, read_topics
from pipeline.bootstrap import Handlers, Store, load_scorer, open_store, wire
from pipeline.config import Settings
from pipeline.embedded import TIMERS_EVERY_S, count
from pipeline.errors import Misconfigured, Unavailable
from pipeline.ports import Message

LOG = logging.getLogger("bedside.worker")
AGENTS = {"moderate": moderate.agent, "enforce": enforce.agent, "respond": respond.agent, "rulings": rulings.agent}
CRASHED, NOT_DRAINED = 71, 75
WATCH_S, WAIT_S, SAY_EVERY_S = 0.5, 1.0, 10.0
T = TypeVar("T")
FLOW_STOPPED_S = 3 * REBALANCE_TIMEOUT_S
"""A rebalance is over before; one that is not is begun anew by a new process."""
MESSAGE_BYTES_MAX = 4_194_304
"""Of what we publish, as deploy/topics.toml has it: a long text with many spans stays below by far."""
SWITCH_S = 0.0001
"""The groups' threads give the interpreter up at every query; by default (5 ms) each would wait so long, every time, to have
it back from another that computes: a busy partition waited three to five times as long."""
LEADS = ("moderate", "comments", 0)
"""Who holds this partition fires the timers: Kafka's own election, and an overlap is harmless (each firing is idempotent)."""


def wired(settings: Settings) -> tuple[Store, Handlers]:
    """Open the store and wire the handlers over it; raises Misconfigured or Unavailable."""
    store = open_store(settings)
    return store, wire(store, load_scorer(settings, store.policy))


def run(
    settings: Settings,
    groups: Sequence[str] = tuple(AGENTS),
    wired: Callable[[Settings], tuple[Store, Handlers]] = wired,
) -> None:
    """Run until SIGTERM or SIGINT; raises Misconfigured at start, and ends the process itself where it must not drain."""
    unknown = sorted(set(groups) - AGENTS.keys())
    if unknown:
        raise Misconfigured(f"no agent {unknown[0]}; there are {', '.join(AGENTS)}")
    quieten()
    sys.setswitchinterval(SWITCH_S)
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _: stopping.append(got))
    topics = read_topics(settings)
    _await("the broker", lambda: _check(settings, topics), stopping)
    made = _await("the database", lambda: wired(settings), stopping)
    if made:
        store, handlers = made
        _tell_metrics(settings)
        uvloop.run(_Worker(store, topics, handlers, groups).run(stopping))


def _await(what: str, attempt: Callable[[], T], stopping: list[int]) -> T | None:
    """Wait for what is not up yet; None where somebody asked to stop meanwhile."""
    said = float("-inf")
    while not stopping:
        try:
            return attempt()
        except Unavailable as error:
            if time.monotonic() - said > SAY_EVERY_S:
                LOG.warning("waiting for %s: %s", what, error)
                said = time.monotonic()
            time.sleep(WAIT_S)
    return None


def _check(settings: Settings, topics: TopicsFile) -> None:
    """Raise Misconfigured where the topics are not as the file says."""
    faults = check(settings, topics)
    if faults:
        raise Misconfigured(f"Kafka at {settings.kafka}: {faults[0]}")


def _tell_metrics(settings: Settings) -> None:
    """Serve /metrics where the settings say; raises Misconfigured where the port is taken."""
    if settings.metrics_port:
        try:
            start_http_server(settings.metrics_port, settings.host)
        except OSError as error:
            raise Misconfigured(
                f"BEDSIDE_METRICS_PORT={settings.metrics_port} on {settings.host}: {error.strerror}; "
                "give each worker of a machine a port of its own"
            ) from None


def _crash(what: str, why: str) -> NoReturn:
    LOG.critical("%s crashed: %s", what, why)
    logging.shutdown()
    os._exit(CRASHED)


class _Worker:
    def __init__(self, store: Store, topics: TopicsFile, handlers: Handlers, groups: Sequence[str]) -> None:
        self._store, self._settings = store, store.settings
        self._topics, self._handlers, self._groups = topics, handlers, groups
        self._apps: dict[str, faust.App] = {}
        self._stop = asyncio.Event()

    async def run(self, stopping: list[int]) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._stop.set)
        if stopping:  # it came before there was a loop
            self._stop.set()
        producer = self._producer()
        try:
            await producer.start()
        except KafkaError as error:
            _crash("the producer", type(error).__name__)
        means = Means(
            settings=self._settings,
            topics=self._topics,
            clock=self._store.clock,
            producer=producer,
            bury=self._handlers.bury,
            tell=lambda alert: self._store.alerts.send(0, alert),
        )
        for group in self._groups:
            self._apps[group] = AGENTS[group](self._handlers, means)
        starting = {group: asyncio.ensure_future(self._start(group, app)) for group, app in self._apps.items()}
        timers = asyncio.ensure_future(self._fire(means))
        watching = asyncio.ensure_future(self._watch(starting))
        await self._stop.wait()
        timers.cancel()
        watching.cancel()
        ending = asyncio.ensure_future(self._end(list(starting.values()), producer))
        await asyncio.wait({ending}, timeout=self._settings.drain_s)
        if not ending.done():  # it is left as it is: Faust does not take being cancelled for an answer
            LOG.warning("batches in flight did not end in %s s; they will be delivered again", self._settings.drain_s)
            logging.shutdown()
            os._exit(NOT_DRAINED)
        logging.shutdown()
        os._exit(0)  # executors' threads may still wait for what is down; nothing of theirs is acknowledged

    async def _start(self, group: str, app: faust.App) -> None:
        app.finalize()
        await app.start()
        LOG.info("%s runs", group)

    async def _watch(self, starting: Mapping[str, asyncio.Future[None]]) -> None:
        """End the process when an app has ended, never began, or stands still: it would stay alive and idle."""
        flowed = dict.fromkeys(self._apps, time.monotonic())
        while True:
            now = time.monotonic()
            for group, app in self._apps.items():
                start = starting[group]
                fault = start.exception() if start.done() and not start.cancelled() else None
                if app.flow_control.is_active() or not start.done():
                    flowed[group] = now
                if self._stop.is_set():
                    continue
                if fault or app.should_stop:
                    _crash(group, type(fault or app.crash_reason).__name__)
                if now - flowed[group] > FLOW_STOPPED_S:
                    _crash(group, f"no rebalance ended in {FLOW_STOPPED_S:.0f} s")
                with suppress(Exception):  # in the middle of a rebalance a partition may be nobody's
                    metrics.LAG.labels(group).set(app.consumer.behind())
                if forgotten := app.consumer.forgotten():
                    _crash(group, f"what was fetched of {forgotten[0]} reached no agent")
            await asyncio.sleep(WATCH_S)

    async def _fire(self, means: Means) -> None:
        """Fire what is due, wherever the first partition of the comments is held."""
        loop = asyncio.get_running_loop()

        def send(messages: Sequence[Message]) -> None:
            asyncio.run_coroutine_threadsafe(publish(means, messages), loop).result()

        while True:
            await asyncio.sleep(TIMERS_EVERY_S)
            if not self._leads():
                continue
            try:
                count(await loop.run_in_executor(None, self._handlers.fire, send))
            except Unavailable as error:
                metrics.STALLED.labels("timers").inc()
                LOG.warning("timers wait: %s", error)
            except asyncio.CancelledError:
                raise
            except BaseException as error:  # noqa: BLE001 - as for an agent
                end_process("timers", error)

    def _leads(self) -> bool:
        group, topic, partition = LEADS
        app = self._apps.get(group)
        with suppress(Exception):  # not started yet, or in the middle of a rebalance
            return app is not None and any(
                tp.topic == self._topics.real(topic) and tp.partition == partition for tp in app.consumer.assignment()
            )
        return False

    async def _end(self, starting: Sequence[asyncio.Future[None]], producer: AIOKafkaProducer) -> None:
        for start in starting:
            if not start.done():
                start.cancel()
        await asyncio.gather(*(app.stop() for app in self._apps.values()), return_exceptions=True)
        await producer.stop()

    def _producer(self) -> AIOKafkaProducer:
        given = client(self._settings)
        sasl = {name: value for name, value in given.items() if name.startswith("sasl_")}
        return AIOKafkaProducer(
            bootstrap_servers=given["bootstrap_servers"],
            client_id=given["client_id"],
            enable_idempotence=True,
            acks="all",
            linger_ms=0,
            max_request_size=MESSAGE_BYTES_MAX,
            security_protocol=given.get("security_protocol", "PLAINTEXT"),
            ssl_context=ssl_context(self._settings),
            **sasl,
        )
