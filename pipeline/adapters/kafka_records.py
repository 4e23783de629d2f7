"""Records and messages as they travel on Kafka: CloudEvents 1.0 in binary mode, the value untouched, the rest in headers."""

from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.ports import Message, Record

SOURCE = b"/bedside"
Headers = list[tuple[str, bytes]]


def headers(message: Message, at: datetime) -> Headers:
    """Return the CloudEvents attributes of a message; ``ce_id`` is derived, so that a redelivery can be told."""
    return [
        ("ce_specversion", b"1.0"),
        ("ce_id", message.id.encode()),
        ("ce_source", SOURCE),
        ("ce_type", message.type.encode()),
        ("ce_time", at.astimezone(UTC).isoformat().replace("+00:00", "Z").encode()),
        ("content-type", b"application/json"),
    ]


def record(
    *,
    topic: str,
    name: str,
    partition: int,
    offset: int,
    key: bytes | None,
    value: bytes | None,
    headers: Iterable[tuple[str, bytes]],
    timestamp_s: float | None,
) -> Record:
    """Return a record as handlers see it; ``topic`` is where it stands, ``name`` what we call that topic.

    A value that is null (a tombstone from outside) is empty bytes: malformed like any other.
    """
    return Record(
        value=value or b"",
        source=f"{topic}/{partition}@{offset}",
        key=key,
        topic=name,
        headers=tuple((k, bytes(v or b"")) for k, v in headers or ()),
        received_at=datetime.fromtimestamp(timestamp_s, UTC) if timestamp_s and timestamp_s > 0 else None,
    )
