"""Authors' histories in Redis, following the ledger by a mark; never ahead of it, never silently behind, never silently empty.

All histories stand in one hash beside the mark: the place in the ledger (seq, and a hash of what stands there) up to which they are complete.
Whoever reads looks what the ledger says after the mark, reads those authors anew and moves the mark, all or nothing and only
if nobody else has moved it. So a Redis that lost its last second, was restored from anything, or belongs to another ledger is
caught up or built anew, and one that is empty has no mark. While Redis is away the ledger answers itself.
"""

import hashlib
import logging
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from pipeline.adapters.redis_client import PREFIX, Client, translated
from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_histories import SqlHistories
from pipeline.adapters.sql_tables import author_histories, ledger_entries
from pipeline.errors import Unavailable
from schemas.codec import decode, encode
from schemas.history import History

LOG = logging.getLogger("bedside.redis")
KEY, MARK = f"{PREFIX}:histories", "mark"
"""An author's field is a pseudonym and starts with ``a-``, so that the mark is nobody's."""
CATCH_UP_ENTRIES_MAX = 20_000
TRIES = 3
PAUSE_S = 1.0
"""After a failure Redis is left alone for so long: readers hold the ledger's lock, and must not wait for timeouts there."""
REBUILD_AUTHORS = 1_000
REBUILD_EXPIRES_S = 3_600
ADVANCE = """
if redis.call('HGET', KEYS[1], 'mark') ~= ARGV[1] then return 0 end
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('HSET', KEYS[1], 'mark', ARGV[2])
return 1
"""


class Mark(msgspec.Struct, frozen=True):
    """A place in the ledger; what stands there tells one ledger from another."""

    seq: int
    sha256: str


NOTHING = Mark(0, "")


class _Fact(msgspec.Struct, frozen=True):
    """As much of a decision or ruling as says whose history it touches."""

    author: str | None = None


class RedisHistories:
    """Implements ports.Histories as a cache of the ledger's own."""

    def __init__(self, client: Client, database: Database) -> None:
        self._redis, self._database, self._ledger = client, database, SqlHistories(database)
        self._advance = client.register_script(ADVANCE)
        self._not_before = 0.0

    def read(self, authors: Sequence[str]) -> dict[str, History]:
        """[n] pseudonyms → [n] histories, empty for the unknown; raises Unavailable only where the ledger is away."""
        if time.monotonic() >= self._not_before:
            try:
                for _ in range(TRIES):
                    found = self._read(authors)
                    if found is not None:
                        return found
            except Unavailable as error:
                LOG.warning("histories are read from the ledger: %s", error)
                self._not_before = time.monotonic() + PAUSE_S
        return self._ledger.read(authors)

    def extend(self, histories: Mapping[str, History]) -> None:
        """Do nothing: what is not committed yet must not be remembered; the next reader catches up."""

    def rebuild(self) -> int:
        """Build a new generation from the ledger and swap it in; returns how many authors it holds. Raises Unavailable."""
        building = f"{KEY}:{uuid.uuid4().hex}"
        mark = self._head()  # first: what is recorded meanwhile is caught up, never missed
        count = 0
        with translated():
            self._redis.hset(building, MARK, _text(mark))
            self._redis.expire(building, REBUILD_EXPIRES_S)
            for part in chunks(self._rows(sa.select(author_histories)), REBUILD_AUTHORS):
                self._redis.hset(building, mapping={row.author: row.body for row in part})
                count += len(part)
            swap = self._redis.pipeline(transaction=True)
            swap.persist(building)
            swap.rename(building, KEY)
            swap.execute()
        LOG.warning("histories of %s authors built anew from the ledger up to entry %s", count, mark.seq)
        return count

    def _read(self, authors: Sequence[str]) -> dict[str, History] | None:
        """Read what is there and catch up; None where somebody else was at it, or it had to be built anew: read again."""
        with translated():
            answer: Any = self._redis.hmget(KEY, [MARK, *authors])
        written, *bodies = answer
        mark = decode(written, Mark) if written else None
        head = self._head()
        if mark is None or head.seq - mark.seq > CATCH_UP_ENTRIES_MAX or not self._stands(mark):
            self.rebuild()
            return None
        found = {a: decode(body, History) if body else History() for a, body in zip(authors, bodies, strict=True)}
        if head == mark:
            return found
        fresh = self._anew(self._touched(mark, head))
        if not self._move(written, head, fresh):
            return None
        return found | {author: history for author, history in fresh.items() if author in found}

    def _move(self, written: bytes, head: Mark, fresh: Mapping[str, History]) -> bool:
        fields = [part for author, history in fresh.items() for part in (author, encode(history))]
        with translated():
            return bool(self._advance(keys=[KEY], args=[written, _text(head), *fields]))

    def _head(self) -> Mark:
        rows = self._rows(sa.select(ledger_entries).order_by(ledger_entries.c.seq.desc()).limit(1))
        return _mark(rows[0]) if rows else NOTHING

    def _stands(self, mark: Mark) -> bool:
        """Say whether the mark is a place of this very ledger."""
        rows = self._rows(sa.select(ledger_entries).where(ledger_entries.c.seq == mark.seq))
        return mark == (_mark(rows[0]) if rows else NOTHING)

    def _touched(self, mark: Mark, head: Mark) -> set[str]:
        """Return the authors of what was recorded after the mark."""
        later = (ledger_entries.c.seq > mark.seq) & (ledger_entries.c.seq <= head.seq)
        query = sa.select(ledger_entries.c.payload).where(later & ledger_entries.c.kind.in_(("decision", "ruling")))
        facts = (decode(row.payload.encode(), _Fact) for row in self._rows(query))
        return {fact.author for fact in facts if fact.author}

    def _anew(self, authors: Iterable[str]) -> dict[str, History]:
        """Read from the ledger; an author without a history is absent, and is empty in Redis too."""
        found: dict[str, History] = {}
        for part in chunks(sorted(authors), IDS_PER_QUERY):
            rows = self._rows(sa.select(author_histories).where(author_histories.c.author.in_(part)))
            found |= {row.author: decode(row.body.encode(), History) for row in rows}
        return found

    def _rows(self, query: sa.Select[Any]) -> Sequence[Any]:
        """Ask a connection of its own, which sees what is committed and not what this thread is about to."""
        try:
            with self._database.engine.connect() as connection, connection.begin():
                return connection.execute(query).all()
        except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as error:
            raise Unavailable(f"the database did not answer: {type(error).__name__}") from error


def _mark(row: Any) -> Mark:
    told = f"{row.event_id}\0{row.recorded_at}\0{row.payload}"
    return Mark(row.seq, hashlib.sha256(told.encode()).hexdigest())


def _text(mark: Mark) -> bytes:
    return encode(mark)
