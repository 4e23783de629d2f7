"""The stream's commands: ``worker``, ``produce``, ``topics``; and what other commands do differently where there is a Kafka or a Redis."""

import codecs
import hashlib
import json
import time
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.adapters.sql_database import chunks
from pipeline.bootstrap import Store, open_store, wire_accept
from pipeline.cli.moderate import opened
from pipeline.cli.options import AsJson, Data, settings
from pipeline.cli.show import emit, say, table
from pipeline.config import Settings
from pipeline.errors import Malformed, Misconfigured
from pipeline.ports import Message
from schemas.codec import decode_comment
from schemas.dead_letter import DeadLetter

if TYPE_CHECKING:
    from pipeline.adapters.kafka_bus import KafkaBus

topics = typer.Typer(help="Kafka's topics: apply, show.", no_args_is_help=True)
BATCH_ROWS = 500
VALUE_BYTES_MAX = 900_000
"""Kafka carries at most 1 MB with headers and key; what is longer is taken at the door, and buried there."""


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("worker")(worker)
    app.command("produce")(produce)
    app.add_typer(topics, name="topics")


def worker(
    agents: Annotated[
        list[str] | None, typer.Argument(metavar="[AGENT]...", help="moderate, enforce, respond, rulings; default all")
    ] = None,
    data: Data = None,
) -> None:
    """Run agents on Kafka until told to stop; whoever starts it restarts it."""
    found = _with_kafka(data)
    from agents.worker import AGENTS, run  # noqa: PLC0415 - Faust is an extra, and slow to import

    run(found, agents or tuple(AGENTS))


def produce(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="comments, one JSON object a line; - is standard input")
    ],
    data: Data = None,
) -> None:
    """Send a file of comments to Kafka as they are: what cannot be read becomes a dead letter there."""
    emit(send(_with_kafka(data), file))


def send(found: Settings, file: str) -> dict[str, int]:
    """Send a file's lines; returns how many lines there were, were sent, were blank, were too long for Kafka."""
    bus, done = _bus(found), {"lines": 0, "sent": 0, "blank": 0, "too_long": 0}
    with opened(file) as (lines, _):
        for batch in chunks((line.rstrip(b"\r\n") for line in lines), BATCH_ROWS):
            done["lines"] += len(batch)
            said = [line for line in batch if line.strip()]
            short = [line for line in said if len(line) <= VALUE_BYTES_MAX]
            bus.publish([_message(line) for line in short])
            done["sent"] += len(short)
            done["blank"] += len(batch) - len(said)
            done["too_long"] += len(said) - len(short)
            if len(said) > len(short):
                wire_accept(open_store(found), bus)([line for line in said if len(line) > VALUE_BYTES_MAX], file)
    bus.close()
    return done


@topics.command("apply")
def apply(data: Data = None) -> None:
    """Make the broker's topics what the topics file says."""
    found = _with_kafka(data)
    from pipeline.adapters import kafka_topics  # noqa: PLC0415

    for sentence in kafka_topics.apply(found, kafka_topics.read_topics(found)) or ["nothing to do"]:
        say(sentence)


@topics.command("show")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """Show what is wrong with the topics, and how far each group is behind."""
    found = _with_kafka(data)
    from pipeline.adapters import kafka_topics  # noqa: PLC0415

    file = kafka_topics.read_topics(found)
    faults = kafka_topics.check(found, file)
    if faults:
        raise Misconfigured(f"Kafka at {found.kafka}: {faults[0]}")
    lags = kafka_topics.lags(found, file, time.time() * 1000)
    if as_json:
        for lag in lags:
            emit(lag)
        return
    table(
        ("group", "topic", "behind (records)", "oldest (seconds)"),
        ((x.group, x.topic, x.records, x.seconds) for x in lags),
    )


def replay(store: Store, letters: Sequence[tuple[DeadLetter, bytes]]) -> int:
    """Send dead letters' whole bytes to their topics once more; returns how many. Unreadable ones are for the caller to leave out."""
    return store.outlet.publish(
        [
            Message(
                letter.topic,
                _key(body),
                _as_received(letter, body),
                f"{letter.dead_letter_id}:{uuid.uuid4().hex}",
                "bedside.comment.v1",
            )
            for letter, body in letters
        ]
    )


def _as_received(letter: DeadLetter, body: bytes) -> bytes:
    """Say when a comment came in at first: what is counted from then must not begin anew."""
    loaded = json.loads(body.removeprefix(codecs.BOM_UTF8)) if letter.topic == "comments" else None
    if not isinstance(loaded, dict) or loaded.get("received_at"):
        return body
    return json.dumps(loaded | {"received_at": letter.received_at.isoformat()}).encode()


def readable(store: Store, letter: DeadLetter, body: bytes) -> bool:
    """Say whether a comment can be read now; what came from another topic is for its agent to say."""
    if letter.topic != "comments":
        return True
    try:
        decode_comment(body, store.settings.text_bytes_max)
    except Malformed:
        return False
    return True


def rebuild_cache(store: Store) -> int | None:
    """Build Redis's histories anew from the ledger and swap them in; returns how many authors, None where there is no Redis."""
    if not store.settings.redis:
        return None
    from pipeline.adapters.redis_histories import RedisHistories  # noqa: PLC0415

    return store.histories.rebuild() if isinstance(store.histories, RedisHistories) else None


def _with_kafka(data: Data) -> Settings:
    found = settings(data)
    if not found.kafka:
        raise Misconfigured(
            "set BEDSIDE_KAFKA to the bootstrap servers of a Kafka, such as 127.0.0.1:9092; make stream starts one"
        )
    try:
        import kafka  # noqa: F401, PLC0415
    except ImportError:
        raise Misconfigured("kafka-python is not installed: install bedside[stream]") from None
    return found


def _bus(found: Settings) -> "KafkaBus":
    from pipeline.adapters import kafka_bus, kafka_topics  # noqa: PLC0415
    from pipeline.adapters.system_clock import SystemClock  # noqa: PLC0415

    return kafka_bus.KafkaBus(found, kafka_topics.read_topics(found), SystemClock())


def _message(line: bytes) -> Message:
    return Message("comments", _key(line), line, "line-" + hashlib.sha256(line).hexdigest()[:32], "bedside.comment.v1")


def _key(value: bytes) -> str:
    """Return the comment's key; what cannot be read has none of its own, and is spread by its bytes."""
    try:
        return decode_comment(value, VALUE_BYTES_MAX).comment.key
    except Malformed:
        return hashlib.sha256(value).hexdigest()[:16]
