"""What was decided about one version of a comment, with every number that led there."""

from typing import Literal

import msgspec

from schemas.assessment import Assessment, Unscored
from schemas.base import Name
from schemas.comment import Instant

Visibility = Literal["show", "hold", "hide"]
AuthorAction = Literal["none", "strike", "block", "propose-block"]
Route = Literal["none", "case", "thank"]
Lane = Literal["crisis", "security", "patient-safety", "privacy", "complaint", "question", "praise"]
Ground = Literal[
    "threat", "harassment", "hate", "obscenity", "sexually explicit", "private information", "spam or scam", "unrelated"
]
"""The closed list of reasons to hide (docs: regulation). Negative sentiment is not on it and no policy can add it."""

LANES: tuple[Lane, ...] = ("crisis", "security", "patient-safety", "privacy", "complaint", "question", "praise")
"""Highest first."""
CASE_LANES: tuple[Lane, ...] = LANES[:-1]
ALERT_LANES: tuple[Lane, ...] = LANES[:4]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that spoke: the label and score it saw and the threshold it held them against."""

    rule: str
    label: str | None = None
    score: float | None = None
    threshold: float | None = None
    ground: Ground | None = None


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Where on the ladder the author stands, and for how long the page is closed to them."""

    rung: int
    days: int
    used: tuple[str, ...]
    """comment ids whose strikes this block rests on, and uses up."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, tag="decision", tag_field="kind"):
    """Final in form: no clock of ours, no text, no name; the author is a keyed pseudonym."""

    schema_version: int = 1
    decision_id: Name
    input_id: Name
    platform: Name
    comment_id: Name
    version: str
    location_id: Name
    posted_at: Instant
    received_at: Instant
    author: str | None
    text_hash: str
    parent_id: str | None = None
    visibility: Visibility
    author_action: AuthorAction = "none"
    strike: int = 0
    strike_if_upheld: int = 0
    """The weight a person's upholding of a hold or a proposal would give."""
    mild_insult: bool = False
    block: Block | None = None
    route: Route = "none"
    lane: Lane | None = None
    other_lanes: tuple[Lane, ...] = ()
    internal: bool = False
    """A case nobody answers in public (a threat)."""
    hold_due_at: Instant | None = None
    reasons: tuple[Reason, ...] = ()
    flags: tuple[str, ...] = ()
    assessment: Assessment | Unscored
    model: str | None
    policy: str
    backfill: bool = False
    supersedes: str | None = None


class Removal(msgspec.Struct, frozen=True, kw_only=True, tag="removal", tag_field="kind"):
    """The author or the platform took the comment away; nothing is left to moderate."""

    schema_version: int = 1
    platform: Name
    comment_id: Name
    location_id: Name
    received_at: Instant
