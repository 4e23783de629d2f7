"""Comments under load while everything is killed in turn; afterwards everything is counted."""

import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from chaos import world
from chaos.postgres import Postgres
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from deploy.stream.servers import Kafka, Redis
from deploy.stream.supervisor import Workers
from pipeline.adapters import kafka_topics
from pipeline.adapters.redis_client import open_redis
from pipeline.adapters.redis_histories import RedisHistories
from pipeline.adapters.sql_histories import SqlHistories
from pipeline.bootstrap import Store, open_store
from pipeline.config import load_settings
from pipeline.errors import Unavailable
from schemas.codec import decode
from schemas.decision import Decision
from schemas.enforcement import Enforcement

ROOT = Path(__file__).resolve().parents[2]
PAUSE_AROUND_S = 12.0


@dataclass
class Plan:
    comments: int
    seconds: float
    """The load is spread over so long."""
    kills: tuple[float, ...] = ()
    """When a worker is killed or stopped, in turn and at random which."""
    events: dict[float, str] = field(default_factory=dict)
    settle_s: float = 240.0
    seed: int = 1


class Rehearsal:
    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder, self.plan, self.rng = folder, plan, random.Random(plan.seed)
        folder.mkdir(parents=True, exist_ok=True)
        self.postgres, self.redis, self.kafka = (
            Postgres(folder / "postgres"),
            Redis(folder / "redis"),
            Kafka(folder / "kafka"),
        )
        self.lines = world.lines(plan.comments, plan.seed)
        self.done: list[str] = []
        self.moments: dict[str, float] = {}
        self.errors: list[BaseException] = []

    def run(self) -> dict[str, object]:
        started = time.monotonic()
        self.postgres.start()
        self.redis.start()
        self.kafka.start()
        settings = load_settings(
            data=self.folder / "data",
            database=self.postgres.url,
            kafka=self.kafka.bootstrap,
            redis=self.redis.url,
            model="fake",
            retry_wait_s=20,
        )
        topics = kafka_topics.read_topics(settings)
        kafka_topics.apply(settings, topics)
        store = open_store(settings)
        environment = {
            "BEDSIDE_DATA": str(settings.data),
            "BEDSIDE_DATABASE": self.postgres.url,
            "BEDSIDE_KAFKA": self.kafka.bootstrap,
            "BEDSIDE_REDIS": self.redis.url,
            "BEDSIDE_MODEL": "fake",
            "BEDSIDE_RETRY_WAIT_S": "20",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
        }
        command = [sys.executable, "-m", "chaos.worker"]
        self.workers = Workers(2, command, environment, self.folder)
        (self.folder / "third").mkdir(exist_ok=True)
        self.third = Workers(1, command, environment, self.folder / "third")
        self.workers.start()
        try:
            self._load()
            settled = self._settle(store, settings, topics)
            report = self._count(store, settings, topics)
            report |= {"settled": settled, "seconds": round(time.monotonic() - started, 1), "done to it": self.done}
            report["exit codes"] = self.workers.stop(settings.drain_s)
        finally:
            self.workers.stop(1)
            self.third.stop(1)
            store.database.close()
            for server in (self.kafka, self.redis, self.postgres):
                server.stop()
        return report

    def _load(self) -> None:
        sender = threading.Thread(target=self._send, daemon=True)
        began = time.monotonic()
        sender.start()
        todo = sorted([*((at, "worker") for at in self.plan.kills), *self.plan.events.items()])
        while sender.is_alive() or todo:
            self.workers.watch()
            if todo and time.monotonic() - began >= todo[0][0]:
                self._do(todo.pop(0)[1])
            time.sleep(0.1)
        if self.errors:
            raise self.errors[0]

    def _send(self) -> None:
        try:
            producer = KafkaProducer(
                bootstrap_servers=self.kafka.bootstrap, linger_ms=5, delivery_timeout_ms=120_000, max_block_ms=60_000
            )
            began, waiting = time.monotonic(), []
            for number, line in enumerate(self.lines):
                due = began + self.plan.seconds * number / len(self.lines)
                if (ahead := due - time.monotonic()) > 0:
                    time.sleep(ahead)
                key = (
                    line
                    if line.startswith(b'{"comment_id": "broken')
                    else world.decode_comment(line).comment.key.encode()
                )
                waiting.append(producer.send("comments", key=key, value=line))
            for sent in waiting:
                sent.get(timeout=120)
            producer.close()
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            self.errors.append(error)

    def _do(self, what: str) -> None:
        self.moments[what] = time.time()
        acts: dict[str, Callable[[], None]] = {
            "worker": self._kill_worker,
            "broker SIGTERM": lambda: self._restart_kafka(self.kafka.stop),
            "broker SIGKILL": lambda: self._restart_kafka(self.kafka.kill),
            "redis empty": self._empty_redis,
            "postgres restart": self._restart_postgres,
            "third joins": self.third.start,
            "third leaves": lambda: self.third.signal(0, signal.SIGTERM),
        }
        acts[what]()
        if what != "worker":
            self.done.append(what)

    def _kill_worker(self) -> None:
        what = self.rng.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
        self.workers.signal(self.rng.randrange(2), what)
        self.done.append(f"worker {what.name}")

    def _restart_kafka(self, end: Callable[[], None]) -> None:
        end()
        self.kafka.start()

    def _empty_redis(self) -> None:
        self.redis.kill()
        time.sleep(1)
        self.redis.start(empty=True)

    def _restart_postgres(self) -> None:
        self.postgres.stop()
        time.sleep(1)
        self.postgres.start()

    def _settle(self, store: Store, settings, topics) -> float:
        """Wait until every group is at the end and every act that is wanted is done or parked; returns how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < self.plan.settle_s:
            self.workers.watch()
            try:
                lag = sum(x.records for x in kafka_topics.lags(settings, topics, 0))
                if not lag and not self._undone(store):
                    break
            except Unavailable:
                pass
            time.sleep(1)
        return round(time.monotonic() - began, 1)

    def _undone(self, store: Store) -> set[str]:
        hidden = {d.comment_id for d in _decisions(store) if d.visibility == "hide"}
        final = {e.comment_id for e in _acts(store) if e.action == "hide" and e.outcome in {"done", "parked"}}
        return hidden - final

    def _unfinished(self, store: Store) -> list[str]:
        """Where the hides without an act got to: the last outcome of each and what was said of it."""
        last = {e.comment_id: f"{e.at:%T} {e.outcome} {e.detail}" for e in _acts(store)}
        return [f"{comment_id}: {last.get(comment_id, 'never tried')}" for comment_id in sorted(self._undone(store))]

    def _count(self, store: Store, settings, topics) -> dict[str, object]:
        comments = world.readable(self.lines)
        made = _decisions(store)
        per_input = Counter(d.input_id for d in made if not d.supersedes)
        recorded = {d.comment_id: d for d in made if not d.supersedes}
        acts = _acts(store)
        calls = Counter((settings.data / "calls.log").read_text().split())
        done = {e.enforcement_id for e in acts if e.outcome == "done"}
        raid = [e for e in acts if e.location_id == world.RAIDED and e.outcome == "done" and e.action == "hide"]
        published, gaps = self._published(settings, topics)
        cache = RedisHistories(open_redis(settings.redis or ""), store.database)
        authors = sorted({d.author for d in made if d.author})
        broken = len({line for line in self.lines if line.startswith(b'{"comment_id": "broken')})
        letters = list(store.states.dead_letters())
        return {
            "sent": len(self.lines),
            "comments": len(comments),
            "lost": len({c.comment_id for c in comments} - recorded.keys()),
            "decisions": len(per_input),
            "decisions per input id, at most": max(per_input.values()),
            "broken lines": broken,
            "dead letters": len({letter.sha256 for letter in letters}),
            "unscored": sum(d.model is None for d in made),
            "differing from the pure fold": len(world.folded(comments, recorded, store.policy, store.secrets.keys)),
            "strikes": sum(d.strike for d in made),
            "authors whose history in Redis differs from the ledger's": sum(
                cache.read([a])[a] != h for a, h in SqlHistories(store.database).read(authors).items()
            ),
            "hides without an act": len(unfinished := self._unfinished(store)),
            "what became of them": unfinished,
            "lag at the end": sum(x.records for x in kafka_topics.lags(settings, topics, 0)),
            "acts done": len(done),
            "acts done that the site never saw": len(done - calls.keys()),
            "calls at the site": calls.total(),
            "calls repeated": calls.total() - len(calls),
            "hides at the raided location in an hour": max(
                Counter(f"{recorded[e.comment_id].received_at:%d%H}" for e in raid).values(), default=0
            ),
            "parked there": sum(e.outcome == "parked" for e in acts if e.location_id == world.RAIDED),
            "decisions never published": len({d.decision_id.encode() for d in made} - published.keys()),
            "published twice": published.total() - len(published),
            "pauses": gaps,
        }

    def _published(self, settings, topics) -> tuple[Counter[bytes], dict[str, float]]:
        """How often each decision was published, and the longest pause in that around what was done to it, in seconds."""
        consumer = KafkaConsumer(bootstrap_servers=settings.kafka, auto_offset_reset="earliest", group_id=None)
        consumer.assign([TopicPartition("decisions", p) for p in range(topics.partitions("decisions"))])
        times, ids = [], Counter()
        while batch := consumer.poll(timeout_ms=3000, max_records=5000):
            for record in (r for records in batch.values() for r in records):
                ids[dict(record.headers)["ce_id"]] += 1
                times.append(record.timestamp / 1000)
        consumer.close()
        times.sort()
        gaps = {}
        for what, at in self.moments.items():
            if what != "worker":
                near = [t for t in times if at - 1 <= t <= at + PAUSE_AROUND_S * 2]
                gaps[what] = round(max((b - a for a, b in pairwise(near)), default=-1.0), 2)
        return ids, gaps


def _decisions(store: Store) -> list[Decision]:
    return [decode(e.payload, Decision) for e in store.ledger.read(kinds=("decision",))]


def _acts(store: Store) -> list[Enforcement]:
    return [decode(e.payload, Enforcement) for e in store.ledger.read(kinds=("enforcement",))]


def faults(report: dict[str, object]) -> list[str]:
    """What must not be, in words."""
    wanted = {
        "lost": 0,
        "decisions per input id, at most": 1,
        "unscored": 0,
        "differing from the pure fold": 0,
        "authors whose history in Redis differs from the ledger's": 0,
        "hides without an act": 0,
        "decisions never published": 0,
        "lag at the end": 0,
        "acts done that the site never saw": 0,
        "dead letters": report["broken lines"],
        "decisions": report["comments"],
    }
    found = [f"{name}: {report[name]}, wanted {value}" for name, value in wanted.items() if report[name] != value]
    kills = sum(d == "worker SIGKILL" for d in report["done to it"])  # type: ignore[attr-defined]
    if report["calls repeated"] > kills:  # type: ignore[operator]
        found.append(f"{report['calls repeated']} calls repeated after {kills} kills")
    if report["hides at the raided location in an hour"] > 62:  # type: ignore[operator]
        found.append(f"the brake let {report['hides at the raided location in an hour']} through")
    return found
