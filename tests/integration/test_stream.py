"""Workers on a real broker: the same decisions as the embedded loop, nothing lost to bad bytes, clean ends."""

import json
import re
import time

import httpx
import msgspec
import pytest
from integration.conftest import behind, until
from kafka import KafkaConsumer, TopicPartition

from deploy.stream.servers import free_port
from pipeline.adapters import kafka_topics
from pipeline.adapters.kafka_bus import KafkaBus
from pipeline.adapters.system_clock import SystemClock
from pipeline.bootstrap import load_scorer, open_store, wire
from pipeline.config import load_settings
from pipeline.ports import Message, Record
from schemas.codec import decode, decode_comment
from schemas.decision import Decision
from schemas.errors import Malformed
from schemas.ruling import Ruling

pytestmark = pytest.mark.servers


def comment(number, scores=None, author=None, **fields):
    values = {
        "comment_id": f"c{number}",
        "platform": "site",
        "location_id": "boston",
        "author_id": author or f"a{number % 7}",
        "text": f"{json.dumps(scores or {})} number {number}",
        "posted_at": f"2026-11-{1 + number // 1440 % 28:02d}T{number // 60 % 24:02d}:{number % 60:02d}:00Z",
        "received_at": f"2026-11-29T{number // 60 % 24:02d}:{number % 60:02d}:00Z",
    }
    return json.dumps(values | fields).encode()


def message(value, topic="comments"):
    try:
        key = decode_comment(value).comment.key
    except Malformed:
        key = "unreadable"
    return Message(topic, key, value, f"{hash(value)}", "bedside.comment.v1")


def publish(settings, *messages):
    bus = KafkaBus(settings, kafka_topics.read_topics(settings), SystemClock())
    bus.publish(messages)
    bus.close()


def entries(settings, kind):
    store = open_store(alone_view(settings))
    try:
        return list(store.ledger.read(kinds=(kind,)))
    finally:
        store.database.close()


def alone_view(settings):
    """The same deployment, seen by somebody who needs neither Kafka nor Redis."""
    return settings.model_copy(update={"kafka": None, "redis": None})


def test_embedded_and_stream_decide_byte_for_byte_the_same(settings, worker, redis_url, tmp_path):
    settings = settings.model_copy(update={"redis": redis_url})
    kinds = (
        {"severe": 0.95},
        {"mild": 0.7},
        {"complaint": 0.9},
        {},
        {"severe": 0.95, "complaint": 0.9},
        {"question": 0.9},
        {},
    )
    values = [comment(n, kinds[n % len(kinds)]) for n in range(300)] + [
        comment(3, {"severe": 0.9}, edited_at="2026-11-20T00:00:00Z")
    ]
    alone = load_settings(data=tmp_path / "alone", model="fake")
    alone.data.mkdir()
    settings.data.mkdir(exist_ok=True)
    store = open_store(alone)
    (settings.data / "secret.key").write_bytes((alone.data / "secret.key").read_bytes())
    handlers = wire(store, load_scorer(alone, store.policy))
    for start in range(0, len(values), 50):
        handlers.moderate([Record(value=v, source=f"file:{n}") for n, v in enumerate(values[start : start + 50])])
    expected = {e.event_id: e.payload for e in store.ledger.read(kinds=("decision",))}
    store.database.close()

    publish(settings, *map(message, values))
    workers = [worker(settings=settings), worker(settings=settings)]
    until(lambda: len(entries(settings, "decision")) >= len(expected) and not behind(settings))
    assert [w.stop() for w in workers] == [0, 0]
    assert {e.event_id: e.payload for e in entries(settings, "decision")} == expected


def test_bad_bytes_and_poison_become_dead_letters_and_stop_nothing(settings, worker):
    good = [comment(n) for n in range(20)]
    broken = [b"", b"{", b"\xff\xfe", b'{"comment_id":"x"}', comment(99, posted_at="never"), b'"text"']
    publish(settings, *map(message, good[:10]), *map(message, broken), *map(message, good[10:]))
    publish(settings, message(b"what is no decision", "decisions"))
    port = free_port()
    one = worker(BEDSIDE_METRICS_PORT=str(port))
    until(lambda: not behind(settings) and len(entries(settings, "decision")) == len(good))
    told = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert one.stop() == 0
    letters = [json.loads(e.payload) for e in entries(settings, "dead_letter")]
    # enforce and respond both read the topic decisions
    assert len({x["sha256"] for x in letters}) == len(broken) + 1
    assert {x["path"] for x in letters} >= {"$.posted_at"}
    real = kafka_topics.read_topics(settings).real("comments")
    by_source = re.findall(r'^bedside_dead_letters_total{source="([^"]+)"} (\S+)$', told, re.MULTILINE)
    assert sum(float(n) for source, n in by_source if source.startswith(f"{real}/")) == len(broken)
    assert 'bedside_lag_records{group="moderate"}' in told
    assert all(x["source"].startswith((real + "/", "decisions/")) or "decisions" in x["source"] for x in letters)


