"""What a platform did when it was asked, or would have been."""

from typing import Literal

import msgspec

from schemas.base import Name
from schemas.comment import Instant

Action = Literal["hide", "unhide", "block", "unblock", "reply"]
Outcome = Literal["observed", "proposed", "done", "parked", "refused", "failed", "begun"]
"""``begun`` stands in the ledger before a platform is asked, and stays where a worker ended before it knew the answer."""
Mode = Literal["observe", "propose", "act"]


class Enforcement(msgspec.Struct, frozen=True, kw_only=True):
    """One action towards a comment's effective state; its id is the idempotency key at the platform."""

    schema_version: int = 1
    enforcement_id: Name
    cause: Name
    """event id of the decision, ruling or timer that asked for it."""
    platform: Name
    comment_id: Name
    location_id: Name
    author: str | None = None
    action: Action
    outcome: Outcome
    mode: Mode
    at: Instant
    detail: str | None = None
