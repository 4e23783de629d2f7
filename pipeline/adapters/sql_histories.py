"""Authors' histories, folded from the ledger in the transaction that appends to it."""

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_projection import read_histories
from pipeline.adapters.sql_tables import author_histories
from schemas.history import History


class SqlHistories:
    """Implements ports.Histories without a cache: what the ledger says is what it knows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, authors: Sequence[str]) -> dict[str, History]:
        """[n] pseudonyms → [n] histories, empty for the unknown."""
        histories = dict.fromkeys(authors, History())
        with self._database.read() as connection:
            for part in chunks(authors, IDS_PER_QUERY):
                histories |= read_histories(connection, part)
        return histories

    def extend(self, histories: Mapping[str, History]) -> None:
        """Do nothing: the append has said it already."""

    def all_authors(self) -> Iterator[tuple[str, History]]:
        """Yield every author that has a history, for whoever builds a cache."""
        query = sa.select(author_histories.c.author).order_by(author_histories.c.author)
        with self._database.read() as connection:
            authors = connection.execute(query).scalars().all()
        for part in chunks(authors, IDS_PER_QUERY):
            yield from self.read(part).items()
