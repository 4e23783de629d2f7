"""The bus on Kafka, for whoever is not an agent: the HTTP door, the command. Its producer is idempotent, acks=all, with a thread of its own."""

import logging
from collections.abc import Sequence
from typing import Protocol

from kafka import KafkaProducer
from kafka.errors import KafkaError

from pipeline.adapters.kafka_options import REQUEST_TIMEOUT_MS, client
from pipeline.adapters.kafka_records import headers
from pipeline.adapters.kafka_topics import TopicsFile
from pipeline.config import Settings
from pipeline.errors import Unavailable
from pipeline.ports import Clock, Message

LOG = logging.getLogger("bedside.kafka")
DELIVERY_TIMEOUT_MS = 20_000


class Seen(Protocol):
    """Remembers for a while what was published, so that a repetition can be told before the ledger knows it."""

    def known(self, messages: Sequence[Message]) -> set[tuple[str, str]]:
        """Return the (topic, id) of those that were published a short while ago."""
        ...

    def remember(self, messages: Sequence[Message]) -> None: ...


class KafkaBus:
    """Implements ports.Bus, at least once: after Unavailable some may be written all the same, their ids tell."""

    def __init__(self, settings: Settings, file: TopicsFile, clock: Clock, seen: Seen | None = None) -> None:
        self._settings, self._file, self._clock, self._seen = settings, file, clock, seen
        self._producer: KafkaProducer | None = None

    def publish(self, messages: Sequence[Message]) -> int:
        """Write durably; returns how many are new as far as is remembered. Raises Unavailable."""
        known = self._seen.known(messages) if self._seen else set()
        new = {(m.topic, m.id): m for m in messages if (m.topic, m.id) not in known}
        if not new:
            return 0
        now = self._clock.now()
        try:
            producer = self._open()
            sent = [
                producer.send(self._file.real(m.topic), key=m.key.encode(), value=m.value, headers=headers(m, now))
                for m in new.values()
            ]
            producer.flush(timeout=DELIVERY_TIMEOUT_MS / 1000)
            for one in sent:
                one.get(timeout=0)
        except KafkaError as error:
            raise Unavailable(f"Kafka at {self._settings.kafka}: {type(error).__name__}") from error
        if self._seen:
            self._seen.remember(list(new.values()))
        return len(new)

    def close(self) -> None:
        """Close the producer."""
        if self._producer is not None:
            self._producer.close(timeout=DELIVERY_TIMEOUT_MS / 1000)

    def _open(self) -> KafkaProducer:
        if self._producer is None:
            self._producer = KafkaProducer(
                **client(self._settings),
                linger_ms=2,
                allow_auto_create_topics=False,
                bootstrap_timeout_ms=REQUEST_TIMEOUT_MS,
                max_block_ms=REQUEST_TIMEOUT_MS,
                request_timeout_ms=REQUEST_TIMEOUT_MS,
                delivery_timeout_ms=DELIVERY_TIMEOUT_MS,
            )
        return self._producer
