"""The response queue: the projection of the ledger's case events."""

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_tables import case_comments, case_events, cases, ledger_entries
from schemas.case import Case, CaseEvent
from schemas.codec import decode


class SqlCases:
    """Implements ports.Cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_open(self, platform: str, author: str | None, comment_id: str, parent_id: str | None) -> str | None:
        """Return the id of the open case that this comment belongs to: an edit, a follow-up, or the author's other words under the same post."""
        with self._database.read() as connection:
            here = self._open_with(connection, platform, comment_id)
            if here or not author or not parent_id:
                return here
            replied_to = self._open_with(connection, platform, parent_id, author)
            if replied_to:
                return replied_to
            mine = (cases.c.platform == platform) & (cases.c.author == author) & (cases.c.parent_id == parent_id)
            return _first(connection, sa.select(cases.c.case_id).where(mine))

    @staticmethod
    def _open_with(connection: Connection, platform: str, comment_id: str, author: str | None = None) -> str | None:
        query = _holding(sa.select(cases.c.case_id), platform, comment_id)
        return _first(connection, query.where(cases.c.author == author) if author else query)

    def by_comment(self, platform: str, comment_id: str) -> list[Case]:
        """Return every case that holds the comment, without timelines."""
        query = _holding(sa.select(cases.c.body), platform, comment_id).order_by(cases.c.due_at, cases.c.case_id)
        with self._database.read() as connection:
            return _filled(connection, query)

    def get(self, case_id: str) -> Case | None:
        """Return one case, timeline included."""
        timeline = (
            sa.select(ledger_entries.c.payload)
            .join(case_events, case_events.c.seq == ledger_entries.c.seq)
            .where(case_events.c.case_id == case_id)
            .order_by(case_events.c.seq)
        )
        with self._database.read() as connection:
            found = _filled(connection, sa.select(cases.c.body).where(cases.c.case_id == case_id))
            if not found:
                return None
            events = tuple(decode(e.encode(), CaseEvent) for e in connection.execute(timeline).scalars())
        return msgspec.structs.replace(found[0], timeline=events)

    def list(self, *, state: str | None = None, lane: str | None = None, location: str | None = None) -> list[Case]:
        """Return cases by due time, without timelines; by default those that are not closed, ``state="all"`` for every one."""
        query = sa.select(cases.c.body).order_by(cases.c.due_at, cases.c.case_id)
        if state is None:
            query = query.where(cases.c.state != "closed")
        elif state != "all":
            query = query.where(cases.c.state == state)
        if lane:
            query = query.where(cases.c.lane == lane)
        if location:
            query = query.where(cases.c.location_id == location)
        with self._database.read() as connection:
            return _filled(connection, query)


def _holding(query: sa.Select[str], platform: str, comment_id: str) -> sa.Select[str]:
    return query.join(case_comments, case_comments.c.case_id == cases.c.case_id).where(
        (case_comments.c.platform == platform) & (case_comments.c.comment_id == comment_id)
    )


def _first(connection: Connection, query: sa.Select[str]) -> str | None:
    query = query.where(cases.c.state != "closed").order_by(cases.c.due_at, cases.c.case_id).limit(1)
    case_id: str | None = connection.execute(query).scalar_one_or_none()
    return case_id


def _filled(connection: Connection, query: sa.Select[str]) -> list[Case]:
    """Read cases and the comments they hold, oldest first."""
    found = [decode(body.encode(), Case) for body in connection.execute(query).scalars()]
    comments: dict[str, list[str]] = {case.case_id: [] for case in found}
    for part in chunks(comments, IDS_PER_QUERY):
        links = (
            sa.select(case_comments.c.case_id, case_comments.c.comment_id)
            .where(case_comments.c.case_id.in_(part))
            .order_by(case_comments.c.seq)
        )
        for row in connection.execute(links):
            comments[row.case_id].append(row.comment_id)
    return [msgspec.structs.replace(case, comment_ids=tuple(comments[case.case_id])) for case in found]
