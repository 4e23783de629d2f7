"""The stores in memory: small, slow and obviously right; the contract suites hold them to what the real ones do."""

import threading
from contextlib import contextmanager

from pipeline.core.cases import fold_case
from pipeline.core.ladder import remember
from pipeline.ports import State
from schemas.case import CaseEvent
from schemas.codec import decode
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement
from schemas.history import History
from schemas.ledger import RecordedEntry
from schemas.ruling import Ruling


class MemoryLedger:
    """Implements ports.Ledger; ``lock`` is held by whoever writes, so that tests can see who does."""

    def __init__(self):
        self.entries = []
        self.lock = threading.RLock()
        self.held = 0
        self.transactions = 0

    @contextmanager
    def exclusive(self):
        with self.lock:
            before = len(self.entries)
            self.transactions += not self.held
            self.held += 1
            try:
                yield
            except BaseException:
                del self.entries[before:]
                raise
            finally:
                self.held -= 1

    def append(self, entries):
        if not entries:
            return []
        with self.exclusive():
            there = self.find(e.event_id for e in entries)
            for e in entries:
                if e.event_id not in there:
                    seq = len(self.entries) + 1
                    made = RecordedEntry(
                        event_id=e.event_id, kind=e.kind, payload=e.payload, seq=seq, recorded_at="now"
                    )
                    self.entries.append(made)
                    there[e.event_id] = made
        return [there[e.event_id] for e in entries]

    def find(self, event_ids):
        wanted = set(event_ids)
        return {e.event_id: e for e in self.entries if e.event_id in wanted}

    def read(self, after_seq=0, kinds=()):
        yield from [e for e in self.entries if e.seq > after_seq and (not kinds or e.kind in kinds)]

    def facts(self, kind, type_):
        return [decode(e.payload, type_) for e in self.entries if e.kind == kind]


def settled(acts):
    """Leave out that an act was begun once it is known what became of it."""
    last = {act.enforcement_id: number for number, act in enumerate(acts)}
    return [act for number, act in enumerate(acts) if act.outcome != "begun" or last[act.enforcement_id] == number]


class MemoryHistories:
    """Implements ports.Histories: folds the whole ledger each time."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.extended = {}

    def read(self, authors):
        histories = dict.fromkeys(authors, History())
        for entry in self.ledger.read(kinds=("decision", "ruling")):
            fact = decode(entry.payload, Decision if entry.kind == "decision" else Ruling)
            if fact.author in histories:
                histories[fact.author] = remember(histories[fact.author], fact)
        return histories

    def extend(self, histories):
        self.extended |= histories


class MemoryStates:
    """Implements ports.States."""

    def __init__(self, ledger):
        self.ledger = ledger

    def effective(self, platform, comment_id):
        key = (platform, comment_id)
        made = [d for d in self.ledger.facts("decision", Decision) if (d.platform, d.comment_id) == key]
        superseded = {d.supersedes for d in made}
        places = {d.input_id: i for i, d in reversed(list(enumerate(made)))}
        made = sorted((d for d in made if d.decision_id not in superseded), key=lambda d: places[d.input_id])
        if not made:
            return None
        rulings = [r for r in self.ledger.facts("ruling", Ruling) if r.decision_id == made[-1].decision_id]
        acts = settled(self.ledger.facts("enforcement", Enforcement))
        return State(
            decision=made[-1],
            visibility=rulings[-1].visibility if rulings else made[-1].visibility,
            removed=key in {(r.platform, r.comment_id) for r in self.ledger.facts("removal", Removal)},
            ruling=rulings[-1] if rulings else None,
            enforcements=tuple(e for e in acts if (e.platform, e.comment_id) == key),
        )

    def standing(self, comments):
        return {key: state for key in comments if (state := self.effective(*key))}

    def page_acts(self, author, location_id):
        acts = settled(self.ledger.facts("enforcement", Enforcement))
        here = [e for e in acts if (e.author, e.location_id) == (author, location_id)]
        return [e for e in here if e.action in {"block", "unblock"}]

    def ruled(self, decision_ids):
        return {r.decision_id for r in self.ledger.facts("ruling", Ruling)} & set(decision_ids)


class MemoryCases:
    """Implements ports.Cases."""

    def __init__(self, ledger):
        self.ledger = ledger

    def all(self):
        cases = {}
        for event in self.ledger.facts("case", CaseEvent):
            cases[event.case_id] = fold_case(cases.get(event.case_id), event)
        return sorted(cases.values(), key=lambda c: (c.due_at, c.case_id))

    def get(self, case_id):
        return next((c for c in self.all() if c.case_id == case_id), None)

    def by_comment(self, platform, comment_id):
        return [c for c in self.all() if c.platform == platform and comment_id in c.comment_ids]

    def find_open(self, platform, author, comment_id, parent_id):
        still = [c for c in self.all() if c.platform == platform and c.state != "closed"]
        found = [c for c in still if comment_id in c.comment_ids]
        if author and parent_id:
            found += [c for c in still if parent_id in c.comment_ids and c.author == author]
            found += [c for c in still if c.author == author and c.parent_id == parent_id]
        return found[0].case_id if found else None


class MemoryVault:
    """Implements ports.Vault without encryption."""

    def __init__(self):
        self.comments = {}
        self.owners = {}
        self.bodies = {}

    def seal(self, sealed):
        for input_id, owner, comment in sealed:
            self.comments.setdefault(input_id, comment)
            self.owners.setdefault(input_id, owner)

    def open(self, input_ids):
        return {i: self.comments[i] for i in input_ids if i in self.comments}

    def seal_body(self, dead_letter_id, body):
        self.bodies.setdefault(dead_letter_id, body)

    def open_body(self, dead_letter_id):
        return self.bodies.get(dead_letter_id)

    def author(self, pseudonym):
        for input_id, owner in self.owners.items():
            comment = self.comments.get(input_id)
            if owner == pseudonym and comment and comment.author_id:
                return comment.platform, comment.author_id, comment.author_name
        return None

    def erase(self, owner):
        gone = [i for i, o in self.owners.items() if o == owner and i in self.comments]
        for input_id in gone:
            del self.comments[input_id]
        return bool(gone)


class MemoryTimers:
    """Implements ports.Timers."""

    def __init__(self):
        self.rows = {}
        self.over = set()

    def schedule(self, timer_id, kind, due_at, payload):
        self.rows.setdefault(timer_id, (due_at, kind, payload))

    def due(self, now, limit):
        ready = [(at, i, k, p) for i, (at, k, p) in self.rows.items() if i not in self.over and at <= now]
        return [(i, k, p) for _, i, k, p in sorted(ready)][:limit]

    def done(self, timer_id):
        self.over.add(timer_id)

    def cancel(self, timer_id):
        self.done(timer_id)


class MemoryBrake:
    """Implements ports.Brake."""

    def __init__(self):
        self.known = {}

    def admit(self, decision_id, location_id, at, *, hour_max, day_max):
        if decision_id not in self.known:
            here = [a for place, a, admitted in self.known.values() if place == location_id and admitted]
            hour = sum(a.strftime("%F %H") == at.strftime("%F %H") for a in here)
            day = sum(a.strftime("%F") == at.strftime("%F") for a in here)
            self.known[decision_id] = (location_id, at, hour < hour_max and day < day_max)
        return self.known[decision_id][2]
