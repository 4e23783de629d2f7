"""Signed HTTP calls out: the signature covers the time and the raw body, and every failure is one of ours."""

import hashlib
import hmac
import time
from collections.abc import Mapping

import httpx

from pipeline.errors import Refused, Unavailable

TIMEOUT_S = 5.0
TRY_AGAIN = {408, 425, 429}
ALREADY_DONE = 409


def sign(secret: bytes, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 of ``timestamp.body``, hex, as the receiver must compute it."""
    return "sha256=" + hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def post(client: httpx.Client, url: str, body: bytes, secret: bytes, headers: Mapping[str, str]) -> httpx.Response:
    """Post signed JSON. Raises Unavailable where another try may help, Refused where the receiver said no."""
    timestamp = str(int(time.time()))
    signed = {
        "Content-Type": "application/json",
        "X-Bedside-Timestamp": timestamp,
        "X-Bedside-Signature-256": sign(secret, timestamp, body),
        **headers,
    }
    try:
        answer = client.post(url, content=body, headers=signed)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unavailable(f"{httpx.URL(url).host} did not answer ({type(error).__name__})") from None
    if answer.status_code in TRY_AGAIN or answer.is_server_error:
        raise Unavailable(f"{httpx.URL(url).host} answered {answer.status_code}")
    if answer.status_code != ALREADY_DONE and not answer.is_success:
        raise Refused(f"{httpx.URL(url).host} answered {answer.status_code}")
    return answer
