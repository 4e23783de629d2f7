"""Facts with everything filled in, for suites that care about one field of them."""

from datetime import timedelta

from fakes.clock import NOON

from schemas.assessment import Assessment
from schemas.case import CaseEvent
from schemas.codec import encode
from schemas.comment import Comment
from schemas.decision import Block, Decision, Removal
from schemas.enforcement import Enforcement
from schemas.ledger import Entry
from schemas.ruling import Ruling


def comment(number=1, text="text", **fields):
    fields = {"author_id": "a1", "posted_at": NOON, "received_at": NOON, "location_id": "boston"} | fields
    return Comment(comment_id=f"c{number}", platform="web", text=text, **fields)


def decision(number=1, version="v1", **fields):
    input_id = f"i-c{number}-{version}"
    fields = {
        "decision_id": f"decision:{input_id}",
        "author": "a-1",
        "visibility": "show",
        "posted_at": NOON + timedelta(minutes=number),
        "received_at": NOON + timedelta(minutes=number),
        "assessment": Assessment(model="fake"),
        "model": "fake",
        "location_id": "boston",
    } | fields
    return Decision(
        input_id=input_id, platform="web", comment_id=f"c{number}", version=version, text_hash="t", policy="p", **fields
    )


def strike(number=1, weight=1, used=(), **fields):
    """A hide that gives a strike, and a block where ``used`` names the comments it rests on."""
    block = Block(rung=0, days=7, used=used) if used else None
    action = "block" if used else "strike"
    return decision(
        number, **{"visibility": "hide", "author_action": action, "strike": weight, "block": block} | fields
    )


def ruling(made, verdict="uphold", number=1, **fields):
    fields = {"visibility": made.visibility, "by": "ann", "why": "because", "at": NOON + timedelta(hours=1)} | fields
    return Ruling(
        ruling_id=f"r-{made.comment_id}-{number}",
        decision_id=made.decision_id,
        input_id=made.input_id,
        platform=made.platform,
        comment_id=made.comment_id,
        location_id=made.location_id,
        author=made.author,
        posted_at=made.posted_at,
        verdict=verdict,
        **fields,
    )


def enforcement(made, action="hide", outcome="done", **fields):
    fields = {"enforcement_id": f"e-{action}-{made.comment_id}", "cause": made.decision_id, "mode": "act"} | fields
    return Enforcement(
        platform=made.platform,
        comment_id=made.comment_id,
        location_id=made.location_id,
        author=made.author,
        action=action,
        outcome=outcome,
        at=NOON,
        **fields,
    )


def case_event(case="case-1", kind="opened", number=1, event_id=None, **fields):
    fields = {"author": "a-1", "lane": "complaint", "due_at": NOON + timedelta(hours=8), "at": NOON} | fields
    return CaseEvent(
        event_id=event_id or f"{case}:{kind}:{number}",
        case_id=case,
        kind=kind,
        platform="web",
        comment_id=f"c{number}",
        location_id=fields.pop("location_id", "boston"),
        **fields,
    )


def removal(number=1):
    return Removal(platform="web", comment_id=f"c{number}", location_id="boston", received_at=NOON)


def entry(fact):
    """The ledger's line of any fact."""
    match fact:
        case Decision():
            return Entry(event_id=fact.decision_id, kind="decision", payload=encode(fact))
        case Ruling():
            return Entry(event_id=fact.ruling_id, kind="ruling", payload=encode(fact))
        case Enforcement():
            event_id = f"{fact.enforcement_id}:{fact.outcome}"
            return Entry(event_id=event_id, kind="enforcement", payload=encode(fact))
        case CaseEvent():
            return Entry(event_id=fact.event_id, kind="case", payload=encode(fact))
        case Removal():
            event_id = f"removal:{fact.platform}:{fact.comment_id}"
            return Entry(event_id=event_id, kind="removal", payload=encode(fact))
    raise TypeError(fact)
