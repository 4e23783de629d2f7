"""Printing: JSON lines for programs, tables for people; results on stdout, everything else on stderr."""

import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH_WITHOUT_TERMINAL = 160


def emit(row: object) -> None:
    """Print one JSON line."""
    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
    sys.stdout.buffer.flush()


def console() -> Console:
    """Return where people read; wide enough not to cut ids where there is no terminal."""
    return Console(width=None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL, highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows under their columns; says so where there is nothing."""
    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    if made.row_count:
        console().print(made)
    else:
        print("nothing here", file=sys.stderr)  # noqa: T201 - a command speaks


def say(line: str) -> None:
    """Print one plain line."""
    print(line)  # noqa: T201 - a command speaks
