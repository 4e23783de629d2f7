"""One database, SQLite or PostgreSQL: its engine, its migrations, and transactions of which one at a time may write."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from pipeline.errors import Misconfigured, Unavailable

WRITE_LOCK = 7_203_511
"""Key of the PostgreSQL advisory lock that makes writers take turns: offsets and seq are assigned in commit order."""
BUSY_TIMEOUT_MS = 30_000
MIGRATIONS = Path(__file__).parent / "migrations"
IDS_PER_QUERY = 500
T = TypeVar("T")


class Database:
    """Hands out transactions; a thread inside ``write`` shares its transaction with every call it makes."""

    def __init__(self, url: str) -> None:
        self.engine = _open(url)
        self._mine = threading.local()
        self._turn = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that holds the write lock, or join the thread's own; all or nothing."""
        current: Connection | None = getattr(self._mine, "connection", None)
        if current is not None:
            yield current
            return
        with (
            _translated(),
            self._own_turn(),
            self.engine.connect().execution_options(immediate=True) as connection,
            connection.begin(),
        ):
            if self.engine.dialect.name == "postgresql":
                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"))
            self._mine.connection = connection
            try:
                yield connection
            finally:
                self._mine.connection = None

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """Let this process's writers queue up here: who finds SQLite locked sleeps, up to 100 ms, past the moment it is free."""
        if not self._turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise Unavailable(f"the database did not answer: another writer held it for {BUSY_TIMEOUT_MS / 1000:.0f} s")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction for reading, or join the thread's own."""
        current: Connection | None = getattr(self._mine, "connection", None)
        if current is not None:
            yield current
            return
        with _translated(), self.engine.connect() as connection, connection.begin():
            yield connection

    def insert_new(self, connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> int:
        """Insert the rows whose key is not there yet; returns how many were."""
        if not rows:
            return 0
        maker = postgresql_insert if self.engine.dialect.name == "postgresql" else sqlite_insert
        inserted = 0
        for row_group in chunks(rows, IDS_PER_QUERY):
            # not every driver counts the rows of such an insert: what it returns is counted here
            statement = maker(table).on_conflict_do_nothing().returning(sa.literal(1))
            inserted += len(connection.execute(statement, row_group).all())
        return inserted

    def upsert(self, connection: Connection, table: sa.Table, row: dict[str, Any]) -> None:
        """Insert a row, or overwrite the one with its key."""
        maker = postgresql_insert if self.engine.dialect.name == "postgresql" else sqlite_insert
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        connection.execute(maker(table).values(row).on_conflict_do_update(index_elements=keys, set_=rest))

    def migrate(self) -> None:
        """Bring the tables up to this release; of several processes that start at once, one does it."""
        if self._revision() == max(path.name[:4] for path in MIGRATIONS.glob("versions/0*.py")):
            return
        from alembic import command  # noqa: PLC0415 - half a second that most starts need not spend
        from alembic.config import Config  # noqa: PLC0415
        from alembic.util import CommandError  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.write() as connection:
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise Misconfigured(f"the database was made by another release: {error}; start that one") from None

    def _revision(self) -> str | None:
        with self.read() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut into lists of at most ``size``: databases bound the number of parameters."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def _open(url: str) -> sa.Engine:
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError:
        raise Misconfigured(
            "BEDSIDE_DATABASE is not a database URL; say sqlite:///PATH or postgresql://USER@HOST/NAME"
        ) from None
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            try:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise Misconfigured(
                    f"cannot make the folder of {parsed.database}: {error.strerror}; check BEDSIDE_DATA"
                ) from None
        engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        return sa.create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=8)
    raise Misconfigured(
        f"BEDSIDE_DATABASE names {parsed.get_backend_name()}; Bedside keeps its ledger in SQLite or PostgreSQL"
    )


def _set_up_sqlite(raw: Any, _record: ConnectionPoolEntry) -> None:
    raw.isolation_level = None  # the driver's own BEGIN comes too late; ours is below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as error:
        raise Unavailable(f"the database did not answer: {str(error.__cause__ or error).splitlines()[0]}") from error
