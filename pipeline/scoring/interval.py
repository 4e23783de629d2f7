"""How sure a share is: the exact interval of Clopper and Pearson (Biometrika 26, 1934), by bisection."""

from collections.abc import Callable
from math import exp, lgamma, log, log1p


def share_interval(hits: int, count: int, miss: float = 0.05) -> tuple[float, float]:
    """Return the two-sided 95 % interval of a share of ``hits`` in ``count``; (0, 1) for nothing counted."""
    if count == 0:
        return 0.0, 1.0
    low = 0.0 if hits == 0 else _solve(lambda p: _at_least(hits, count, p) - miss / 2)
    high = 1.0 if hits == count else _solve(lambda p: miss / 2 - (1 - _at_least(hits + 1, count, p)))
    return low, high


def _at_least(hits: int, count: int, p: float) -> float:
    """Probability of ``hits`` or more; the shorter tail is summed."""
    if hits > count * p:
        return sum(_exactly(k, count, p) for k in range(hits, min(count, hits + 4_000) + 1))
    return 1 - sum(_exactly(k, count, p) for k in range(max(0, hits - 4_000), hits))


def _exactly(hits: int, count: int, p: float) -> float:
    ways = lgamma(count + 1) - lgamma(hits + 1) - lgamma(count - hits + 1)
    return exp(ways + hits * log(p) + (count - hits) * log1p(-p))


def _solve(rising: Callable[[float], float]) -> float:
    low, high = 1e-12, 1 - 1e-12
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
