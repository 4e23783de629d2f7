"""One item of the response queue."""

from typing import Literal

import msgspec

from schemas.base import Name
from schemas.comment import Instant
from schemas.decision import Lane

CaseState = Literal["open", "assigned", "closed"]
CaseEventKind = Literal[
    "opened", "joined", "raised", "assigned", "closed", "alerted", "acknowledged", "overdue", "noted"
]


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a reply names, so that the conversation can move offline."""

    location_id: Name
    name: str
    time_zone: str = "UTC"
    hours: dict[str, str] = msgspec.field(default_factory=dict)
    """weekday (mon … sun) → "09:00-17:00"; a day left out is closed; no days at all: always open."""
    phone: str | None = None
    email: str | None = None


class CaseEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a case's timeline, and what it changed; the case is the fold of its events."""

    schema_version: int = 1
    event_id: Name
    case_id: Name
    kind: CaseEventKind
    at: Instant
    by: str = "machine"
    platform: Name
    comment_id: Name
    location_id: Name
    author: str | None = None
    parent_id: str | None = None
    lane: Lane | None = None
    internal: bool = False
    due_at: Instant | None = None
    owner: str | None = None
    note: str | None = None
    cause: str | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint, question or safety matter that a person answers."""

    case_id: Name
    platform: Name
    comment_ids: tuple[str, ...]
    location_id: Name
    author: str | None
    parent_id: str | None
    lane: Lane
    internal: bool
    state: CaseState
    opened_at: Instant
    due_at: Instant
    owner: str | None = None
    alerted: int = 0
    acknowledged: bool = False
    timeline: tuple[CaseEvent, ...] = ()
