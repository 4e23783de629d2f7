"""Real servers for tests: started by the tests that need them, one of each a run, gone when the run ends.

Workers of one run find each other through a file beside their temporary folders; a supervisor (this file, run as a program)
keeps each server only as long as the run lives, whatever kills it. Where a server cannot be had, its tests are skipped with one
loud sentence, and on CI they fail.
"""

import fcntl
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

POLL_S = 0.2
START_S_MAX = 60
STOP_S_MAX = 10
REDIS_DATABASES = 1_000


class Absent(Exception):  # noqa: N818 - a state of this machine, not an error of ours
    """This server cannot be had here; the message says which package is missing."""


def owner_pid() -> int:
    """The process whose end ends the run: pytest itself, or the controller of its workers."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run see and no other run does."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """One process at a time."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once(shared: Path, name: str, start: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What ``start`` returned in whichever worker came first; skips where it raised Absent."""
    known = shared / f"server-{name}.json"
    with lock(shared / f"server-{name}.lock"):
        if not known.exists():
            try:
                answer = start()
            except Absent as absent:
                answer = {"absent": str(absent)}
            known.write_text(json.dumps(answer))
    found: dict[str, str] = json.loads(known.read_text())
    if "absent" in found:
        if os.environ.get("CI") == "true":
            pytest.fail(found["absent"])
        pytest.skip(found["absent"])
    return found


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def supervise(argv: list[str], folder: Path, user: str | None) -> None:
    """Run a server in ``folder``, as ``user``, until this run ends; then the folder goes too."""
    command = [sys.executable, __file__, str(owner_pid()), str(folder), user or "", *argv]
    with (folder / "supervisor.log").open("wb") as log:
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def await_ready(ready: Callable[[], object], folder: Path, name: str) -> None:
    """Wait until ``ready`` raises no more; show the server's log where it never does."""
    deadline = time.monotonic() + START_S_MAX
    while True:
        try:
            ready()
        except Exception as error:
            if time.monotonic() > deadline:
                log = (folder / "server.log").read_text(errors="replace")[-2_000:]
                raise RuntimeError(f"{name} did not start within {START_S_MAX} s: {error}\n{log}") from error
            time.sleep(POLL_S)
        else:
            return


def install(package: str) -> None:
    """Install a Debian package where we may; whether it is there now, the caller looks."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-q", package], env=quiet, check=False, timeout=300)


def postgresql(shared: Path) -> str:
    """URL of the maintenance database of this run's PostgreSQL, to be completed by a database's name."""
    return once(shared, "postgresql", _start_postgresql)["url"]


def _start_postgresql() -> dict[str, str]:
    import psycopg

    if not _postgresql_binaries():
        install("postgresql")
    binaries = _postgresql_binaries()
    if not binaries:
        raise Absent(
            "PostgreSQL is not installed: apt-get install postgresql (Debian) brings it; its tests did not run"
        )
    user = _unprivileged() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="bedside-postgresql-"))
    if user:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    data = folder / "data"
    subprocess.run(
        [binaries / "initdb", "-D", data, "-A", "trust", "-U", "bedside", "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True,
        capture_output=True,
        user=user,
        cwd=folder,
    )
    port = free_port()
    quick = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
    options = [word for setting in (*quick, "listen_addresses=127.0.0.1") for word in ("-c", setting)]
    supervise([str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder), *options], folder, user)
    url = f"postgresql://bedside@127.0.0.1:{port}/"
    await_ready(lambda: psycopg.connect(url + "postgres").close(), folder, "PostgreSQL")
    return {"url": url}


def redis(shared: Path) -> str:
    """URL of this run's Redis, to be completed by a database's number below ``REDIS_DATABASES``."""
    return once(shared, "redis", _start_redis)["url"]


def _start_redis() -> dict[str, str]:
    import redis as client

    from deploy.stream import programs

    try:
        argv = programs.redis_server()
    except programs.MissingError as missing:
        raise Absent(f"{missing}; its tests did not run") from None
    folder, port = Path(tempfile.mkdtemp(prefix="bedside-redis-")), free_port()
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--databases", str(REDIS_DATABASES))
    supervise([*argv, *options], folder, None)
    url = f"redis://127.0.0.1:{port}/"
    await_ready(lambda: client.Redis.from_url(url + "0").ping(), folder, "Redis")
    return {"url": url}


def kafka(shared: Path) -> str:
    """Bootstrap servers of this run's Kafka; every test has topics and groups of its own."""
    return once(shared, "kafka", _start_kafka)["bootstrap"]


def _start_kafka() -> dict[str, str]:
    from kafka.admin import KafkaAdminClient

    from deploy.stream import programs
    from deploy.stream.servers import Kafka

    folder = Path(tempfile.mkdtemp(prefix="bedside-kafka-"))
    broker = Kafka(folder)
    try:
        argv = broker.prepare()
    except programs.MissingError as missing:
        raise Absent(f"{missing}; its tests did not run") from None
    supervise(argv, folder, None)

    def answered() -> None:
        client = KafkaAdminClient(bootstrap_servers=broker.bootstrap, bootstrap_timeout_ms=2000)
        client.list_topics()
        client.close()

    await_ready(answered, folder, "Kafka")
    return {"bootstrap": broker.bootstrap}


def _postgresql_binaries() -> Path | None:
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: float(p.parents[1].name))
    if newest:
        return newest[-1].parent
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def _unprivileged() -> str:
    """PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Absent("PostgreSQL does not run as root and there is no user postgres or nobody; its tests did not run")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return (
        Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z" if Path("/proc").exists() else True
    )


def _supervise(owner: int, folder: Path, user: str | None, argv: list[str]) -> None:
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, user=user)
    while server.poll() is None and _alive(owner):
        time.sleep(POLL_S)
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # to PostgreSQL: at once, without waiting for clients
        try:
            server.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _supervise(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] or None, sys.argv[4:])
