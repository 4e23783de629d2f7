import tempfile
from pathlib import Path

import pytest

from pipeline.adapters.sql_database import Database


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A database file that has all tables, to copy."""
    path = tmp_path_factory.mktemp("template") / "bedside.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version")
    database.close()
    return path


@pytest.fixture
def folder(tmp_path):
    """Where databases of a run stand: in memory where there is such a place."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="bedside-sim-", dir=memory) as name:
        yield Path(name)
