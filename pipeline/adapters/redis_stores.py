"""Everything that stands in one Redis, opened together."""

import logging
from collections.abc import Mapping

import msgspec

from pipeline.adapters.redis_brake import RedisBrake
from pipeline.adapters.redis_claims import ClaimedPlatform
from pipeline.adapters.redis_client import Client, evicts, open_redis
from pipeline.adapters.redis_histories import RedisHistories
from pipeline.adapters.sql_database import Database
from pipeline.errors import Misconfigured, Unavailable
from pipeline.ports import Clock, Place

LOG = logging.getLogger("bedside.redis")


class RedisStores(msgspec.Struct, frozen=True, kw_only=True):
    """The ports that Redis stands behind."""

    client: Client
    histories: RedisHistories
    brake: RedisBrake
    places: Mapping[str, Place]


def open_stores(url: str, database: Database, clock: Clock, places: Mapping[str, Place]) -> RedisStores:
    """Open them; raises Misconfigured for a Redis that throws keys away, and waits for none that is down."""
    client = open_redis(url)
    try:
        policy = evicts(client)
    except Unavailable as error:
        LOG.warning("%s; histories are read from the ledger, enforcement waits", error)
        policy = None
    if policy is not None:
        raise Misconfigured(
            f"Redis evicts keys (maxmemory-policy {policy}), and a brake may not forget: set noeviction"
        )
    return RedisStores(
        client=client,
        histories=RedisHistories(client, database),
        brake=RedisBrake(client, database, clock),
        places={name: _claimed(client, place) for name, place in places.items()},
    )


def _claimed(client: Client, place: Place) -> Place:
    return place if place.dry else msgspec.structs.replace(place, platform=ClaimedPlatform(client, place.platform))
