"""The encoder, served: onnxruntime and tokenizers over the safetensors file, fp32 arithmetic, no torch.

Neighbours: graph.py wrote the graph, train.py the weights, adapters/onnx_scorer.py makes a scorer of it.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from safetensors import safe_open
from tokenizers import Tokenizer

from pipeline.errors import Misconfigured
from pipeline.scoring.graph import GRAPH, weights_of
from pipeline.scoring.windows import Scores

WEIGHTS, CHECKSUM = "model.safetensors", "model.sha256"
TOKENS_MAX = 512
BATCH_TOKENS = 1_536
"""Padded tokens a run: enough to keep two cores busy; larger ones were no faster and took 40 MiB more."""


class Encoder:
    """A model folder: graph, weights, tokenizer, config, checksum. Raises Misconfigured where it is not whole."""

    def __init__(self, folder: Path, threads: int) -> None:
        weights = folder / WEIGHTS
        missing = [
            name for name in (WEIGHTS, GRAPH, "tokenizer.json", "config.json", CHECKSUM) if not (folder / name).exists()
        ]
        if missing:
            raise Misconfigured(f"no {missing[0]} in {folder}: install the package anew, or set BEDSIDE_MODEL=linear")
        self.sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
        if self.sha256 != (folder / CHECKSUM).read_text().split()[0]:
            raise Misconfigured(
                f"{weights} is not the file it should be (its checksum differs): install the package anew"
            )
        config = json.loads((folder / "config.json").read_text())
        with safe_open(weights, framework="numpy") as file:
            meta = file.metadata()
            state = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}  # noqa: SIM118 - not a dict
        self.model_id: str = meta["model_id"]
        self.classes: tuple[str, ...] = tuple(json.loads(meta["classes"]))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(min(TOKENS_MAX, config["max_position_embeddings"]))
        self._session = _session(folder / GRAPH, weights_of(state, config["num_hidden_layers"]), threads)

    def predict(self, texts: Sequence[str]) -> Scores:
        """[n] folded texts → [n, classes] probabilities; batches are of like length, so that padding costs little."""
        encoded = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
        scores = np.zeros((len(encoded), len(self.classes)), np.float32)
        first = 0
        while first < len(order):
            last = first + 1
            while last < len(order) and len(encoded[order[last]]) * (last - first + 1) <= BATCH_TOKENS:
                last += 1
            chosen = order[first:last]
            scores[chosen] = self._run([encoded[i] for i in chosen])
            first = last
        return scores

    def tokens(self, texts: Sequence[str]) -> int:
        """Count tokens, for measurements."""
        return sum(len(found.ids) for found in self._tokenizer.encode_batch(list(texts)))

    def _run(self, rows: list[list[int]]) -> Scores:
        lengths = np.array([len(row) for row in rows], np.int32)
        ids = np.zeros((len(rows), int(lengths.max())), np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
        scores: Scores = self._session.run(["scores"], {"ids": ids, "lengths": lengths})[0]
        return scores


def _session(graph: Path, weights: dict[str, Scores], threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(value) for value in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])


def write_checksum(folder: Path) -> None:
    """Pin the weights; for train.py."""
    digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    (folder / CHECKSUM).write_text(f"{digest}  {WEIGHTS}\n")
