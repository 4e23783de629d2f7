"""Batches of whatever has arrived, bounded in rows and bytes, without a free-running timer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

Event = Any
"""A Faust event; untyped, since Faust is."""
END = None


async def batches(
    stream: Any, rows_max: int, bytes_max: int, linger_s: float, stale: Callable[[Event], bool]
) -> AsyncIterator[list[Event]]:
    """Yield lists of unacknowledged events, at least one each; errors of the stream reach the caller.

    What is ``stale`` when its turn comes is dropped: it will be delivered again, here or elsewhere.
    """
    queue: asyncio.Queue[Event] = asyncio.Queue(maxsize=rows_max)

    async def pump() -> None:
        try:
            async for event in stream.noack().events():
                await queue.put(event)
                del event  # as below
        finally:
            # a full queue wakes the reader by itself, who then sees that the pump is done
            if not queue.full():
                queue.put_nowait(END)

    task = asyncio.ensure_future(pump())
    held: Event = END
    try:
        while not (held is END and task.done() and queue.empty()):
            event, held = (held, END) if held is not END else (await queue.get(), END)
            if event is END:
                break
            if stale(event):
                event = END
                continue
            batch, size = [event], _bytes(event)
            if linger_s:
                await asyncio.sleep(linger_s)
            while len(batch) < rows_max and not queue.empty():
                event = queue.get_nowait()
                if event is END:
                    break
                size += _bytes(event)
                if size > bytes_max:
                    held = event
                    break
                batch.append(event)
            yield batch
            batch, event = [], END  # a graceful stop counts live messages: keep none
        await task
    finally:
        task.cancel()


def _bytes(event: Event) -> int:
    return len(event.value or b"")
