"""Each agent with one good record and one poisoned: handled, published, acknowledged; the poison buried."""

import asyncio

import pytest
from fakes.clock import FakeClock

from agents import enforce, moderate, respond, rulings
from agents.delivery import Means
from pipeline.adapters import kafka_topics
from pipeline.config import load_settings
from pipeline.ports import Message


class Producer:
    """An aiokafka producer that keeps what it is given."""

    def __init__(self, faults=0):
        self.sent, self._faults = [], faults

    async def send(self, topic, key, value, headers):
        if self._faults:
            from aiokafka.errors import KafkaConnectionError

            self._faults -= 1
            raise KafkaConnectionError
        self.sent.append((topic, value, dict(headers)["ce_id"]))
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done


class Handlers:
    """Every group's handler: chokes on poison, and says what it saw."""

    def __init__(self):
        self.seen = []

    def _handle(self, records):
        if any(b"poison" in r.value for r in records):
            raise ValueError("poison")
        self.seen += [r.value for r in records]
        return [Message("decisions", "k", b"made of " + r.value, r.value.decode(), "bedside.test.v1") for r in records]

    moderate = enforce = respond = property(lambda self: self._handle)

    def bury(self, record, error):
        return Message("dead-letters", record.source, record.value, "dl", "bedside.test.v1")


@pytest.mark.parametrize("module", [moderate, enforce, respond, rulings])
def test_one_good_one_poison(module, tmp_path):
    producer, handlers = Producer(faults=1), Handlers()

    async def run():
        settings = load_settings(data=tmp_path, kafka="127.0.0.1:9", retry_wait_s=0)
        means = Means(
            settings=settings,
            topics=kafka_topics.read_topics(settings),
            clock=FakeClock(),
            producer=producer,
            bury=handlers.bury,
            tell=lambda alert: None,
            stall_pause_s=0.01,
        )
        app = module.agent(handlers, means)
        app.finalize()
        (agent,) = [a for name, a in app.agents.items() if name in {"moderate", "enforce", "respond", "rulings"}]
        async with agent.test_context() as testing:
            for value in (b"good", b"poison"):
                await testing.put(value, wait=False)
            for _ in range(200):
                if len(producer.sent) >= 2 and any(t == "dead-letters" for t, *_ in producer.sent):
                    break
                await asyncio.sleep(0.02)

    asyncio.run(asyncio.wait_for(run(), 20))
    assert b"good" in handlers.seen
    assert {("decisions", b"made of good", b"good"), ("dead-letters", b"poison", b"dl")} <= set(producer.sent)
