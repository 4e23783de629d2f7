"""The checksums of a model's files, in one file beside them, as `sha256sum --check` reads it."""

import hashlib
from pathlib import Path

from pipeline.errors import Misconfigured

CHECKSUMS = "model.sha256"


def verified(path: Path) -> str:
    """Return the SHA-256 of a file; raises Misconfigured where it is not the one that stands beside it."""
    digest = _digest(path)
    if f"{digest}  {path.name}" not in path.with_name(CHECKSUMS).read_text().splitlines():
        raise Misconfigured(f"{path} is not the file it should be (its checksum differs): install the package anew")
    return digest


def write_checksums(folder: Path) -> None:
    """Pin the weights in a folder; for training."""
    (folder / CHECKSUMS).write_text(
        "".join(f"{_digest(path)}  {path.name}\n" for path in sorted(folder.glob("*.safetensors")))
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
