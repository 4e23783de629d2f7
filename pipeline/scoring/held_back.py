"""The calibration set of the shipped thresholds: ``python -m pipeline.scoring.held_back --data DIR --out FILE``.

Whole organisations that no model of ours was taught, and compositions of phrases kept back from training; real texts
weigh as many as they are, each composed kind as its share of a page says (``SHARES``).
"""

import csv
import gzip
from pathlib import Path
from typing import Annotated

import typer

from pipeline.scoring import written
from pipeline.scoring.compose import Composer, Row
from pipeline.scoring.mixture import held_back_rows

COMPLAINING = (
    "complaint",
    "complaint+profanity",
    "complaint+mild",
    "quoted",
    "sarcasm",
    "adverse",
    "privacy",
    "mixed",
    "long complaint",
)
"""Composed kinds that are genuine complaints; together they weigh ``COMPOSED_SHARE`` of the real ones."""
ABUSIVE = ("severe", "complaint+severe", "complaint+threat", "praise+severe", "threat", "long complaint+severe")
OTHER = (
    "praise",
    "praise+profanity",
    "question",
    "neutral",
    "medical",
    "identity",
    "threat near",
    "self-harm",
    "self-harm near",
    "adverse near",
    "privacy near",
    "mild",
)
COMPOSED_SHARE = 0.1
"""Little, because the phrases kept back are few and each is drawn many times: no sample of what patients write."""
COLUMNS = (
    "text",
    "hide",
    "complaint",
    "question",
    "praise",
    "self_harm",
    "adverse_event",
    "privacy",
    "weight",
    "source",
)
HEADS = {
    "question": "question",
    "praise": "positive",
    "self_harm": "safety_self_harm",
    "adverse_event": "safety_adverse_event",
    "privacy": "safety_privacy",
}


def labelled(folder: Path, per_kind: int, seed: int) -> list[dict[str, object]]:
    """Return the rows of the calibration set."""
    real = [row for row in held_back_rows(folder, 0, seed) if len(row.text.strip()) > 1]
    complaints = [row.text for row in real if row.labels.get("complaint") == 1]
    praises = [row.text for row in real if row.labels.get("positive") == 1]
    composer = Composer(seed, held_back=True, complaints=complaints, praises=praises)
    rows = [_columns(row, 1.0, hide=0) for row in real if "complaint" in row.labels]
    for kinds, hide in ((COMPLAINING, 0), (ABUSIVE, 1), (OTHER, 0)):
        weight = COMPOSED_SHARE * len(complaints) / (per_kind * len(kinds))
        rows += [_columns(composer.one(kind), round(weight, 4), hide=hide) for kind in kinds for _ in range(per_kind)]
    by_hand = written.rows(held_back=True)
    weight = COMPOSED_SHARE * len(complaints) / len(by_hand)
    rows += [_columns(row, round(weight, 4), hide=int(row.labels.get("abuse_severe") == 1)) for row in by_hand]
    return rows


def _columns(row: Row, weight: float, *, hide: int) -> dict[str, object]:
    heads = {name: _flag(row, label) for name, label in HEADS.items()}
    return {
        "text": row.text,
        "hide": hide,
        "complaint": _flag(row, "complaint"),
        "weight": weight,
        "source": row.source,
    } | heads


def _flag(row: Row, label: str) -> str:
    value = row.labels.get(label)
    return "" if value is None else str(int(value))


def write(
    data: Annotated[Path, typer.Option(help="folder of the labelled sets")],
    out: Annotated[Path, typer.Option(help="CSV to write, .csv.gz")] = Path("build/held-back.csv.gz"),
    per_kind: int = 250,
    seed: int = 99,
) -> None:
    """Write the calibration set; it holds real patients' words, keep it out of the project."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(out, "wt", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, COLUMNS)
        table.writeheader()
        table.writerows(labelled(data, per_kind, seed))


if __name__ == "__main__":
    typer.run(write)
