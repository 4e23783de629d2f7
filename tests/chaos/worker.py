"""A worker whose scorer, Redis and platform fail now and then; everything else is the real one."""

import logging
import os
import random
import sys
import time
from pathlib import Path

import msgspec
import redis

from agents.worker import AGENTS, run
from pipeline.adapters.fake_scorer import FakeScorer
from pipeline.adapters.redis_brake import RedisBrake
from pipeline.adapters.redis_claims import ClaimedPlatform
from pipeline.adapters.redis_client import open_redis
from pipeline.adapters.redis_histories import RedisHistories
from pipeline.bootstrap import open_store, wire
from pipeline.config import Settings, load_settings
from pipeline.errors import ModerationError, Unavailable
from pipeline.ports import Place

SHARE = float(os.environ.get("CHAOS_FAULTS", "0.02"))
RANDOM = random.Random()


def fails() -> bool:
    return RANDOM.random() < SHARE


class FaultyRedis(redis.Redis):
    """Loses the connection now and then."""

    def execute_command(self, *args, **options):
        if fails():
            raise redis.ConnectionError("injected")
        return super().execute_command(*args, **options)


class FaultyScorer(FakeScorer):
    """Is away now and then, and takes its time."""

    def score(self, texts):
        if fails():
            raise Unavailable("injected: the scorer is away")
        time.sleep(0.0005 * len(texts))
        return super().score(texts)


class Site:
    """A platform that writes down every call it carried out."""

    capabilities = frozenset({"hide", "unhide", "block", "unblock", "reply"})

    def __init__(self, calls: Path) -> None:
        self._calls = os.open(calls, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def act(self, enforcement, author_id, text=None):
        if fails():
            raise Unavailable("injected: the site is away")
        os.write(self._calls, f"{enforcement.enforcement_id}\n".encode())


def wired(settings: Settings):
    store = open_store(settings)
    client = FaultyRedis(connection_pool=open_redis(settings.redis or "").connection_pool)
    site = ClaimedPlatform(client, Site(settings.data / "calls.log"))
    store = msgspec.structs.replace(
        store,
        histories=RedisHistories(client, store.database),
        brake=RedisBrake(client, store.database, store.clock),
        places={"site": Place(site)},
    )
    return store, wire(store, FaultyScorer())


if __name__ == "__main__":
    settings = load_settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        run(settings, tuple(AGENTS), wired)
    except ModerationError as error:
        sys.exit(f"chaos worker: {error}")
