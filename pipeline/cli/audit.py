"""``bedside audit``: the ledger as it is, for whoever checks it."""

from typing import Annotated

import typer

from pipeline.cli.options import Data
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit

app = typer.Typer(help="The ledger: export.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Read the ledger."""


@app.command("export")
def export(
    data: Data = None,
    after: Annotated[int, typer.Option("--after", min=0, help="only entries after this seq")] = 0,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="only entries of this kind; may be repeated")] = None,
) -> None:
    """Print every entry, one JSON object a line; ``payload`` is the recorded text, byte for byte."""
    for entry in open_data(data).ledger.read(after, kind or ()):
        emit(
            {
                "seq": entry.seq,
                "event_id": entry.event_id,
                "kind": entry.kind,
                "recorded_at": entry.recorded_at,
                "payload": entry.payload.decode(),
            }
        )
