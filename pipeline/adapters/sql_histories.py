"""Authors' histories, replayed from the ledger by the same fold that the core uses."""

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_tables import author_facts, ledger_entries
from pipeline.core.ladder import remember
from schemas.codec import decode
from schemas.decision import Decision
from schemas.history import History
from schemas.ruling import Ruling


class SqlHistories:
    """Implements ports.Histories without a cache: what the ledger says is what it knows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, authors: Sequence[str]) -> dict[str, History]:
        """[n] pseudonyms → [n] histories, empty for the unknown."""
        histories = dict.fromkeys(authors, History())
        with self._database.read() as connection:
            for part in chunks(authors, IDS_PER_QUERY):
                for row in connection.execute(_facts().where(author_facts.c.author.in_(part))):
                    histories[row.author] = remember(histories[row.author], _fact(row.kind, row.payload))
        return histories

    def extend(self, histories: Mapping[str, History]) -> None:
        """Do nothing: the append has said it already."""

    def all_authors(self) -> Iterator[tuple[str, History]]:
        """Yield every author that has a history, for whoever builds a cache."""
        with self._database.read() as connection:
            authors = (
                connection.execute(sa.select(author_facts.c.author).distinct().order_by(author_facts.c.author))
                .scalars()
                .all()
            )
        for part in chunks(authors, IDS_PER_QUERY):
            yield from self.read(part).items()


def _facts() -> sa.Select[tuple[str, str, str]]:
    return (
        sa.select(author_facts.c.author, ledger_entries.c.kind, ledger_entries.c.payload)
        .join(ledger_entries, ledger_entries.c.seq == author_facts.c.seq)
        .order_by(author_facts.c.seq)
    )


def _fact(kind: str, payload: str) -> Decision | Ruling:
    return decode(payload.encode(), Ruling) if kind == "ruling" else decode(payload.encode(), Decision)
