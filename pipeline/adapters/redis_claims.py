"""A platform behind a claim: of several workers one asks for an act, and an act that was done is not asked for again.

The claim is pending before the call and done after it; a pending one that expired (its worker died) is tried again, so that
no act is lost. A platform that knows idempotency keys is told the same key; this is for those that do not.
"""

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.adapters.redis_client import PREFIX, Client, translated
from pipeline.errors import Refused, Unavailable
from pipeline.ports import Platform
from schemas.enforcement import Enforcement

LOG = logging.getLogger("bedside.redis")
PENDING_S = 16
"""Above the longest call: web_calls.TIMEOUT_S for each of connecting, writing, reading."""
DONE = "done"
DONE_S = 7 * 24 * 3600
SETTLE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
"""
"""Only whose claim it is may settle it. ARGV: the pending claim, what takes its place (nothing: forget it), seconds."""


class ClaimedPlatform:
    """Implements ports.Platform over another one."""

    def __init__(self, client: Client, platform: Platform) -> None:
        self.capabilities = platform.capabilities
        self._redis, self._platform = client, platform
        self._settle = client.register_script(SETTLE)
        self._mine = f"pending:{uuid.uuid4().hex}".encode()
        self._asking: set[str] = set()
        self._lock = threading.Lock()

    def act(self, enforcement: Enforcement, author_id: str | None, text: str | None = None) -> str | None:
        """Carry out one act unless it was done; raises Unavailable (another worker is at it, too) or Refused."""
        key = f"{PREFIX}:act:{enforcement.enforcement_id}"
        with self._alone(key):
            if self._done_before(key):
                return "was done before"
            try:
                detail = self._platform.act(enforcement, author_id, text)
            except (Unavailable, Refused):
                self._put(key, "")
                raise
            self._put(key, DONE)
            return detail

    def _done_before(self, key: str) -> bool:
        """Claim the act; a claim of ours that could not be settled is still ours."""
        with translated():
            claimed = self._redis.set(key, self._mine, nx=True, ex=PENDING_S)
            there: Any = None if claimed else self._redis.get(key)
        if there not in {None, self._mine, DONE.encode()}:
            raise Unavailable("another worker is asking for this act")
        return bool(there == DONE.encode())

    def _put(self, key: str, value: str) -> None:
        """Settle the claim; where that fails it expires, and the ledger knows what was done."""
        try:
            with translated():
                self._settle(keys=[key], args=[self._mine, value, DONE_S])
        except Unavailable as error:
            LOG.warning("a claim is left to expire: %s", error)

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """Of this process's own threads one asks."""
        with self._lock:
            if key in self._asking:
                raise Unavailable("another thread is asking for this act")
            self._asking.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._asking.discard(key)
