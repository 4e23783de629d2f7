"""The topics as one file says them, and the broker made to agree: apply, check, and how far each group is behind."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from kafka import KafkaConsumer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, OffsetSpec
from kafka.errors import CoordinatorNotAvailableError, KafkaError
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_fixed

from pipeline.adapters.kafka_options import REQUEST_TIMEOUT_MS, client
from pipeline.adapters.toml_files import read_text
from pipeline.config import Settings
from pipeline.errors import Misconfigured, Unavailable

DEFAULT_FILE = Path(str(files("deploy") / "topics.toml"))
NEEDED = frozenset({"comments", "decisions", "rulings", "enforcements", "cases", "dead-letters"})
WITH_TEXT = frozenset({"comments", "dead-letters"})
TEXT_RETENTION_MS_MAX = 7 * 24 * 3600 * 1000
LAG_READ_MS = 2_000


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[topics.NAME]``."""

    key: str
    partitions: int = 0
    config: dict[str, str | int] = msgspec.field(default_factory=dict)


class Defaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[defaults]``."""

    partitions: int = 8
    config: dict[str, str | int] = msgspec.field(default_factory=dict)


class TopicsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    topics: dict[str, Topic]
    groups: dict[str, list[str]]
    prefix: str = ""
    replication: int = 1
    defaults: Defaults = Defaults()

    def real(self, name: str) -> str:
        """Return what the broker calls a topic or a group of ours."""
        return self.prefix + name

    def name(self, real: str) -> str:
        """Return what we call a topic of the broker's."""
        return real.removeprefix(self.prefix)

    def partitions(self, name: str) -> int:
        """Return how many partitions a topic has."""
        return self.topics[name].partitions or self.defaults.partitions

    def config(self, name: str) -> dict[str, str]:
        """Return a topic's settings on the broker."""
        return {key: str(value) for key, value in {**self.defaults.config, **self.topics[name].config}.items()}


class Lag(msgspec.Struct, frozen=True):
    """How far a group is behind on one topic."""

    group: str
    topic: str
    records: int
    seconds: float
    """Age of the oldest record that is not acknowledged; 0 where none is."""


