"""The machine's clock."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Wall time in UTC."""

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
