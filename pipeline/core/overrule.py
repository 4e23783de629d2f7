"""A person's verdict: what it makes of a decision, of its strike and of the block that rested on it."""

import hashlib
from datetime import datetime

from pipeline.core.ladder import climb, standing
from pipeline.core.policy import Strikes
from schemas.decision import Decision, Visibility
from schemas.errors import Malformed
from schemas.history import History
from schemas.ruling import Ruling, Verdict

FLIPPED: dict[Visibility, Visibility] = {"show": "hide", "hide": "show"}


def overrule(
    decision: Decision,
    effective: Visibility,
    history: History,
    rules: Strikes,
    *,
    verdict: Verdict,
    by: str,
    why: str,
    at: datetime,
) -> Ruling:
    """Return the ruling; raises Malformed where the verdict says nothing about the effective state.

    On show or hide: uphold keeps, overturn flips. On hold: release shows, uphold hides. An overturned hide takes the strike
    back and undoes a block that rested on it; an upheld hold gives the strike the policy would have given.
    """
    visibility = _visibility(effective, verdict)
    marked = any(m.comment_id == decision.comment_id and m.weight for m in history.marks)
    taken_back = verdict == "overturn" and effective == "hide" and marked
    strike = decision.strike_if_upheld if effective == "hold" and verdict == "uphold" and decision.author else 0
    before = standing(history, decision.comment_id, decision.posted_at, rules)
    strike = strike if strike > before.own else 0
    # what a public entity's machine only proposed is carried out by the person who upholds it, once
    blocked = any(b.comment_id == decision.comment_id for b in history.blocks)
    proposed = decision.author_action == "propose-block" and (effective, verdict) == ("hide", "uphold") and not blocked
    digest = hashlib.sha256(f"{decision.decision_id}\0{verdict}\0{by}\0{why}\0{at.isoformat()}".encode()).hexdigest()
    return Ruling(
        ruling_id="r-" + digest[:24],
        decision_id=decision.decision_id,
        input_id=decision.input_id,
        platform=decision.platform,
        comment_id=decision.comment_id,
        location_id=decision.location_id,
        author=decision.author,
        posted_at=decision.posted_at,
        verdict=verdict,
        by=by,
        why=why,
        at=at,
        visibility=visibility,
        strike=strike,
        block=climb(before, decision.comment_id, before.own if proposed else strike, rules),
        strike_taken_back=taken_back,
        blocks_undone=tuple(
            b.comment_id for b in history.blocks if verdict == "overturn" and decision.comment_id in b.used
        ),
        backfill=decision.backfill,
    )


def _visibility(effective: Visibility, verdict: Verdict) -> Visibility:
    if effective == "hold":
        if verdict == "overturn":
            raise Malformed("the comment is on hold: 'release' shows it, 'uphold' hides it")
        return "show" if verdict == "release" else "hide"
    if verdict == "release":
        raise Malformed(f"the comment is not on hold (it is {effective}): 'uphold' keeps that, 'overturn' flips it")
    return effective if verdict == "uphold" else FLIPPED[effective]
