"""Comments from outside, at the door: what can be read is written durably before anyone is told so; the rest is buried with its fault."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from pipeline.core import identity
from pipeline.core.identity import Keys
from pipeline.handlers import bury
from pipeline.ports import Bus, Clock, Ledger, Message, Record, Vault
from schemas.codec import decode_comment
from schemas.comment import Comment
from schemas.errors import Malformed


class Rejected(msgspec.Struct, frozen=True):
    """One item of a request that could not be read."""

    index: int
    path: str | None
    error: str


class Accepted(msgspec.Struct, frozen=True):
    """What became of a request; every item is counted once."""

    accepted: int
    duplicates: int
    rejected: tuple[Rejected, ...]


class Accept:
    """The door: publishes to the topic comments."""

    def __init__(
        self, *, bus: Bus, ledger: Ledger, vault: Vault, keys: Keys, clock: Clock, text_bytes_max: int
    ) -> None:
        self._bus, self._ledger, self._keys, self._clock = bus, ledger, keys, clock
        self._text_bytes_max = text_bytes_max
        self._bury = bury.Bury(ledger, vault, clock)

    def __call__(self, values: Sequence[bytes], source: str) -> Accepted:
        """[n] values → how many are new, known already, or unreadable; raises Unavailable, and then nothing is accepted."""
        now = self._clock.now()
        messages: dict[str, Message] = {}
        readable = 0
        rejected: list[Rejected] = []
        letters = []
        for index, value in enumerate(values):
            try:
                comment = decode_comment(value, self._text_bytes_max).comment
            except Malformed as error:
                rejected.append(Rejected(index, error.path, str(error)))
                letters.append(bury.dead_letter(self._record(value, source, now), error, now))
                continue
            readable += 1
            message_id = self._message_id(comment)
            messages.setdefault(message_id, Message("comments", comment.key, value, message_id, "bedside.comment.v1"))
        if letters:
            self._bury.keep(letters)
        known = self._ledger.find(messages)
        accepted = self._bus.publish([m for message_id, m in messages.items() if message_id not in known])
        return Accepted(accepted=accepted, duplicates=readable - accepted, rejected=tuple(rejected))

    def _message_id(self, comment: Comment) -> str:
        """Return the event id under which the ledger will know what became of it, so that a repetition is told at once."""
        if comment.verb == "removed":
            return identity.removal_id(comment.platform, comment.comment_id)
        return identity.decision_id(identity.input_id(self._keys, comment))

    @staticmethod
    def _record(value: bytes, source: str, now: datetime) -> Record:
        return Record(value=value, source=source, received_at=now)
