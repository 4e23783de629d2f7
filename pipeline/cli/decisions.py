"""``bedside decisions`` lists what was decided; ``bedside explain`` says why, and what a person can do about it."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import typer

from pipeline.adapters.sql_database import chunks
from pipeline.adapters.sql_states import DecisionRow
from pipeline.bootstrap import Store
from pipeline.cli.options import AsJson, Data, Id, moment, one_comment
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit, say, table
from pipeline.core.explain import explain_decision
from pipeline.core.identity import pseudonym
from schemas.comment import Comment
from schemas.decision import Decision
from schemas.enforcement import Enforcement

Visible = Literal["show", "hold", "hide"]
PAGE_ROWS = 500


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("decisions")(decisions)
    app.command("explain")(explain)


def decisions(
    data: Data = None,
    comment: Annotated[str | None, typer.Option(help="platform:comment_id or comment_id")] = None,
    author: Annotated[
        str | None, typer.Option(help="platform:author_id, author_id, or the pseudonym of the ledger")
    ] = None,
    visibility: Annotated[Visible | None, typer.Option(help="only those that are so now")] = None,
    since: Annotated[str | None, typer.Option(help="posted since: RFC 3339, or an age such as 7d")] = None,
    every: Annotated[bool, typer.Option("--all", help="every version of a comment, and every ruling")] = False,
    as_json: AsJson = False,
) -> None:
    """List decisions, one a comment: its newest version, as it stands now."""
    store = open_data(data)
    found = _find(store, comment, author, visibility, since, every=every)
    if as_json:
        for row in _as_rows(store, found, every=every):
            emit(row)
        return
    table(
        ("comment", "location", "visible", "author", "route", "lane", "enforced", "why"),
        (_line(row) for row in _as_rows(store, found, every=False)),
    )


def _find(
    store: Store, comment: str | None, author: str | None, visibility: str | None, since: str | None, *, every: bool
) -> Iterator[DecisionRow]:
    authors: list[str | None] = [None] if author is None else list(author_names(store, author))
    for name in authors:
        yield from store.states.find(
            comment=comment, author=name, visibility=visibility, since=moment(since), every=every
        )


def author_names(store: Store, author: str) -> list[str]:
    """Return the pseudonyms that ``platform:author_id``, a bare author id or a pseudonym can mean."""
    if author.startswith("a-"):
        return [author]
    names = [pseudonym(store.secrets.keys, platform, author) for platform in store.states.platforms()]
    cuts = [(author[:i], author[i + 1 :]) for i, sign in enumerate(author) if sign == ":"]
    return names + [pseudonym(store.secrets.keys, platform, rest) for platform, rest in cuts]


def _as_rows(store: Store, found: Iterable[DecisionRow], *, every: bool) -> Iterator[dict[str, object]]:
    for page in chunks(found, PAGE_ROWS):
        yield from _page(store, page, every=every)


def _page(store: Store, page: list[DecisionRow], *, every: bool) -> Iterator[dict[str, object]]:
    comments = store.vault.open([row.decision.input_id for row in page])
    for row in page:
        yield _row(row, comments.get(row.decision.input_id), every=every)


def _row(row: DecisionRow, comment: Comment | None, *, every: bool) -> dict[str, object]:
    made = row.decision
    act = enforced(row.enforcements, made)
    listed: dict[str, object] = {
        "comment_id": made.comment_id,
        "platform": made.platform,
        "location_id": made.location_id,
        "author_id": comment.author_id if comment else made.author,
        "author": made.author,
        "input_id": made.input_id,
        "posted_at": made.posted_at,
        "received_at": made.received_at,
        "decided_at": row.decided_at,
        "visibility": row.visibility,
        "machine_visibility": made.visibility,
        "author_action": made.author_action,
        "route": made.route,
        "lane": made.lane,
        "other_lanes": made.other_lanes,
        "reasons": made.reasons,
        "flags": made.flags,
        "enforcement": act and {"action": act.action, "outcome": act.outcome, "mode": act.mode, "at": act.at},
        "model": made.model,
        "policy": made.policy,
    }
    if every:
        listed |= {"decision_id": made.decision_id, "superseded": row.superseded, "rulings": row.rulings}
    return listed


def enforced(acts: Iterable[Enforcement], made: Decision) -> Enforcement | None:
    """Return the newest act on a comment that came to something: on its visibility where there was one, else on its author."""
    mine = [
        act
        for act in acts
        if act.comment_id == made.comment_id and act.platform == made.platform and act.outcome != "begun"
    ]
    seen = [act for act in mine if act.action in {"hide", "unhide"}]
    acted = seen or mine
    return acted[-1] if acted else None


def _line(row: dict[str, object]) -> tuple[object, ...]:
    act, reasons = row["enforcement"], row["reasons"]
    return (
        f"{row['platform']}:{row['comment_id']}",
        row["location_id"],
        row["visibility"],
        row["author_action"] if row["author_action"] != "none" else "",
        row["route"] if row["route"] != "none" else "",
        row["lane"],
        f"{act['action']} {act['outcome']}" if isinstance(act, dict) else "",
        ", ".join(dict.fromkeys(reason.rule for reason in reasons)) if isinstance(reasons, tuple) else "",
    )


def explain(comment: Id, data: Data = None) -> None:
    """Say in plain words what was decided, why, by which numbers, and what a person can do."""
    store = open_data(data)
    state = one_comment(store, comment)
    words = store.vault.open([state.decision.input_id]).get(state.decision.input_id)
    local = store.policy.at(state.decision.location_id)
    for line in explain_decision(
        state.decision,
        words,
        visibility=state.visibility,
        ruling=state.ruling,
        enforcements=state.enforcements,
        local=local,
    ):
        say(line)
    for case in store.cases.by_comment(state.decision.platform, state.decision.comment_id):
        say(f"Case: {case.case_id}, {case.state}, lane {case.lane}, due {case.due_at:%Y-%m-%d %H:%M} UTC.")
