"""A person's verdict on a decision; it wins over the machine for good."""

from typing import Literal

from schemas.base import Name, Schema
from schemas.comment import Instant
from schemas.decision import Visibility

Verdict = Literal["uphold", "overturn", "release"]


class Ruling(Schema, tag="ruling", tag_field="kind"):
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
    strike: int = 0
    """Weight given by an upheld hold."""
    strike_taken_back: bool = False
    block_undone: bool = False
    backfill: bool = False
