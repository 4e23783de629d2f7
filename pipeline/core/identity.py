"""Keyed hashes: who an author is and which version of a comment this is, without saying either."""

import hashlib
import hmac

import msgspec

from schemas.comment import Comment

DIGEST_HEX = 32
"""128 bits: collisions are out of reach at any number of comments."""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """The deployment's keys for hashing, 32 bytes each; whoever holds them can test a guess, nobody else can."""

    pseudonym: bytes
    text: bytes


def _digest(key: bytes, *parts: str) -> str:
    # NUL cannot occur in a part (the codec replaces it), so that no two lists of parts hash alike
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:DIGEST_HEX]


def pseudonym(keys: Keys, platform: str, author_id: str) -> str:
    """Name an author on a platform, across its locations."""
    return "a-" + _digest(keys.pseudonym, platform, author_id)


def author_of(keys: Keys, comment: Comment) -> str | None:
    """Return the author's pseudonym; None for an anonymous comment, which never has a history."""
    return pseudonym(keys, comment.platform, comment.author_id) if comment.author_id else None


def text_hash(keys: Keys, comment: Comment) -> str:
    """Hash what was judged, keyed, so that the ledger can prove the text without holding it."""
    return _digest(keys.text, comment.text, "" if comment.rating is None else str(comment.rating))


def version(keys: Keys, comment: Comment) -> str:
    """Tell one version of a comment from another: when it was edited, else its text."""
    if comment.edited_at:
        return comment.edited_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return text_hash(keys, comment)


def input_id(keys: Keys, comment: Comment) -> str:
    """Identify (platform, comment_id, version): the same input, however often it is delivered."""
    return "i-" + _digest(keys.pseudonym, comment.platform, comment.comment_id, version(keys, comment))


def owner(keys: Keys, comment: Comment) -> str:
    """Return whose key seals the text: the author's, or the comment's own where nobody signed it."""
    return author_of(keys, comment) or "c-" + _digest(keys.pseudonym, comment.platform, comment.comment_id)


def decision_id(input_id: str) -> str:
    """Return the event id of the one automatic decision about an input."""
    return f"decision:{input_id}"


def removal_id(platform: str, comment_id: str) -> str:
    """Return the event id of a removal: a comment is taken away once."""
    return f"removal:{platform}:{comment_id}"
