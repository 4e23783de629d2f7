"""The quota of automatic acts in Redis: counted by a script, once per id; a Redis that forgot is told by the ledger before it admits."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from pipeline.adapters.redis_client import PREFIX, Client, translated
from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_tables import ledger_entries, stamp
from pipeline.ports import Clock
from schemas.codec import decode
from schemas.comment import Instant
from schemas.enforcement import Enforcement

EPOCH = f"{PREFIX}:brake:epoch"
"""Where it is missing, Redis has forgotten what was admitted."""
KEPT_S = 3 * 24 * 3600
LOOK_BACK = timedelta(days=2)
FORGOT = -1
ADMIT = """
if redis.call('EXISTS', KEYS[1]) == 0 then return -1 end
local before = redis.call('HGET', KEYS[2], 'of:' .. ARGV[1])
if before then return tonumber(before) end
local hour = tonumber(redis.call('HGET', KEYS[2], ARGV[2]) or '0')
local day = tonumber(redis.call('HGET', KEYS[2], 'day') or '0')
local admitted = 0
if hour < tonumber(ARGV[3]) and day < tonumber(ARGV[4]) then
  admitted = 1
  redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
  redis.call('HINCRBY', KEYS[2], 'day', 1)
end
redis.call('HSET', KEYS[2], 'of:' .. ARGV[1], admitted)
redis.call('EXPIRE', KEYS[2], ARGV[5])
return admitted
"""
"""KEYS: epoch, the location's day; ARGV: id, hour, hour_max, day_max, seconds kept. -1: forgot, 0: no, 1: yes."""
REMIND = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for i = 2, #ARGV, 3 do
  redis.call('HINCRBY', ARGV[i], ARGV[i + 1], ARGV[i + 2])
  redis.call('EXPIRE', ARGV[i], ARGV[1])
end
redis.call('SET', KEYS[1], '1')
return 1
"""
"""KEYS: epoch; ARGV: seconds kept, then key, field, count … ; whoever comes first reminds it, once."""


class _Decided(msgspec.Struct, frozen=True):
    """As much of a decision as says when its comment came in."""

    received_at: Instant


class RedisBrake:
    """Implements ports.Brake."""

    def __init__(self, client: Client, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._admit, self._remind = client.register_script(ADMIT), client.register_script(REMIND)

    def admit(self, decision_id: str, location_id: str, at: datetime, *, hour_max: int, day_max: int) -> bool:
        """Say whether this act is within the quota; asked again, the answer is the same. Raises Unavailable."""
        keys = [EPOCH, _key(location_id, at)]
        asked: list[Any] = [decision_id, _hour(at), hour_max, day_max, KEPT_S]
        with translated():
            answer = self._admit(keys=keys, args=asked)
            if answer == FORGOT:
                self._remind(keys=[EPOCH], args=[KEPT_S, *self._admitted()])
                answer = self._admit(keys=keys, args=asked)
        return bool(answer == 1)

    def _admitted(self) -> list[Any]:
        """Count from the ledger what was done without a person lately; returns (key, field, count) one after the other."""
        counts: Counter[tuple[str, str]] = Counter()
        acts = [act for act in self._acts() if act.action in {"hide", "block"} and act.outcome == "done"]
        for part in chunks(acts, IDS_PER_QUERY):
            received = self._received({act.cause for act in part})
            for act in part:
                at = received.get(act.cause)  # a ruling's act is a person's, and not counted
                if at and act.mode == "act" and act.detail != "dry run":
                    counts[_key(act.location_id, at), _hour(at)] += 1
                    counts[_key(act.location_id, at), "day"] += 1
        return [part for (key, field), count in counts.items() for part in (key, field, count)]

    def _acts(self) -> list[Enforcement]:
        since = stamp(self._clock.now() - LOOK_BACK)
        query = sa.select(ledger_entries.c.payload).where(
            (ledger_entries.c.kind == "enforcement") & (ledger_entries.c.recorded_at >= since)
        )
        with self._database.read() as connection:
            return [decode(payload.encode(), Enforcement) for payload in connection.execute(query).scalars()]

    def _received(self, causes: set[str]) -> dict[str, datetime]:
        made = (ledger_entries.c.kind == "decision") & ledger_entries.c.event_id.in_(causes)
        with self._database.read() as connection:
            rows = connection.execute(sa.select(ledger_entries.c.event_id, ledger_entries.c.payload).where(made)).all()
        return {row.event_id: decode(row.payload.encode(), _Decided).received_at for row in rows}


def _key(location_id: str, at: datetime) -> str:
    return f"{PREFIX}:brake:{at:%Y-%m-%d}:{location_id}"


def _hour(at: datetime) -> str:
    return f"hour:{at:%H}"
