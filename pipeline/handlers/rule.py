"""A person rules on a decision: recorded first, then published; enforcement and the queue follow."""

from datetime import timedelta

from pipeline.core.ladder import remember
from pipeline.core.overrule import overrule
from pipeline.core.policy import Policy
from pipeline.ports import Clock, Histories, Ledger, Message, State, States, Timers
from schemas.codec import encode
from schemas.errors import Malformed
from schemas.history import History
from schemas.ledger import Entry
from schemas.ruling import Ruling, Verdict

PUBLISHED_AGAIN_S = 60


def rule(
    seen: State,
    *,
    verdict: Verdict,
    by: str,
    why: str,
    ledger: Ledger,
    states: States,
    histories: Histories,
    timers: Timers,
    policy: Policy,
    clock: Clock,
) -> Ruling:
    """Record the ruling and remember what it does to the author's history.

    ``seen`` is what the person looked at. Raises Malformed where the verdict makes no sense of it, or where something else
    stands by now: nobody overturns what they have not seen. The caller publishes ``message``; a timer publishes it once more, in case the caller ends before it could.
    """
    decision = seen.decision
    rules = policy.at(decision.location_id).strikes
    with ledger.exclusive():
        now = states.effective(decision.platform, decision.comment_id)
        if now is None or (now.decision.decision_id, now.visibility) != (decision.decision_id, seen.visibility):
            stands = now.visibility if now else "gone"
            raise Malformed(f"it was {seen.visibility} when you looked and is {stands} now: look again, then rule")
        history = histories.read([decision.author])[decision.author] if decision.author else History()
        ruling = overrule(decision, seen.visibility, history, rules, verdict=verdict, by=by, why=why, at=clock.now())
        ledger.append([Entry(event_id=ruling.ruling_id, kind="ruling", payload=encode(ruling))])
        if decision.author:
            histories.extend({decision.author: remember(history, ruling)})
        again = clock.now() + timedelta(seconds=PUBLISHED_AGAIN_S)
        timers.schedule(f"ruling:{ruling.ruling_id}", "ruling", again, encode(ruling))
    return ruling


def message(ruling: Ruling) -> Message:
    """Return what is published on the topic rulings."""
    key = f"{ruling.platform}:{ruling.comment_id}"
    return Message("rulings", key, encode(ruling), ruling.ruling_id, "bedside.ruling.v1")
