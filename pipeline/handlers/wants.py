"""What the effective state of a comment calls for at its platform and has not been done; nothing here acts.

Neighbour: enforce.py carries it out and records what became of it.
"""

import hashlib
from collections.abc import Sequence

import msgspec

from pipeline.core.policy import Local
from pipeline.ports import State
from schemas.decision import Decision
from schemas.enforcement import Action, Enforcement
from schemas.ruling import Ruling

UNSURE = {"failed", "begun"}
"""What may have reached the platform: a call that failed, or whose answer nobody heard, may have been carried out all the same."""


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """One act that the state of things calls for."""

    action: Action
    cause: str
    platform: str
    comment_id: str
    location_id: str
    author: str | None
    by_person: bool = False
    proposed: bool = False
    """Nothing is asked of the platform before a person says so, whatever the mode."""
    block_days: int = 0
    turn: int = 0
    """How often the comment was hidden and shown before: an act that must be repeated after its opposite has a new key."""

    @property
    def enforcement_id(self) -> str:
        """The idempotency key: the same want has the same key for ever."""
        parts = (self.action, self.platform, self.comment_id, self.cause, *((str(self.turn),) if self.turn else ()))
        return "e-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def visibility_want(state: State, local: Local) -> Want | None:
    """Say whether the comment must be hidden or shown.

    A hold hides only where a site publishes after review; never somebody in danger, and never at a public entity, where
    the machine hides on the few grounds that decide.py knows.
    """
    decision = state.decision
    hidden = state.visibility == "hide" or (
        state.visibility == "hold" and local.hold_hidden and not local.public_entity and decision.lane != "crisis"
    )
    acts = [e for e in state.enforcements if e.action in {"hide", "unhide"}]
    if _hidden_there(acts) is hidden:
        return None
    turn = sum(e.outcome == "done" for e in acts)
    cause = state.ruling.ruling_id if state.ruling else decision.decision_id
    return want("hide" if hidden else "unhide", cause, decision, by_person=state.ruling is not None, turn=turn)


def _hidden_there(acts: Sequence[Enforcement]) -> bool | None:
    """Say whether the platform hides the comment now; None where nobody can know."""
    known = False
    now: bool | None = False
    for act in acts:
        if act.outcome == "done":
            known = now = act.action == "hide"
        elif act.outcome == "refused":
            now = known
        elif act.outcome in UNSURE:
            now = None
    return now


def block_want(event: Decision | Ruling, state: State, local: Local) -> Want | None:
    """Say whether the author is to be blocked, by the machine's decision or a person's ruling.

    A block that a ruling completes at a public entity is proposed: the person who upheld it saw no block. Upholding again
    carries it out, as it does for every block that was parked or proposed (see ``waiting_block``).
    """
    if isinstance(event, Ruling):
        if event.block is None:
            return None
        proposed = local.public_entity and state.decision.author_action != "propose-block"
        return want(
            "block",
            event.ruling_id,
            state.decision,
            by_person=True,
            proposed=proposed,
            block_days=event.block.days,
        )
    if event.author_action != "block" or event.block is None:
        return None
    return want("block", event.decision_id, event, block_days=event.block.days)


def waiting_block(enforcements: Sequence[Enforcement]) -> Enforcement | None:
    """Return the comment's block that waits for a person's word."""
    acts = [e for e in enforcements if e.action in {"block", "unblock"}]
    return acts[-1] if acts and acts[-1].action == "block" and acts[-1].outcome in {"parked", "proposed"} else None


def running_block(enforcements: Sequence[Enforcement]) -> Enforcement | None:
    """Return the block that this comment brought about (or may have, where nobody answered), unless it was undone since."""
    known = {*UNSURE, "done", "observed", "refused"}
    acts = [e for e in enforcements if e.action in {"block", "unblock"} and e.outcome in known]
    return acts[-1] if acts and acts[-1].action == "block" and acts[-1].outcome != "refused" else None


def closed_by_another(acts: Sequence[Enforcement], undo: Want) -> bool:
    """Say whether a page is closed to an author by a block of another comment, whose end is still to come.

    ``acts``: every block and unblock of this author on this page, oldest first.
    """
    closed: set[str] = set()
    for act in acts:
        if act.platform != undo.platform or act.comment_id == undo.comment_id:
            continue
        if act.action == "block" and act.outcome in {*UNSURE, "done", "observed"}:
            closed.add(act.comment_id)
        elif act.outcome in {"done", "observed", "refused"}:
            closed.discard(act.comment_id)
    return bool(closed)


def want(
    action: Action,
    cause: str,
    decision: Decision,
    *,
    by_person: bool = False,
    proposed: bool = False,
    block_days: int = 0,
    turn: int = 0,
) -> Want:
    """Make a want about a decided comment."""
    return Want(
        action=action,
        cause=cause,
        platform=decision.platform,
        comment_id=decision.comment_id,
        location_id=decision.location_id,
        author=decision.author,
        by_person=by_person,
        proposed=proposed,
        block_days=block_days,
        turn=turn,
    )
