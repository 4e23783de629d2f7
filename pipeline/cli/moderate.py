"""``bedside moderate``: a file of comments in, decisions recorded, their effects worked off, one line of counts out."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated, BinaryIO

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.bootstrap import Store, load_scorer, wire
from pipeline.cli.options import Data, PolicyFile
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit
from pipeline.embedded import BYTES_PER_TOKEN, Embedded
from pipeline.errors import Misconfigured
from pipeline.handlers.delivery import deliver
from pipeline.handlers.moderate import Outcome, messages
from pipeline.ports import Message, Record
from schemas.decision import LANES, Decision, Removal


class Tally:
    """Counts that add up: lines = comments + duplicates + removals + dead letters + blank."""

    def __init__(self) -> None:
        self.lines = self.blank = self.duplicates = self.removals = self.dead_letters = 0
        self._visibility: Counter[str] = Counter()
        self._lanes: Counter[str] = Counter()
        self._blocked: set[str] = set()
        self._cases = 0

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Count what became of records."""
        for outcome in outcomes:
            made = outcome.result
            if isinstance(made, Removal):
                self.removals += 1
            elif not isinstance(made, Decision):
                self.dead_letters += 1
            elif not outcome.new:
                self.duplicates += 1
            else:
                self._visibility[made.visibility] += 1
                self._cases += made.route == "case"
                if made.lane:
                    self._lanes[made.lane] += 1
                if made.author_action == "block" and made.author:
                    self._blocked.add(made.author)

    def summary(self, seconds: float) -> dict[str, object]:
        """Return the contract's last line."""
        return {
            "lines": self.lines,
            "comments": self._visibility.total(),
            "duplicates": self.duplicates,
            "removals": self.removals,
            "dead_letters": self.dead_letters,
            "blank": self.blank,
            "shown": self._visibility["show"],
            "hidden": self._visibility["hide"],
            "held": self._visibility["hold"],
            "cases": self._cases,
            "blocked_authors": len(self._blocked),
            "lanes": {lane: self._lanes[lane] for lane in LANES if self._lanes[lane]},
            "seconds": round(seconds, 3),
        }


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("moderate")(moderate)


def moderate(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="comments, one JSON object a line; - is standard input")
    ],
    data: Data = None,
    policy: PolicyFile = None,
    backfill: Annotated[
        bool, typer.Option("--backfill", help="history only: no alerts, no cases, no platform actions")
    ] = False,
) -> None:
    """Moderate a file of comments; a second run of the same file adds nothing."""
    started = perf_counter()
    with opened(file) as (lines, size):
        store = open_data(data, policy)
        handlers = wire(store, load_scorer(store.settings, store.policy), backfill=backfill)
        after = Embedded(store, {"enforce": handlers.enforce, "respond": handlers.respond}, handlers.bury)
        tally = Tally()
        source = "stdin" if file == "-" else Path(file).name

        def decide(records: Sequence[Record]) -> list[Message]:
            outcomes = handlers.moderate.moderate(records)
            tally.add(outcomes)
            return messages(outcomes)

        def bury(record: Record, error: Exception) -> Message:
            tally.dead_letters += 1
            return handlers.bury(record, error)

        with _progress() as progress:
            bar = progress.add_task("moderating", total=size, count=0)
            for batch in _batches(_records(lines, source, tally), store):
                store.bus.publish(deliver(decide, batch, bury, store.clock, store.settings.retry_wait_s))
                after.drain()
                progress.update(bar, advance=sum(len(r.value) + 1 for r in batch), count=tally.lines)
    emit(tally.summary(perf_counter() - started))


@contextmanager
def opened(file: str) -> Iterator[tuple[BinaryIO, int | None]]:
    """Open a file, or standard input for ``-``, with its size in bytes where known; raises Misconfigured."""
    if file == "-":
        yield sys.stdin.buffer, None
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - only the opening may fail with this sentence
    except OSError as error:
        raise Misconfigured(f"cannot read {file}: {error.strerror}") from None
    with stream:
        yield stream, Path(file).stat().st_size or None


def _records(lines: Iterable[bytes], source: str, tally: Tally) -> Iterator[Record]:
    """Yield lines with their numbers; a blank one is counted and passed over."""
    for number, line in enumerate(lines, 1):
        tally.lines += 1
        value = line.rstrip(b"\r\n")
        if value.strip(b" \t\r\n\xef\xbb\xbf"):
            yield Record(value=value, source=f"{source}:{number}")
        else:
            tally.blank += 1


def _batches(records: Iterable[Record], store: Store) -> Iterator[list[Record]]:
    """Cut into batches bounded in rows and bytes."""
    batch: list[Record] = []
    size = 0
    for record in records:
        if batch and size + len(record.value) > store.settings.batch_tokens_max * BYTES_PER_TOKEN:
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += len(record.value)
        if len(batch) >= store.settings.batch_rows_max:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _progress() -> Progress:
    """Return a progress bar on a terminal's stderr, else nothing."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]} lines"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
