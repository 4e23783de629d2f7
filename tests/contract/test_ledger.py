"""ports.Ledger: append-only, the first of an event id wins, one gapless sequence whoever writes."""

import multiprocessing
import threading

import pytest
import sqlalchemy as sa
from fakes.clock import FakeClock

from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_ledger import READ_ROWS, SqlLedger
from schemas.ledger import Entry

SPAWN = multiprocessing.get_context("spawn")


def entry(name, payload=b"{}", kind="policy"):
    return Entry(event_id=name, kind=kind, payload=payload)


def test_the_first_of_an_event_id_wins_and_is_what_comes_back(stores):
    (first,) = stores.ledger.append([entry("a", b'{"n":1}')])
    again, other = stores.ledger.append([entry("a", b'{"n":2}'), entry("b")])
    assert again == first
    assert (first.seq, other.seq) == (1, 2)
    assert [e.payload for e in stores.ledger.read()] == [b'{"n":1}', b"{}"]


def test_the_same_event_twice_in_one_append_is_one_entry(stores):
    first, second = stores.ledger.append([entry("a", b'{"n":1}'), entry("a", b'{"n":2}')])
    assert first == second
    assert len(list(stores.ledger.read())) == 1
    assert stores.ledger.append([]) == []


def test_the_payload_is_kept_verbatim(stores):
    payload = '{"a":"Ünïcode 漢字 😀 \\u0000 \\ud800 \u200b", "z" :1.50,"spaces":  "kept"}'.encode()
    stores.ledger.append([entry("a", payload)])
    assert stores.ledger.find(["a"])["a"].payload == payload


def test_find_knows_what_is_there_and_nothing_else(stores):
    names = [f"e{n}" for n in range(1_100)]
    stores.ledger.append([entry(name) for name in names])
    assert stores.ledger.find(iter([*names, "absent"])).keys() == set(names)
    assert stores.ledger.find([]) == {}


def test_read_goes_on_after_a_seq_and_by_kind(stores):
    stores.ledger.append([entry(f"e{n}", kind=("policy", "model")[n % 2]) for n in range(2 * READ_ROWS + 5)])
    assert [e.seq for e in stores.ledger.read()] == list(range(1, 2 * READ_ROWS + 6))
    assert [e.seq for e in stores.ledger.read(2 * READ_ROWS)] == list(range(2 * READ_ROWS + 1, 2 * READ_ROWS + 6))
    assert {e.kind for e in stores.ledger.read(10, kinds=("model",))} == {"model"}


def test_what_fails_inside_exclusive_leaves_nothing(stores):
    stores.ledger.append([entry("before")])

    def fail():
        with stores.ledger.exclusive():
            stores.ledger.append([entry("a")])
            with stores.ledger.exclusive():
                stores.ledger.append([entry("b")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [e.seq for e in stores.ledger.append([entry("c")])] == [2]
    assert [e.event_id for e in stores.ledger.read()] == ["before", "c"]


def test_what_is_read_inside_exclusive_cannot_change_before_the_append(stores):
    def count():
        for _ in range(25):
            with stores.ledger.exclusive():
                last = max((int(e.event_id) for e in stores.ledger.read(kinds=("policy",))), default=0)
                stores.ledger.append([entry(str(last + 1))])

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [int(e.event_id) for e in stores.ledger.read()] == list(range(1, 101))


@pytest.mark.parametrize("statement", ["UPDATE ledger_entries SET payload = '{}'", "DELETE FROM ledger_entries"])
def test_nobody_changes_or_deletes_an_entry(sql, statement):
    sql.ledger.append([entry("a", b'{"n":1}')])
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), sql.database.write() as connection:
        connection.execute(sa.text(statement))
    assert sql.ledger.find(["a"])["a"].payload == b'{"n":1}'


def test_nobody_replaces_or_truncates(sql):
    sql.ledger.append([entry("a", b'{"n":1}')])
    statements = {
        "sqlite": "INSERT OR REPLACE INTO ledger_entries VALUES (1, 'a', 'policy', 'now', 'changed')",
        "postgresql": "TRUNCATE ledger_entries",
    }
    with pytest.raises(sa.exc.DBAPIError), sql.database.write() as connection:
        connection.execute(sa.text(statements[sql.database.engine.dialect.name]))
    assert sql.ledger.find(["a"])["a"].payload == b'{"n":1}'


def write(url, worker, start):
    database = Database(url)
    ledger = SqlLedger(database, FakeClock())
    start.wait()
    for number in range(50):
        ledger.append([entry(f"{worker}-{number}"), entry(f"shared-{number}", f'{{"by":{worker}}}'.encode())])
    database.close()


def test_processes_at_once_make_one_gapless_sequence(url, database):
    start = SPAWN.Event()
    workers = [SPAWN.Process(target=write, args=(url, worker, start)) for worker in range(3)]
    for worker in workers:
        worker.start()
    start.set()
    for worker in workers:
        worker.join(60)
    assert [w.exitcode for w in workers] == [0, 0, 0]
    found = list(SqlLedger(database, FakeClock()).read())
    assert [e.seq for e in found] == list(range(1, 201))
    assert len({e.event_id for e in found}) == 200
