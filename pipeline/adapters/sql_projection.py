"""What can be asked of the ledger, kept beside it in the same transaction and rebuildable from it."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pipeline.adapters import sql_tables as t
from pipeline.adapters.sql_database import Database
from pipeline.core.cases import fold_case
from schemas.case import Case, CaseEvent
from schemas.codec import decode, encode
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement
from schemas.ledger import RecordedEntry
from schemas.ruling import Ruling


def project(database: Database, connection: Connection, entries: Sequence[RecordedEntry]) -> None:
    """Derive what new entries say; decisions go in one statement, they come by the batch."""
    made = [(entry, decode(entry.payload, Decision)) for entry in entries if entry.kind == "decision"]
    if made:
        connection.execute(t.decisions.insert(), [_decision(entry, decision) for entry, decision in made])
        facts = [
            {"seq": e.seq, "author": d.author}
            for e, d in made
            if d.author and (d.strike or d.mild_insult or d.block or d.supersedes)
        ]
        database.insert_new(connection, t.author_facts, facts)
    for _, decision in made:
        if decision.supersedes:
            connection.execute(
                t.decisions.update().where(t.decisions.c.event_id == decision.supersedes).values(superseded=True)
            )
    for entry in entries:
        derive = _OTHERS.get(entry.kind)
        if derive:
            derive(database, connection, entry)


def _decision(entry: RecordedEntry, decision: Decision) -> dict[str, Any]:
    return {
        "event_id": entry.event_id,
        "seq": entry.seq,
        "input_id": decision.input_id,
        "platform": decision.platform,
        "comment_id": decision.comment_id,
        "author": decision.author,
        "location_id": decision.location_id,
        "posted_at": t.stamp(decision.posted_at),
        "machine_visibility": decision.visibility,
        "visibility": decision.visibility,
        "superseded": False,
    }


def _ruling(database: Database, connection: Connection, entry: RecordedEntry) -> None:
    ruling = decode(entry.payload, Ruling)
    which = t.decisions.c.event_id == ruling.decision_id
    connection.execute(t.decisions.update().where(which).values(visibility=ruling.visibility))
    database.insert_new(connection, t.rulings, [{"seq": entry.seq, "decision_id": ruling.decision_id}])
    if ruling.author:
        database.insert_new(connection, t.author_facts, [{"seq": entry.seq, "author": ruling.author}])


def _removal(database: Database, connection: Connection, entry: RecordedEntry) -> None:
    removal = decode(entry.payload, Removal)
    database.insert_new(connection, t.removals, [{"platform": removal.platform, "comment_id": removal.comment_id}])


def _enforcement(database: Database, connection: Connection, entry: RecordedEntry) -> None:
    made = decode(entry.payload, Enforcement)
    row = {
        "event_id": entry.event_id,
        "seq": entry.seq,
        "enforcement_id": made.enforcement_id,
        "platform": made.platform,
        "comment_id": made.comment_id,
    }
    database.insert_new(connection, t.enforcements, [row])


def _dead_letter(database: Database, connection: Connection, entry: RecordedEntry) -> None:
    database.insert_new(connection, t.dead_letters, [{"dead_letter_id": entry.event_id, "seq": entry.seq}])


def _case(database: Database, connection: Connection, entry: RecordedEntry) -> None:
    event = decode(entry.payload, CaseEvent)
    body = connection.execute(sa.select(t.cases.c.body).where(t.cases.c.case_id == event.case_id)).scalar_one_or_none()
    case = fold_case(decode(body.encode(), Case) if body else None, event)
    row = {
        "case_id": case.case_id,
        "platform": case.platform,
        "author": case.author,
        "parent_id": case.parent_id,
        "location_id": case.location_id,
        "lane": case.lane,
        "state": case.state,
        "due_at": t.stamp(case.due_at),
        "body": encode(case).decode(),
    }
    database.upsert(connection, t.cases, row)
    link = {"platform": event.platform, "comment_id": event.comment_id, "case_id": event.case_id}
    database.insert_new(connection, t.case_comments, [link])


_OTHERS: dict[str, Callable[[Database, Connection, RecordedEntry], None]] = {
    "ruling": _ruling,
    "removal": _removal,
    "enforcement": _enforcement,
    "dead_letter": _dead_letter,
    "case": _case,
}
