"""Comments per second of the embedded pipeline, stage by stage, on the sample's texts: ``make bench``.

Every number is a rate of one run on one machine; compare them with each other, not with another day's.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from pipeline.bootstrap import Handlers, Store, load_scorer, open_store, wire
from pipeline.cli.sample import FOLDER
from pipeline.cli.show import say, table
from pipeline.config import load_settings
from pipeline.core.safety import signals
from pipeline.core.text import fold
from pipeline.embedded import Embedded
from pipeline.ports import Message
from schemas.codec import decode_comment
from schemas.comment import Comment
from schemas.errors import Malformed

COMMENTS = 2_000
BATCH = 256


def comments(count: int) -> list[Comment]:
    """Vary the sample: ``count`` comments of new ids, authors in the sample's shares, every text its own."""
    found = []
    for line in (FOLDER / "comments.ndjson").read_bytes().splitlines():
        try:
            comment = decode_comment(line).comment
        except Malformed:
            continue
        if comment.verb == "added" and comment.text:
            found.append(comment)
    return [
        msgspec.structs.replace(c, comment_id=f"{c.comment_id}-{n}", text=f"{c.text} ({n})")
        for n, c in ((n, found[n % len(found)]) for n in range(count))
    ]


def rate(act: Callable[[], object], count: int = COMMENTS) -> float:
    """Return how many a second."""
    started = time.perf_counter()
    act()
    return count / (time.perf_counter() - started)


def stages(store: Store, handlers: Handlers, made: list[Comment]) -> dict[str, float]:
    """Return stage → comments a second, each stage alone, then all of them as the embedded loop runs them."""
    values = [msgspec.json.encode(c) for c in made]
    texts = [c.text for c in made]
    scorer = load_scorer(store.settings, store.policy)
    scorer.score(texts[:BATCH])
    rates = {
        "read (codec)": rate(lambda: [decode_comment(v) for v in values]),
        "fold the text": rate(lambda: [fold(t) for t in texts]),
        "safety rules": rate(lambda: [signals(t) for t in texts]),
        f"model ({scorer.model_id})": rate(
            lambda: [scorer.score(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
        ),
    }
    store.bus.publish(
        [Message("comments", c.key, v, c.comment_id, "bedside.comment.v1") for c, v in zip(made, values, strict=True)]
    )
    for group in ("moderate", "enforce", "respond"):
        embedded = Embedded(store, {group: handlers.groups[group]}, handlers.bury)
        rates[f"{group}, whole"] = rate(embedded.drain)
    rates["all together"] = 1 / sum(1 / rates[f"{group}, whole"] for group in ("moderate", "enforce", "respond"))
    return rates


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(load_settings(data=Path(folder)))
        handlers = wire(store, load_scorer(store.settings, store.policy))
        rates = stages(store, handlers, comments(COMMENTS))
        store.database.close()
    say(f"{COMMENTS} comments, batches of {BATCH}, SQLite with full sync, one process\n")
    table(
        ("stage", "comments/s", "of the whole"),
        ((k, f"{v:,.0f}", f"{rates['all together'] / v:6.1%}") for k, v in rates.items()),
    )


if __name__ == "__main__":
    main()
