"""One line of the ledger: append-only, one sequence, unique by event id."""

from typing import Literal

import msgspec

from schemas.base import Name

EntryKind = Literal[
    "decision", "removal", "enforcement", "ruling", "case", "dead_letter", "policy", "model", "timer", "alert", "access"
]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be appended; ``payload`` is canonical JSON, stored verbatim and final in form."""

    event_id: Name
    kind: EntryKind
    payload: bytes


class RecordedEntry(Entry, frozen=True, kw_only=True):
    """An entry with its place in the sequence and when it was recorded (RFC 3339, UTC)."""

    seq: int
    recorded_at: str
