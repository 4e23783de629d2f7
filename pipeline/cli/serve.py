"""``bedside serve``: the whole pipeline in one process: the HTTP door, every consumer group, the timers."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer
import uvicorn

from pipeline import metrics
from pipeline.bootstrap import GROUPS, Store, load_scorer, open_store, wire, wire_accept, wire_bury
from pipeline.cli import sample
from pipeline.cli.options import Data, PolicyFile, settings
from pipeline.config import Settings
from pipeline.console.api import api
from pipeline.embedded import Embedded
from pipeline.errors import Misconfigured

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
GRACE_S = 5
BACKLOG = 2_048
"""Callers that may wait while the model loads."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="default $BEDSIDE_HOST, else 127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="default $BEDSIDE_PORT, else 8080; 0 lets the system choose")] = None,
    policy: PolicyFile = None,
    with_sample: Annotated[
        bool, typer.Option("--sample", help="feed the sample comments and print what they became")
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="with --sample: stop after that")] = False,
) -> None:
    """Take comments over HTTP, moderate them, work the platforms and the response queue, until told to stop."""
    locations = sample.LOCATIONS if with_sample and "BEDSIDE_LOCATIONS" not in os.environ else None
    found = settings(data, host=host, port=port, locations=locations)
    if found.host not in LOOPBACK and not found.token:
        raise Misconfigured(
            f"{found.host} is not loopback: set BEDSIDE_TOKEN first, since whoever can post a comment could have a patient blocked"
        )
    with _listening(found) as door:
        store = open_store(found, policy)
        embedded = _loop(store)
        server = _Server(
            uvicorn.Config(_app(store, embedded), log_config=None, access_log=False, timeout_graceful_shutdown=GRACE_S)
        )
        embedded.start()
        _watch(embedded, server)
        url = f"http://{found.host}:{door.getsockname()[1]}"
        print(f"Bedside serves on {url} (data: {found.data}); stop it with Ctrl-C", file=sys.stderr, flush=True)  # noqa: T201
        if with_sample:
            _beside(lambda: sample.show(store, embedded, url), server, once=once)
        server.run(sockets=[door])
        drained = embedded.stop(found.drain_s)
    store.database.close()
    if server.failure is not None:
        raise Misconfigured(f"the sample was not worked off: {server.failure}")
    if embedded.failure is not None:
        raise Misconfigured(f"stopped, nothing is lost: {embedded.failure}; mend that and start again")
    if not drained:
        # a batch that hangs must not keep the process; what it had not acknowledged is handled again at the next start
        os._exit(0)


def _loop(store: Store) -> Embedded:
    """Wire every group; where Kafka carries the comments the workers read them, and this process is only the door."""
    if store.outlet is not store.bus:
        return Embedded(store, {}, wire_bury(store))
    handlers = wire(store, load_scorer(store.settings, store.policy))
    return Embedded(store, handlers.groups, handlers.bury, handlers.fire)


class _Server(uvicorn.Server):
    """Ends by the signals without raising them again: what is in flight is drained after it."""

    failure: Exception | None = None
    """What went wrong with the sample."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        def stop(_signal: int, _frame: FrameType | None) -> None:
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _app(store: Store, embedded: Embedded) -> Callable[..., object]:
    def alive() -> str | None:
        return f"stopped: {embedded.failure}" if embedded.failure else None

    def ready() -> str | None:
        store.ledger.head()
        return alive()

    def refresh() -> None:
        for group in GROUPS:
            metrics.LAG.labels(group).set(store.bus.lag(group))

    token = store.settings.token
    return api(
        wire_accept(store, store.outlet),
        token=token.get_secret_value() if token else None,
        body_bytes_max=store.settings.http_bytes_max,
        alive=alive,
        ready=ready,
        refresh=refresh,
    )


@contextmanager
def _listening(found: Settings) -> Iterator[socket.socket]:
    """Bind before anything is loaded, so that a port in use is said at once."""
    family = socket.AF_INET6 if ":" in found.host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((found.host, found.port))
        door.listen(BACKLOG)
    except OSError as error:
        door.close()
        raise Misconfigured(
            f"cannot listen on {found.host}:{found.port}: {error.strerror}; choose another with --port or BEDSIDE_PORT"
        ) from None
    with door:
        yield door


def _watch(embedded: Embedded, server: _Server) -> None:
    """End the server when the loop has failed: a process that only looks alive loses time nobody notices."""

    def watch() -> None:
        embedded.failed.wait()
        server.should_exit = True

    threading.Thread(target=watch, name="watch", daemon=True).start()


def _beside(act: Callable[[], None], server: _Server, *, once: bool) -> None:
    def run() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - the server's end says it
            server.failure = error
        if once or server.failure:
            server.should_exit = True

    threading.Thread(target=run, name="sample", daemon=True).start()
