"""Batches of what has arrived, bounded in rows and bytes."""

import asyncio
from types import SimpleNamespace

import pytest

from agents.batches import batches


class Stream:
    """As much of a Faust stream as batches need."""

    def __init__(self, *values, fault=None, pause=None):
        self._values, self._fault, self._pause = values, fault, pause

    def noack(self):
        return self

    async def events(self):
        for value in self._values:
            yield SimpleNamespace(value=value)
        if self._pause:
            await asyncio.sleep(self._pause)
        if self._fault:
            raise self._fault


def fresh(event):
    return False


def collect(stream, rows=10, size=1_000, linger=0.0, stale=fresh):
    async def run():
        return [[event.value for event in batch] async for batch in batches(stream, rows, size, linger, stale)]

    return asyncio.run(asyncio.wait_for(run(), 5))


def test_everything_comes_once_and_in_order_within_the_bounds():
    made = collect(Stream(*[b"%d" % n for n in range(57)]))
    assert [v for batch in made for v in batch] == [b"%d" % n for n in range(57)]
    assert max(map(len, made)) <= 10


def test_bytes_bound_a_batch_but_one_record_always_goes():
    made = collect(Stream(b"x" * 600, b"y" * 600, b"z" * 5_000, b"w"), size=1_000)
    assert made == [[b"x" * 600], [b"y" * 600], [b"z" * 5_000], [b"w"]]


def test_a_null_value_is_a_record():
    assert collect(Stream(None, b"a")) == [[None, b"a"]]


def test_an_error_of_the_stream_reaches_the_caller_after_what_came_before_it():
    seen = []

    async def run():
        async for batch in batches(Stream(b"a", fault=RuntimeError("gone")), 10, 100, 0, fresh):
            seen.extend(event.value for event in batch)

    with pytest.raises(RuntimeError, match="gone"):
        asyncio.run(run())
    assert seen == [b"a"]


def test_a_batch_does_not_wait_to_be_full():
    async def first():
        async for batch in batches(Stream(b"a", pause=30), 10, 100, 0, fresh):
            return len(batch)
        return None

    assert asyncio.run(asyncio.wait_for(first(), 2)) == 1


def test_what_is_stale_when_its_turn_comes_is_dropped():
    assert collect(Stream(b"old", b"old", b"new"), rows=1, stale=lambda event: event.value == b"old") == [[b"new"]]
    assert collect(Stream(*[b"x"] * 30), rows=4, stale=lambda _: True) == []
