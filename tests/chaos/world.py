"""Made-up comments whose scores stand in their texts, and what a pure fold over them must have decided."""

import json
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from pipeline.adapters.fake_scorer import FakeScorer
from pipeline.core.decide import Judged, decide_batch
from pipeline.core.identity import Keys
from pipeline.core.policy import Policy
from pipeline.core.safety import signals
from schemas.codec import decode_comment, encode
from schemas.comment import Comment
from schemas.decision import Decision

LOCATIONS = 24
RAIDED = "raided"
RAID_SHARE, DUPLICATE_SHARE, BROKEN_SHARE = 0.01, 0.02, 0.005
FIRST = datetime(2026, 11, 1, 8, tzinfo=UTC)
KINDS = (
    ({"severe": 0.95}, 5),
    ({"severe": 0.95, "complaint": 0.9}, 2),
    ({"mild": 0.7}, 3),
    ({"complaint": 0.9}, 15),
    ({}, 75),
)


def lines(count: int, seed: int) -> list[bytes]:
    """[count] different comments, and among them some repetitions and some broken lines."""
    rng = random.Random(seed)
    made: list[bytes] = []
    for number in range(count):
        made.append(_comment(number, rng))
        if rng.random() < DUPLICATE_SHARE:
            made.append(made[rng.randrange(max(0, len(made) - 50), len(made))])
        if rng.random() < BROKEN_SHARE:
            made.append(b'{"comment_id": "broken-%d", ' % number)
    return made


def _comment(number: int, rng: random.Random) -> bytes:
    raid = rng.random() < RAID_SHARE
    scores = {"severe": 0.97} if raid else rng.choices(*zip(*KINDS, strict=True))[0]
    comment = {
        "comment_id": f"c{number}",
        "platform": "site",
        "location_id": RAIDED if raid else f"l{rng.randrange(LOCATIONS)}",
        "author_id": f"raider{number}" if raid else f"a{int(rng.paretovariate(0.6)) % 2000}",
        "text": f"{json.dumps(scores)} number {number}",
        "posted_at": (FIRST + timedelta(seconds=10 * number)).isoformat(),
    }
    return json.dumps(comment).encode()


def readable(made: Iterable[bytes]) -> list[Comment]:
    """The different comments, in the order first sent."""
    found: dict[str, Comment] = {}
    for line in made:
        if not line.startswith(b'{"comment_id": "broken'):
            comment = decode_comment(line).comment
            found.setdefault(comment.comment_id, comment)
    return list(found.values())


def folded(comments: Sequence[Comment], recorded: dict[str, Decision], policy: Policy, keys: Keys) -> list[str]:
    """Comment ids whose recorded decision is not, byte for byte, what a pure fold in the order sent decides."""
    scorer = FakeScorer()
    here = [
        msgspec.structs.replace(c, received_at=recorded[c.comment_id].received_at)
        for c in comments
        if c.comment_id in recorded
    ]
    answers = scorer.score([c.text for c in here])
    judged = [Judged(comment=c, assessment=a, signals=signals(c.text)) for c, a in zip(here, answers, strict=True)]
    expected, _ = decide_batch(judged, {}, policy, keys, {scorer.model_id: scorer.languages})
    return [e.comment_id for e in expected if encode(e) != encode(recorded[e.comment_id])]
