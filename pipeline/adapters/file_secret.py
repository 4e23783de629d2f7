"""The deployment's master secret: from the environment or a file made at first start; every key is derived from it."""

import os
import secrets
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pipeline.config import Settings
from pipeline.core.identity import Keys
from pipeline.errors import Misconfigured

SECRET_CHARACTERS_MIN = 32


class Secrets(msgspec.Struct, frozen=True):
    """Keys for hashing (pseudonyms, texts) and the key that wraps every author's own key."""

    keys: Keys
    vault: bytes


def load_secrets(settings: Settings) -> Secrets:
    """Read or make the master secret; raises Misconfigured where it is too short or unreadable."""
    master = settings.secret.get_secret_value() if settings.secret else _from_file(settings.data / "secret.key")
    if len(master) < SECRET_CHARACTERS_MIN:
        raise Misconfigured(
            f"the master secret has {len(master)} characters; give BEDSIDE_SECRET at least {SECRET_CHARACTERS_MIN}"
        )

    def derive(purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=b"bedside " + purpose).derive(master.encode())

    return Secrets(Keys(pseudonym=derive(b"pseudonym"), text=derive(b"text")), derive(b"vault"))


def _from_file(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            # written whole under another name and linked: of two processes that race, one wins and both read its secret
            part = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(part, path)
            except FileExistsError:
                pass  # the other process won
            finally:
                part.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise Misconfigured(
            f"cannot read or make {path}: {error.strerror}; check BEDSIDE_DATA or set BEDSIDE_SECRET"
        ) from None
