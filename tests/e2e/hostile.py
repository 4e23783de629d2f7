"""Input that no one should send, and everyone does: name → (bytes of one line, whether it can become a decision)."""

import json

from e2e.serving import comment


def _line(number, text="The nurses were kind.", **fields):
    return json.dumps(comment(number, text, **fields)).encode()


def _with(number, **raw):
    """Return a comment with JSON written by hand for some fields."""
    line = _line(number)
    for name, value in raw.items():
        whole = json.loads(line)
        whole.pop(name, None)
        line = json.dumps(whole).encode()[:-1] + b', "' + name.encode() + b'": ' + value + b"}"
    return line


HOSTILE = {
    "truncated JSON": (_line(1)[:-9], False),
    "not JSON": (b"hello", False),
    "an array": (b"[1, 2]", False),
    "a number": (b"17", False),
    "a text of the wrong type": (_with(2, text=b"17"), False),
    "a missing name": (json.dumps({"text": "x", "platform": "site"}).encode(), False),
    "an empty id": (_line("")[:-1].replace(b'"c"', b'""') + b"}", False),
    "an impossible date": (_with(3, posted_at=b'"2026-02-31T00:00:00Z"'), False),
    "a date without an offset": (_with(4, posted_at=b'"2026-11-01T12:00:00"'), False),
    "an unknown schema version": (_with(5, schema_version=b"2"), False),
    "10 MB of text": (_line(6, "a" * 10_000_000), False),
    "invalid UTF-8": (_line(7).replace(b"kind", b"k\xffnd"), False),
    "deeply nested JSON": (_with(8, extra=b"[" * 100_000 + b"]" * 100_000), False),
    "no text and no rating": (_line(9, ""), False),
    "an unknown verb": (_with(10, verb=b'"shouted"'), False),
    "100,000 combining characters": (_line(11, "e" + "\u0301" * 30_000), True),
    "a NUL": (_with(12, text=b'"kind\\u0000ly"'), True),
    "a lone surrogate": (_with(13, text=b'"kind\\ud83dly"'), True),
    "a clock in the future": (_line(14, posted_at="2099-01-01T00:00:00Z"), True),
    "a null author": (_line(15, author_id=None), True),
    "unknown fields": (_line(16, later={"a": [1]}), True),
    "a byte order mark": (b"\xef\xbb\xbf" + _line(17), True),
    "a rating alone": (_line(18, "", rating=1), True),
    "white space alone": (_line(19, "   "), True),
    "emoji alone": (_line(20, "🐷" * 5_000), True),
    "one long word": (_line(21, "a" * 60_000), True),
    "100,000 combining characters, too many bytes": (_line(22, "e" + "\u0301" * 100_000), False),
    "a huge number": (_with(23, rating=b"1e400"), False),
    "a rating as text": (_with(24, rating=b'"5"'), False),
}
