"""The HTTP API: comments in, health and metrics out. Sizes are checked before anything is read, faults are problem+json (RFC 9457)."""

import hmac
import json
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pipeline import metrics
from pipeline.errors import Unavailable
from pipeline.handlers.accept import Accept, Accepted

COMMENTS_MAX = 1_000
RETRY_AFTER_S = 5
Check = Callable[[], str | None]
"""Returns what is wrong, in a few words; None: all is well."""


class _TooLargeError(Exception):
    """The request outgrew its bound."""


def api(
    accept: Accept, *, token: str | None, body_bytes_max: int, alive: Check, ready: Check, refresh: Callable[[], None]
) -> Starlette:
    """Return the application. ``refresh`` brings gauges up to date before they are read."""

    async def post_comments(request: Request) -> Response:
        if token is not None and not _authorised(request, token):
            answer = _problem(
                HTTPStatus.UNAUTHORIZED, "send the header Authorization: Bearer TOKEN with the token of BEDSIDE_TOKEN"
            )
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        try:
            body = await _read(request, body_bytes_max)
            values = _values(body)
        except _TooLargeError:
            return _problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"a request has at most {body_bytes_max} bytes and {COMMENTS_MAX} comments; send it in parts",
            )
        try:
            # what is no list of comments is buried whole: a crisis may be in it
            done = await run_in_threadpool(accept, [body] if values is None else values, "http")
        except Unavailable as error:
            answer = _problem(HTTPStatus.SERVICE_UNAVAILABLE, f"nothing was accepted, send it again later: {error}")
            answer.headers["Retry-After"] = str(RETRY_AFTER_S)
            return answer
        _count(done)
        if values is None:
            fault = done.rejected[0].error if done.rejected else "it is neither"
            return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"send one JSON object or an array of objects: {fault}")
        return Response(msgspec.json.encode(done), HTTPStatus.ACCEPTED, media_type="application/json")

    async def healthz(_: Request) -> Response:
        return await _answer(alive)

    async def readyz(_: Request) -> Response:
        return await _answer(ready)

    async def read_metrics(_: Request) -> Response:
        await run_in_threadpool(refresh)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/v1/comments", post_comments, methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/metrics", read_metrics),
        ]
    )


async def _answer(check: Check) -> Response:
    try:
        wrong = await run_in_threadpool(check)
    except Unavailable as error:
        wrong = str(error)
    if wrong is None:
        return PlainTextResponse("ok\n")
    return PlainTextResponse(wrong + "\n", HTTPStatus.SERVICE_UNAVAILABLE)


def _authorised(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


async def _read(request: Request, bytes_max: int) -> bytes:
    """Read the body, never more than its bound."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > bytes_max:
        raise _TooLargeError
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > bytes_max:
                raise _TooLargeError
            parts.append(part)
    except ClientDisconnect:
        return b""
    return b"".join(parts)


def _values(body: bytes) -> list[bytes] | None:
    """Cut the body into the raw bytes of each comment, each judged by itself; None where it is no object and no array."""
    try:
        raw = msgspec.json.decode(body, type=list[msgspec.Raw])
        values = [bytes(value) for value in raw]
    except (msgspec.DecodeError, RecursionError):
        loaded = _loosely(body)
        if isinstance(loaded, dict):
            return [body]
        if not isinstance(loaded, list):
            return None
        values = [json.dumps(value).encode() for value in loaded]
    if len(values) > COMMENTS_MAX:
        raise _TooLargeError
    return values


def _loosely(body: bytes) -> object:
    """Read JSON that a strict reader refuses for an escape that makes half a character; the codec repairs it later."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _count(done: Accepted) -> None:
    metrics.HTTP_COMMENTS.labels("accepted").inc(done.accepted)
    metrics.HTTP_COMMENTS.labels("duplicate").inc(done.duplicates)
    metrics.HTTP_COMMENTS.labels("rejected").inc(len(done.rejected))


def _problem(status: HTTPStatus, detail: str) -> Response:
    body = msgspec.json.encode(
        {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    )
    return Response(body, status, media_type="application/problem+json")
