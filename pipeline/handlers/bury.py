"""Dead letters: what could not be read or handled is kept, with the reason and where it came from."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec

from pipeline.ports import Clock, Ledger, Message, Record, Vault
from schemas.codec import decode, encode
from schemas.dead_letter import DeadLetter
from schemas.errors import Malformed
from schemas.ledger import Entry

BODY_BYTES_MAX = 65_536
REASON_CHARS_MAX = 300
"""A reason may quote what it complains of; it must not become another copy of it."""


def dead_letter(record: Record, error: Exception, received_at: datetime) -> DeadLetter:
    """Describe a record's fault; the same bytes from the same place are the same dead letter."""
    sha256 = hashlib.sha256(record.value).hexdigest()
    reason = str(error) if isinstance(error, Malformed) else f"handling failed: {type(error).__name__}"
    source = _storable(record.source)
    return DeadLetter(
        dead_letter_id="dl-" + hashlib.sha256(f"{source}\0{sha256}".encode()).hexdigest()[:24],
        source=source,
        reason=_storable(reason[:REASON_CHARS_MAX]),
        path=error.path if isinstance(error, Malformed) else None,
        size_bytes=len(record.value),
        sha256=sha256,
        received_at=received_at,
        topic=record.topic,
        body=record.value[:BODY_BYTES_MAX],
    )


def _storable(text: str) -> str:
    """Replace what UTF-8 cannot carry: a file's name may be any bytes, and a fault may quote a lone surrogate."""
    return text.encode(errors="replace").decode().replace("\0", "\ufffd")


def entry(letter: DeadLetter) -> Entry:
    """Return the ledger's line of it; the body stays out, it may be somebody's words."""
    bare = DeadLetter(**{name: getattr(letter, name) for name in letter.__struct_fields__ if name != "body"})
    return Entry(event_id=letter.dead_letter_id, kind="dead_letter", payload=encode(bare))


def message(letter: DeadLetter) -> Message:
    """Return what is published on the topic dead-letters."""
    return Message(
        topic="dead-letters",
        key=letter.source,
        value=encode(letter),
        id=letter.dead_letter_id,
        type="bedside.dead-letter.v1",
    )


class Bury:
    """Records a dead letter, its bytes sealed, before anything is published of it."""

    def __init__(self, ledger: Ledger, vault: Vault, clock: Clock) -> None:
        self._ledger, self._vault, self._clock = ledger, vault, clock

    def __call__(self, record: Record, error: Exception) -> Message:
        """Bury one record that a handler could not take."""
        letter = dead_letter(record, error, record.received_at or self._clock.now())
        return message(self.keep([letter])[0])

    def keep(self, letters: Sequence[DeadLetter]) -> list[DeadLetter]:
        """Seal the bytes and append the lines, all or none; returns the letters as the ledger has them."""
        with self._ledger.exclusive():
            for letter in letters:
                self._vault.seal_body(letter.dead_letter_id, letter.body)
            recorded = self._ledger.append([entry(letter) for letter in letters])
        return [
            msgspec.structs.replace(decode(line.payload, DeadLetter), body=letter.body)
            for line, letter in zip(recorded, letters, strict=True)
        ]
