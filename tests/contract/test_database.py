"""Migrations, and transactions of which one at a time may write."""

import multiprocessing
import threading

import pytest
import sqlalchemy as sa

from pipeline.adapters import sql_tables as t
from pipeline.adapters.sql_database import Database
from pipeline.errors import Misconfigured

SPAWN = multiprocessing.get_context("spawn")


def migrate(url, start, failures):
    start.wait()
    try:
        database = Database(url)
        database.migrate()
        database.close()
    except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
        failures.put(repr(error))


def test_a_fresh_database_gets_every_table_and_a_second_migration_changes_nothing(empty_url):
    database = Database(empty_url)
    database.migrate()
    database.migrate()
    found = sa.inspect(database.engine)
    assert set(found.get_table_names()) == {*t.METADATA.tables, "alembic_version"}
    for name, table in t.METADATA.tables.items():
        assert {c["name"] for c in found.get_columns(name)} == {c.name for c in table.columns}, name
        assert {i["name"] for i in found.get_indexes(name)} >= {i.name for i in table.indexes}, name
    database.close()


def test_two_processes_migrate_at_once(empty_url):
    start, failures = SPAWN.Event(), SPAWN.Queue()
    workers = [SPAWN.Process(target=migrate, args=(empty_url, start, failures)) for _ in range(2)]
    for worker in workers:
        worker.start()
    start.set()
    for worker in workers:
        worker.join(60)
    assert failures.empty(), failures.get()
    assert [w.exitcode for w in workers] == [0, 0]


def test_a_database_of_a_newer_release_is_refused_in_a_sentence(database):
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Misconfigured, match="another release"):
        database.migrate()


def test_what_fails_inside_a_transaction_leaves_nothing(database):
    def fail():
        with database.write() as connection:
            connection.execute(t.removals.insert(), [{"platform": "p", "comment_id": "c"}])
            with database.write() as same:
                assert same is connection
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as connection:
        assert connection.execute(sa.select(t.removals)).all() == []


def test_writers_take_turns_and_readers_see_no_half(database):
    inside, seen = [], []

    def write(number):
        for _ in range(20):
            with database.write() as connection:
                inside.append(number)
                assert len(inside) == 1
                connection.execute(t.removals.insert(), [{"platform": f"{number}", "comment_id": f"{len(seen)}"}])
                seen.append(number)
                inside.remove(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 80
    with database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(t.removals)).scalar_one() == 80


def test_a_database_that_is_none_of_ours_is_refused():
    with pytest.raises(Misconfigured, match="SQLite or PostgreSQL"):
        Database("mysql://nobody@nowhere/x")
    with pytest.raises(Misconfigured, match="not a database URL"):
        Database("nonsense")
