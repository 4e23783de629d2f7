"""The response queue: a case per complaint, its timeline, its due time, and the alert that must not wait.

Neighbours: core/due.py (due times), core/cases.py (a case is the fold of its events), timers.py (repeats and overdue).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from pipeline.core.due import due_at
from pipeline.core.policy import Policy
from pipeline.errors import Malformed, Refused, Unavailable
from pipeline.ports import Alerts, Cases, Clock, Ledger, Message, Record, States, Timers
from schemas.case import Case, CaseEvent, CaseEventKind, Contact
from schemas.codec import decode, decode_event, encode
from schemas.decision import ALERT_LANES, Decision, Lane, Removal
from schemas.ledger import Entry
from schemas.ruling import Ruling


class AlertSettings(msgspec.Struct, frozen=True):
    """How often an alert goes up the on-call list, and at most how many times."""

    repeat_minutes: int = 10
    repeats_max: int = 48


UNHURRIED = AlertSettings()
TAKEN: set[CaseEventKind] = {"assigned", "acknowledged", "closed"}
"""Events by which somebody says that they know; what comes after one of them calls anew."""
NOT_SENT_AGAIN_MINUTES = 1
SILENCE_S = 30
"""A receiver of alerts that did not answer is left alone for so long; the next one on the list is called."""


class Respond:
    """The handler of the topics decisions and rulings on the queue's side."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        states: States,
        cases: Cases,
        contacts: Mapping[str, Contact],
        policy: Policy,
        timers: Timers,
        alerts: Alerts,
        clock: Clock,
        alert_settings: AlertSettings = UNHURRIED,
    ) -> None:
        self._ledger, self._states, self._cases, self._contacts = ledger, states, cases, contacts
        self._policy, self._timers, self._alerts, self._clock = policy, timers, alerts, clock
        self._alert_settings = alert_settings
        self._silent_until: dict[int, datetime] = {}

    def __call__(self, records: Sequence[Record]) -> list[Message]:
        """[n] decisions, removals and rulings → the case events that follow."""
        read = [decode_event(record.value) for record in records]
        events: list[CaseEvent] = []
        opened: list[tuple[CaseEvent, Decision]] = []
        asking = [e for e in read if isinstance(e, Decision) and _asks(e)]
        with self._ledger.exclusive():  # one transaction for the batch
            standing = self._states.standing({(d.platform, d.comment_id) for d in asking})
            gone = {key for key, state in standing.items() if state.removed}
            for event in read:
                if isinstance(event, Removal):
                    events += self._removed(event)
                elif isinstance(event, Ruling):
                    events += self._ruled(event)
                elif _asks(event) and (event.platform, event.comment_id) not in gone:
                    made = self._open_or_join(event)
                    events.append(made)
                    opened.append((made, event))
        for made, decision in opened:
            for lane in (decision.lane, *decision.other_lanes):
                if lane in ALERT_LANES:
                    self.alert(made.case_id, lane, decision.location_id, made.event_id)
        return [message(event) for event in events]

    def _open_or_join(self, decision: Decision) -> CaseEvent:
        known = [_event_id(c.case_id, decision) for c in self._cases.by_comment(decision.platform, decision.comment_id)]
        before = next(iter(self._ledger.find(known).values()), None)
        if before:  # a redelivery: whatever became of the case since, this decision has its place
            return decode(before.payload, CaseEvent)
        open_case = self._cases.find_open(decision.platform, decision.author, decision.comment_id, decision.parent_id)
        event = self._event(open_case, decision)
        self._record(event)
        if event.due_at:
            self._timers.schedule(f"case_due:{event.event_id}", "case_due", event.due_at, event.case_id.encode())
        return event

    def _event(self, open_case: str | None, decision: Decision) -> CaseEvent:
        lane: Lane = decision.lane or "complaint"
        case_id = open_case or "case-" + decision.input_id[2:18]
        rule = self._policy.at(decision.location_id).lanes[lane]
        return CaseEvent(
            event_id=_event_id(case_id, decision),
            case_id=case_id,
            kind="joined" if open_case else "opened",
            at=decision.received_at,
            platform=decision.platform,
            comment_id=decision.comment_id,
            location_id=decision.location_id,
            author=decision.author,
            parent_id=decision.parent_id,
            lane=lane,
            internal=decision.internal,
            due_at=due_at(decision.received_at, rule, self._contacts.get(decision.location_id)),
            cause=decision.decision_id,
            note=f"the comment is {decision.visibility}" if decision.visibility != "show" else None,
        )

    def _removed(self, removal: Removal) -> list[CaseEvent]:
        """Close the cases of which nothing is left to answer."""
        closed = []
        for case in self._cases.by_comment(removal.platform, removal.comment_id):
            left = (c for c in case.comment_ids if c != removal.comment_id and not self._gone(removal.platform, c))
            if case.state != "closed" and next(left, None) is None:
                closed.append(
                    self._follow(
                        case,
                        "closed",
                        f"{case.case_id}:removed:{removal.comment_id}",
                        removal.received_at,
                        note="the comment was removed",
                    )
                )
        return closed

    def _gone(self, platform: str, comment_id: str) -> bool:
        state = self._states.effective(platform, comment_id)
        return state is not None and state.removed

    def _ruled(self, ruling: Ruling) -> list[CaseEvent]:
        if ruling.backfill:
            return []
        note = f"{ruling.verdict} by {ruling.by}: the comment is now {ruling.visibility}"
        return [
            self._follow(case, "noted", f"{case.case_id}:{ruling.ruling_id}", ruling.at, by=ruling.by, note=note)
            for case in self._cases.by_comment(ruling.platform, ruling.comment_id)
        ]

    def assign(self, case: Case, owner: str, by: str) -> CaseEvent:
        """Give a case to somebody; raises Malformed for a closed one."""
        if case.state == "closed":
            raise Malformed(f"{case.case_id} is closed")
        now = self._clock.now()
        return self._follow(
            case, "assigned", f"{case.case_id}:assigned:{owner}:{now.isoformat()}", now, by=by, owner=owner
        )

    def close(self, case: Case, by: str, why: str) -> CaseEvent:
        """Close a case; raises Malformed for one that is closed already."""
        if case.state == "closed":
            raise Malformed(f"{case.case_id} is closed already")
        now = self._clock.now()
        return self._follow(case, "closed", f"{case.case_id}:closed:{now.isoformat()}", now, by=by, note=why)

    def overdue(self, case: Case) -> CaseEvent | None:
        """Note once that a case is past its due time; None where somebody was in time."""
        if case.state == "closed" or case.due_at > self._clock.now():
            return None
        return self._follow(case, "overdue", f"{case.case_id}:overdue:{case.due_at.isoformat()}", case.due_at)

    def alert(self, case_id: str, lane: Lane, location_id: str, cause: str, rung: int = 0) -> None:
        """Tell the next person on the on-call list, until somebody takes the case; lane, location and link, never text.

        ``cause`` is the case event that calls. While a call for this lane runs, another comment adds none; once somebody
        took the case, a further comment calls anew.
        """
        case = self._cases.get(case_id)
        calls, taken = _calls(case, cause)
        alert_id = f"alert:{case_id}:{lane}:{calls}:{rung}"
        if taken or alert_id in self._ledger.find([alert_id]):
            return
        sent: dict[str, str | None] = {
            "alert_id": alert_id,
            "lane": lane,
            "location_id": location_id,
            "case_id": case_id,
            "link": f"/cases/{case_id}",
        }
        outcome = self._send(rung, sent)
        minutes = self._alert_settings.repeat_minutes if outcome == "sent" else NOT_SENT_AGAIN_MINUTES
        again = self._clock.now() + timedelta(minutes=minutes)
        with self._ledger.exclusive():
            entry = encode({**sent, "rung": rung, "outcome": outcome})
            self._ledger.append([Entry(event_id=alert_id, kind="alert", payload=entry)])
            if self._alerts.rungs and rung < self._alert_settings.repeats_max:
                payload = encode([case_id, lane, location_id, cause, rung + 1])
                self._timers.schedule(f"repeat:{alert_id}", "alert", again, payload)

    def _send(self, rung: int, alert: dict[str, str | None]) -> str:
        """Call one receiver; a call that failed says so in the ledger, and the next one is called soon."""
        if not self._alerts.rungs:
            return "not sent: the on-call list is empty"
        receiver = rung % self._alerts.rungs
        now = self._clock.now()
        if self._silent_until.get(receiver, now) > now:
            return "not sent: the receiver did not answer a moment ago"
        try:
            self._alerts.send(rung, alert)
        except (Unavailable, Refused) as error:
            self._silent_until[receiver] = self._clock.now() + timedelta(seconds=SILENCE_S)
            return f"not sent: {error}"
        return "sent"

    def _follow(self, case: Case, kind: CaseEventKind, event_id: str, at: datetime, **fields: str | None) -> CaseEvent:
        event = CaseEvent(
            event_id=event_id,
            case_id=case.case_id,
            kind=kind,
            at=at,
            platform=case.platform,
            comment_id=case.comment_ids[-1],
            location_id=case.location_id,
            author=case.author,
            by=fields.get("by") or "machine",
            owner=fields.get("owner"),
            note=fields.get("note"),
        )
        self._record(event)
        return event

    def _record(self, event: CaseEvent) -> None:
        self._ledger.append([Entry(event_id=event.event_id, kind="case", payload=encode(event))])


def _asks(decision: Decision) -> bool:
    """Whether somebody must answer; nobody answers history."""
    return decision.route == "case" and not decision.backfill


def _event_id(case_id: str, decision: Decision) -> str:
    return f"{case_id}:{decision.decision_id}"


def _calls(case: Case | None, cause: str) -> tuple[int, bool]:
    """Return how often somebody had taken the case before ``cause`` came, and whether somebody did so after."""
    timeline = case.timeline if case else ()
    here = next((i for i, event in enumerate(timeline) if event.event_id == cause), 0)
    before = sum(event.kind in TAKEN for event in timeline[:here])
    return before, any(event.kind in TAKEN for event in timeline[here:])


def message(event: CaseEvent) -> Message:
    return Message("cases", event.case_id, encode(event), event.event_id, "bedside.case.v1")
