"""The handlers, wired over one set of stores and the world outside as fakes; what is published goes round as the bus would carry it."""

from datetime import timedelta
from pathlib import Path

from fakes import memory
from fakes.clock import FakeClock
from fakes.outside import FakeAlerts, FakePlatform, FakeScorer, signals

from pipeline.core.identity import Keys
from pipeline.core.policy import load
from pipeline.handlers import rule
from pipeline.handlers.acts import Acts
from pipeline.handlers.bury import Bury
from pipeline.handlers.delivery import deliver
from pipeline.handlers.enforce import Enforce
from pipeline.handlers.moderate import Limits, Moderate
from pipeline.handlers.respond import AlertSettings, Respond
from pipeline.handlers.timers import FireTimers
from pipeline.ports import Place, Record
from schemas.codec import encode
from schemas.comment import Comment

KEYS = Keys(pseudonym=b"p" * 32, text=b"t" * 32)
POLICY = load(
    (Path(__file__).parents[2] / "deploy" / "policies" / "default.toml").read_text()
    + """
[locations.public]
public_entity = true
[locations.review]
hold_hidden = true
[locations.public-review]
public_entity = true
hold_hidden = true
[locations.propose]
modes = { hide = "propose", block = "propose" }
[locations.observe]
modes = { hide = "observe", block = "observe", unhide = "observe", unblock = "observe" }
[locations.narrow]
brake = { hour_max = 1 }
"""
)
TOPICS = {"enforce": ("decisions", "rulings"), "respond": ("decisions", "rulings")}


class World:
    """``say`` comments, then look at ``platform``, ``cases``, ``states`` …"""

    def __init__(self, stores=None, clock=None, **options):
        self.clock = clock or FakeClock()
        self.ledger = stores.ledger if stores else memory.MemoryLedger()
        self.histories = stores.histories if stores else memory.MemoryHistories(self.ledger)
        self.states = stores.states if stores else memory.MemoryStates(self.ledger)
        self.cases = stores.cases if stores else memory.MemoryCases(self.ledger)
        self.vault = stores.vault if stores else memory.MemoryVault()
        self.timers = stores.timers if stores else memory.MemoryTimers()
        self.brake = stores.brake if stores else memory.MemoryBrake()
        self.scorer, self.platform, self.alerts = FakeScorer(), FakePlatform(), FakeAlerts()
        self.messages = []
        self.wire(**options)

    def wire(self, *, paused=False, backfill=False, place=None, scorer_wait_s=30):
        """Build the handlers anew, as a restart would."""
        self.moderate = Moderate(
            ledger=self.ledger,
            histories=self.histories,
            states=self.states,
            vault=self.vault,
            timers=self.timers,
            scorer=self.scorer,
            signals=signals,
            policy=POLICY,
            keys=KEYS,
            clock=self.clock,
            limits=Limits(scorer_wait_s=scorer_wait_s),
            backfill=backfill,
        )
        self.acts = Acts(
            ledger=self.ledger,
            brake=self.brake,
            places={"web": place or Place(self.platform)},
            default=Place(self.platform, dry=True),
            vault=self.vault,
            policy=POLICY,
            clock=self.clock,
            paused=paused,
        )
        self.enforce = Enforce(
            acts=self.acts,
            ledger=self.ledger,
            states=self.states,
            timers=self.timers,
            policy=POLICY,
            clock=self.clock,
            paused=paused,
        )
        self.respond = Respond(
            ledger=self.ledger,
            states=self.states,
            cases=self.cases,
            contacts={},
            policy=POLICY,
            timers=self.timers,
            alerts=self.alerts,
            clock=self.clock,
            alert_settings=AlertSettings(repeat_minutes=10, repeats_max=5),
        )
        self.fire = FireTimers(
            timers=self.timers,
            ledger=self.ledger,
            cases=self.cases,
            moderate=self.moderate,
            enforce=self.enforce,
            respond=self.respond,
            clock=self.clock,
        )
        self.bury = Bury(self.ledger, self.vault, self.clock)

    def comment(self, number=1, text="text", **fields):
        """One comment by the clock's time."""
        now = self.clock.now()
        fields = {"author_id": "a1", "location_id": "boston", "posted_at": now, "received_at": now} | fields
        return Comment(comment_id=f"c{number}", platform="web", text=text, **fields)

    def record(self, value, source="comments@1", topic="comments"):
        return Record(value=value if isinstance(value, bytes) else encode(value), source=source, topic=topic)

    def say(self, number=1, text="text", **fields):
        """One comment through everything; returns what stands of it after."""
        self.hear(self.comment(number, text, **fields))
        return self.states.effective("web", f"c{number}")

    def hear(self, *comments):
        """A batch of comments (or bytes) through everything."""
        records = [self.record(c, f"comments@{n}") for n, c in enumerate(comments)]
        self.spread(deliver(self.moderate, records, self.bury, self.clock, 5))

    def spread(self, messages):
        """Carry messages to those who read them, and what these publish, too."""
        self.messages += messages
        events = [self.record(m.value, m.id, m.topic) for m in messages if m.topic in {"decisions", "rulings"}]
        if events:
            for handler in (self.enforce, self.respond):
                self.spread(deliver(handler, events, self.bury, self.clock, 5))

    def rule(self, number, verdict, by="ann", *, publish=True):
        """A person's word on a comment."""
        state = self.states.effective("web", f"c{number}")
        made = rule.rule(
            state,
            verdict=verdict,
            by=by,
            why="because",
            ledger=self.ledger,
            states=self.states,
            histories=self.histories,
            timers=self.timers,
            policy=POLICY,
            clock=self.clock,
        )
        if publish:
            self.spread([rule.message(made)])
        return made

    def pass_time(self, **delta):
        """Move the clock in steps of what falls due, firing timers on the way."""
        end = self.clock.now() + timedelta(**delta)
        for _ in range(500):
            while self.fire(self.spread):
                pass
            if self.clock.now() >= end:
                return
            self.clock.at = min(end, self.clock.now() + max(timedelta(minutes=1), (end - self.clock.now()) / 50))

    def outcomes(self, number=1):
        """(action, outcome) of all that was asked of the platform for a comment, oldest first."""
        state = self.states.effective("web", f"c{number}")
        return [(e.action, e.outcome) for e in state.enforcements]
