"""``make stream``: real Kafka and Redis, supervised workers, the sample fed through; ``make down`` ends it from elsewhere.

What BEDSIDE_KAFKA, BEDSIDE_REDIS, BEDSIDE_DATABASE name is used as it is; what they do not is started here, with its files under
BEDSIDE_DATA (default build/stream).
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from deploy.stream.programs import ROOT, MissingError, say
from deploy.stream.servers import Kafka, Redis
from deploy.stream.supervisor import Workers, worker
from pipeline.adapters import kafka_topics
from pipeline.bootstrap import Store, open_store
from pipeline.cli import sample
from pipeline.cli.show import say as tell
from pipeline.cli.show import table
from pipeline.cli.stream import send
from pipeline.config import Settings, load_settings
from pipeline.errors import ModerationError, Unavailable

WORKERS = 2
DONE_S_MAX = 300.0
WATCH_S = 0.5
DOWN_S_MAX = 90.0
SAMPLE = sample.FOLDER / "comments.ndjson"


def main() -> int:
    """Run ``up``, ``up --once`` or ``down``; returns the exit code, and says in one sentence what is missing."""
    folder = Path(os.environ.get("BEDSIDE_DATA") or ROOT / "build" / "stream").absolute()
    try:
        if sys.argv[1:2] == ["down"]:
            return down(folder)
        return up(folder, once="--once" in sys.argv)
    except (MissingError, ModerationError) as error:
        say(f"make stream: {error}")
        return 2


def up(folder: Path, *, once: bool) -> int:
    """Start what is not there, feed the sample, say what it became; then go on until told to stop, or stop."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pid_file = folder / "stream.pid"
    if _alive(pid_file):
        raise MissingError(f"a stream runs already on {folder}: make down ends it")
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _: stopping.append(got))
    with ExitStack() as stack:
        pid_file.write_text(str(os.getpid()))
        stack.callback(pid_file.unlink, missing_ok=True)
        settings = _servers(folder, stack)
        topics = kafka_topics.read_topics(settings)
        kafka_topics.apply(settings, topics)
        store = open_store(settings)
        stack.callback(store.database.close)
        workers = Workers(_count(), worker(), _environment(settings), folder)
        stack.callback(workers.stop, settings.drain_s)
        workers.start()
        started = time.monotonic()
        sent = send(settings, str(SAMPLE))
        if not _await(lambda: _idle(settings, store, topics), workers, stopping):
            return 0 if stopping else _late(folder)
        _summary(store, sent["lines"], time.monotonic() - started)
        if not once:
            say(f"{len(workers.pids())} workers go on (logs in {folder}); stop with Ctrl-C or make down")
            say(
                f"  BEDSIDE_KAFKA={settings.kafka} BEDSIDE_REDIS={settings.redis} BEDSIDE_DATA={folder} .venv/bin/bedside topics show"
            )
            while not stopping:
                workers.watch()
                time.sleep(WATCH_S)
        say("stopping: workers drain, then the servers end")
    return 0


def down(folder: Path) -> int:
    """End the stream of this folder, wherever it runs; exit 0 where there is none."""
    pid_file = folder / "stream.pid"
    pid = _alive(pid_file)
    if pid is None:
        left = _left_over(folder)
        for orphan in left:
            with suppress(ProcessLookupError):
                os.kill(orphan, signal.SIGTERM)
        say(f"ended {len(left)} processes of a stream that was killed" if left else f"no stream runs on {folder}")
        return 0
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + DOWN_S_MAX
    while _alive(pid_file) is not None:
        if time.monotonic() > deadline:
            raise MissingError(
                f"the stream (process {pid}) did not end in {DOWN_S_MAX:.0f} s; look at the logs in {folder}"
            )
        time.sleep(0.2)
    say("the stream and its servers have ended")
    return 0


def _servers(folder: Path, stack: ExitStack) -> Settings:
    """Start the servers that no setting names."""
    found = load_settings(data=folder, locations=None if os.environ.get("BEDSIDE_LOCATIONS") else sample.LOCATIONS)
    redis_url, kafka = found.redis, found.kafka
    if not redis_url:
        redis = Redis(folder / "redis")
        stack.callback(redis.stop)
        redis_url = redis.start().url
    if not kafka:
        say("starting Kafka ...")
        broker = Kafka(folder / "kafka")
        stack.callback(broker.stop)
        kafka = broker.start().bootstrap
    return found.model_copy(update={"redis": redis_url, "kafka": kafka})


def _environment(settings: Settings) -> dict[str, str]:
    """Return what workers must know beyond this process's own environment."""
    names = {"BEDSIDE_DATA": settings.data, "BEDSIDE_KAFKA": settings.kafka, "BEDSIDE_REDIS": settings.redis}
    return {name: str(value) for name, value in {**names, "BEDSIDE_LOCATIONS": settings.locations}.items() if value}


def _count() -> int:
    with suppress(ValueError):
        return max(1, int(os.environ.get("WORKERS", WORKERS)))
    raise MissingError("WORKERS is the number of workers, such as WORKERS=2")


def _await(done: Callable[[], bool], workers: Workers, stopping: list[int]) -> bool:
    deadline = time.monotonic() + DONE_S_MAX
    while not stopping and time.monotonic() < deadline:
        workers.watch()
        with suppress(Unavailable):
            if done():
                return True
        time.sleep(WATCH_S)
    return False


def _idle(settings: Settings, store: Store, topics: kafka_topics.TopicsFile) -> bool:
    """Say whether every group has read all there is, and somebody has begun."""
    return store.ledger.head() > 0 and not any(
        x.records for x in kafka_topics.lags(settings, topics, time.time() * 1000)
    )


def _late(folder: Path) -> int:
    say(f"the sample was not done after {DONE_S_MAX:.0f} s; the workers' logs in {folder} say why")
    return 2


def _summary(store: Store, lines: int, seconds: float) -> None:
    rows = list(store.states.find())
    tell(
        f"\n{lines} lines of made-up comments through Kafka, moderated in {seconds:.1f} s (workers' start included):\n"
    )
    table(("what became of them", "", ""), sample.counts(rows, store))
    tell("")
    table(("for example", "why", "text"), sample.examples(rows, store))


def _left_over(folder: Path) -> list[int]:
    """Return servers and workers of this folder whose supervisor is gone: they name it in their arguments or as their data."""
    ours = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            pid, command = int(entry.name), (entry / "cmdline").read_bytes()
            server = f"{folder}/kafka/".encode() in command or f"{folder}/redis\0".encode() in command
            worker = b"\0agents" in command and f"BEDSIDE_DATA={folder}\0".encode() in (entry / "environ").read_bytes()
            if (server or worker) and pid != os.getpid():
                ours.append(pid)
    return ours


def _alive(pid_file: Path) -> int | None:
    """Return the process that a pid file names, while it is one of ours."""
    try:
        pid = int(pid_file.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if b"deploy.stream" in command else None


if __name__ == "__main__":
    sys.exit(main())
