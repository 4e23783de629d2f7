"""``bedside history``: an author's prior removals, as they count now."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from pipeline.bootstrap import Store
from pipeline.cli.decisions import author_names
from pipeline.cli.options import AsJson, Data
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit, say, table
from pipeline.cli.stream import rebuild_cache
from pipeline.core.ladder import standing
from pipeline.errors import Misconfigured
from schemas.history import History

app = typer.Typer(help="Authors' prior removals: show, rebuild.", no_args_is_help=True)


@app.command("show")
def show(
    author: Annotated[str, typer.Argument(metavar="AUTHOR", help="platform:author_id, author_id, or a pseudonym")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show strikes that count now, and blocks with their ends."""
    store = open_data(data)
    for name in _known(store, author):
        row = _row(store, name, store.histories.read([name])[name], datetime.now(UTC))
        if as_json:
            emit(row)
            continue
        _print(row)


@app.command("rebuild")
def rebuild(data: Data = None) -> None:
    """Derive histories, cases and states anew from the ledger; where Redis holds histories, those too."""
    store = open_data(data)
    say(f"derived anew from {store.ledger.rebuild_projections()} entries")
    authors = rebuild_cache(store)
    if authors is not None:
        say(f"Redis has the histories of {authors} authors, as a new generation")


def _print(row: dict[str, Any]) -> None:
    say(f"{row['author_id'] or '(erased)'} on {row['platform'] or '?'} ({row['author']})")
    say(f"{row['prior']} strike(s) count now; {row['block_at']} make a block")
    if row["strikes"]:
        table(
            ("comment", "posted (UTC)", "weight", "counts now"),
            ((s["comment_id"], s["posted_at"], s["weight"], "yes" if s["counts"] else "no") for s in row["strikes"]),
        )
    if row["blocks"]:
        table(
            ("blocked by comment", "from (UTC)", "until (UTC)", "rests on"),
            ((b["comment_id"], b["from"], b["until"], ", ".join(b["used"])) for b in row["blocks"]),
        )


def _known(store: Store, author: str) -> list[str]:
    names = author_names(store, author)
    known = [
        name
        for name in dict.fromkeys(names)
        if store.vault.author(name) or store.histories.read([name])[name] != History()
    ]
    if not known:
        raise Misconfigured(f"no author {author} has commented here; say platform:author_id")
    return known


def _row(store: Store, name: str, history: History, now: datetime) -> dict[str, Any]:
    rules = store.policy.default.strikes
    now_counted = standing(history, "", now, rules)
    known = store.vault.author(name)
    return {
        "author": name,
        "platform": known[0] if known else None,
        "author_id": known[1] if known else None,
        "prior": now_counted.prior,
        "block_at": rules.block_at,
        "strikes": [
            {
                "comment_id": m.comment_id,
                "posted_at": m.posted_at,
                "weight": m.weight,
                "counts": m.comment_id in now_counted.counted,
            }
            for m in history.marks
            if m.weight
        ],
        "blocks": [
            {"comment_id": b.comment_id, "from": b.starts_at, "until": b.ends_at, "used": b.used}
            for b in history.blocks
        ],
    }
