"""Bytes that could not be read or handled, with the reason and where they came from."""

import msgspec

from schemas.base import Name
from schemas.comment import Instant


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """At most the first 64 KiB of the bytes are kept, beside the true size and hash."""

    schema_version: int = 1
    dead_letter_id: Name
    source: str
    """file and line, http, or topic/partition@offset."""
    reason: str
    path: str | None = None
    size_bytes: int
    sha256: str
    received_at: Instant
    topic: str = "comments"
    body: bytes = b""
    """Never in the ledger's payload: it stands encrypted in the vault (base64 on the wire)."""
