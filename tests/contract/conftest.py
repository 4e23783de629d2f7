"""Every port's suite runs on what is named here: memory (the fake), SQLite and PostgreSQL."""

import itertools

import pytest
import servers
import sqlalchemy as sa
from fakes.clock import FakeClock

from pipeline.adapters.sql_database import Database

NUMBERS = itertools.count()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """Make databases: called with a template's name or None, returns the URL of a fresh one."""
    url = servers.postgresql(servers.shared_folder(tmp_path_factory))
    worker = servers.os.environ.get("PYTEST_XDIST_WORKER", "main")
    admin = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:") + "postgres", isolation_level="AUTOCOMMIT")

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
