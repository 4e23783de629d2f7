"""One line of the ledger: append-only, one sequence, unique by event id."""

from typing import Literal

from schemas.base import Name, Schema

EntryKind = Literal[
    "decision", "removal", "enforcement", "ruling", "case", "dead_letter", "policy", "model", "timer", "alert", "access"
]


class Entry(Schema):
    """What is to be appended; ``payload`` is canonical JSON, stored verbatim and final in form."""

    event_id: Name
    kind: EntryKind
    payload: bytes


class RecordedEntry(Entry):
    """An entry with its place in the sequence and when it was recorded (RFC 3339, UTC)."""

    seq: int
    recorded_at: str
