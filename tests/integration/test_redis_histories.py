"""Histories in Redis: they follow the ledger whatever happens to Redis, and are never silently empty."""

import pytest
import redis
from fakes.build import decision, entry, ruling, strike
from fakes.clock import FakeClock

from pipeline.adapters.redis_client import open_redis
from pipeline.adapters.redis_histories import KEY, MARK, RedisHistories
from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_histories import SqlHistories
from pipeline.adapters.sql_ledger import SqlLedger
from schemas.history import History

pytestmark = pytest.mark.servers


class Place:
    def __init__(self, url, path):
        self.database = Database(f"sqlite:///{path}")
        self.database.migrate()
        self.ledger = SqlLedger(self.database, FakeClock())
        self.client = open_redis(url)
        self.cache = RedisHistories(self.client, self.database)

    def append(self, *facts):
        self.ledger.append([entry(fact) for fact in facts])

    def same(self, *authors):
        assert self.cache.read(authors) == SqlHistories(self.database).read(authors)
        return self.cache.read(authors)


@pytest.fixture
def place(redis_url, tmp_path):
    made = Place(redis_url, tmp_path / "bedside.db")
    yield made
    made.client.close()
    made.database.close()


def test_what_was_recorded_is_read_whoever_recorded_it(place):
    assert place.same("a-1") == {"a-1": History()}
    place.append(strike(1), strike(2, author="a-2"))
    assert len(place.same("a-1", "a-2", "a-3")["a-1"].marks) == 1
    first = strike(3)
    place.append(first, ruling(first, "overturn", visibility="show", strike_taken_back=True))
    assert len(place.same("a-1")["a-1"].marks) == 1


def test_an_empty_redis_is_built_anew_before_anything_is_read_from_it(place):
    place.append(*[strike(n, author=f"a-{n}") for n in range(30)])
    assert place.same("a-1")["a-1"].marks
    place.client.flushdb()
    assert place.same("a-1", "a-29")["a-29"].marks
    assert place.client.hlen(KEY) == 31


def test_a_redis_that_lost_its_last_writes_is_caught_up(place):
    place.append(strike(1))
    place.same("a-1")
    before = place.client.hgetall(KEY)
    place.append(strike(2), strike(3, author="a-2"))
    place.same("a-1", "a-2")
    place.client.delete(KEY)
    place.client.hset(KEY, mapping=before)
    assert [m.comment_id for m in place.same("a-1")["a-1"].marks] == ["c1", "c2"]
    assert place.same("a-2")["a-2"].marks


def test_a_redis_of_another_ledger_is_not_believed(place, redis_url, tmp_path):
    place.append(*[strike(n, author="a-1") for n in range(5)])
    place.same("a-1")
    other = Place(redis_url, tmp_path / "other.db")
    other.append(*[decision(n) for n in range(5)], *[strike(n, author="a-9") for n in range(90, 99)])
    assert other.same("a-1", "a-9")["a-1"] == History()
    other.database.close()


def test_what_is_not_committed_is_not_remembered(place):
    with pytest.raises(RuntimeError), place.ledger.exclusive():  # noqa: PT012 - one transaction
        place.append(strike(1))
        place.cache.read(["a-1"])
        place.client.delete(KEY)
        place.cache.read(["a-1"])
        raise RuntimeError("rolled back")
    assert place.same("a-1") == {"a-1": History()}


def test_while_redis_is_away_the_ledger_answers(place):
    place.append(strike(1))
    away = RedisHistories(open_redis("redis://127.0.0.1:1/0"), place.database)
    assert away.read(["a-1"])["a-1"].marks


def test_a_writer_that_was_overtaken_reads_again(place):
    place.append(strike(1))
    place.same("a-1")

    class Overtaken(RedisHistories):
        turns = 0

        def _touched(self, mark, head):
            if not Overtaken.turns:
                Overtaken.turns += 1
                place.client.hset(KEY, MARK, b'{"seq":1,"sha256":"moved by another"}')
            return super()._touched(mark, head)

    place.append(strike(2))
    assert len(Overtaken(place.client, place.database).read(["a-1"])["a-1"].marks) == 2


def test_a_new_generation_is_swapped_in_whole(place):
    place.append(strike(1), strike(2, author="a-2"))
    place.client.hset(KEY, mapping={"a-1": b"{}", "a-ghost": b"{}"})
    assert place.cache.rebuild() == 2
    assert not place.client.hexists(KEY, "a-ghost")
    assert place.client.ttl(KEY) == -1
    place.same("a-1", "a-2")


def test_an_address_that_is_none_is_said(tmp_path):
    from pipeline.errors import Misconfigured

    with pytest.raises(Misconfigured, match="BEDSIDE_REDIS"):
        open_redis("localhost:6379")
    assert issubclass(redis.ConnectionError, redis.RedisError)
