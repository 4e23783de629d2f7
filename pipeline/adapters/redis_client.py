"""One way to Redis: a pool that makes callers wait instead of failing, short timeouts, and errors of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

from pipeline.errors import Misconfigured, Unavailable

CONNECTIONS_MAX = 16
TIMEOUT_S = 2.0
RETRIES, BACKOFF_S_MAX = 2, 0.2
PREFIX = "bedside"
"""Of every key; deployments that share one Redis take a database number each."""

Client = redis.Redis


def open_redis(url: str) -> Client:
    """Return a client, not yet connected; raises Misconfigured for an address that is none. Use rediss:// for TLS."""
    try:
        pool = redis.BlockingConnectionPool.from_url(
            url,
            max_connections=CONNECTIONS_MAX,
            timeout=TIMEOUT_S,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(ExponentialBackoff(cap=BACKOFF_S_MAX, base=0.05), RETRIES),
            protocol=2,
        )
    except ValueError:
        raise Misconfigured("BEDSIDE_REDIS is not a Redis URL; say redis://HOST:PORT/0, or rediss:// for TLS") from None
    return redis.Redis(connection_pool=pool)


@contextmanager
def translated() -> Iterator[None]:
    """Turn Redis's errors into Unavailable."""
    try:
        yield
    except (redis.RedisError, OSError) as error:
        raise Unavailable(f"Redis did not answer: {type(error).__name__}") from error


def evicts(client: Client) -> str | None:
    """Return the eviction policy of a Redis that may throw keys away, None for one that never does."""
    with translated():
        memory: Any = client.info("memory")
    policy = str(memory.get("maxmemory_policy", "noeviction"))
    return None if policy == "noeviction" else policy
