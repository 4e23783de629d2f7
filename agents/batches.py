"""Batches of whatever has arrived, bounded in rows and bytes, without a free-running timer."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

Event = Any
"""A Faust event; untyped, since Faust is."""
END = None


async def batches(stream: Any, rows_max: int, bytes_max: int, linger_s: float) -> AsyncIterator[list[Event]]:
    """Yield lists of unacknowledged events, at least one each; errors of the stream reach the caller."""
    queue: asyncio.Queue[Event] = asyncio.Queue(maxsize=rows_max)

    async def pump() -> None:
        try:
            async for event in stream.noack().events():
                await queue.put(event)
        finally:
            # a full queue wakes the reader by itself, who then sees that the pump is done
            if not queue.full():
                queue.put_nowait(END)

    task = asyncio.ensure_future(pump())
    held: Event = END
    try:
        while True:
            event, held = (held, END) if held is not END else (await queue.get(), END)
            if event is END:
                break
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
            if held is END and task.done() and queue.empty():
                break
        await task
    finally:
        task.cancel()


def _bytes(event: Event) -> int:
    return len(event.value or b"")
