"""Fit the linear baseline: ``python -m pipeline.scoring.train_linear --data DIR``; minutes, seeded, with a short card."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from pipeline.scoring.heads import CLASSES
from pipeline.scoring.linear import BUCKETS, buckets
from pipeline.scoring.mixture import Mixture, arrays, training_rows
from pipeline.scoring.windows import windows

MODEL_ID = "bedside-linear-1"
MODEL = Path(__file__).parent / "models" / "linear" / "model.safetensors"
FEATURES_MAX = 120_000
TEXTS_MIN = 4
"""A feature of fewer texts is noise."""


def matrix(texts: list[str]) -> csr_matrix:
    """[n] texts → [n, BUCKETS] ones; a long text gives its first window, as its labels mostly do."""
    rows = [buckets(windows(text)[0]) for text in texts]
    starts = np.concatenate(([0], np.cumsum([len(r) for r in rows])))
    return csr_matrix((np.ones(starts[-1], np.float32), np.concatenate(rows), starts), shape=(len(texts), BUCKETS))


def scale(found: csr_matrix, idf: NDArray[np.float32]) -> csr_matrix:
    """Scale columns by idf and rows by the root of their number of features, as linear.py does."""
    counts = np.sqrt(np.maximum(1, np.diff(found.indptr)))
    return csr_matrix(found.multiply(idf).multiply((1 / counts)[:, None]))


def fit(data: Mixture, out: Path, strength: float, recipe: dict[str, Any]) -> None:
    """Fit each class on the rows that know it; keep the features that move the most texts most."""
    found = matrix(data.texts)
    texts = np.asarray(found.sum(axis=0)).ravel()
    idf = (np.log((1 + len(data.texts)) / (1 + texts)) / 5).astype(np.float32)
    idf[texts < TEXTS_MIN] = 0
    features = np.flatnonzero(texts >= TEXTS_MIN)
    x = scale(found, idf)[:, features]
    weights = np.zeros((len(features), len(CLASSES)), np.float32)
    bias = np.zeros(len(CLASSES), np.float32)
    for i in tqdm(range(len(CLASSES)), unit="class"):
        known = ~np.isnan(data.targets[:, i])
        truth = data.targets[known, i] > 0.5
        if truth.all() or not truth.any():
            bias[i] = 5.0 if truth.any() else -5.0
            continue
        model = LogisticRegression(C=strength, solver="liblinear", tol=1e-2, random_state=0)
        model.fit(x[known], truth)
        weights[:, i], bias[i] = model.coef_[0] * idf[features], model.intercept_[0]
    matters = np.abs(weights).max(axis=1) * np.sqrt(texts[features])
    kept = np.sort(np.argsort(-matters, kind="stable")[:FEATURES_MAX])
    out.parent.mkdir(parents=True, exist_ok=True)
    tensors = {"buckets": features[kept].astype(np.int32), "weights": weights[kept].astype(np.float16), "bias": bias}
    meta = {"model_id": MODEL_ID, "classes": json.dumps(CLASSES), "recipe": json.dumps(recipe, sort_keys=True)}
    save_file(tensors, out, metadata=meta)


def train(
    data: Annotated[Path, typer.Option(help="folder of the labelled sets")],
    out: Annotated[Path, typer.Option(help="the file to write")] = MODEL,
    rows: int = 60_000,
    strength: Annotated[float, typer.Option(help="inverse of the ridge")] = 10.0,
    seed: int = 7,
) -> None:
    """Train the linear model."""
    began = datetime.now(UTC)
    fit(arrays(training_rows(data, rows, seed)), out, strength, {"rows": rows, "strength": strength, "seed": seed})
    typer.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB in {(datetime.now(UTC) - began).seconds} s")


if __name__ == "__main__":
    typer.run(train)
