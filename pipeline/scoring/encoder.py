"""The encoder, served: onnxruntime and tokenizers over the safetensors file, fp32 arithmetic, no torch.

Neighbours: graph.py wrote the graph, train.py the weights, adapters/onnx_scorer.py makes a scorer of it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from safetensors import safe_open
from tokenizers import Tokenizer

from pipeline.errors import Misconfigured
from pipeline.scoring.checksums import CHECKSUMS, verified
from pipeline.scoring.graph import GRAPH, weights_of
from pipeline.scoring.windows import Scores

WEIGHTS = "model.safetensors"
TOKENS_MAX = 512
RUN_TOKENS_MAX = 768
"""Padded tokens a run: twice as many were no faster and take more memory."""
RUN_COST_TOKENS = 30
"""What a run costs besides its tokens, in tokens: 2 ms, where 15,000 tokens take a second (two cores with AVX-512)."""


class Encoder:
    """A model folder: graph, weights, tokenizer, config, checksum. Raises Misconfigured where it is not whole."""

    def __init__(self, folder: Path, threads: int) -> None:
        weights = folder / WEIGHTS
        missing = [
            name
            for name in (WEIGHTS, GRAPH, "tokenizer.json", "config.json", CHECKSUMS)
            if not (folder / name).exists()
        ]
        if missing:
            raise Misconfigured(f"no {missing[0]} in {folder}: install the package anew, or set BEDSIDE_MODEL=linear")
        self.sha256 = verified(weights)
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
        """[n] folded texts → [n, classes] probabilities."""
        encoded = self.encode(texts)
        scores = np.zeros((len(encoded), len(self.classes)), np.float32)
        for chosen in runs([len(row) for row in encoded]):
            scores[chosen] = self._run([encoded[i] for i in chosen])
        return scores

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """[n] folded texts → their token ids, cut at the encoder's longest."""
        return [found.ids for found in self._tokenizer.encode_batch(list(texts))]

    def _run(self, rows: list[list[int]]) -> Scores:
        lengths = np.array([len(row) for row in rows], np.int32)
        ids = np.zeros((len(rows), int(lengths.max())), np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
        scores: Scores = self._session.run(["scores"], {"ids": ids, "lengths": lengths})[0]
        return scores


def runs(lengths: Sequence[int]) -> list[list[int]]:
    """[n] lengths in tokens → the rows of each run: by length, cut where padding and runs together cost least."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    cost, cut = [0.0], [0]
    for last, row in enumerate(order):
        # every row of a run costs as much as its longest, which is this one
        first = last + 1 - max(1, RUN_TOKENS_MAX // lengths[row])
        each = [cost[i] + RUN_COST_TOKENS + (last + 1 - i) * lengths[row] for i in range(max(0, first), last + 1)]
        cost.append(min(each))
        cut.append(max(0, first) + each.index(cost[-1]))
    found, end = [], len(order)
    while end:
        found.append(order[cut[end] : end])
        end = cut[end]
    return found


def recipe_of(weights: Path) -> dict[str, Any]:
    """Return how a model or a student was made, as its file says."""
    with safe_open(weights, framework="numpy") as file:
        recipe: dict[str, Any] = json.loads(file.metadata()["recipe"])
    return recipe


def _session(graph: Path, weights: dict[str, Scores], threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(value) for value in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])
