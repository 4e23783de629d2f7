"""How everything here tries again: while somebody is Unavailable, with jitter, for a bounded time of the clock it is given."""

from datetime import timedelta

from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from pipeline.errors import Unavailable
from pipeline.ports import Clock

FIRST_WAIT_S, WAIT_S_MAX = 0.1, 5


def patiently(clock: Clock, wait_s: float) -> Retrying:
    """Return a caller that tries for ``wait_s`` seconds and then raises the last Unavailable."""
    deadline = clock.now() + timedelta(seconds=wait_s)

    def spent(_state: RetryCallState) -> bool:
        return clock.now() >= deadline

    return Retrying(
        retry=retry_if_exception_type(Unavailable),
        wait=wait_random_exponential(multiplier=FIRST_WAIT_S, max=WAIT_S_MAX),
        stop=spent,
        sleep=clock.sleep,
        reraise=True,
    )
