"""What stands of a comment now, and what was decided of it before: the readers behind enforcement and the command."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa

from pipeline.adapters.sql_database import Database, chunks
from pipeline.adapters.sql_ledger import recorded
from pipeline.adapters.sql_tables import dead_letters, decisions, enforcements, ledger_entries, removals, rulings, stamp
from pipeline.ports import State
from schemas.codec import decode
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision, Visibility
from schemas.enforcement import Enforcement
from schemas.ruling import Ruling

PAGE_ROWS = 500


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One decision with all that followed."""

    decision: Decision
    decided_at: str
    visibility: Visibility
    """Effective: a person's ruling, else the machine's."""
    superseded: bool
    rulings: tuple[Ruling, ...] = ()
    enforcements: tuple[Enforcement, ...] = ()


class SqlStates:
    """Implements ports.States, and the listings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def effective(self, platform: str, comment_id: str) -> State | None:
        """Return what stands of a comment: its newest decision that nothing superseded, and what was enforced."""
        return self.standing([(platform, comment_id)]).get((platform, comment_id))

    def standing(self, comments: Collection[tuple[str, str]]) -> dict[tuple[str, str], State]:
        """[n] of (platform, comment_id) → the effective state of those that were decided."""
        found: dict[tuple[str, str], State] = {}
        with self._database.read() as connection:
            for platform, part in _by_platform(comments):
                found |= self._standing(connection, platform, part)
        return found

    def _standing(
        self, connection: sa.Connection, platform: str, comment_ids: Sequence[str]
    ) -> dict[tuple[str, str], State]:
        order = (decisions.c.superseded, decisions.c.place.desc(), decisions.c.seq.desc())
        nth = sa.func.row_number().over(partition_by=decisions.c.comment_id, order_by=order).label("nth")
        here = (decisions.c.platform == platform) & decisions.c.comment_id.in_(comment_ids)
        newest = sa.select(decisions.c.seq, nth).where(here).subquery()
        gone = sa.select(removals.c.comment_id).where(
            removals.c.platform == platform, removals.c.comment_id.in_(comment_ids)
        )
        seqs = connection.execute(sa.select(newest.c.seq).where(newest.c.nth == 1)).scalars().all()
        removed = set(connection.execute(gone).scalars()) if seqs else set()
        return {
            (platform, row.decision.comment_id): State(
                decision=row.decision,
                visibility=row.visibility,
                removed=row.decision.comment_id in removed,
                ruling=row.rulings[-1] if row.rulings else None,
                enforcements=row.enforcements,
            )
            for row in self._rows(seqs)
        }

    def named(self, name: str) -> list[tuple[str, str]]:
        """Return every (platform, comment_id) that ``platform:comment_id`` or a bare comment id can mean."""
        query = sa.select(decisions.c.platform, decisions.c.comment_id).where(_is(name)).distinct()
        with self._database.read() as connection:
            return [(row.platform, row.comment_id) for row in connection.execute(query)]

    def platforms(self) -> list[str]:
        """Return the platforms that comments came from."""
        with self._database.read() as connection:
            return list(connection.execute(sa.select(decisions.c.platform).distinct()).scalars())

    def find(
        self,
        *,
        comment: str | None = None,
        author: str | None = None,
        visibility: str | None = None,
        since: datetime | None = None,
        every: bool = False,
    ) -> Iterator[DecisionRow]:
        """Yield decisions in the order made; one a comment (its newest version) unless ``every``.

        ``comment`` is ``platform:comment_id`` or a comment id; ``author`` a pseudonym; ``since`` looks at posted_at.
        """
        query = sa.select(decisions.c.seq).order_by(decisions.c.seq)
        if comment:
            query = query.where(_is(comment))
        if author:
            query = query.where(decisions.c.author == author)
        if since:
            query = query.where(decisions.c.posted_at >= stamp(since))
        if not every:
            later = decisions.alias("later")
            newer = (
                (later.c.platform == decisions.c.platform)
                & (later.c.comment_id == decisions.c.comment_id)
                & (sa.tuple_(later.c.place, later.c.seq) > sa.tuple_(decisions.c.place, decisions.c.seq))
            )
            query = query.where(~sa.exists().where(newer))
        if visibility:
            query = query.where(decisions.c.visibility == visibility)
        with self._database.read() as connection:
            seqs = connection.execute(query).scalars().all()
        for part in chunks(seqs, PAGE_ROWS):
            yield from self._rows(part)

    def _rows(self, seqs: Sequence[int]) -> list[DecisionRow]:
        """Read decisions by seq, with the rulings on them and the enforcements of their comments."""
        if not seqs:
            return []
        with self._database.read() as connection:
            found = connection.execute(
                sa.select(decisions.c.visibility, decisions.c.superseded, ledger_entries)
                .join(ledger_entries, ledger_entries.c.seq == decisions.c.seq)
                .where(decisions.c.seq.in_(seqs))
                .order_by(decisions.c.seq)
            ).all()
            made = [(row, decode(row.payload.encode(), Decision)) for row in found]
            comments = {(d.platform, d.comment_id) for _, d in made}
            acts = self._enforcements(connection, comments)
            ruled = self._rulings(connection, [d for _, d in made])
        return [
            DecisionRow(
                decision=decision,
                decided_at=row.recorded_at,
                visibility=row.visibility,
                superseded=row.superseded,
                rulings=tuple(ruled.get(decision.decision_id, ())),
                enforcements=tuple(acts.get((decision.platform, decision.comment_id), ())),
            )
            for row, decision in made
        ]

    def _enforcements(
        self, connection: sa.Connection, comments: set[tuple[str, str]]
    ) -> dict[tuple[str, str], list[Enforcement]]:
        found: dict[tuple[str, str], list[Enforcement]] = {}
        for platform, part in _by_platform(comments):
            here = (enforcements.c.platform == platform) & enforcements.c.comment_id.in_(part)
            for made in self._acts(connection, here):
                found.setdefault((made.platform, made.comment_id), []).append(made)
        return found

    def _acts(self, connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[Enforcement]:
        query = (
            sa.select(ledger_entries.c.payload)
            .join(enforcements, enforcements.c.seq == ledger_entries.c.seq)
            .where(which)
            .order_by(enforcements.c.seq)
        )
        acts = [decode(payload.encode(), Enforcement) for payload in connection.execute(query).scalars()]
        last = {act.enforcement_id: number for number, act in enumerate(acts)}
        # that an act was begun says nothing any more once it is known what became of it
        return [act for number, act in enumerate(acts) if act.outcome != "begun" or last[act.enforcement_id] == number]

    def page_acts(self, author: str, location_id: str) -> list[Enforcement]:
        """Return every block and unblock asked of one page against an author, oldest first."""
        here = (enforcements.c.author == author) & (enforcements.c.location_id == location_id)
        with self._database.read() as connection:
            return self._acts(connection, here & enforcements.c.action.in_(("block", "unblock")))

    def ruled(self, decision_ids: Sequence[str]) -> set[str]:
        """Say on which of these decisions a person has ruled."""
        found: set[str] = set()
        with self._database.read() as connection:
            for part in chunks(decision_ids, PAGE_ROWS):
                query = sa.select(rulings.c.decision_id).where(rulings.c.decision_id.in_(part))
                found |= set(connection.execute(query).scalars())
        return found

    def _rulings(self, connection: sa.Connection, made: Sequence[Decision]) -> dict[str, list[Ruling]]:
        query = (
            sa.select(ledger_entries.c.payload)
            .join(rulings, rulings.c.seq == ledger_entries.c.seq)
            .where(rulings.c.decision_id.in_([d.decision_id for d in made]))
            .order_by(rulings.c.seq)
        )
        found: dict[str, list[Ruling]] = {}
        for payload in connection.execute(query).scalars():
            ruling = decode(payload.encode(), Ruling)
            found.setdefault(ruling.decision_id, []).append(ruling)
        return found

    def dead_letters(self, dead_letter_id: str | None = None) -> Iterator[DeadLetter]:
        """Yield dead letters in the order found, without their bytes."""
        query = (
            sa.select(ledger_entries)
            .join(dead_letters, dead_letters.c.seq == ledger_entries.c.seq)
            .order_by(ledger_entries.c.seq)
        )
        if dead_letter_id:
            query = query.where(dead_letters.c.dead_letter_id == dead_letter_id)
        with self._database.read() as connection:
            rows = [recorded(row) for row in connection.execute(query)]
        for row in rows:
            yield decode(row.payload, DeadLetter)


def _by_platform(comments: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield (platform, comment ids), as many ids as one query takes."""
    found: dict[str, list[str]] = {}
    for platform, comment_id in comments:
        found.setdefault(platform, []).append(comment_id)
    for platform, comment_ids in found.items():
        for part in chunks(comment_ids, PAGE_ROWS):
            yield platform, part


def _is(name: str) -> sa.ColumnElement[bool]:
    """Match ``platform:comment_id`` or a comment id; both may hold colons."""
    cuts = [(name[:i], name[i + 1 :]) for i, sign in enumerate(name) if sign == ":"]
    whole = [(decisions.c.platform == platform) & (decisions.c.comment_id == rest) for platform, rest in cuts]
    return sa.or_(decisions.c.comment_id == name, *whole)
