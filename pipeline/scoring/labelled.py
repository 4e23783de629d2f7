"""Labelled comments for calibration: what a hospital's own people, or overturned rulings, say of real texts.

CSV (gzip if it ends in .gz) or NDJSON, a row a comment: ``text``; ``hide`` 1 where it should be hidden, 0 where not;
``complaint`` 1 where somebody complains of something real, 0 where not; optionally ``question``, ``praise``,
``self_harm``, ``adverse_event``, ``privacy`` (0/1, empty where nobody looked) and ``weight``: how many comments the row
stands for. People review what was hidden or held and only a sample of what was shown, so that a row from a sample of one
in fifty weighs 50 and an overturned hide weighs 1; without that the shares say nothing about the stream.
"""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import Misconfigured

TOPICS_OF_ROW = ("hide", "complaint", "question", "praise", "self_harm", "adverse_event", "privacy")


class Labelled(msgspec.Struct, frozen=True):
    """One text with what people said of it; None where nobody looked."""

    text: str
    labels: dict[str, bool | None]
    weight: float = 1.0


def read_labelled(path: Path) -> list[Labelled]:
    """Read a file of labelled comments; raises Misconfigured with the line and what is wrong with it."""
    if not path.exists():
        raise Misconfigured(f"no {path}: give a CSV or NDJSON file with the columns text, hide, complaint")
    found = []
    for number, row in enumerate(_rows(path), 2 if ".csv" in path.name else 1):
        try:
            labels = {name: _flag(row.get(name)) for name in TOPICS_OF_ROW}
            weight = float(row.get("weight") or 1)
            text = str(row["text"])
        except (KeyError, ValueError) as error:
            raise Misconfigured(f"{path}:{number}: {error}; the columns are text, hide, complaint, weight …") from None
        if labels["hide"] is None or weight <= 0:
            raise Misconfigured(f"{path}:{number}: hide must be 0 or 1, and a weight above 0")
        if text.strip():
            found.append(Labelled(text, labels, weight))
    if not any(row.labels["hide"] is False and row.labels["complaint"] for row in found):
        raise Misconfigured(
            f"{path}: there is no genuine complaint in it (hide 0, complaint 1); nothing can be calibrated"
        )
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        if ".csv" in path.name:
            csv.field_size_limit(10_000_000)
            yield from csv.DictReader(lines)
        else:
            yield from (json.loads(line) for line in lines if line.strip())


def _flag(value: Any) -> bool | None:
    if value is None or value == "":
        return None
    flags = {"1": True, "true": True, "0": False, "false": False}
    text = str(value).lower().removesuffix(".0")
    if text not in flags:
        raise ValueError(f"{value!r} is neither 0 nor 1")
    return flags[text]
