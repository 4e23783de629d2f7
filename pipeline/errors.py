"""The error tree; adapters translate every library's exceptions into it.

ModerationError
├── Malformed       never retry: the bytes become a dead letter; carries the JSON path
│   └── TooNew      a newer schema version: from outside a dead letter, on our own topics the worker stops
├── Unavailable     retry with jitter, within bounds: the partition waits
├── Refused         the other side said no: record it, ask a person
├── Corrupt         an invariant broke: stop the worker
└── Misconfigured   a setting, a file or the environment is wrong: exit 2 with one sentence
"""

from schemas.errors import Malformed, ModerationError, TooNew

__all__ = ["Corrupt", "Malformed", "Misconfigured", "ModerationError", "Refused", "TooNew", "Unavailable"]


class Unavailable(ModerationError):  # noqa: N818 - the field's words, not kinds of "error"
    """Something we depend on did not answer; it may soon."""


class Refused(ModerationError):  # noqa: N818
    """The platform will not do what we asked, now or later."""


class Corrupt(ModerationError):  # noqa: N818
    """What we read back is not what we wrote."""


class Misconfigured(ModerationError):  # noqa: N818
    """The operator must change something; the message says what."""
