"""Every port's suite runs on what is named here: memory (the fake), SQLite and PostgreSQL."""

import itertools

import pytest
import servers
import sqlalchemy as sa
from fakes import build, memory
from fakes.clock import FakeClock

from pipeline.adapters.sql_brake import SqlBrake
from pipeline.adapters.sql_cases import SqlCases
from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_histories import SqlHistories
from pipeline.adapters.sql_ledger import SqlLedger
from pipeline.adapters.sql_states import SqlStates
from pipeline.adapters.sql_timers import SqlTimers
from pipeline.adapters.sql_vault import SqlVault

MASTER = b"m" * 32
NUMBERS = itertools.count()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """Make databases: called with a template's name or None, returns the URL of a fresh one."""
    url = servers.postgresql(servers.shared_folder(tmp_path_factory))
    worker = servers.os.environ.get("PYTEST_XDIST_WORKER", "main")
    admin = sa.create_engine(
        url.replace("postgresql:", "postgresql+psycopg:") + "postgres", isolation_level="AUTOCOMMIT"
    )

    def create(template=None):
        name = f"{worker}_{next(NUMBERS)}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return url + name

    yield create
    admin.dispose()


@pytest.fixture(scope="session")
def migrated(postgresql):
    """The name of a database that has all tables, to copy."""
    url = postgresql()
    database = Database(url)
    database.migrate()
    database.close()
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def empty_url(request, tmp_path):
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bedside.db'}"
    return request.getfixturevalue("postgresql")()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def url(request, tmp_path):
    """A database with all tables."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql")(request.getfixturevalue("migrated"))
    url = f"sqlite:///{tmp_path / 'bedside.db'}"
    database = Database(url)
    database.migrate()
    database.close()
    return url


@pytest.fixture
def database(url):
    database = Database(url)
    yield database
    database.close()


BACKENDS = ["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.servers)]


class Stores:
    """One set of ports over one place."""

    def __init__(self, clock, database=None):
        self.clock, self.database = clock, database
        if database is None:
            self.ledger = memory.MemoryLedger()
            self.histories = memory.MemoryHistories(self.ledger)
            self.states = memory.MemoryStates(self.ledger)
            self.cases = memory.MemoryCases(self.ledger)
            self.vault, self.timers, self.brake = memory.MemoryVault(), memory.MemoryTimers(), memory.MemoryBrake()
        else:
            self.ledger = SqlLedger(database, clock)
            self.histories, self.states, self.cases = SqlHistories(database), SqlStates(database), SqlCases(database)
            self.vault, self.timers = SqlVault(database, MASTER), SqlTimers(database)
            self.brake = SqlBrake(database)

    def append(self, *facts):
        return self.ledger.append([build.entry(fact) for fact in facts])


@pytest.fixture(params=BACKENDS)
def stores(request, clock, tmp_path):
    if request.param == "memory":
        yield Stores(clock)
        return
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql")(request.getfixturevalue("migrated"))
    else:
        url = f"sqlite:///{tmp_path / 'bedside.db'}"
    database = Database(url)
    database.migrate()
    yield Stores(clock, database)
    database.close()


@pytest.fixture
def sql(database, clock):
    return Stores(clock, database)
