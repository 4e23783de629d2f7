"""A random encoder of a few thousand weights, saved as training saves."""

from pathlib import Path

import torch

from pipeline.scoring.train import save, start


def tiny_model(folder: Path, seed: int = 1) -> Path:
    """Write a model folder; its scores are spread enough to tell texts apart."""
    torch.manual_seed(seed)
    model, tokenizer = start(tiny=True)
    torch.nn.init.normal_(model.classifier.weight, std=1.0)
    save(model, tokenizer, folder, "bedside-tiny-1", {"tiny": True})
    return folder
