"""The response queue: the projection of the ledger's case events."""

import sqlalchemy as sa

from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_tables import case_comments, cases
from schemas.case import Case
from schemas.codec import decode


class SqlCases:
    """Implements ports.Cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_open(self, platform: str, author: str | None, comment_id: str, parent_id: str | None) -> Case | None:
        """Return the open case that this comment belongs to: an edit, a follow-up, or the author's other words under the same post."""
        here = [case for case in self.by_comment(platform, comment_id) if case.state != "closed"]
        if here or not author or not parent_id:
            return here[0] if here else None
        replied_to = [c for c in self.by_comment(platform, parent_id) if c.state != "closed" and c.author == author]
        if replied_to:
            return replied_to[0]
        mine = (cases.c.platform == platform) & (cases.c.author == author) & (cases.c.parent_id == parent_id)
        with self._database.read() as connection:
            bodies = connection.execute(
                sa.select(cases.c.body).where(mine & (cases.c.state != "closed")).order_by(cases.c.due_at)
            ).scalars()
            return next((_case(body) for body in bodies), None)

    def by_comment(self, platform: str, comment_id: str) -> list[Case]:
        """Return every case that holds the comment."""
        query = (
            sa.select(cases.c.body)
            .join(case_comments, case_comments.c.case_id == cases.c.case_id)
            .where((case_comments.c.platform == platform) & (case_comments.c.comment_id == comment_id))
            .order_by(cases.c.due_at)
        )
        with self._database.read() as connection:
            return [_case(body) for body in connection.execute(query).scalars()]

    def get(self, case_id: str) -> Case | None:
        """Return one case."""
        with self._database.read() as connection:
            body = connection.execute(sa.select(cases.c.body).where(cases.c.case_id == case_id)).scalar_one_or_none()
            return _case(body) if body else None

    def list(self, *, state: str | None = None, lane: str | None = None, location: str | None = None) -> list[Case]:
        """Return cases by due time; by default those that are not closed, ``state="all"`` for every one."""
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
            return [_case(body) for body in connection.execute(query).scalars()]


def _case(body: str) -> Case:
    return decode(body.encode(), Case)
