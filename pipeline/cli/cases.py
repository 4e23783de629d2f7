"""``bedside cases``: the response queue at the command line; the desk will stand on the same acts."""

from typing import Annotated, Literal

import typer

from pipeline.bootstrap import Store, wire_respond
from pipeline.cli.options import AsJson, By, Data
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit, say, table
from pipeline.errors import Misconfigured
from pipeline.handlers.respond import message
from schemas.case import Case, CaseEvent

app = typer.Typer(help="The response queue: list, show, assign, close.", no_args_is_help=True)
CaseId = Annotated[str, typer.Argument(metavar="CASE", help="case id, as listed")]
State = Literal["open", "assigned", "closed", "all"]


@app.command("list")
def list_cases(
    data: Data = None,
    state: Annotated[State | None, typer.Option(help="default: all that are not closed")] = None,
    lane: Annotated[
        str | None, typer.Option(help="crisis, security, patient-safety, privacy, complaint or question")
    ] = None,
    location: Annotated[str | None, typer.Option(help="location id")] = None,
    as_json: AsJson = False,
) -> None:
    """List cases by due time, the most urgent first."""
    found = open_data(data).cases.list(state=state, lane=lane, location=location)
    if as_json:
        for case in found:
            emit(case)
        return
    rows = (
        (
            c.case_id,
            c.lane,
            c.state,
            c.owner,
            f"{c.due_at:%Y-%m-%d %H:%M}",
            c.location_id,
            ", ".join(c.comment_ids),
            "inside only" if c.internal else "",
        )
        for c in found
    )
    table(("case", "lane", "state", "owner", "due (UTC)", "location", "comments", ""), rows)


@app.command("show")
def show(case_id: CaseId, data: Data = None, as_json: AsJson = False) -> None:
    """Show a case: its comments' words, the office's contact, its timeline."""
    store = open_data(data)
    case = _case(store, case_id)
    words = _words(store, case)
    contact = store.contacts.get(case.location_id)
    if as_json:
        emit({"case": case, "contact": contact, "texts": words})
        return
    say(
        f"{case.case_id}: {case.lane}, {case.state}, due {case.due_at:%Y-%m-%d %H:%M} UTC, owner {case.owner or 'nobody yet'}"
    )
    if case.internal:
        say("Inside only: nobody replies to this in public.")
    if contact:
        say(f"Contact to name in the reply: {', '.join(x for x in (contact.name, contact.phone, contact.email) if x)}")
    for comment_id, text in words.items():
        say(f"{case.platform}:{comment_id}: {text if text is not None else '(erased)'}")
    table(
        ("at (UTC)", "what", "by", "note"),
        ((f"{e.at:%Y-%m-%d %H:%M}", e.kind, e.by, e.note or e.owner) for e in case.timeline),
    )


@app.command("assign")
def assign(
    case_id: CaseId,
    to: Annotated[str, typer.Option("--to", help="who takes it")],
    by: By,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Give a case to somebody; alerts about it stop."""
    store = open_data(data)
    _act(store, wire_respond(store).assign(_case(store, case_id), to, by), as_json=as_json)


@app.command("close")
def close(
    case_id: CaseId,
    by: By,
    why: Annotated[str, typer.Option("--why", help="how it ended; it stands in the ledger")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Close a case."""
    store = open_data(data)
    _act(store, wire_respond(store).close(_case(store, case_id), by, why), as_json=as_json)


def _act(store: Store, event: CaseEvent, *, as_json: bool) -> None:
    store.outlet.publish([message(event)])
    case = _case(store, event.case_id)
    if as_json:
        emit(case)
    else:
        say(f"{case.case_id} is {case.state}" + (f", owner {case.owner}" if case.owner else ""))


def _case(store: Store, case_id: str) -> Case:
    case = store.cases.get(case_id)
    if case is None:
        raise Misconfigured(f"there is no case {case_id}; `bedside cases list --state all` shows all")
    return case


def _words(store: Store, case: Case) -> dict[str, str | None]:
    """Return comment id → its newest words, None where they were erased."""
    states = {c: store.states.effective(case.platform, c) for c in case.comment_ids}
    opened = store.vault.open([s.decision.input_id for s in states.values() if s])
    found = {c: opened.get(s.decision.input_id) if s else None for c, s in states.items()}
    return {c: comment.text if comment else None for c, comment in found.items()}
