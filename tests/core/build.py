"""Short ways to make a comment, an assessment and a decision in core tests."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from pipeline.core.decide import Judged, decide, decide_batch
from pipeline.core.identity import Keys
from pipeline.core.policy import load
from pipeline.core.triage import Signal
from schemas.assessment import Abuse, Assessment
from schemas.comment import Comment
from schemas.history import History

KEYS = Keys(pseudonym=b"p" * 32, text=b"t" * 32)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FILE = Path(__file__).parents[2] / "deploy" / "policies" / "default.toml"
POLICY = load(
    FILE.read_text()
    + """
[thresholds.fake-alone]
severe = { severe = { hold = 0.6, hide = 0.85, hide_alone = 0.7 } }
severe_long = { severe = { hold = 0.9, hide = 0.97 } }
complaint = 0.5
complaint_if_abusive = 0.3
[locations.public]
public_entity = true
""",
    "default.toml",
)
LANGUAGES = {"fake": frozenset({"en"}), "fake-alone": frozenset({"en"})}


def comment(number=1, *, author="a1", day=0.0, text="text", location="boston", **fields):
    moment = NOON + timedelta(days=day)
    fields = {"received_at": moment, "posted_at": moment} | fields
    return Comment(
        comment_id=f"c{number}", platform="facebook", location_id=location, author_id=author, text=text, **fields
    )


def scores(
    *,
    severe=0.0,
    mild=0.0,
    complaint=0.0,
    question=0.0,
    sentiment=0.0,
    safety=None,
    language="en",
    model="fake",
    windows=msgspec.UNSET,
    **toxicity,
):
    return Assessment(
        model=model,
        windows=windows,
        language=language,
        toxicity=toxicity,
        abuse=Abuse(mild=mild, severe=severe),
        complaint=complaint,
        question=question,
        sentiment=sentiment,
        safety=safety or {},
    )


def judged(assessment, *kinds, flags=(), **fields):
    signals = tuple(Signal(kind, f"{kind}.1") for kind in kinds)
    return Judged(comment=comment(**fields), assessment=assessment, signals=signals, flags=flags)


def decision(assessment, *kinds, history=None, **fields):
    return decide(judged(assessment, *kinds, **fields), history or History(), POLICY, KEYS, LANGUAGES)


def fold(items, histories=None):
    return decide_batch(items, histories or {}, POLICY, KEYS, LANGUAGES)
