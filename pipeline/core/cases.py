"""A case is the fold of its events; nothing else changes it."""

import msgspec

from schemas.case import Case, CaseEvent, CaseState
from schemas.decision import LANES

STATE_AFTER: dict[str, CaseState] = {"opened": "open", "assigned": "assigned", "closed": "closed"}


def fold_case(case: Case | None, event: CaseEvent) -> Case:
    """Apply one event; the first one opens the case."""
    if case is None:
        return Case(
            case_id=event.case_id,
            platform=event.platform,
            comment_ids=(event.comment_id,),
            location_id=event.location_id,
            author=event.author,
            parent_id=event.parent_id,
            lane=event.lane or "complaint",
            internal=event.internal,
            state="open",
            opened_at=event.at,
            due_at=event.due_at or event.at,
            timeline=(event,),
        )
    if any(old.event_id == event.event_id for old in case.timeline):
        return case
    joined = event.comment_id not in case.comment_ids
    higher = event.lane is not None and LANES.index(event.lane) < LANES.index(case.lane)
    return msgspec.structs.replace(
        case,
        comment_ids=(*case.comment_ids, event.comment_id) if joined else case.comment_ids,
        lane=event.lane if higher and event.lane else case.lane,
        internal=case.internal or event.internal,
        state=STATE_AFTER.get(event.kind, case.state),
        due_at=min(case.due_at, event.due_at) if event.due_at else case.due_at,
        owner=event.owner if event.kind == "assigned" else case.owner,
        alerted=case.alerted + (event.kind == "alerted"),
        acknowledged=case.acknowledged or event.kind in {"assigned", "closed", "acknowledged"},
        timeline=(*case.timeline, event),
    )
