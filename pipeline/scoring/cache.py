"""A bounded memory of the most recently used answers; short reviews repeat."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """At most ``rows_max`` answers; safe across threads."""

    def __init__(self, rows_max: int) -> None:
        self._rows: OrderedDict[K, V] = OrderedDict()
        self._rows_max = rows_max
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """Return what is remembered, and remember it for longer."""
        with self._lock:
            found = self._rows.get(key)
            if found is not None:
                self._rows.move_to_end(key)
            return found

    def put(self, key: K, value: V) -> None:
        """Remember; forget what was not used for longest."""
        with self._lock:
            self._rows[key] = value
            self._rows.move_to_end(key)
            if len(self._rows) > self._rows_max:
                self._rows.popitem(last=False)