def read_topics(settings: Settings) -> TopicsFile:
    """Read the topics file; raises Misconfigured for what is missing, and for texts that would be kept too long."""
    path = settings.topics or DEFAULT_FILE
    try:
        file = msgspec.convert(tomllib.loads(read_text(path)), TopicsFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Misconfigured(f"{path}: {error}") from None
    missing = sorted(NEEDED - file.topics.keys())
    if missing:
        raise Misconfigured(f"{path}: topics.{missing[0]} is missing")
    for name in WITH_TEXT:
        fault = _kept_too_long(file.config(name))
        if fault:
            raise Misconfigured(f"{path}: topics.{name}: {fault}")
    return file


def _kept_too_long(config: Mapping[str, str]) -> str | None:
    if config.get("cleanup.policy", "delete") != "delete":
        return "holds people's words: cleanup.policy must be delete, never compact"
    if not 0 < int(config.get("retention.ms", TEXT_RETENTION_MS_MAX)) <= TEXT_RETENTION_MS_MAX:
        return "holds people's words: retention.ms must be at most seven days (604800000)"
    return None


@contextmanager
def admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    """Open an admin client; raises Unavailable where the broker does not answer, Misconfigured where it says no."""
    opened = None
    try:
        opened = KafkaAdminClient(
            **client(settings), request_timeout_ms=REQUEST_TIMEOUT_MS, bootstrap_timeout_ms=REQUEST_TIMEOUT_MS
        )
        yield opened
    except KafkaError as error:
        raise Unavailable(f"Kafka at {settings.kafka}: {type(error).__name__}") from error
    finally:
        if opened is not None:
            opened.close()


def apply(settings: Settings, file: TopicsFile) -> list[str]:
    """Create what is missing, bring settings into line; returns what was done, one sentence each.

    Partitions are never changed: that would break the order within a key. Raises Unavailable or Misconfigured.
    """
    done = []
    with admin(settings) as opened:
        there = set(opened.list_topics())
        new = {
            file.real(name): {
                "num_partitions": file.partitions(name),
                "replication_factor": file.replication,
                "configs": file.config(name),
            }
            for name in file.topics
            if file.real(name) not in there
        }
        if new:
            opened.create_topics(new, raise_errors=False)
            opened.wait_for_topics(list(new))
            done = [f"created {real} with {each['num_partitions']} partitions" for real, each in new.items()]
        for name in file.topics:
            wanted = {k: v for k, v in file.config(name).items() if _config(opened, file.real(name)).get(k) != v}
            if wanted:
                opened.alter_configs([ConfigResource(ConfigResourceType.TOPIC, file.real(name), wanted)])
                done.append(f"set {', '.join(f'{k}={v}' for k, v in wanted.items())} on {file.real(name)}")
    faults = check(settings, file)
    if faults:
        raise Misconfigured(f"Kafka: {faults[0]}")
    return done


def check(settings: Settings, file: TopicsFile) -> list[str]:
    """Return what is wrong on the broker, one sentence each; empty: a worker may start."""
    with admin(settings) as opened:
        there = set(opened.list_topics())
        faults = [
            f"topic {file.real(n)} is missing; `bedside topics apply` makes it"
            for n in file.topics
            if file.real(n) not in there
        ]
        real = [file.real(n) for n in file.topics if file.real(n) in there]
        for described in opened.describe_topics(real) if real else ():
            name, count = file.name(described["name"]), len(described["partitions"])
            if count != file.partitions(name):
                faults.append(
                    f"topic {described['name']} has {count} partitions, the file says {file.partitions(name)}: make the file agree, or move to a new topic"
                )
        for name in WITH_TEXT:
            fault = _kept_too_long(_config(opened, file.real(name))) if file.real(name) in there else None
            if fault:
                faults.append(f"topic {file.real(name)} {fault}")
    return faults


def _config(opened: KafkaAdminClient, real: str) -> dict[str, str]:
    found = opened.describe_configs([ConfigResource(ConfigResourceType.TOPIC, real)], config_filter="all")
    return {key: value["value"] for key, value in _only(_only(found)).items()}


def _only(found: Mapping[str, Any]) -> Any:
    (value,) = found.values()
    return value


def lags(settings: Settings, file: TopicsFile, now_ms: float) -> list[Lag]:
    """Return how far each group is behind, in records and in seconds; raises Unavailable."""
    found = []
    with admin(settings) as opened:
        for group, names in file.groups.items():
            committed = _committed(opened, file.real(group))
            for name in names:
                tps = [TopicPartition(file.real(name), p) for p in range(file.partitions(name))]
                first = opened.list_partition_offsets(dict.fromkeys(tps, OffsetSpec.EARLIEST))
                last = opened.list_partition_offsets(dict.fromkeys(tps, OffsetSpec.LATEST))
                behind = {tp: max(committed.get(tp, -1), first[tp].offset) for tp in tps}
                behind = {tp: offset for tp, offset in behind.items() if offset < last[tp].offset}
                records = sum(last[tp].offset - offset for tp, offset in behind.items())
                oldest_ms = _oldest_ms(settings, behind)
                seconds = max(0.0, (now_ms - oldest_ms) / 1000) if oldest_ms is not None else 0.0
                found.append(Lag(group, name, records, round(seconds, 1)))
    return found


@retry(
    retry=retry_if_exception_type(CoordinatorNotAvailableError),
    wait=wait_fixed(0.5),
    stop=stop_after_attempt(10),
    reraise=True,
)
def _committed(opened: KafkaAdminClient, group: str) -> dict[TopicPartition, int]:
    """Return a group's offsets; a fresh cluster makes the topic that holds them when it is first asked."""
    return {tp: at.offset for tp, at in opened.list_group_offsets(group).get(group, {}).items()}


def _oldest_ms(settings: Settings, behind: Mapping[TopicPartition, int]) -> int | None:
    """Return when the oldest of the next records of these partitions was written."""
    if not behind:
        return None
    consumer = KafkaConsumer(**client(settings), enable_auto_commit=False, group_id=None, max_poll_records=500)
    try:
        consumer.assign(list(behind))
        for tp, offset in behind.items():
            consumer.seek(tp, offset)
        waiting, found = set(behind), []
        while waiting:
            answer = consumer.poll(timeout_ms=LAG_READ_MS)
            if not answer:
                break
            found += [records[0].timestamp for tp, records in answer.items() if tp in waiting]
            waiting -= answer.keys()
            consumer.pause(*answer.keys())
        return min(found, default=None)
    finally:
        consumer.close()
