"""What the handlers need of the world; adapters provide it, tests fake it.

Handlers are plain synchronous functions of records: whoever delivers (the embedded loop, a Faust agent) runs them in a
thread, publishes what they return and acknowledges last, so that no port is asynchronous.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from schemas.assessment import Assessment, Unscored
from schemas.case import Case
from schemas.comment import Comment
from schemas.decision import Decision, Visibility
from schemas.enforcement import Action, Enforcement, Mode
from schemas.history import History
from schemas.ledger import Entry, RecordedEntry
from schemas.ruling import Ruling


class Record(msgspec.Struct, frozen=True):
    """Bytes as they arrived; ``source`` names the place, e.g. ``comments/3@1042`` or ``sample.ndjson:17``."""

    value: bytes
    source: str
    key: bytes | None = None
    topic: str = "comments"
    headers: tuple[tuple[str, bytes], ...] = ()
    received_at: datetime | None = None
    """When it was durably written here; a comment that does not say when it came in came in then."""


def place(source: str) -> str:
    """Return a record's ``source`` without its offset or line: the topic and partition, the file."""
    return re.sub(r"[@:][0-9]+$", "", source)


class Message(msgspec.Struct, frozen=True):
    """Bytes to publish; ``id`` is derived, so that a consumer can tell a redelivery (CloudEvents ``id``)."""

    topic: str
    key: str
    value: bytes
    id: str
    type: str


Handler = Callable[[Sequence[Record]], Sequence[Message]]
"""gather → decide → apply; returns what is to be published. Everything it does can be done twice."""


class Bus(Protocol):
    """Where messages go, whoever carries them."""

    def publish(self, messages: Sequence[Message]) -> int:
        """Write durably, once per (topic, id); returns how many were new. Raises Unavailable, and then none is."""
        ...


class Clock(Protocol):
    """Time, so that tests can own it."""

    def now(self) -> datetime: ...
    def sleep(self, seconds: float) -> None: ...


class Scorer(Protocol):
    """A model. ``score`` blocks; it raises Unavailable when the scorer as a whole is down."""

    model_id: str
    languages: frozenset[str]

    def score(self, texts: Sequence[str]) -> list[Assessment | Unscored]:
        """[n] texts → [n] assessments, in order."""
        ...


class Ledger(Protocol):
    """The source of truth: append-only, one sequence, unique by event id."""

    def exclusive(self) -> AbstractContextManager[None]:
        """One writer at a time, one transaction: what is read inside cannot change before the append."""
        ...

    def append(self, entries: Sequence[Entry]) -> list[RecordedEntry]:
        """[n] entries → [n] as recorded: where an event id is already there, what is there comes back."""
        ...

    def find(self, event_ids: Iterable[str]) -> dict[str, RecordedEntry]: ...

    def read(self, after_seq: int = 0, kinds: Sequence[str] = ()) -> Iterator[RecordedEntry]: ...


class Histories(Protocol):
    """Prior removals by author. Raises Unavailable rather than ever answer with a history that is silently empty."""

    def read(self, authors: Sequence[str]) -> dict[str, History]:
        """[n] pseudonyms → history each (empty for an unknown author)."""
        ...

    def extend(self, histories: Mapping[str, History]) -> None:
        """Remember the new state of these authors (a cache; the ledger already knows)."""
        ...


class Vault(Protocol):
    """Texts and names, encrypted with a key per author; destroying the key erases them."""

    def seal(self, sealed: Sequence[tuple[str, str, Comment]]) -> None:
        """[n] of (input id, owner of the key, comment)."""
        ...

    def open(self, input_ids: Sequence[str]) -> dict[str, Comment]: ...

    def seal_body(self, dead_letter_id: str, body: bytes) -> None:
        """Keep a dead letter's first bytes under a key of their own."""
        ...

    def open_body(self, dead_letter_id: str) -> bytes | None: ...

    def author(self, pseudonym: str) -> tuple[str, str, str | None] | None:
        """Return (platform, author_id, author_name), unless they were erased."""
        ...


class Cases(Protocol):
    """The response queue, a projection of the ledger's case events."""

    def find_open(self, platform: str, author: str | None, comment_id: str, parent_id: str | None) -> str | None:
        """Return the id of the open case that a comment belongs to: its own, the one it follows up, or its author's under the same post."""
        ...

    def by_comment(self, platform: str, comment_id: str) -> list[Case]:
        """Return every case that holds the comment, without timelines."""
        ...

    def get(self, case_id: str) -> Case | None:
        """Return one case, timeline included."""
        ...


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What stands of a comment now."""

    decision: Decision
    """The newest one that nothing superseded."""
    visibility: Visibility
    """Effective: the latest ruling on it, else the machine's."""
    removed: bool
    ruling: Ruling | None
    enforcements: tuple[Enforcement, ...]
    """All that was asked of the platform for this comment, oldest first."""


class States(Protocol):
    """The effective state of comments, a projection of the ledger."""

    def effective(self, platform: str, comment_id: str) -> State | None: ...
    def standing(self, comments: Collection[tuple[str, str]]) -> dict[tuple[str, str], State]:
        """[n] of (platform, comment_id) → the effective state of those that were decided."""
        ...

    def page_acts(self, author: str, location_id: str) -> list[Enforcement]:
        """Return every block and unblock asked of one page against an author, oldest first."""
        ...

    def ruled(self, decision_ids: Sequence[str]) -> set[str]:
        """Say on which of these decisions a person has ruled."""
        ...


class Brake(Protocol):
    """A quota of automatic acts."""

    def admit(self, decision_id: str, location_id: str, at: datetime, *, hour_max: int, day_max: int) -> bool:
        """Say whether an act is within the quota; idempotent by decision id."""
        ...


class Alerts(Protocol):
    """Tells people at once; what is sent holds no text and no name."""

    rungs: int
    """How many to call, one after the other, until somebody acknowledges."""

    def send(self, rung: int, alert: Mapping[str, str | None]) -> None:
        """Tell the person on this rung (0 first; above the last one starts again). Raises Unavailable or Refused."""
        ...


class Platform(Protocol):
    """A place where comments stand; what it cannot do is Refused, never a silent no-op."""

    capabilities: frozenset[Action]

    def act(self, enforcement: Enforcement, author_id: str | None, text: str | None = None) -> str | None:
        """Carry out one action, idempotent by ``enforcement_id``; raises Unavailable or Refused."""
        ...


class Timers(Protocol):
    """What is to happen later; each firing is idempotent by its id."""

    def schedule(self, timer_id: str, kind: str, due_at: datetime, payload: bytes) -> None: ...
    def due(self, now: datetime, limit: int) -> Sequence[tuple[str, str, bytes]]:
        """Return (timer_id, kind, payload) of what is due and not yet done, oldest first."""
        ...

    def done(self, timer_id: str) -> None: ...
    def cancel(self, timer_id: str) -> None: ...


class Place(msgspec.Struct, frozen=True):
    """A platform as configured: how far the machine may go there, whatever the policy says."""

    platform: Platform
    mode_max: Mode = "act"
    dry: bool = False
    """Nothing real happens: acts are counted, the brake parks none."""
