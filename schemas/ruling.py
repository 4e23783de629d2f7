"""A person's verdict on a decision; it wins over the machine for good."""

from typing import Literal

import msgspec

from schemas.base import Name
from schemas.comment import Instant
from schemas.decision import Block, Visibility

Verdict = Literal["uphold", "overturn", "release"]


class Ruling(msgspec.Struct, frozen=True, kw_only=True, tag="ruling", tag_field="kind"):
    """Who said what of which decision, and the state that follows from it."""

    schema_version: int = 1
    ruling_id: Name
    decision_id: Name
    input_id: Name
    platform: Name
    comment_id: Name
    location_id: Name
    author: str | None = None
    verdict: Verdict
    by: Name
    why: Name
    at: Instant
    visibility: Visibility
    """The effective state from now on."""
    posted_at: Instant
    """The comment's, since strikes are counted by it."""
    strike: int = 0
    """Weight given by an upheld hold."""
    block: Block | None = None
    """The block that this strike completes."""
    strike_taken_back: bool = False
    blocks_undone: tuple[str, ...] = ()
    """Comments whose blocks rested on this strike."""
    backfill: bool = False
