"""Real servers, one of each a run; every test has a database, a Redis database and topics of its own."""

import os
import random
import re
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
import redis
import servers

from pipeline.adapters import kafka_topics
from pipeline.config import load_settings

ROOT = Path(__file__).resolve().parents[2]
WAIT_S = 60


@pytest.fixture
def redis_url(tmp_path_factory):
    url = servers.redis(servers.shared_folder(tmp_path_factory)) + str(random.randrange(servers.REDIS_DATABASES))
    client = redis.Redis.from_url(url)
    client.flushdb()
    yield url
    client.flushdb()
    client.close()


@pytest.fixture
def broker(tmp_path_factory):
    return servers.kafka(servers.shared_folder(tmp_path_factory))


@pytest.fixture
def settings(broker, tmp_path):
    """Settings of a deployment with topics and groups of its own, already applied."""
    text = re.sub(
        r'^prefix = ""',
        f'prefix = "{uuid.uuid4().hex[:8]}."',
        kafka_topics.DEFAULT_FILE.read_text(),
        flags=re.MULTILINE,
    )
    file = tmp_path / "topics.toml"
    file.write_text(text.replace("partitions = 8", "partitions = 2"))
    found = load_settings(data=tmp_path / "data", kafka=broker, topics=file, model="fake")
    kafka_topics.apply(found, kafka_topics.read_topics(found))
    return found


class Worker:
    """A worker process of a deployment."""

    def __init__(self, settings, *agents, **environment):
        values = {
            "BEDSIDE_DATA": settings.data,
            "BEDSIDE_KAFKA": settings.kafka,
            "BEDSIDE_TOPICS": settings.topics,
            "BEDSIDE_REDIS": settings.redis or "",
            "BEDSIDE_MODEL": "fake",
            "BEDSIDE_LOG_LEVEL": "info",
        }
        self.log = Path(settings.data).parent / f"worker-{uuid.uuid4().hex[:6]}.log"
        env = {**os.environ, **{k: str(v) for k, v in values.items()}, **environment}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "agents", *agents], env=env, stdout=log, stderr=log, cwd=ROOT
            )

    def ready(self):
        until(lambda: "moderate runs" in self.log.read_text())
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(WAIT_S)


@pytest.fixture
def worker(settings):
    """Start workers; whatever the test does, they end with it."""
    started = []

    def start(*agents, settings=settings, **environment):
        started.append(Worker(settings, *agents, **environment))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        # pytest shows it where the test fails, and nowhere else
        sys.stdout.write(f"{one.log.name}\n{one.log.read_text(errors='replace')[-4_000:]}\n")


def until(said, within_s=WAIT_S):
    """Wait until something is so."""
    deadline = time.monotonic() + within_s
    while not said():
        assert time.monotonic() < deadline, "it never was"
        time.sleep(0.2)


def behind(settings):
    """How many records no group has acknowledged."""
    return sum(x.records for x in kafka_topics.lags(settings, kafka_topics.read_topics(settings), time.time() * 1000))
