"""The ledger in SQL: append-only, one gapless sequence in commit order, unique by event id."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_projection import project
from pipeline.adapters.sql_tables import PROJECTIONS, ledger_entries, stamp
from pipeline.ports import Clock
from schemas.ledger import Entry, RecordedEntry

READ_ROWS = 1_000


class SqlLedger:
    """Implements ports.Ledger; the projections are fed in the same transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the write lock, and one transaction, for all this thread does inside."""
        with self._database.write():
            yield

    def append(self, entries: Sequence[Entry]) -> list[RecordedEntry]:
        """[n] entries → [n] as recorded; the first of an event id wins and is what comes back."""
        if not entries:
            return []
        with self._database.write() as connection:
            there = self.find(entry.event_id for entry in entries)
            last: int = connection.execute(
                sa.select(sa.func.coalesce(sa.func.max(ledger_entries.c.seq), 0))
            ).scalar_one()
            recorded_at = stamp(self._clock.now())
            new: list[RecordedEntry] = []
            for entry in entries:
                if entry.event_id not in there:
                    last += 1
                    made = RecordedEntry(
                        event_id=entry.event_id,
                        kind=entry.kind,
                        payload=entry.payload,
                        seq=last,
                        recorded_at=recorded_at,
                    )
                    there[entry.event_id] = made
                    new.append(made)
            if new:
                connection.execute(ledger_entries.insert(), [_row(entry) for entry in new])
                project(self._database, connection, new)
        return [there[entry.event_id] for entry in entries]

    def find(self, event_ids: Iterable[str]) -> dict[str, RecordedEntry]:
        """Return what is recorded under these ids."""
        found: dict[str, RecordedEntry] = {}
        with self._database.read() as connection:
            for part in chunks(event_ids, IDS_PER_QUERY):
                query = sa.select(ledger_entries).where(ledger_entries.c.event_id.in_(part))
                found |= {row.event_id: recorded(row) for row in connection.execute(query)}
        return found

    def read(self, after_seq: int = 0, kinds: Sequence[str] = ()) -> Iterator[RecordedEntry]:
        """Yield entries in order, a page at a time, so that a reader never holds a transaction open."""
        while True:
            query = (
                sa.select(ledger_entries)
                .where(ledger_entries.c.seq > after_seq)
                .order_by(ledger_entries.c.seq)
                .limit(READ_ROWS)
            )
            if kinds:
                query = query.where(ledger_entries.c.kind.in_(kinds))
            with self._database.read() as connection:
                page = [recorded(row) for row in connection.execute(query)]
            yield from page
            if len(page) < READ_ROWS:
                return
            after_seq = page[-1].seq

    def last(self, kind: str) -> RecordedEntry | None:
        """Return the newest entry of a kind."""
        newest = sa.select(ledger_entries).where(ledger_entries.c.kind == kind).order_by(ledger_entries.c.seq.desc())
        with self._database.read() as connection:
            row = connection.execute(newest.limit(1)).first()
        return recorded(row) if row else None

    def head(self) -> int:
        """Return the last seq, 0 for an empty ledger."""
        with self._database.read() as connection:
            last: int = connection.execute(
                sa.select(sa.func.coalesce(sa.func.max(ledger_entries.c.seq), 0))
            ).scalar_one()
            return last

    def rebuild_projections(self) -> int:
        """Drop what was derived and derive it again; returns the entries read."""
        count = 0
        with self._database.write() as connection:
            for table in PROJECTIONS:
                connection.execute(table.delete())
            for part in chunks(self.read(), READ_ROWS):
                project(self._database, connection, part)
                count += len(part)
        return count


def _row(entry: RecordedEntry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "event_id": entry.event_id,
        "kind": entry.kind,
        "recorded_at": entry.recorded_at,
        "payload": entry.payload.decode(),
    }


def recorded(row: sa.Row[tuple[object, ...]]) -> RecordedEntry:
    """Read one row of ledger_entries."""
    return RecordedEntry(
        seq=row.seq, event_id=row.event_id, kind=row.kind, recorded_at=row.recorded_at, payload=row.payload.encode()
    )
