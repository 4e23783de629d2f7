"""Strikes, and the ladder of blocks: what an author's prior removals add up to at a moment of the comments' own time."""

from datetime import datetime, timedelta

import msgspec

from pipeline.core.policy import Strikes
from schemas.decision import Block, Decision
from schemas.history import History, Mark, PastBlock
from schemas.ruling import Ruling

MARKS_MAX = 1_000
"""Marks kept for one author; a window of 90 days never holds as many from a person."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What counts against an author before this comment."""

    prior: int = 0
    counted: tuple[str, ...] = ()
    rung: int = 0
    insulted_before: bool = False
    own: int = 0
    """The weight this very comment already carries, from an earlier version."""


def standing(history: History, comment_id: str, at: datetime, rules: Strikes) -> Standing:
    """Look at an author as of ``at`` (the comment's posted_at); the comment itself and all later ones are left out."""
    used = {name for block in history.blocks for name in block.used}
    since = at - timedelta(days=rules.window_days)
    window = [m for m in history.marks if since <= m.posted_at <= at and m.comment_id != comment_id]
    counted = [m for m in window if m.weight and m.comment_id not in used]
    return Standing(
        prior=sum(m.weight for m in counted),
        counted=tuple(m.comment_id for m in counted),
        rung=sum(b.posted_at <= at and b.comment_id != comment_id for b in history.blocks),
        insulted_before=any(m.insult or m.weight for m in window),
        own=max((m.weight for m in history.marks if m.comment_id == comment_id), default=0),
    )


def climb(before: Standing, comment_id: str, weight: int, rules: Strikes) -> Block | None:
    """Return the block that ``weight`` completes, if it does; longer by each block that was not overturned."""
    if not weight or before.prior + weight < rules.block_at:
        return None
    return Block(
        rung=before.rung,
        days=rules.block_days[min(before.rung, len(rules.block_days) - 1)],
        used=(*before.counted, comment_id),
    )


def remember(history: History, fact: Decision | Ruling) -> History:
    """Fold one recorded decision or ruling into the author's history; the only road into it, for caches too.

    What a decision supersedes was never scored: it gave nothing, and what other versions of the comment or a person gave stays.
    """
    if isinstance(fact, Ruling):
        return _remember_ruling(history, fact)
    if fact.strike or fact.mild_insult:
        history = _mark(history, fact.comment_id, fact.posted_at, fact.strike, insult=fact.mild_insult)
    return _block(history, fact, fact.block)


def _remember_ruling(history: History, ruling: Ruling) -> History:
    if ruling.verdict != "uphold":
        history = _forget(history, ruling.comment_id)
    if ruling.strike:
        history = _mark(history, ruling.comment_id, ruling.posted_at, ruling.strike, insult=False)
    return _block(history, ruling, ruling.block)


def _mark(history: History, comment_id: str, at: datetime, weight: int, *, insult: bool) -> History:
    """One mark per comment however often it was edited: the heaviest."""
    old = next((m for m in history.marks if m.comment_id == comment_id), None)
    rest = tuple(m for m in history.marks if m is not old)
    new = Mark(
        comment_id=comment_id,
        posted_at=old.posted_at if old else at,
        weight=max(weight, old.weight if old else 0),
        insult=insult or (old is not None and old.insult),
    )
    return msgspec.structs.replace(history, marks=(*rest, new)[-MARKS_MAX:])


def _block(history: History, fact: Decision | Ruling, block: Block | None) -> History:
    if block is None:
        return history
    past = PastBlock(
        comment_id=fact.comment_id,
        posted_at=fact.posted_at,
        used=block.used,
        starts_at=fact.at if isinstance(fact, Ruling) else fact.received_at,
        days=block.days,
    )
    return msgspec.structs.replace(history, blocks=(*history.blocks, past))


def _forget(history: History, comment_id: str) -> History:
    """Take a comment's mark back, and undo every block that rested on it: its other strikes count again."""
    return History(
        marks=tuple(m for m in history.marks if m.comment_id != comment_id),
        blocks=tuple(b for b in history.blocks if comment_id not in b.used),
    )
