"""The student: the encoder's own word pieces, three convolutions, a pool; a few per cent of its arithmetic, numpy only.

It was taught what the encoder says (distil.py), and knows how far it may be off: with every score it gives the interval in
which the encoder's lies, but for a share of the texts (``beyond``). cascade.py decides from that what it may answer.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from pipeline.errors import Misconfigured
from pipeline.scoring.checksums import verified
from pipeline.scoring.encoder import WEIGHTS
from pipeline.scoring.windows import Scores

STUDENT = "student.safetensors"
WORDS = "bert.embeddings.word_embeddings.weight"
"""The encoder's word pieces: the student has no others."""
BEYOND, BEYOND_ROUTE = 1e-3, 5e-3
"""Share of the calibration texts, on each side, whose encoder score lies outside the interval: of any class, and of those
that only choose a comment's way (``ROUTING``)."""
ROUTING = {"complaint", "question", "positive"}
BATCH_TOKENS = 16_384
Numbers = NDArray[np.float32]


def beyond(name: str) -> float:
    """Return the share for a class."""
    return BEYOND_ROUTE if name in ROUTING else BEYOND


class Said(NamedTuple):
    """[n, classes] probabilities, and between which two the encoder's lie."""

    scores: Scores
    low: Scores
    high: Scores


class Student:
    """A file that distil.py wrote beside its teacher's. Raises Misconfigured where there is none, a damaged one, or one of another teacher.

    ``teacher``: the checksum of the encoder's weights in ``folder``.
    """

    def __init__(self, folder: Path, teacher: str) -> None:
        path = folder / STUDENT
        if not path.exists():
            raise Misconfigured(f"no {STUDENT} in {folder}: install the package anew, or set BEDSIDE_STUDENT=false")
        verified(path)
        with safe_open(path, framework="numpy") as file:
            meta = file.metadata()
            self._state = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}  # noqa: SIM118 - not a dict
        if meta["teacher"] != teacher:
            raise Misconfigured(f"{path} was taught by another model than the one beside it: install the package anew")
        self.student_id: str = meta["student_id"]
        self.classes: tuple[str, ...] = tuple(json.loads(meta["classes"]))
        with safe_open(folder / WEIGHTS, framework="numpy") as file:
            words = file.get_tensor(WORDS).astype(np.float32)
        self._words: Numbers = words @ self._state["words.matrix"] + self._state["words.shift"]

    def predict(self, rows: Sequence[Sequence[int]]) -> Said:
        """[n] lists of token ids, none of them empty → what is said of each."""
        logits = self.logits(rows)
        knots, low, high = (self._state[name] for name in ("knots", "low", "high"))
        lows, highs = np.empty_like(logits), np.empty_like(logits)
        for i in range(len(self.classes)):
            # the knots are the student's own logits, ascending: the nearest one on the careful side
            lows[:, i] = low[i][np.searchsorted(knots[i], logits[:, i], side="right")]
            highs[:, i] = high[i][np.searchsorted(knots[i], logits[:, i], side="left")]
        return Said(_sigmoid(logits), _sigmoid(lows), _sigmoid(highs))

    def logits(self, rows: Sequence[Sequence[int]]) -> Numbers:
        """[n] lists of token ids, none of them empty → [n, classes] logits."""
        found = np.zeros((len(rows), len(self.classes)), np.float32)
        first = 0
        while first < len(rows):
            last, tokens = first, 0
            while last < len(rows) and (last == first or tokens + len(rows[last]) <= BATCH_TOKENS):
                tokens += len(rows[last])
                last += 1
            found[first:last] = self._in_a_line(rows[first:last])
            first = last
        return found

    def _in_a_line(self, rows: Sequence[Sequence[int]]) -> Numbers:
        """All texts in one long line with a zero between each two: no padding, and nothing sees its neighbour."""
        lengths = np.array([len(row) + 1 for row in rows])
        ids = np.concatenate([[0], *([*row, 0] for row in rows)]).astype(np.int64)
        inside = (ids != 0).astype(np.float32)[:, None]
        words = self._words[ids] * inside
        x = self._convolve(words, "near") * inside
        for layer in ("middle", "far"):
            x += self._convolve(x, layer)
            x *= inside
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) + 1
        counts = (lengths[:, None] - 1).astype(np.float32)
        means = [np.add.reduceat(each, starts) / counts for each in (x, words)]
        pooled = np.concatenate([np.maximum.reduceat(x, starts), *means], axis=1)
        hidden = np.maximum(pooled @ self._state["hidden.matrix"] + self._state["hidden.bias"], 0)
        logits: Numbers = hidden @ self._state["heads.matrix"] + self._state["heads.bias"]
        return logits

    def _convolve(self, x: Numbers, layer: str) -> Numbers:
        """Three tokens wide, then the positive part."""
        before, here, after = self._state[f"{layer}.matrix"]
        found: Numbers = x @ here + self._state[f"{layer}.bias"]
        found[1:] += x[:-1] @ before
        found[:-1] += x[1:] @ after
        np.maximum(found, 0, out=found)
        return found


def _sigmoid(logits: Numbers) -> Scores:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)
