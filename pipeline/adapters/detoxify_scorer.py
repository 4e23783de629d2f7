"""Scorer: the detoxify library itself, with a published checkpoint, a local one, or our own safetensors file.

Checkpoints are pickles: they are read with ``weights_only`` and, where a checksum is given, only after it was compared;
the library is then handed a clean copy from memory. A local checkpoint needs config.json and the tokenizer's files
beside it, so that nothing is looked for on the network.
"""

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError

import numpy as np

from pipeline.adapters.lingua_languages import identify
from pipeline.errors import Misconfigured
from pipeline.scoring.assess import TextScorer
from pipeline.scoring.windows import Scores

try:
    import torch
    from detoxify import Detoxify
    from detoxify.detoxify import MODEL_URLS
    from safetensors.torch import load_file
except ImportError as error:  # the extra is not installed
    raise Misconfigured(
        f"BEDSIDE_MODEL=detoxify:… needs the extra `train` ({error.name} is not installed): pip install 'bedside[train]'"
    ) from None

PUBLISHED = ("original", "unbiased", "multilingual")
MULTILINGUAL = frozenset({"en", "es", "fr", "it", "pt", "ru", "tr"})
"""What Detoxify says `multilingual` was trained on."""
BATCH_ROWS = 32


class DetoxifyScorer(TextScorer):
    """``model``: a published name, or ``PATH[@sha256=HEX]`` of a checkpoint or a safetensors file of ours."""

    def __init__(self, model: str, *, threads: int = 2) -> None:
        torch.set_num_threads(threads)
        name, model_id = model, f"detoxify:{model}"
        if model in PUBLISHED:
            self._library = _published(model)
        else:
            name, _, checksum = model.partition("@sha256=")
            path = Path(name)
            digest = _verified(path, checksum.lower())
            checkpoint = _own(path) if path.suffix == ".safetensors" else _read(path)
            model_id = checkpoint.get("model_id") or f"detoxify:{path.stem}-{digest[:12]}"
            self._library = _loaded(checkpoint, path.parent)
        languages = MULTILINGUAL if model == "multilingual" else frozenset({"en"})
        super().__init__(model_id, self._library.class_names, self.predict, identify, languages)
        self.score(["warm up"])

    def predict(self, texts: Sequence[str]) -> Scores:
        """[n] folded texts → [n, classes]; rows of like length together, always as a list, so that lists come back."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        scores = np.zeros((len(texts), len(self._library.class_names)), np.float32)
        for first in range(0, len(order), BATCH_ROWS):
            chosen = order[first : first + BATCH_ROWS]
            found = self._library.predict([texts[i] for i in chosen])
            columns = [np.atleast_1d(np.asarray(found[name], np.float32)) for name in self._library.class_names]
            scores[chosen] = np.stack(columns, axis=1)
        return scores


def _published(name: str) -> Any:
    """Fetch by Detoxify's own address; the checksum is the one in the file's name."""
    try:
        checkpoint = torch.hub.load_state_dict_from_url(
            MODEL_URLS[name], map_location="cpu", weights_only=True, check_hash=True
        )
        return Detoxify(checkpoint=_bytes(checkpoint), device="cpu")
    except (URLError, OSError) as error:
        raise Misconfigured(
            f"detoxify:{name} is fetched from the network once and that failed ({type(error).__name__}): allow it, or download the checkpoint and set BEDSIDE_MODEL=detoxify:PATH"
        ) from None


def _verified(path: Path, checksum: str) -> str:
    if not path.is_file():
        raise Misconfigured(
            f"BEDSIDE_MODEL: there is no file {path}; give a checkpoint, a safetensors file, or one of {', '.join(PUBLISHED)}"
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    pinned = path.with_suffix(".sha256")
    expected = checksum or (pinned.read_text().split()[0] if pinned.exists() else "")
    if expected and digest != expected:
        raise Misconfigured(f"{path} has the checksum {digest}, not {expected}: it is not the file that was meant")
    return digest


def _read(path: Path) -> dict[str, Any]:
    try:
        checkpoint: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        config = checkpoint["config"]
        return {
            "config": {"arch": config["arch"], "dataset": config["dataset"]},
            "state_dict": checkpoint["state_dict"],
        }
    except Exception as error:
        raise Misconfigured(
            f"{path} is no Detoxify checkpoint that can be read safely ({type(error).__name__}); use a safetensors file or a plain checkpoint"
        ) from error


def _own(path: Path) -> dict[str, Any]:
    """Turn our safetensors file into the dict that Detoxify saves."""
    from safetensors import safe_open  # noqa: PLC0415

    with safe_open(path, framework="pt") as file:
        meta = file.metadata() or {}
    if "classes" not in meta:
        raise Misconfigured(f"{path} does not name its classes: it is no model of Bedside's")
    classes = json.loads(meta["classes"])
    arch = {
        "model_type": str(path.parent),
        "model_name": "BertForSequenceClassification",
        "tokenizer_name": "AutoTokenizer",
        "num_classes": len(classes),
    }
    state = {name: value.float() for name, value in load_file(path).items()}
    return {
        "config": {"arch": {"args": arch}, "dataset": {"args": {"classes": classes}}},
        "state_dict": state,
        "model_id": meta.get("model_id"),
    }


def _loaded(checkpoint: dict[str, Any], folder: Path) -> Any:
    """Hand the checkpoint to the library with the configuration beside it; nothing is fetched."""
    if not (folder / "config.json").exists():
        raise Misconfigured(
            f"{folder} has no config.json: put the model's configuration and tokenizer files beside the checkpoint"
        )
    # the library asks the hub for this name's configuration; a folder is answered locally
    checkpoint["config"]["arch"]["args"] |= {"model_type": str(folder)}
    try:
        return Detoxify(checkpoint=_bytes(checkpoint), device="cpu", huggingface_config_path=str(folder))
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise Misconfigured(
            f"detoxify could not load the checkpoint in {folder}: {str(error).splitlines()[0]}"
        ) from error


def _bytes(checkpoint: dict[str, Any]) -> io.BytesIO:
    buffer = io.BytesIO()
    torch.save({"config": checkpoint["config"], "state_dict": checkpoint["state_dict"]}, buffer)
    buffer.seek(0)
    return buffer
