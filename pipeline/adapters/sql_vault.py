"""Texts and names, sealed with AES-GCM under a key per author that the master key wraps; destroy the key, erase the words."""

import os
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pipeline.adapters.sql_database import IDS_PER_QUERY, Database, chunks
from pipeline.adapters.sql_tables import author_keys, sealed
from pipeline.errors import Corrupt
from schemas.codec import decode, encode
from schemas.comment import Comment

NONCE_BYTES = 12
KEY_BITS = 256


class SqlVault:
    """Implements ports.Vault."""

    def __init__(self, database: Database, master: bytes) -> None:
        self._database, self._master = database, AESGCM(master)

    def seal(self, items: Sequence[tuple[str, str, Comment]]) -> None:
        """Seal [n] of (input id, owner, comment); the first sealing of an input id stays."""
        self._seal([(input_id, owner, encode(comment)) for input_id, owner, comment in items])

    def open(self, input_ids: Sequence[str]) -> dict[str, Comment]:
        """Return the comments whose keys still exist."""
        return {sealed_id: decode(body, Comment) for sealed_id, body in self._open(input_ids).items()}

    def seal_body(self, dead_letter_id: str, body: bytes) -> None:
        """Keep a dead letter's bytes; their author is unknown, so they have a key of their own."""
        self._seal([(dead_letter_id, dead_letter_id, body)])

    def open_body(self, dead_letter_id: str) -> bytes | None:
        """Return a dead letter's first bytes."""
        return self._open([dead_letter_id]).get(dead_letter_id)

    def author(self, pseudonym: str) -> tuple[str, str, str | None] | None:
        """Return (platform, author_id, author_name) as last seen, unless erased."""
        with self._database.read() as connection:
            query = sa.select(sealed.c.sealed_id).where(sealed.c.owner == pseudonym).limit(1)
            sealed_id = connection.execute(query).scalar_one_or_none()
        comment = self.open([sealed_id]).get(sealed_id) if sealed_id else None
        return (comment.platform, comment.author_id, comment.author_name) if comment and comment.author_id else None

    def check(self) -> None:
        """Open one author's key; raises Corrupt where it was sealed under another master secret."""
        with self._database.read() as connection:
            owner = connection.execute(sa.select(author_keys.c.owner).limit(1)).scalar_one_or_none()
            if owner is not None:
                self._keys(connection, [owner], make=False)

    def erase(self, owner: str) -> bool:
        """Destroy an owner's key and what it sealed: no copy of the rows elsewhere can ever be read again."""
        with self._database.write() as connection:
            connection.execute(sealed.delete().where(sealed.c.owner == owner))
            return connection.execute(author_keys.delete().where(author_keys.c.owner == owner)).rowcount > 0

    def _seal(self, items: Sequence[tuple[str, str, bytes]]) -> None:
        if not items:
            return
        with self._database.write() as connection:
            keys = self._keys(connection, {owner for _, owner, _ in items}, make=True)
            rows = []
            for sealed_id, owner, body in items:
                nonce = os.urandom(NONCE_BYTES)
                rows.append(
                    {
                        "sealed_id": sealed_id,
                        "owner": owner,
                        "body": nonce + keys[owner].encrypt(nonce, body, sealed_id.encode()),
                    }
                )
            self._database.insert_new(connection, sealed, rows)

    def _open(self, sealed_ids: Sequence[str]) -> dict[str, bytes]:
        with self._database.read() as connection:
            rows = [
                row
                for part in chunks(sealed_ids, IDS_PER_QUERY)
                for row in connection.execute(sa.select(sealed).where(sealed.c.sealed_id.in_(part)))
            ]
            keys = self._keys(connection, {row.owner for row in rows}, make=False)
        opened = {}
        for row in rows:
            if row.owner in keys:
                try:
                    nonce, body = row.body[:NONCE_BYTES], row.body[NONCE_BYTES:]
                    opened[row.sealed_id] = keys[row.owner].decrypt(nonce, body, row.sealed_id.encode())
                except InvalidTag:
                    raise Corrupt(
                        f"the sealed text {row.sealed_id} does not open with its key: was BEDSIDE_SECRET changed?"
                    ) from None
        return opened

    def _keys(self, connection: sa.Connection, owners: Iterable[str], *, make: bool) -> dict[str, AESGCM]:
        owners = set(owners)
        keys = {}
        for part in chunks(sorted(owners), IDS_PER_QUERY):
            for row in connection.execute(sa.select(author_keys).where(author_keys.c.owner.in_(part))):
                keys[row.owner] = AESGCM(self._unwrap(row.owner, row.wrapped))
        missing = owners - keys.keys() if make else set()
        made = {owner: AESGCM.generate_key(KEY_BITS) for owner in sorted(missing)}
        self._database.insert_new(
            connection, author_keys, [{"owner": o, "wrapped": self._wrap(o, key)} for o, key in made.items()]
        )
        return keys | {owner: AESGCM(key) for owner, key in made.items()}

    def _wrap(self, owner: str, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._master.encrypt(nonce, key, owner.encode())

    def _unwrap(self, owner: str, wrapped: bytes) -> bytes:
        try:
            return self._master.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], owner.encode())
        except InvalidTag:
            raise Corrupt("an author's key does not open with the master secret: was BEDSIDE_SECRET changed?") from None
