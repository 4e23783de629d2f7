"""A clock that tests own: sleeping moves it, and nothing else does."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


class FakeClock:
    def __init__(self, at=NOON):
        self.at = at
        self.slept_s = 0.0

    def now(self):
        return self.at

    def sleep(self, seconds):
        self.slept_s += seconds
        self.at += timedelta(seconds=seconds)

    def forward(self, **delta):
        self.at += timedelta(**delta)
