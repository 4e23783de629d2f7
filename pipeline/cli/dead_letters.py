"""``bedside dead-letters``: what could not be read, why, and another try once it can be."""

import base64
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline.adapters.sql_database import chunks
from pipeline.bootstrap import Store, load_scorer, wire
from pipeline.cli.options import AsJson, Data
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit, say, table
from pipeline.cli.stream import readable
from pipeline.cli.stream import replay as send_again
from pipeline.embedded import Embedded
from pipeline.errors import Misconfigured
from pipeline.handlers.delivery import deliver
from pipeline.ports import Record
from schemas.dead_letter import DeadLetter

app = typer.Typer(help="What could not be read or handled: list, show, replay.", no_args_is_help=True)
FIRST_BYTES = 80


@app.command("list")
def list_letters(data: Data = None, as_json: AsJson = False) -> None:
    """List dead letters in the order found."""
    store = open_data(data)
    rows = (_row(letter, store.vault.open_body(letter.dead_letter_id)) for letter in store.states.dead_letters())
    if as_json:
        for row in rows:
            emit(row)
        return
    columns = ("id", "source", "reason", "path", "first_bytes", "received_at")
    table(columns, ([row[c] for c in columns] for row in rows))


@app.command("show")
def show(letter_id: Annotated[str, typer.Argument(metavar="ID")], data: Data = None, as_json: AsJson = False) -> None:
    """Show one dead letter with all its kept bytes."""
    store = open_data(data)
    (letter,) = _named(store, [letter_id])
    body = store.vault.open_body(letter_id) or b""
    if as_json:
        emit(
            _row(letter, body)
            | {"size_bytes": letter.size_bytes, "sha256": letter.sha256, "body": base64.b64encode(body).decode()}
        )
        return
    say(f"{letter_id} from {letter.source}, received {letter.received_at:%Y-%m-%d %H:%M:%S} UTC")
    say(f"Fault: {letter.reason}" + (f" at {letter.path}" if letter.path else ""))
    say(f"{letter.size_bytes} bytes, SHA-256 {letter.sha256}; the first {len(body)}:")
    say(body.decode(errors="backslashreplace"))


@app.command("replay")
def replay(
    letter_ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...")] = None,
    every: Annotated[bool, typer.Option("--all", help="replay all of them")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Read dead letters once more: what can be read now is moderated, what cannot stays a dead letter."""
    if bool(letter_ids) == every:
        raise Misconfigured("name the dead letters to replay, or say --all")
    store = open_data(data)
    letters = list(store.states.dead_letters()) if every else _named(store, letter_ids or [])
    bodies = {letter.dead_letter_id: store.vault.open_body(letter.dead_letter_id) or b"" for letter in letters}
    whole = [letter for letter in letters if len(bodies[letter.dead_letter_id]) == letter.size_bytes]
    again = [
        (letter, bodies[letter.dead_letter_id])
        for letter in whole
        if readable(store, letter, bodies[letter.dead_letter_id])
    ]
    if store.outlet is store.bus:
        _moderate(store, again)
    else:
        send_again(store, again)
    done = {"replayed": len(again), "still_dead": len(whole) - len(again), "incomplete": len(letters) - len(whole)}
    if as_json:
        emit(done)
    else:
        say(
            f"{done['replayed']} moderated, {done['still_dead']} still cannot be read, {done['incomplete']} were kept in part only"
        )


def _moderate(store: Store, again: Sequence[tuple[DeadLetter, bytes]]) -> None:
    """Handle them here and now; a comment's time of arrival stays what it was."""
    handlers = wire(store, load_scorer(store.settings, store.policy))
    records = [Record(value=b, source=x.source, received_at=x.received_at) for x, b in again if x.topic == "comments"]
    for batch in chunks(records, store.settings.batch_rows_max):
        store.bus.publish(deliver(handlers.moderate, batch, handlers.bury, store.clock, store.settings.retry_wait_s))
    send_again(store, [(letter, body) for letter, body in again if letter.topic != "comments"])
    Embedded(store, {"enforce": handlers.enforce, "respond": handlers.respond}, handlers.bury).drain()


def _named(store: Store, letter_ids: Sequence[str]) -> list[DeadLetter]:
    found = []
    for letter_id in letter_ids:
        letters = list(store.states.dead_letters(letter_id))
        if not letters:
            raise Misconfigured(f"there is no dead letter {letter_id}; `bedside dead-letters list` shows all")
        found += letters
    return found


def _row(letter: DeadLetter, body: bytes | None) -> dict[str, object]:
    return {
        "id": letter.dead_letter_id,
        "source": letter.source,
        "reason": letter.reason,
        "path": letter.path,
        "first_bytes": (body or b"")[:FIRST_BYTES].decode(errors="backslashreplace"),
        "received_at": letter.received_at,
    }
