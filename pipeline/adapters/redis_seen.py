"""What was published a short while ago, so that a repetition at the door is told before the ledger knows it; only a courtesy."""

import logging
from collections.abc import Sequence
from typing import Any

from pipeline.adapters.redis_client import PREFIX, Client, translated
from pipeline.errors import Unavailable
from pipeline.ports import Message

LOG = logging.getLogger("bedside.redis")
KEPT_S = 3_600


class RedisSeen:
    """Implements kafka_bus.Seen; without Redis nothing is known, and duplicates are told by the ledger."""

    def __init__(self, client: Client) -> None:
        self._redis = client

    def known(self, messages: Sequence[Message]) -> set[tuple[str, str]]:
        """Return the (topic, id) of those published lately."""
        if not messages:
            return set()
        try:
            with translated():
                there: Any = self._redis.mget([_key(m) for m in messages])
        except Unavailable as error:
            LOG.warning("repetitions are not told at the door: %s", error)
            return set()
        return {(m.topic, m.id) for m, value in zip(messages, there, strict=True) if value}

    def remember(self, messages: Sequence[Message]) -> None:
        """Remember them for an hour."""
        try:
            with translated():
                pipe = self._redis.pipeline(transaction=False)
                for message in messages:
                    pipe.set(_key(message), 1, ex=KEPT_S)
                pipe.execute()
        except Unavailable as error:
            LOG.warning("repetitions will not be told at the door: %s", error)


def _key(message: Message) -> str:
    return f"{PREFIX}:seen:{message.topic}:{message.id}"
