"""An author's prior removals on one platform, as facts; which of them count is the core's to say."""

from datetime import datetime, timedelta

import msgspec

from schemas.comment import Instant


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One comment's mark: a strike of weight 1 or 2, or weight 0 for a mild insult that was only held."""

    comment_id: str
    posted_at: Instant
    weight: int
    insult: bool = False


class PastBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A block, and the comments whose strikes it rests on."""

    comment_id: str
    posted_at: Instant
    used: tuple[str, ...]
    starts_at: Instant
    days: int

    @property
    def ends_at(self) -> datetime:
        """When the page opens again."""
        return self.starts_at + timedelta(days=self.days)


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known of one author, in the order decided; overturned marks and blocks are already gone."""

    marks: tuple[Mark, ...] = ()
    blocks: tuple[PastBlock, ...] = ()
