"""Comments to decisions on a real broker, one worker, beside the loop a user would write, with the same model in the same run.

Trust the ratios: the machine does other things too. Times are the broker's own (LogAppendTime), so that no clock is compared
with another. The user's loop has no ledger, no vault, no histories: it scores and publishes.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient

from deploy.stream.servers import Kafka, Redis
from pipeline.adapters import kafka_topics
from pipeline.bootstrap import load_scorer
from pipeline.config import load_settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "deploy" / "sample" / "comments.ndjson"
COUNT = int(os.environ.get("BENCH_COMMENTS", "4000"))
STEADY_S, BUSY_S, BUSY_PER_S = 20, 15, 40
WAIT_S = 240


def texts() -> list[str]:
    found = []
    for line in SAMPLE.read_bytes().splitlines():
        try:
            found.append(json.loads(line)["text"])
        except (ValueError, KeyError, TypeError):
            continue
    return [text for text in found if text and isinstance(text, str)]


def comment(run: str, number: int, text: str, author: str | None = None) -> tuple[bytes, bytes]:
    author = author or f"{run}-{number % 1500}"
    value = {
        "comment_id": f"{run}{number}",
        "platform": "site",
        "location_id": f"l{number % 24}",
        "author_id": author,
        "text": f"{text} ({run}{number})",  # of its own: the scorer remembers what it has seen
        "posted_at": "2026-11-01T12:00:00Z",
    }
    return f"site:{author}".encode(), json.dumps(value).encode()


class Bench:
    def __init__(self, folder: Path) -> None:
        self.kafka, self.redis = Kafka(folder / "kafka").start(), Redis(folder / "redis").start()
        self.settings = load_settings(data=folder / "data", kafka=self.kafka.bootstrap, redis=self.redis.url)
        self.topics = kafka_topics.read_topics(self.settings)
        kafka_topics.apply(self.settings, self.topics)
        with kafka_topics.admin(self.settings) as admin:
            new: dict[str, object] = {
                "num_partitions": 8,
                "replication_factor": 1,
                "configs": {"message.timestamp.type": "LogAppendTime"},
            }
            KafkaAdminClient.create_topics(admin, {"verdicts": new})
        self.producer = KafkaProducer(bootstrap_servers=self.kafka.bootstrap, linger_ms=1)
        self.texts = texts()
        self.worker: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        self.stop_worker()
        self.producer.close()
        self.kafka.stop()
        self.redis.stop()

    def start_worker(self, *agents: str) -> None:
        environment = {
            "BEDSIDE_DATA": self.settings.data,
            "BEDSIDE_KAFKA": self.settings.kafka,
            "BEDSIDE_REDIS": self.settings.redis,
        }
        log = (self.settings.data.parent / "worker.log").open("ab")
        self.worker = subprocess.Popen(
            [sys.executable, "-m", "agents", *agents],
            env={**os.environ, **{k: str(v) for k, v in environment.items()}},
            stdout=log,
            stderr=log,
            cwd=ROOT,
        )

    def stop_worker(self) -> None:
        if self.worker:
            self.worker.send_signal(signal.SIGTERM)
            self.worker.wait(60)
            self.worker = None

    def feed(self, made: Iterable[tuple[bytes, bytes]], per_s: float = 0) -> dict[str, float]:
        """Comment id → when the broker wrote it, in ms; evenly at ``per_s``, as fast as it goes for 0."""
        began, waiting = time.monotonic(), []
        for number, (key, value) in enumerate(made):
            if per_s and (ahead := began + number / per_s - time.monotonic()) > 0:
                time.sleep(ahead)
            waiting.append((json.loads(value)["comment_id"], self.producer.send("comments", key=key, value=value)))
        return {comment_id: sent.get(timeout=60).timestamp for comment_id, sent in waiting}

    def await_all(self, topic: str, wanted: set[str]) -> dict[str, float]:
        """Comment id → when its decision was written, in ms; of these comments."""
        consumer = KafkaConsumer(bootstrap_servers=self.kafka.bootstrap, auto_offset_reset="earliest", group_id=None)
        consumer.assign([TopicPartition(topic, p) for p in range(8)])
        found: dict[str, float] = {}
        deadline = time.monotonic() + WAIT_S
        while wanted - found.keys() and time.monotonic() < deadline:
            for records in consumer.poll(timeout_ms=500, max_records=5000).values():
                for record in records:
                    comment_id = json.loads(record.value)["comment_id"]
                    if comment_id in wanted:
                        found.setdefault(comment_id, record.timestamp)
        consumer.close()
        return found

    def users_loop(self, count: int) -> None:
        """One message, one call of the model, one answer: what is written in an afternoon."""
        scorer = load_scorer(self.settings)
        scorer.score(["warm"])
        consumer = KafkaConsumer(
            "comments", bootstrap_servers=self.kafka.bootstrap, auto_offset_reset="earliest", group_id="users-loop"
        )
        for number, record in enumerate(consumer, 1):
            comment = json.loads(record.value)
            (answer,) = scorer.score([comment["text"]])
            verdict = {
                "comment_id": comment["comment_id"],
                "hide": (getattr(answer, "toxicity", {}).get("toxicity") or 0) > 0.8,
            }
            self.producer.send("verdicts", key=record.key, value=json.dumps(verdict).encode())
            if number == count:
                break
        self.producer.flush()
        consumer.close()


def rate(times: Iterable[float]) -> float:
    """Per second, without the first tenth: start-up is no throughput."""
    ordered = sorted(times)
    ordered = ordered[len(ordered) // 10 :]
    return (len(ordered) - 1) / max(0.001, (ordered[-1] - ordered[0]) / 1000)


def latencies(sent: dict[str, float], decided: dict[str, float]) -> str:
    waits = sorted(decided[c] - at for c, at in sent.items() if c in decided)
    cuts = statistics.quantiles(waits, n=100)
    return f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, worst {waits[-1]:.0f} ms ({len(waits)} of {len(sent)})"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bedside-bench-") as folder:
        bench = Bench(Path(folder))
        try:
            measure(bench)
        finally:
            bench.close()


def measure(bench: Bench) -> None:
    def text(number: int) -> str:
        return bench.texts[number % len(bench.texts)]

    say(f"model {bench.settings.model}, SQLite with full sync, Redis, {COUNT} comments")
    sent = bench.feed(comment("t", n, text(n)) for n in range(COUNT))
    bench.users_loop(COUNT)
    loop = rate(bench.await_all("verdicts", set(sent)).values())
    say(f"a user's kafka-python loop: {loop:7.0f} /s")
    bench.start_worker("moderate")
    alone = rate(bench.await_all("decisions", set(sent)).values())
    say(
        f"the agent moderate alone:   {alone:7.0f} /s  ({alone / loop:.2f} of the loop; it records, seals and explains, too)"
    )
    bench.stop_worker()
    bench.start_worker()
    until_idle(bench)
    sent = bench.feed(comment("u", n, text(n)) for n in range(COUNT))
    ours = rate(bench.await_all("decisions", set(sent)).values())
    say(f"a worker with all agents:   {ours:7.0f} /s  ({ours / loop:.2f} of the loop)")
    until_idle(bench)
    half = ours / 2
    sent = bench.feed((comment("h", n, text(n)) for n in range(int(half * STEADY_S))), half)
    say(f"at half load ({half:.0f}/s):      {latencies(sent, bench.await_all('decisions', set(sent)))}")
    until_idle(bench)
    sent = bench.feed((comment("b", n, text(n), author="busy") for n in range(BUSY_S * BUSY_PER_S)), BUSY_PER_S)
    say(f"one busy partition ({BUSY_PER_S}/s): {latencies(sent, bench.await_all('decisions', set(sent)))}")
    until_idle(bench)
    sent = bench.feed(comment("s", n, "you stupid cow, drop dead", author="hot") for n in range(COUNT // 4))
    say(f"one hot author:             {rate(bench.await_all('decisions', set(sent)).values()):7.0f} /s")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def until_idle(bench: Bench) -> None:
    deadline = time.monotonic() + WAIT_S
    while any(x.records for x in kafka_topics.lags(bench.settings, bench.topics, 0)) and time.monotonic() < deadline:
        time.sleep(0.5)


if __name__ == "__main__":
    main()
