"""What is to happen later, in one table; whoever fires a timer does it idempotently and marks it done after."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_tables import stamp, timers


class SqlTimers:
    """Implements ports.Timers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def schedule(self, timer_id: str, kind: str, due_at: datetime, payload: bytes) -> None:
        """Set a timer; the first of an id stays."""
        row = {"timer_id": timer_id, "kind": kind, "due_at": stamp(due_at), "payload": payload, "done": False}
        with self._database.write() as connection:
            self._database.insert_new(connection, timers, [row])

    def due(self, now: datetime, limit: int) -> Sequence[tuple[str, str, bytes]]:
        """Return (timer_id, kind, payload) of at most ``limit`` that are due, oldest first."""
        ready = ~timers.c.done & (timers.c.due_at <= stamp(now))
        query = (
            sa.select(timers.c.timer_id, timers.c.kind, timers.c.payload)
            .where(ready)
            .order_by(timers.c.due_at)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [(row.timer_id, row.kind, row.payload) for row in connection.execute(query)]

    def done(self, timer_id: str) -> None:
        """Mark a timer as fired."""
        with self._database.write() as connection:
            connection.execute(timers.update().where(timers.c.timer_id == timer_id).values(done=True))

    def cancel(self, timer_id: str) -> None:
        """Let a timer never fire."""
        self.done(timer_id)
