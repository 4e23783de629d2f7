"""The sample behind ``make run``: made-up comments go in by the front door, and a table says what became of them."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import httpx

from pipeline.adapters.sql_states import DecisionRow
from pipeline.bootstrap import Store
from pipeline.cli.show import say, table
from pipeline.embedded import Embedded
from pipeline.errors import Unavailable

FOLDER = Path(str(files("deploy") / "sample"))
LOCATIONS = FOLDER / "locations.toml"
BATCH_ROWS = 200
PATIENCE_S = 120.0
EXAMPLES_OF = (
    ("hide", "none"),
    ("hide", "case"),
    ("hold", "none"),
    ("show", "case"),
    ("show", "thank"),
)
"""(visibility, route) of which one example each is shown."""
EXCERPT_MIN, EXCERPT = 40, 88


def show(store: Store, embedded: Embedded, url: str) -> None:
    """Feed the sample and print what it became; raises Unavailable where that takes too long."""
    lines = (FOLDER / "comments.ndjson").read_bytes().splitlines()
    started = time.perf_counter()
    _post(url, lines, store)
    while not embedded.idle():
        if time.perf_counter() - started > PATIENCE_S:
            raise Unavailable(f"not done after {PATIENCE_S:.0f} s; it goes on, look with `bedside decisions`")
        time.sleep(0.05)
    seconds = time.perf_counter() - started
    names = {f"{c['platform']}:{c['comment_id']}" for c in map(_loose, lines) if "platform" in c and "comment_id" in c}
    rows = [r for r in store.states.find() if f"{r.decision.platform}:{r.decision.comment_id}" in names]
    say(f"\n{len(lines)} lines of made-up comments, moderated in {seconds:.1f} s:\n")
    table(("what became of them", "", ""), counts(rows, store))
    say("")
    table(("for example", "why", "text"), examples(rows, store))
    say(
        f"\nLook next:  .venv/bin/bedside cases list        the response queue, most urgent first"
        f"\n            .venv/bin/bedside decisions         every decision, with what the platform did (a dry run here)"
        f"\n            .venv/bin/bedside explain ID        why, by which numbers, and what a person can do"
        f"\n            curl {url}/metrics  what operations watch\n{'':12}POST {url}/v1/comments     where comments come in"
    )


def _post(url: str, lines: list[bytes], store: Store) -> None:
    token = store.settings.token
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    with httpx.Client(base_url=url, headers=headers, timeout=PATIENCE_S) as client:
        batch: list[bytes] = []
        for line in [*lines, b""]:
            if line and _loose(line):
                batch.append(line)
            elif line:
                client.post("/v1/comments", content=line)  # what is no JSON spoils no batch
            if batch and (not line or len(batch) == BATCH_ROWS):
                client.post("/v1/comments", content=b"[" + b",".join(batch) + b"]").raise_for_status()
                batch = []


def _loose(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def counts(rows: list[DecisionRow], store: Store) -> Iterator[tuple[object, ...]]:
    """Yield what became of the comments, a row each kind of outcome."""
    by = Counter((row.visibility, row.decision.route) for row in rows)
    shown, hidden, held = (sum(n for (v, _), n in by.items() if v == name) for name in ("show", "hide", "hold"))
    lanes = Counter(row.decision.lane for row in rows if row.decision.route == "case")
    blocked = len({row.decision.author for row in rows if row.decision.block})
    yield "shown", shown, f"{by['show', 'case']} of them answered in a case, {by['show', 'thank']} praise"
    yield "hidden", hidden, f"{by['hide', 'case']} of them answered in a case all the same"
    yield "held", held, "a person looks; meanwhile they stay visible"
    yield "cases", sum(lanes.values()), ", ".join(f"{lane} {n}" for lane, n in lanes.most_common())
    yield "authors blocked", blocked, "for prior removals that add up"
    yield (
        "dead letters",
        sum(1 for _ in store.states.dead_letters()),
        "could not be read; see bedside dead-letters list",
    )


def examples(rows: list[DecisionRow], store: Store) -> Iterator[tuple[object, ...]]:
    """Yield one comment of each kind of outcome, with the first reason."""
    for visibility, route in EXAMPLES_OF:
        some = [r for r in rows if (r.visibility, r.decision.route) == (visibility, route) and r.decision.reasons]
        words = store.vault.open([r.decision.input_id for r in some])
        texts = [(r, words[r.decision.input_id].text) for r in some if r.decision.input_id in words]
        # the first that fits on a line
        fitting = [(r, text) for r, text in texts if EXCERPT_MIN <= len(text) <= EXCERPT] or texts
        for row, text in fitting[:1]:
            made = row.decision
            what = (
                visibility
                + (f", {made.route}" if made.route != "none" else "")
                + (f" ({made.lane})" if made.lane else "")
            )
            yield what, made.reasons[0].rule, text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
