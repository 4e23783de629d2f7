"""The embedded bus: at least once and in order; acknowledging publishes in the same transaction."""

import multiprocessing
from datetime import timedelta

import pytest
from fakes.clock import FakeClock

from pipeline.adapters.sql_bus import SqlBus
from pipeline.adapters.sql_database import Database
from pipeline.ports import Message

SPAWN = multiprocessing.get_context("spawn")
GROUPS = {"first": ("comments",), "second": ("decisions", "rulings"), "third": ("decisions",)}
MANY = 1_000_000


def message(name, topic="comments", value=b"{}"):
    return Message(topic, f"key-{name}", value, name, "test")


@pytest.fixture
def bus(database, clock):
    return SqlBus(database, clock, GROUPS)


def ids(records):
    return [record.key.decode().removeprefix("key-") for record in records]


def poll(bus, group, rows=100):
    return bus.poll(group, rows, MANY)


def test_every_group_reads_its_topics_in_order(bus):
    assert bus.publish([message("a"), message("b", "decisions"), message("c", "rulings"), message("d")]) == 4
    assert ids(poll(bus, "first")) == ["a", "d"]
    assert ids(poll(bus, "second")) == ["b", "c"]
    assert ids(poll(bus, "third")) == ["b"]
    assert [bus.lag(group) for group in GROUPS] == [2, 2, 1]


def test_a_record_says_where_and_when_it_came(bus, clock):
    bus.publish([message("a", value=b"\xff raw")])
    (record,) = poll(bus, "first")
    assert (record.value, record.topic, record.received_at) == (b"\xff raw", "comments", clock.now())
    assert record.source.startswith("comments@")


def test_what_is_not_acknowledged_comes_again(bus):
    bus.publish([message("a"), message("b"), message("c")])
    records = poll(bus, "first", 2)
    assert ids(records) == ids(poll(bus, "first", 2)) == ["a", "b"]
    bus.acknowledge("first", records, [])
    assert ids(poll(bus, "first")) == ["c"]
    bus.acknowledge("first", records[:1], [])  # late: nothing goes back
    assert ids(poll(bus, "first")) == ["c"]


def test_a_batch_is_bounded_in_bytes_but_never_empty(bus):
    bus.publish([message("a", value=b"x" * 100), message("b", value=b"x" * 10), message("c")])
    assert ids(bus.poll("first", 10, 50)) == ["a"]
    assert ids(bus.poll("first", 10, 111)) == ["a", "b"]


def test_a_repetition_is_told_and_unread_topics_are_not_kept(bus):
    assert bus.publish([message("a"), message("a"), message("b", "dead-letters")]) == 1
    assert bus.publish([message("a"), message("a", "decisions")]) == 1
    assert bus.publish([]) == 0
    assert len(poll(bus, "first")) == 1


def test_acknowledging_publishes_in_the_same_transaction(bus, database):
    bus.publish([message("a")])
    records = poll(bus, "first")

    def fail():
        with database.write():
            bus.acknowledge("first", records, [message("made", "decisions")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (ids(poll(bus, "first")), poll(bus, "third")) == (["a"], [])
    bus.acknowledge("first", records, [message("made", "decisions")])
    assert (poll(bus, "first"), ids(poll(bus, "third"))) == ([], ["made"])


def test_what_everybody_has_read_goes_and_nothing_else(bus, clock):
    bus.publish([message("a"), message("b", "decisions"), message("c", "rulings")])
    bus.acknowledge("first", poll(bus, "first"), [])
    bus.acknowledge("second", poll(bus, "second"), [])
    clock.forward(days=365)
    bus.publish([message("d")])
    bus.acknowledge("first", poll(bus, "first"), [])
    assert bus.purge() == 2  # a and c; b waits for the third group, d is too young
    assert ids(poll(bus, "third")) == ["b"]
    assert bus.publish([message("d"), message("a")]) == 1
    assert ids(poll(bus, "first")) == ["a"]
    assert bus.purge(timedelta()) == 0


def test_offsets_are_never_used_again(bus, clock):
    bus.publish([message("a")])
    bus.acknowledge("first", poll(bus, "first"), [])
    clock.forward(days=2)
    bus.purge()
    bus.publish([message("b")])
    assert ids(poll(bus, "first")) == ["b"]


def test_a_new_process_goes_on_where_the_last_one_ended(bus, database, clock):
    bus.publish([message("a"), message("b")])
    bus.acknowledge("first", poll(bus, "first", 1), [])
    assert ids(poll(SqlBus(database, clock, GROUPS), "first")) == ["b"]


def publish(url, worker, start):
    database = Database(url)
    bus = SqlBus(database, FakeClock(), GROUPS)
    start.wait()
    for number in range(60):
        bus.publish([message(f"{worker}-{number}"), message(f"shared-{number}", "decisions")])
    database.close()


def test_a_reader_misses_nothing_while_two_processes_write(url, bus):
    start = SPAWN.Event()
    writers = [SPAWN.Process(target=publish, args=(url, worker, start)) for worker in range(2)]
    for writer in writers:
        writer.start()
    start.set()
    seen = []
    while any(w.is_alive() for w in writers) or bus.lag("first"):
        records = poll(bus, "first", 7)
        seen += ids(records)
        if records:
            bus.acknowledge("first", records, [])
    assert sorted(seen) == sorted(f"{worker}-{number}" for worker in range(2) for number in range(60))
    assert [n for n in seen if n[0] == "0"] == [f"0-{number}" for number in range(60)]
    assert len(poll(bus, "third")) == 60
