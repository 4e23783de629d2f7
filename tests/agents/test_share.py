"""A rising share of dead letters is told once, by source."""

from fakes.clock import NOON

from agents.share import Share
from pipeline.errors import Unavailable
from pipeline.handlers.bury import dead_letter, message
from pipeline.ports import Record
from schemas.errors import Malformed


def records(count, first=0, partition=3):
    return [Record(value=b"%d" % n, source=f"comments/{partition}@{n}") for n in range(first, first + count)]


def letters(these):
    return [message(dead_letter(r, Malformed("no", "$"), NOON)) for r in these]


def test_some_are_nobodys_business_and_many_are_told_once():
    told, now = [], [0.0]
    share = Share(told.append, lambda: now[0])
    share.saw(records(400), letters(records(15)))
    assert told == []
    share.saw(records(100, 400), letters(records(15, 400)))
    assert [t["sources"] for t in told] == ["comments/3 30"]
    share.saw(records(50, 500), letters(records(50, 500)))
    assert len(told) == 1
    now[0] = 601.0
    share.saw(records(50, 550), letters(records(50, 550)))
    assert len(told) == 2


def test_that_nobody_could_be_told_stops_nothing():
    def away(alert):
        raise Unavailable("away")

    Share(away).saw(records(100), letters(records(100)))
