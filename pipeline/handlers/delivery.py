"""How a batch is handled, whoever delivers it: bounded retries, bisection around poison, and the errors that must stop a worker.

The embedded loop and the Faust agents both call ``deliver``; what it returns is published before the records are acknowledged.
"""

from collections.abc import Callable, Sequence

from pipeline.errors import Corrupt, TooNew, Unavailable
from pipeline.handlers.patience import patiently
from pipeline.ports import Clock, Handler, Message, Record

Bury = Callable[[Record, Exception], Message]


def deliver(
    handler: Handler, records: Sequence[Record], bury: Bury, clock: Clock, retry_wait_s: float
) -> list[Message]:
    """Handle a batch whole, or in halves around what it chokes on; every record ends handled or buried.

    Raises Unavailable once ``retry_wait_s`` of retries are spent (nothing may be acknowledged: try again later), Corrupt
    and TooNew at once (the worker must stop).
    """
    try:
        return list(patiently(clock, retry_wait_s)(handler, records))
    except (Unavailable, Corrupt, TooNew):
        raise
    except Exception as error:  # noqa: BLE001 - whatever one record does to a handler must not stop the others
        if len(records) == 1:
            return [patiently(clock, retry_wait_s)(bury, records[0], error)]
        half = len(records) // 2
        first = deliver(handler, records[:half], bury, clock, retry_wait_s)
        return first + deliver(handler, records[half:], bury, clock, retry_wait_s)
