"""The embedded bus: one table with offsets, at-least-once like Kafka, and no wish to be more."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_tables import bus, bus_groups, stamp
from pipeline.ports import Clock, Message, Record

POLL_S = 0.25
"""How soon what another process published is seen; what this process published is seen at once."""


class SqlBus:
    """Topics that nobody here reads are not kept: the ledger has what they would say."""

    def __init__(self, database: Database, clock: Clock, groups: dict[str, tuple[str, ...]]) -> None:
        self._database, self._clock, self._groups = database, clock, groups
        self._topics = {topic for topics in groups.values() for topic in topics}
        self._arrived = threading.Condition()
        with database.write() as connection:
            database.insert_new(connection, bus_groups, [{"group": group, "offset": 0} for group in groups])

    def publish(self, messages: Sequence[Message]) -> int:
        """Write durably; a message whose (topic, id) is still on the bus is not written again. Returns how many are new."""
        kept = [m for m in messages if m.topic in self._topics]
        if not kept:
            return 0
        with self._database.write() as connection:
            published = stamp(self._clock.now())
            rows = [
                {"topic": m.topic, "id": m.id, "key": m.key, "value": m.value, "published_at": published} for m in kept
            ]
            new = self._database.insert_new(connection, bus, rows)
        self.notify()
        return new

    def poll(self, group: str, rows_max: int, bytes_max: int) -> list[Record]:
        """Return what the group has not acknowledged, in order; at least one record if there is any."""
        done = sa.select(bus_groups.c.offset).where(bus_groups.c.group == group).scalar_subquery()
        query = (
            sa.select(bus)
            .where((bus.c.offset > done) & bus.c.topic.in_(self._groups[group]))
            .order_by(bus.c.offset)
            .limit(rows_max)
        )
        records: list[Record] = []
        size = 0
        with self._database.read() as connection:
            for row in connection.execute(query):
                size += len(row.value)
                if records and size > bytes_max:
                    break
                records.append(
                    Record(
                        value=row.value,
                        source=f"{row.topic}@{row.offset}",
                        key=row.key.encode(),
                        topic=row.topic,
                        received_at=datetime.fromisoformat(row.published_at),
                    )
                )
        return records

    def acknowledge(self, group: str, records: Sequence[Record], publish: Sequence[Message]) -> None:
        """Move the group past these records and publish what came of them, in one transaction."""
        last = max(int(record.source.rpartition("@")[2]) for record in records)
        with self._database.write() as connection:
            self.publish(publish)
            moved = (
                bus_groups.update()
                .where((bus_groups.c.group == group) & (bus_groups.c.offset < last))
                .values(offset=last)
            )
            connection.execute(moved)
        self.notify()

    def lag(self, group: str) -> int:
        """Return how many records the group has not acknowledged."""
        done = sa.select(bus_groups.c.offset).where(bus_groups.c.group == group).scalar_subquery()
        query = sa.select(sa.func.count()).where((bus.c.offset > done) & bus.c.topic.in_(self._groups[group]))
        with self._database.read() as connection:
            count: int = connection.execute(query).scalar_one()
            return count

    def notify(self) -> None:
        """Wake whoever waits."""
        with self._arrived:
            self._arrived.notify_all()

    def wait(self) -> None:
        """Wait until something may have arrived."""
        with self._arrived:
            self._arrived.wait(POLL_S)

    def purge(self, keep: timedelta = timedelta(hours=1)) -> int:
        """Delete what every group that reads its topic has acknowledged, once it is older than ``keep``; returns how many went.

        Until then a repetition is told at once. What somebody has still to read is never deleted, however old.
        """
        oldest = stamp(self._clock.now() - keep)
        gone = 0
        with self._database.write() as connection:
            for topic in sorted(self._topics):
                readers = [group for group, topics in self._groups.items() if topic in topics]
                read = sa.select(sa.func.min(bus_groups.c.offset)).where(bus_groups.c.group.in_(readers))
                old = (bus.c.topic == topic) & (bus.c.published_at < oldest)
                gone += connection.execute(bus.delete().where(old & (bus.c.offset <= read.scalar_subquery()))).rowcount
        return gone
