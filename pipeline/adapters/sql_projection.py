"""What can be asked of the ledger, kept beside it in the same transaction and rebuildable from it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pipeline.adapters import sql_tables as t
from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.core.cases import fold_case
from pipeline.core.ladder import remember
from schemas.case import Case, CaseEvent
from schemas.codec import decode, encode
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement
from schemas.history import History
from schemas.ledger import RecordedEntry
from schemas.ruling import Ruling


def project(database: Database, connection: Connection, entries: Sequence[RecordedEntry]) -> None:
    """Derive what new entries say; decisions go in one statement, they come by the batch."""
    made = [(entry, decode(entry.payload, Decision)) for entry in entries if entry.kind == "decision"]
    if made:
        connection.execute(t.decisions.insert(), [_decision(entry, decision) for entry, decision in made])
    for entry, decision in made:
        if decision.supersedes:
            _supersede(connection, entry, decision.supersedes)
    _remember(database, connection, entries, {entry.seq: decision for entry, decision in made})
    _cases(database, connection, [entry for entry in entries if entry.kind == "case"])
    for entry in entries:
        derive = _OTHERS.get(entry.kind)
        if derive:
            derive(database, connection, entry)


def _remember(
    database: Database, connection: Connection, entries: Sequence[RecordedEntry], made: Mapping[int, Decision]
) -> None:
    """Fold what counts against authors, in the ledger's order, into the histories they have."""
    facts: list[tuple[str, Decision | Ruling]] = []
    for entry in entries:
        fact = made.get(entry.seq) or (decode(entry.payload, Ruling) if entry.kind == "ruling" else None)
        if fact and fact.author and (isinstance(fact, Ruling) or _counts(fact)):
            facts.append((fact.author, fact))
    histories: dict[str, History] = {}
    for part in chunks(sorted({author for author, _ in facts}), IDS_PER_QUERY):
        histories |= read_histories(connection, part)
    for author, fact in facts:
        histories[author] = remember(histories.get(author, History()), fact)
    for author, history in histories.items():
        database.upsert(connection, t.author_histories, {"author": author, "body": encode(history).decode()})


def _counts(decision: Decision) -> bool:
    return bool(decision.strike or decision.mild_insult or decision.block or decision.supersedes)


def read_histories(connection: Connection, authors: Sequence[str]) -> dict[str, History]:
    """[n] pseudonyms → the histories of those that have one."""
    query = sa.select(t.author_histories).where(t.author_histories.c.author.in_(authors))
    return {row.author: decode(row.body.encode(), History) for row in connection.execute(query)}


def _supersede(connection: Connection, entry: RecordedEntry, superseded: str) -> None:
    """Put the new decision in the place of the old one: an edit that came in between stays the newest."""
    old = t.decisions.c.event_id == superseded
    place = connection.execute(sa.select(t.decisions.c.place).where(old)).scalar_one_or_none()
    connection.execute(t.decisions.update().where(old).values(superseded=True))
    if place is not None:
        connection.execute(t.decisions.update().where(t.decisions.c.seq == entry.seq).values(place=place))


def _decision(entry: RecordedEntry, decision: Decision) -> dict[str, Any]:
    return {
        "event_id": entry.event_id,
        "seq": entry.seq,
        "place": entry.seq,
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
        "author": made.author,
        "location_id": made.location_id,
        "action": made.action,
    }
    database.insert_new(connection, t.enforcements, [row])


def _dead_letter(database: Database, connection: Connection, entry: RecordedEntry) -> None:
    database.insert_new(connection, t.dead_letters, [{"dead_letter_id": entry.event_id, "seq": entry.seq}])


def _cases(database: Database, connection: Connection, entries: Sequence[RecordedEntry]) -> None:
    """Fold events into their cases; each case is written once, however many came."""
    events = [(entry, decode(entry.payload, CaseEvent)) for entry in entries]
    cases: dict[str, Case] = {}
    for part in chunks(sorted({event.case_id for _, event in events}), IDS_PER_QUERY):
        bodies = connection.execute(sa.select(t.cases.c.body).where(t.cases.c.case_id.in_(part))).scalars()
        cases |= {case.case_id: case for case in (decode(body.encode(), Case) for body in bodies)}
    for _, event in events:
        case = fold_case(cases.get(event.case_id), event)
        cases[case.case_id] = msgspec.structs.replace(case, comment_ids=(), timeline=())
    for case in cases.values():
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
    links = [
        {"platform": event.platform, "comment_id": event.comment_id, "case_id": event.case_id, "seq": entry.seq}
        for entry, event in events
    ]
    database.insert_new(connection, t.case_comments, links)
    database.insert_new(connection, t.case_events, [{"seq": e.seq, "case_id": event.case_id} for e, event in events])


_OTHERS: dict[str, Callable[[Database, Connection, RecordedEntry], None]] = {
    "ruling": _ruling,
    "removal": _removal,
    "enforcement": _enforcement,
    "dead_letter": _dead_letter,
}
