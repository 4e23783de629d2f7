"""A public comment or review, as a platform sends it."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from schemas.base import Name

Instant = Annotated[datetime, msgspec.Meta(tz=True, description="RFC 3339 with an offset; UTC inside")]

Verb = Literal["added", "edited", "removed"]


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a comment, inside; identity is (platform, comment_id), times are UTC."""

    comment_id: str
    platform: str
    location_id: str
    posted_at: Instant
    text: str = ""
    schema_version: int = 1
    author_id: str | None = None
    author_name: str | None = None
    edited_at: Instant | None = None
    received_at: Instant | None = None
    parent_id: str | None = None
    rating: float | None = None
    permalink: str | None = None
    attachments: int = 0
    verb: Verb = "added"

    @property
    def key(self) -> str:
        """The Kafka key: one author's comments stay in order; an anonymous comment is its own author."""
        return f"{self.platform}:{self.author_id or self.comment_id}"


class CommentWire(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as it travels: whatever is not required may be absent or null, and unknown fields are ignored."""

    comment_id: Name
    platform: Name
    location_id: Name
    posted_at: Instant
    text: str | None = None
    schema_version: Annotated[int, msgspec.Meta(ge=1)] | None = 1
    author_id: str | None = None
    author_name: str | None = None
    edited_at: Instant | None = None
    received_at: Instant | None = None
    parent_id: str | None = None
    rating: float | None = None
    permalink: str | None = None
    attachments: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = 0
    verb: Verb | None = "added"


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as it entered: what the codec repaired stands beside it, since a decision must say so."""

    comment: Comment
    flags: tuple[str, ...] = ()
