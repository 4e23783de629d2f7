"""Real servers on this machine, started, killed and stopped: one Kafka broker (KRaft), one Redis. Tests and `make stream` share them."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import redis
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from deploy.stream import programs

START_S = 60.0
STOP_S = 20.0
HEAP = ("-Xmx384m", "-Xms128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One child process with its log; whoever starts it stops it."""

    def __init__(self, name: str, folder: Path, port: int | None = None) -> None:
        self.name, self.folder, self.port = name, folder.absolute(), port or free_port()
        self._child: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._child.pid if self._child and self._child.poll() is None else None

    @property
    def log(self) -> Path:
        """Where it writes what goes wrong."""
        return self.folder / f"{self.name}.log"

    def _spawn(self, command: list[str]) -> None:
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, cwd=self.folder
            )

    def _await(self, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_S
        while not ready():
            if self.pid is None or time.monotonic() > deadline:
                self.kill()
                raise programs.MissingError(f"{self.name} did not start; {self.log} says why")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ask it to end, then make it."""
        self.send(signal.SIGTERM)
        try:
            if self._child:
                self._child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.send(signal.SIGKILL)
        if self._child:
            self._child.wait(STOP_S)

    def send(self, what: signal.Signals) -> None:
        """Send a signal to it, and to nothing else."""
        if self.pid is not None:
            os.kill(self.pid, what)


class Kafka(Server):
    """A broker that is its own controller; its log survives a restart."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        super().__init__("kafka", folder, port)
        self._controller_port = free_port()

    @property
    def bootstrap(self) -> str:
        """Where clients find it."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> "Kafka":
        """Start, and wait until an admin client is answered (the port opens sooner)."""
        self._spawn(self.prepare())
        self._await(self._answers)
        return self

    def prepare(self) -> list[str]:
        """Write the settings and format the log, once; returns how the broker is run (argv)."""
        java, classpath = programs.java(), programs.kafka_classpath()
        properties, data = self.folder / "server.properties", self.folder / "log"
        text = (programs.KAFKA / "server.properties").read_text()
        for name, value in {"DATA": data, "PORT": self.port, "CONTROLLER_PORT": self._controller_port}.items():
            text = text.replace(f"{{{name}}}", str(value))
        properties.write_text(text)
        run = [java, *HEAP, f"-Dlog4j2.configurationFile={programs.KAFKA / 'log4j2.properties'}", "-cp", classpath]
        if not (data / "meta.properties").exists():
            tool = [*run, "kafka.tools.StorageTool"]
            made = subprocess.run([*tool, "random-uuid"], capture_output=True, text=True, check=True, timeout=START_S)  # noqa: S603
            cluster = made.stdout.strip().splitlines()[-1]
            command = [*tool, "format", "-t", cluster, "-c", str(properties)]
            subprocess.run(command, capture_output=True, check=True, timeout=START_S)  # noqa: S603
        return [*run, "kafka.Kafka", str(properties)]

    def _answers(self) -> bool:
        try:
            client = KafkaAdminClient(
                bootstrap_servers=self.bootstrap, request_timeout_ms=2000, bootstrap_timeout_ms=2000
            )
        except KafkaError:
            return False
        try:
            client.list_topics()
        except KafkaError:
            return False
        else:
            return True
        finally:
            client.close()


class Redis(Server):
    """A Redis that keeps an append-only file, synced every second."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        super().__init__("redis", folder, port)

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *, empty: bool = False) -> "Redis":
        """Start, with what was kept or empty, and wait for an answer."""
        if empty:
            for kept in (*self.folder.glob("appendonlydir/*"), *self.folder.glob("dump.rdb")):
                kept.unlink()
        options = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "dir": str(self.folder),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "set-proc-title": "no",  # so that it can be told whose it is
        }
        self._spawn(
            [*programs.redis_server(), *(part for name, value in options.items() for part in (f"--{name}", value))]
        )
        self._await(self._answers)
        return self

    def _answers(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()
