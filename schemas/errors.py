"""What reading bytes can fail with; pipeline/errors.py draws the whole tree."""


class ModerationError(Exception):
    """Base of all errors Bedside raises on purpose."""


class Malformed(ModerationError):  # noqa: N818 - the field's word
    """Input that no retry can mend; ``path`` is a JSON path such as ``$.posted_at``."""

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.path = path


class TooNew(Malformed):
    """A schema version this release cannot read."""
