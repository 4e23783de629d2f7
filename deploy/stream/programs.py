"""What real servers need of the machine: found, installed where root on Debian can, else asked for in one sentence."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KAFKA = ROOT / "deploy" / "kafka"
LIBS = ROOT / "build" / "kafka" / "libs"
INSTALL_TIMEOUT_S = 600
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class MissingError(Exception):
    """A program that cannot be had here; the message says what to install."""


def redis_server() -> list[str]:
    """Return how Redis is started (argv).

    Debian's redis-tools holds the very binary and, unlike redis-server, no system service that could start by itself.
    """
    if not shutil.which("redis-server") and not shutil.which("redis-check-rdb"):
        _apt(["redis-tools"], "Redis is missing: install it (Debian: apt-get install redis-tools) and start again")
    if found := shutil.which("redis-server"):
        return [found]
    if found := shutil.which("redis-check-rdb"):  # one binary, it looks at the name it is called by
        return ["bash", "-c", f'exec -a redis-server {found} "$@"', "redis-server"]
    raise MissingError("Redis is missing: install it (Debian: apt-get install redis-tools) and start again")


def java() -> str:
    """Return the Java that runs the broker."""
    if not shutil.which("java"):
        _apt(
            ["default-jre-headless"],
            "Java 17 or newer is missing: install it (Debian: apt-get install default-jre-headless)",
        )
    return shutil.which("java") or "java"


def kafka_classpath() -> str:
    """Return the class path of the broker, fetched once from its Maven artifacts (54 MB)."""
    wanted = KAFKA / "pom.xml"
    stamp = LIBS / ".fetched"
    if not stamp.exists() or stamp.read_bytes() != wanted.read_bytes():
        sentence = "Kafka's jars are missing: install Maven (Debian: apt-get install maven), or set BEDSIDE_KAFKA to a Kafka that runs"
        if not shutil.which("mvn"):
            _apt(["maven"], sentence)
        say("fetching Kafka's jars (54 MB, once) ...")
        command = ["mvn", "-q", "-B", "-f", str(wanted), "dependency:copy-dependencies", f"-DoutputDirectory={LIBS}"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_TIMEOUT_S, check=False)  # noqa: S603
        if ended.returncode:
            lines = _COLOUR.sub("", ended.stdout + ended.stderr).strip().splitlines()
            raise MissingError(
                "Maven could not fetch Kafka's jars: let this machine reach a Maven repository (a mirror or proxy stands in "
                "~/.m2/settings.xml), or set BEDSIDE_KAFKA to a Kafka that runs; it said: "
                + (lines[0] if lines else "nothing")
            )
        stamp.write_bytes(wanted.read_bytes())
    return f"{LIBS}/*"


def _apt(packages: list[str], sentence: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingError(sentence)
    say(f"installing {' '.join(packages)} ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-q"], install):
        ended = subprocess.run(command, capture_output=True, env=environment, timeout=INSTALL_TIMEOUT_S, check=False)  # noqa: S603
        if command is install and ended.returncode == 0:
            return
    raise MissingError(sentence)


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201
