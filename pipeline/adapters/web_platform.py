"""The customer's own site: signed callbacks that ask it to hide, unhide, block, unblock or reply."""

import httpx

from pipeline.adapters.web_calls import ALREADY_DONE, TIMEOUT_S, post
from schemas.codec import encode
from schemas.enforcement import Action, Enforcement


class WebPlatform:
    """Implements ports.Platform by POST; the site must treat a repeated idempotency key as done."""

    def __init__(self, url: str, secret: bytes, capabilities: frozenset[Action]) -> None:
        self.capabilities = capabilities
        self._url, self._secret = url, secret
        self._client = httpx.Client(timeout=TIMEOUT_S)

    def act(self, enforcement: Enforcement, author_id: str | None, text: str | None = None) -> str | None:
        """Ask for one act; 2xx is done, 409 was done before. Raises Unavailable or Refused."""
        body = {
            "idempotency_key": enforcement.enforcement_id,
            "action": enforcement.action,
            "platform": enforcement.platform,
            "location_id": enforcement.location_id,
            "comment_id": enforcement.comment_id,
            "author_id": author_id,
        }
        if text is not None:
            body["text"] = text
        answer = post(
            self._client, self._url, encode(body), self._secret, {"Idempotency-Key": enforcement.enforcement_id}
        )
        return "was done before" if answer.status_code == ALREADY_DONE else None
