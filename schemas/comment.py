"""A public comment or review, as a platform sends it."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from schemas.base import Name, Schema

Instant = Annotated[datetime, msgspec.Meta(tz=True, description="RFC 3339 with an offset; UTC inside")]


class Comment(Schema):
    """One version of a comment; identity is (platform, comment_id)."""

    comment_id: Name
    platform: Name
    location_id: Name
    posted_at: Instant
    text: str = ""
    schema_version: Annotated[int, msgspec.Meta(ge=1)] = 1
    author_id: str | None = None
    author_name: str | None = None
    edited_at: Instant | None = None
    received_at: Instant | None = None
    parent_id: str | None = None
    rating: float | None = None
    permalink: str | None = None
    attachments: Annotated[int, msgspec.Meta(ge=0)] = 0
    verb: Literal["added", "edited", "removed"] = "added"

    @property
    def key(self) -> str:
        """The Kafka key: one author's comments stay in order; an anonymous comment is its own author."""
        return f"{self.platform}:{self.author_id or self.comment_id}"


class Received(Schema):
    """A comment as it entered: what the codec repaired stands beside it, since a decision must say so."""

    comment: Comment
    flags: tuple[str, ...] = ()
