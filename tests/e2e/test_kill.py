"""kill -9 of ``bedside serve`` in mid-flood, twenty times: nothing accepted is lost, nothing is done twice."""

import random
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import httpx
from e2e.serving import Serving, Site, comment, rows

KILLS = 20
FLOODERS = 3
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def _flood(serving, number, accepted, stop):
    """Post comments, each batch until it is accepted; of many locations, so that no quota parks an act."""
    draw = random.Random(number)
    n = 0
    while not stop.is_set():
        batch = []
        for _ in range(draw.randint(1, 12)):
            n += 1
            severe = draw.random() < 0.15
            text = f'{{"severe": {0.99 if severe else 0.01}, "complaint": {0.9 if draw.random() < 0.5 else 0.1}}} {number}-{n}'
            posted = (NOON + timedelta(minutes=n)).isoformat()
            batch.append(
                comment(
                    f"{number}-{n}",
                    text,
                    author_id=f"a{number}-{n % 7}",
                    location_id=f"clinic-{n % 40}",
                    posted_at=posted,
                )
            )
        while True:
            try:
                answer = serving.post(batch)
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code == 202:
                done = answer.json()
                assert done["accepted"] + done["duplicates"] == len(batch), done
                accepted.extend(batch)
                break
            time.sleep(0.05)


def test_kill_9_in_mid_flood(tmp_path):
    with Site() as site:
        serving = Serving(
            tmp_path / "data",
            BEDSIDE_PLATFORMS=str(site.platforms(tmp_path / "platforms.toml")),
            BEDSIDE_BATCH_ROWS_MAX="32",
        )
        serving.start()
        accepted, stop, draw = [], threading.Event(), random.Random(7)
        flooders = [threading.Thread(target=_flood, args=(serving, i, accepted, stop)) for i in range(FLOODERS)]
        for flooder in flooders:
            flooder.start()
        for _ in range(KILLS):
            time.sleep(draw.uniform(0.05, 0.6))
            serving.kill()
            serving.start()
        stop.set()
        for flooder in flooders:
            flooder.join()
        serving.settle(120)
        assert serving.stop() == 0
        made = rows("decisions", "--all", data=tmp_path / "data")
        once = Counter(row["comment_id"] for row in made)
        assert set(once) == {c["comment_id"] for c in accepted}, "an accepted comment has no decision"
        assert set(once.values()) == {1}, "two decisions for one input id"
        _strikes_equal_the_fold(accepted, made)
        hidden = {row["comment_id"] for row in made if row["machine_visibility"] == "hide"}
        effects = Counter((act["action"], act["comment_id"]) for act in site.effects.values())
        assert {c for action, c in effects if action == "hide"} == hidden
        blocked = {row["comment_id"] for row in made if row["author_action"] == "block"}
        assert {c for action, c in effects if action == "block"} == blocked
        assert set(effects.values()) == {1}, "one act under two keys"
        assert blocked
        assert len(accepted) > 100


def _strikes_equal_the_fold(accepted, made):
    """Every third severe comment of an author blocks, and uses the strikes up: the contract's arithmetic, done anew."""
    decided = {row["comment_id"]: row["author_action"] for row in made}
    prior = Counter()
    for c in sorted(accepted, key=lambda c: int(c["comment_id"].rpartition("-")[2])):
        if '"severe": 0.99' not in c["text"]:
            assert decided[c["comment_id"]] == "none"
            continue
        prior[c["author_id"]] += 1
        blocks = prior[c["author_id"]] == 3
        assert decided[c["comment_id"]] == ("block" if blocks else "strike"), c["comment_id"]
        if blocks:
            prior[c["author_id"]] = 0
