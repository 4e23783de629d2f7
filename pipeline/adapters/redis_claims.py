"""A platform behind a claim: of several workers one asks for an act, and an act that was done is not asked for again.

The claim is pending before the call and done after it; a pending one that expired (its worker died) is tried again, so that
no act is lost. A platform that knows idempotency keys is told the same key; this is for those that do not.
"""

import uuid
from typing import Any

from pipeline.adapters.redis_client import PREFIX, Client, translated
from pipeline.errors import Refused, Unavailable
from pipeline.ports import Platform
from schemas.enforcement import Enforcement

PENDING_S = 20
"""Above the longest call (web_calls.TIMEOUT_S for each of connecting, writing, reading)."""
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

    def act(self, enforcement: Enforcement, author_id: str | None, text: str | None = None) -> str | None:
        """Carry out one act unless it was done; raises Unavailable (another worker is at it, too) or Refused."""
        key = f"{PREFIX}:act:{enforcement.enforcement_id}"
        mine = f"pending:{uuid.uuid4().hex}"
        with translated():
            claimed = self._redis.set(key, mine, nx=True, ex=PENDING_S)
            there: Any = None if claimed else self._redis.get(key)
        if there == b"done":
            return "was done before"
        if not claimed:
            raise Unavailable(f"another worker is asking for {enforcement.enforcement_id}")
        try:
            detail = self._platform.act(enforcement, author_id, text)
        except (Unavailable, Refused):
            self._put(key, mine, "")
            raise
        self._put(key, mine, "done")
        return detail

    def _put(self, key: str, mine: str, value: str) -> None:
        with translated():
            self._settle(keys=[key], args=[mine, value, DONE_S])
