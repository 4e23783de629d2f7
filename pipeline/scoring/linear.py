"""The linear baseline: hashed n-grams of words and characters, one weight vector per class; numpy only.

Neighbours: train_linear.py fits it, adapters/linear_scorer.py serves it.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from pipeline.errors import Misconfigured
from pipeline.scoring.windows import Scores

BUCKETS = 1 << 20
GRAMS = (3, 4, 5)
"""Lengths of the character n-grams; they run across one space, so that word endings and beginnings count."""
_STEP = np.uint32(0x01000193)
_MIX = np.uint32(0x9E3779B1)
_LONGEST = 512
_POWERS = np.cumprod(np.full(_LONGEST, _STEP, dtype=np.uint32), dtype=np.uint32)
Buckets = NDArray[np.int64]


def buckets(text: str) -> Buckets:
    """Return the distinct hash buckets of one folded text, sorted."""
    codes = np.frombuffer(f" {text.lower()} ".encode("utf-32-le"), dtype=np.uint32)
    hashes = []
    for n in GRAMS:
        if len(codes) >= n:
            gram = np.zeros(len(codes) - n + 1, dtype=np.uint32)
            for k in range(n):
                gram += codes[k : len(codes) - n + 1 + k] * _POWERS[k]
            hashes.append(_spread(gram, n))
    words = _words(codes)
    hashes.append(_spread(words, 101))
    hashes += [_spread(words[:-1] * _STEP + words[1:], 102), _spread(words[:-2] * _STEP * _STEP + words[2:], 103)]
    return np.unique(np.concatenate(hashes)).astype(np.int64)


def _words(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hash each word: letters and digits; any other character parts words."""
    inside = ((codes >= 97) & (codes <= 122)) | ((codes >= 48) & (codes <= 57)) | (codes == 39) | (codes > 127)
    starts = np.flatnonzero(inside & ~np.concatenate(([False], inside[:-1])))
    if not len(starts):
        return np.zeros(0, dtype=np.uint32)
    place = np.arange(len(codes)) - np.repeat(
        np.concatenate(([0], starts)), np.diff(np.concatenate(([0], starts, [len(codes)])))
    )
    terms = np.where(inside, codes * _POWERS[np.minimum(place, _LONGEST - 1)], 0).astype(np.uint32)
    return np.add.reduceat(terms, starts, dtype=np.uint32)


def _spread(hashes: NDArray[np.uint32], kind: int) -> NDArray[np.uint32]:
    mixed = (hashes ^ np.uint32(kind * 0x85EBCA6B & 0xFFFFFFFF)) * _MIX
    mixed ^= mixed >> np.uint32(15)
    return (mixed * _MIX) >> np.uint32(12)


class Linear:
    """A fitted model: ``rows`` maps buckets to rows of ``weights`` [features, classes]; row 0 is no feature."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise Misconfigured(f"no model at {path}: install the package anew or run pipeline.scoring.train_linear")
        with safe_open(path, framework="numpy") as file:
            meta = file.metadata()
            features = file.get_tensor("buckets")
            weights = file.get_tensor("weights").astype(np.float32)
            self._bias = file.get_tensor("bias").astype(np.float32)
        self.classes: tuple[str, ...] = tuple(json.loads(meta["classes"]))
        self.model_id = meta["model_id"]
        self._rows = np.zeros(BUCKETS, dtype=np.int32)
        self._rows[features] = np.arange(1, len(features) + 1)
        self._weights = np.concatenate([np.zeros((1, weights.shape[1]), np.float32), weights])

    def predict(self, texts: Sequence[str]) -> Scores:
        """[n] folded texts → [n, classes] probabilities."""
        logits = np.stack([self._logits(text) for text in texts])
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def _logits(self, text: str) -> Scores:
        found = buckets(text)
        logits: Scores = self._bias + self._weights[self._rows[found]].sum(axis=0) / np.float32(
            max(1, len(found)) ** 0.5
        )
        return logits
