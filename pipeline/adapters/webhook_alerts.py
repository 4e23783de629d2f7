"""Alerts by webhook, up an on-call list; lane, location and link, never text."""

from collections.abc import Mapping

import httpx

from pipeline.adapters.web_calls import TIMEOUT_S, post
from schemas.codec import encode


class WebhookAlerts:
    """Implements ports.Alerts; with an empty list nobody is told, which `bedside doctor` reports."""

    def __init__(self, urls: tuple[str, ...], secret: bytes) -> None:
        self._urls, self._secret = urls, secret
        self.rungs = len(urls)
        self._client = httpx.Client(timeout=TIMEOUT_S)

    def send(self, rung: int, alert: Mapping[str, str | None]) -> None:
        """Post to the rung's receiver; after the last one the list begins again."""
        if self._urls:
            post(self._client, self._urls[rung % len(self._urls)], encode(dict(alert)), self._secret, {})