def test_a_newer_schema_on_our_own_topic_stops_the_worker_without_a_commit(settings, worker):
    publish(settings, message(comment(1)))
    first = worker()
    until(lambda: len(entries(settings, "decision")) == 1 and not behind(settings))
    assert first.stop() == 0
    made = msgspec.structs.replace(decode(entries(settings, "decision")[0].payload, Decision), schema_version=2)
    publish(settings, Message("decisions", "k", msgspec.json.encode(made), "too-new", "bedside.decision.v1"))
    second = worker("enforce")
    assert second.process.wait(40) == 70
    assert "deploy readers first" in second.log.read_text()
    assert behind(settings) == 2  # neither group has acknowledged it


def test_published_messages_are_cloudevents_in_binary_mode(settings, worker):
    publish(settings, message(comment(1)))
    one = worker("moderate")
    until(
        lambda: (
            not any(
                x.records
                for x in kafka_topics.lags(settings, kafka_topics.read_topics(settings), 0)
                if x.group == "moderate"
            )
            and entries(settings, "decision")
        )
    )
    assert one.stop() == 0
    file = kafka_topics.read_topics(settings)
    consumer = KafkaConsumer(bootstrap_servers=settings.kafka, auto_offset_reset="earliest", group_id=None)
    consumer.assign([TopicPartition(file.real("decisions"), p) for p in range(file.partitions("decisions"))])
    (record,) = [r for records in consumer.poll(timeout_ms=10_000).values() for r in records]
    consumer.close()
    headers = dict(record.headers)
    made = decode(record.value, Decision)
    assert (headers["ce_id"], headers["ce_type"], headers["ce_specversion"]) == (
        made.decision_id.encode(),
        b"bedside.decision.v1",
        b"1.0",
    )
    assert headers["content-type"] == b"application/json"
    assert record.key == b"site:c1"
    assert made.received_at.year == 2026


def test_a_worker_waits_for_a_broker_that_is_not_up_and_ends_when_told(settings, worker):
    one = worker(settings=settings.model_copy(update={"kafka": f"127.0.0.1:{free_port()}"}))
    until(lambda: "waiting for the broker" in one.log.read_text())
    assert one.process.poll() is None
    assert one.stop() == 0


def test_a_rolling_restart_loses_nothing_and_repeats_nothing(settings, worker):
    workers = [worker().ready(), worker().ready()]
    values = [comment(n) for n in range(400)]
    for start in range(0, 400, 40):
        publish(settings, *map(message, values[start : start + 40]))
        if start in {80, 240}:
            assert workers.pop(0).stop() == 0
            workers.append(worker().ready())
        time.sleep(0.3)
    until(lambda: not behind(settings) and len(entries(settings, "decision")) == 400)
    assert [w.stop() for w in workers] == [0, 0]
    file = kafka_topics.read_topics(settings)
    consumer = KafkaConsumer(bootstrap_servers=settings.kafka, auto_offset_reset="earliest", group_id=None)
    tps = [TopicPartition(file.real("decisions"), p) for p in range(file.partitions("decisions"))]
    published = sum(consumer.end_offsets(tps).values())
    consumer.close()
    assert published == 400  # a worker that drains leaves nothing to be done again


def test_a_ruling_is_enforced_by_its_own_group(settings, worker):
    publish(settings, message(comment(1, {"severe": 0.95})))
    one = worker()
    until(lambda: any(b'"done"' in e.payload for e in entries(settings, "enforcement")) and not behind(settings))
    from pipeline.handlers import rule as rulings

    store = open_store(settings)
    state = store.states.effective("site", "c1")
    ruling = rulings.rule(
        state, verdict="overturn", by="ann", why="quoted", ledger=store.ledger, states=store.states,
        histories=store.histories, timers=store.timers,
        policy=store.policy, clock=store.clock,
    )  # fmt: skip
    assert isinstance(ruling, Ruling)
    store.outlet.publish([rulings.message(ruling)])
    until(lambda: any(b'"unhide"' in e.payload and b'"done"' in e.payload for e in entries(settings, "enforcement")))
    store.outlet.close()
    store.database.close()
    assert one.stop() == 0


def test_a_worker_stopped_with_a_backlog_drains_at_once_and_leaves_the_rest(settings, worker):
    publish(settings, *[message(comment(n)) for n in range(1500)])
    first = worker("moderate")
    until(lambda: len(entries(settings, "decision")) > 0)
    began = time.monotonic()
    assert first.stop() == 0
    assert time.monotonic() - began < 10
    second = worker("moderate")
    until(lambda: len(entries(settings, "decision")) == 1500)
    assert second.stop() == 0


def test_a_worker_waits_for_a_database_that_is_not_up(settings, worker):
    one = worker(BEDSIDE_DATABASE=f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    until(lambda: "waiting for the database" in one.log.read_text())
    assert one.process.poll() is None
    assert one.stop() == 0
