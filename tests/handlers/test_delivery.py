"""A batch is handled whole, or in halves around what it chokes on; what must stop a worker does."""

import pytest
from fakes.clock import FakeClock

from pipeline.errors import Corrupt, Malformed, TooNew, Unavailable
from pipeline.handlers.delivery import deliver
from pipeline.ports import Message, Record


def record(name):
    return Record(value=name.encode(), source=name)


def message(name, topic="out"):
    return Message(topic, name, b"", name, "test")


class Handler:
    def __init__(self, poison=(), error=ValueError, away=0):
        self.poison, self.error, self.away = poison, error, away
        self.calls = []

    def __call__(self, records):
        self.calls.append([r.source for r in records])
        if self.away:
            self.away -= 1
            raise Unavailable("away")
        if {r.source for r in records} & set(self.poison):
            raise self.error("poison")
        return [message(r.source) for r in records]


def bury(record, error):
    return message(record.source, f"buried:{type(error).__name__}")


def run(handler, count=8, wait_s=10, clock=None):
    records = [record(f"r{n}") for n in range(count)]
    return [(m.topic, m.id) for m in deliver(handler, records, bury, clock or FakeClock(), wait_s)]


def test_every_record_is_handled_or_buried_in_order():
    out = run(Handler(poison={"r2", "r5"}))
    assert [name for _, name in out] == [f"r{n}" for n in range(8)]
    assert [name for topic, name in out if topic == "buried:ValueError"] == ["r2", "r5"]


def test_bytes_nobody_can_read_are_buried_with_their_fault():
    assert ("buried:Malformed", "r3") in run(Handler(poison={"r3"}, error=Malformed))


def test_who_is_away_is_waited_for_with_jitter_and_within_bounds():
    clock = FakeClock()
    assert len(run(Handler(away=4), clock=clock)) == 8
    assert 0 < clock.slept_s <= 10
    handler = Handler(away=10**6)
    with pytest.raises(Unavailable):
        run(handler, clock=clock)
    assert len(handler.calls) < 200


@pytest.mark.parametrize("error", [Corrupt, TooNew])
def test_what_must_stop_the_worker_stops_it(error):
    with pytest.raises(error):
        run(Handler(poison={"r3"}, error=error))


def test_a_grave_that_is_away_is_waited_for():
    tries = []

    def grave(record, error):
        tries.append(record.source)
        if len(tries) < 3:
            raise Unavailable("away")
        return message(record.source)

    out = deliver(Handler(poison={"r0"}), [record("r0")], grave, FakeClock(), 10)
    assert (len(out), tries) == (1, ["r0"] * 3)
