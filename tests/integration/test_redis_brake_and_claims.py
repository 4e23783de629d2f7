"""The brake and the claims in Redis: once per id, and what Redis forgot the ledger tells."""

import threading
from datetime import timedelta

import pytest
from fakes.build import decision, entry
from fakes.clock import NOON, FakeClock

from pipeline.adapters.redis_brake import RedisBrake
from pipeline.adapters.redis_claims import PREFIX, ClaimedPlatform
from pipeline.adapters.redis_client import open_redis
from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_ledger import SqlLedger
from pipeline.errors import Refused, Unavailable
from schemas.codec import encode
from schemas.enforcement import Enforcement
from schemas.ledger import Entry

pytestmark = pytest.mark.servers


@pytest.fixture
def client(redis_url):
    made = open_redis(redis_url)
    yield made
    made.close()


@pytest.fixture
def ledger(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'bedside.db'}")
    database.migrate()
    yield SqlLedger(database, FakeClock())
    database.close()


@pytest.fixture
def brake(client, ledger):
    return RedisBrake(client, ledger._database, FakeClock())


def act(name, cause="decision:i-1", **fields):
    values = {
        "enforcement_id": name,
        "cause": cause,
        "platform": "site",
        "comment_id": "c1",
        "location_id": "boston",
        "action": "hide",
        "outcome": "done",
        "mode": "act",
        "at": NOON,
    }
    return Enforcement(**values | fields)


def test_the_brake_admits_up_to_its_quotas_and_repeats_its_answer(brake):
    def admit(name, hours=0, location="boston"):
        return brake.admit(name, location, NOON + timedelta(hours=hours), hour_max=2, day_max=3)

    assert [admit("a"), admit("b"), admit("c")] == [True, True, False]
    assert [admit("a"), admit("c"), admit("c", hours=1)] == [True, False, False]
    assert [admit("d", 1), admit("e", 1)] == [True, False]
    assert admit("f", location="salem") is True
    assert admit("g", hours=24) is True


def test_a_brake_that_forgot_is_told_by_the_ledger(brake, client, ledger):
    made = decision(1)
    ledger.append([entry(made)])
    acts = [act(f"e-{n}", cause=made.decision_id) for n in range(3)]
    acts += [
        act("e-parked", cause=made.decision_id, outcome="parked"),
        act("e-person", cause="ruling-1"),
        act("e-dry", cause=made.decision_id, detail="dry run"),
    ]
    ledger.append(
        [Entry(event_id=f"{a.enforcement_id}:{a.outcome}", kind="enforcement", payload=encode(a)) for a in acts]
    )
    client.flushdb()
    answers = [brake.admit(f"new-{n}", "boston", made.received_at, hour_max=5, day_max=9) for n in range(3)]
    assert answers == [True, True, False]


def test_many_at_once_never_pass_the_quota(brake):
    answers = []

    def ask(who):
        answers.extend(brake.admit(f"{who}-{n}", "boston", NOON, hour_max=40, day_max=300) for n in range(20))

    threads = [threading.Thread(target=ask, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(answers) == 40


def test_without_redis_nothing_is_admitted(ledger):
    with pytest.raises(Unavailable):
        RedisBrake(open_redis("redis://127.0.0.1:1/0"), ledger._database, FakeClock()).admit(
            "a", "b", NOON, hour_max=1, day_max=1
        )


class Site:
    capabilities = frozenset({"hide"})

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), 0

    def act(self, enforcement, author_id, text=None):
        self.calls += 1
        if self.answers and (answer := self.answers.pop(0)):
            raise answer


def test_an_act_that_was_done_is_not_asked_for_again(client):
    site = Site()
    assert ClaimedPlatform(client, site).act(act("e-1"), None) is None
    assert ClaimedPlatform(client, site).act(act("e-1"), None) == "was done before"
    assert site.calls == 1


def test_a_site_that_was_away_is_asked_again_and_one_that_refused_may_be(client):
    site = Site(Unavailable("away"), Refused("no"), None)
    claimed = ClaimedPlatform(client, site)
    with pytest.raises(Unavailable):
        claimed.act(act("e-1"), None)
    with pytest.raises(Refused):
        claimed.act(act("e-1"), None)
    claimed.act(act("e-1"), None)
    assert site.calls == 3


def test_while_another_worker_asks_nobody_else_does_until_its_claim_expires(client):
    site = Site()
    client.set(f"{PREFIX}:act:e-1", b"pending:another", ex=16)
    with pytest.raises(Unavailable):
        ClaimedPlatform(client, site).act(act("e-1"), None)
    client.delete(f"{PREFIX}:act:e-1")  # as if it had expired
    ClaimedPlatform(client, site).act(act("e-1"), None)
    assert site.calls == 1


def test_a_claim_that_could_not_be_settled_is_still_ours(client):
    site = Site()
    claimed = ClaimedPlatform(client, site)
    client.set(f"{PREFIX}:act:e-1", claimed._mine, ex=16)
    claimed.act(act("e-1"), None)
    assert site.calls == 1
