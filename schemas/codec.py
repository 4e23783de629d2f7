"""Bytes ⇄ types: the only place where either becomes the other; everything behind it trusts the types."""

import codecs
import json
import re
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from schemas.comment import Comment, CommentWire, Received
from schemas.decision import Decision, Removal
from schemas.errors import Malformed, TooNew
from schemas.ruling import Ruling

VERSION = 1
RAW_BYTES_PER_TEXT_BYTE = 6
"""A JSON escape (backslash, u, four digits) is six bytes for one."""
OTHER_FIELDS_BYTES = 65_536

Event = Decision | Removal | Ruling
T = TypeVar("T")


class _Version(msgspec.Struct):
    schema_version: Any = 1


_ESCAPES = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_FAULT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>\$.*)`)?$", re.DOTALL)
_MISSING = re.compile(r"missing required field `(\w+)`")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TEXT = ("comment_id", "platform", "location_id", "text", "author_id", "author_name", "parent_id", "permalink")

_comment = msgspec.json.Decoder(CommentWire)
_version: msgspec.json.Decoder[_Version] = msgspec.json.Decoder(_Version)
_event: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(value: object) -> bytes:
    """Canonical JSON: sorted keys, no white space, UTF-8; equal values give equal bytes."""
    return msgspec.json.encode(value, order="sorted")


def decode(value: bytes, kind: type[T]) -> T:
    """Read back what Bedside itself wrote; raises TooNew or Malformed."""
    try:
        return msgspec.json.decode(value, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _fault(value, error) from None


def decode_event(value: bytes) -> Event:
    """One value of the topics decisions and rulings; raises TooNew or Malformed."""
    try:
        event = _event.decode(value)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _fault(value, error) from None
    if event.schema_version > VERSION:
        raise TooNew(_too_new(event.schema_version), "$.schema_version")
    return event


def decode_comment(value: bytes, text_bytes_max: int = 65_536) -> Received:
    """Read a comment from outside; raises Malformed (or TooNew) with the JSON path of the fault.

    Sizes are checked before anything is parsed or normalised. What could not be stored (NUL, lone surrogates) is
    replaced by U+FFFD and flagged.
    """
    limit = text_bytes_max * RAW_BYTES_PER_TEXT_BYTE + OTHER_FIELDS_BYTES
    if len(value) > limit:
        raise Malformed(f"{len(value)} bytes; a comment has at most {limit}", "$")
    value = value.removeprefix(codecs.BOM_UTF8)
    flags: tuple[str, ...] = ()
    try:
        if _ESCAPES.search(value):
            wire, flags = _decode_repairing(value)
        else:
            wire = _comment.decode(value)
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise _fault(value, error) from None
    return Received(comment=_settle(wire, text_bytes_max), flags=flags)


def _decode_repairing(value: bytes) -> tuple[CommentWire, tuple[str, ...]]:
    """Take the slow road, for the escapes that make lone surrogates or NUL."""
    loaded = json.loads(value, parse_constant=_no_constant)
    flags = []
    if isinstance(loaded, dict):
        for name in _TEXT:
            if isinstance(loaded.get(name), str):
                # pairs of escapes are whole characters by now; what is left of the range stands alone
                mended = _UNSTORABLE.sub("\ufffd", loaded[name])
                if mended != loaded[name]:
                    flags.append(f"repaired:$.{name}")
                    loaded[name] = mended
        loaded = {name: loaded[name] for name in CommentWire.__struct_fields__ if name in loaded}
    return msgspec.convert(loaded, CommentWire), tuple(flags)


def _no_constant(name: str) -> float:
    raise ValueError(f"JSON has no {name}")


def _settle(wire: CommentWire, text_bytes_max: int) -> Comment:
    """Fill what may be absent, and hold the rules that no type can say."""
    version = wire.schema_version or VERSION
    if version > VERSION:
        raise TooNew(_too_new(version), "$.schema_version")
    text, verb = wire.text or "", wire.verb or "added"
    if not text and wire.rating is None and verb != "removed":
        raise Malformed("text is empty and there is no rating", "$.text")
    size = len(text.encode())
    if size > text_bytes_max:
        raise Malformed(f"text has {size} bytes; at most {text_bytes_max} are scored", "$.text")
    return Comment(
        comment_id=wire.comment_id,
        platform=wire.platform,
        location_id=wire.location_id,
        posted_at=_utc(wire.posted_at, "$.posted_at"),
        text=text,
        author_id=wire.author_id or None,
        author_name=wire.author_name,
        edited_at=wire.edited_at and _utc(wire.edited_at, "$.edited_at"),
        received_at=wire.received_at and _utc(wire.received_at, "$.received_at"),
        parent_id=wire.parent_id or None,
        rating=wire.rating,
        permalink=wire.permalink,
        attachments=wire.attachments or 0,
        verb=verb,
    )


def _utc(moment: datetime, path: str) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Malformed("a date outside the calendar", path) from None


def _fault(value: bytes, error: Exception) -> Malformed:
    if isinstance(error, RecursionError):
        return Malformed("nested too deeply", "$")
    try:
        value.decode()
    except UnicodeDecodeError as fault:
        return Malformed(f"not UTF-8: byte {fault.start}", "$")
    try:
        version = _version.decode(value).schema_version
    except (msgspec.DecodeError, RecursionError):
        version = 1  # not an object, or not JSON: the error at hand says it better
    if isinstance(version, int) and version > VERSION:
        return TooNew(_too_new(version), "$.schema_version")
    found = _FAULT.match(str(error))
    if str(error) == "Input data was truncated":
        return Malformed("not JSON: it ends too early", "$")
    what, path = (found["what"], found["path"]) if found else (str(error), None)
    missing = _MISSING.search(what)
    if missing:
        return Malformed("required, and absent", f"{path or '$'}.{missing[1]}")
    return Malformed(what, path or "$")


def _too_new(version: int) -> str:
    return f"schema_version {version}; this release reads up to {VERSION}: deploy readers first"
