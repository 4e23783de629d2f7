"""``bedside score``: what the model says of texts, one line out for every line in; nothing is recorded."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
import typer

from pipeline.adapters.sql_database import chunks
from pipeline.adapters.system_clock import SystemClock
from pipeline.bootstrap import load_scorer
from pipeline.cli.moderate import opened
from pipeline.cli.options import Data, settings
from pipeline.cli.show import emit
from pipeline.handlers.scoring import score_patiently
from pipeline.ports import Scorer
from schemas.assessment import TOXICITY, Assessment, Unscored
from schemas.codec import decode_comment
from schemas.errors import Malformed

ROWS = 256
NAMES = ("comment_id", "platform", "location_id", "posted_at")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score")(score)


def score(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="one comment (or one text, with --text) a line")],
    data: Data = None,
    text: Annotated[bool, typer.Option("--text", help="each line is a plain text, not JSON")] = False,
) -> None:
    """Score texts; exactly one line per input line, in order."""
    found = settings(data)
    scorer = load_scorer(found)
    with opened(file) as (lines, _):
        for page in chunks((line.rstrip(b"\r\n") for line in lines), ROWS):
            read = [_read(line, plain=text, bytes_max=found.text_bytes_max) for line in page]
            for row in _scored(scorer, read, found.scorer_wait_s):
                emit(row)


def _read(line: bytes, *, plain: bool, bytes_max: int) -> str | Malformed:
    try:
        if not plain:
            return _from_json(line, bytes_max)
        text = line.decode()
    except UnicodeDecodeError as error:
        return Malformed(f"not UTF-8: byte {error.start}", "$")
    except Malformed as error:
        return error
    if len(line) > bytes_max:
        return Malformed(f"text has {len(line)} bytes; at most {bytes_max} are scored", "$")
    return text or Malformed("the line is empty", "$")


def _from_json(line: bytes, bytes_max: int) -> str:
    """Read a whole comment; where it has none of a comment's names, its text alone."""
    try:
        return decode_comment(line, bytes_max).comment.text
    except Malformed as fault:
        try:
            loose = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            raise fault from None
        if isinstance(loose, dict) and isinstance(loose.get("text"), str) and not any(name in loose for name in NAMES):
            named = dict.fromkeys(NAMES[:3], "-") | {"posted_at": "2000-01-01T00:00:00Z", "text": loose["text"]}
            return decode_comment(msgspec.json.encode(named), bytes_max).comment.text
        raise


def _scored(scorer: Scorer, read: Sequence[str | Malformed], wait_s: float) -> Iterator[object]:
    texts = [t for t in read if isinstance(t, str)]
    answers = iter(score_patiently(scorer, texts, SystemClock(), wait_s))
    for item in read:
        yield (
            {"error": {"path": item.path, "message": str(item)}} if isinstance(item, Malformed) else _row(next(answers))
        )


def _row(answer: Assessment | Unscored) -> object:
    if isinstance(answer, Unscored):
        return {"error": {"path": "$.text", "message": f"unscored: {answer.reason}"}}
    row = {name: value for name, value in msgspec.structs.asdict(answer).items() if value is not msgspec.UNSET}
    return row | {"toxicity": {label: answer.toxicity.get(label) for label in TOXICITY} | answer.toxicity}
