"""One seeded run: made comments through the real SQLite stores and the embedded bus, with crashes at every boundary.

Everything random comes from the seed. A crash is a BaseException that unwinds whatever runs, as a kill would leave it: open
transactions roll back, what was committed or done outside stays. After it the handlers are built anew.
"""

import random
import shutil
from datetime import timedelta
from types import SimpleNamespace

import sqlalchemy as sa
from fakes.build import comment
from fakes.clock import FakeClock
from fakes.world import World

from pipeline.adapters.sql_brake import SqlBrake
from pipeline.adapters.sql_bus import SqlBus
from pipeline.adapters.sql_cases import SqlCases
from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_histories import SqlHistories
from pipeline.adapters.sql_ledger import SqlLedger
from pipeline.adapters.sql_states import SqlStates
from pipeline.adapters.sql_timers import SqlTimers
from pipeline.adapters.sql_vault import SqlVault
from pipeline.errors import Malformed, Refused, Unavailable
from pipeline.handlers import rule
from pipeline.handlers.delivery import deliver
from pipeline.ports import Message, Place
from schemas.codec import encode

GROUPS = {"moderate": ("comments",), "enforce": ("decisions", "rulings"), "respond": ("decisions", "rulings")}
LOCATIONS = ["boston", "boston", "boston", "salem", "public", "review", "public-review", "narrow", "propose", "observe"]
TEXTS = ["fine", "PRAISE", "QUESTION", "COMPLAINT", "MILD", "MILD COMPLAINT", "UNSURE", "SEVERE", "SEVERE COMPLAINT"]
TEXTS += [
    "SEVERE",
    "THREAT",
    "CRISIS",
    "CRISIS SEVERE",
    "PRIVATE",
    "FALL",
    "POISON",
    "SCAM",
    "",
    "POISON CRISIS",
    "THREAT",
    "SEVERE",
]
MALFORMED = [b"{", b"\xff\xfe", b"[]", b'{"comment_id":1}', b"null", b'{"schema_version":9}', b"{}" * 9]
AUTHORS = ["a1", "a1", "a2", "a3", None]
STEPS_MAX = 2_000


class Crash(BaseException):
    """The process dies here."""


class Fragile:
    """Any port, with a chance to die before and after each call; ``exclusive`` also dies before and after its commit."""

    def __init__(self, port, stage, names):
        self._port, self._stage, self._names = port, stage, names

    def __getattr__(self, name):
        attribute = getattr(self._port, name)
        if name not in self._names:
            return attribute

        def call(*args, **kwargs):
            self._stage.maybe_die()
            made = attribute(*args, **kwargs)
            self._stage.maybe_die()
            return made

        return call


class FragileLedger(Fragile):
    def exclusive(self):
        return _Exclusive(self._port.exclusive(), self._stage)


class _Exclusive:
    def __init__(self, inner, stage):
        self._inner, self._stage = inner, stage

    def __enter__(self):
        return self._inner.__enter__()

    def __exit__(self, *error):
        if error[0] is None:
            try:
                self._stage.maybe_die()
            except Crash as crash:
                self._inner.__exit__(Crash, crash, None)
                raise
        done = self._inner.__exit__(*error)
        if error[0] is None:
            self._stage.maybe_die()
        return done


class Stage:
    """A seeded run; ``accepted`` is what the door took, in the order of the bus."""

    def __init__(self, seed, template, folder):
        self.random = random.Random(seed)
        random.seed(seed)  # the jitter of whoever tries again
        self.path = folder / f"{seed}.db"
        shutil.copy(template, self.path)
        self.database = Database(f"sqlite:///{self.path}")
        sa.event.listen(self.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.clock = FakeClock()
        self.chance = self.random.choice([0, 0.004, 0.01, 0.03])
        self.crashes = 0
        self.bus = SqlBus(self.database, self.clock, GROUPS)
        self.ledger = SqlLedger(self.database, self.clock)
        self.states = SqlStates(self.database)
        fragile = SimpleNamespace(
            ledger=FragileLedger(self.ledger, self, {"append"}),
            histories=SqlHistories(self.database),
            states=self.states,
            cases=SqlCases(self.database),
            vault=Fragile(SqlVault(self.database, b"m" * 32), self, {"seal", "seal_body"}),
            timers=Fragile(SqlTimers(self.database), self, {"schedule", "done"}),
            brake=Fragile(SqlBrake(self.database), self, {"admit"}),
        )
        self.frail_bus = Fragile(self.bus, self, {"publish", "acknowledge"})
        self.world = World(fragile, self.clock)
        platform = Fragile(self.world.platform, self, {"act"})
        self.world.platform.before_act = lambda _: None
        self.place = Place(platform)
        self.world.alerts.send = self._alert(self.world.alerts.send)
        self.restart()
        self.accepted = []
        self.poisoned_by_outage = False
        self.pending = self._script()

    def maybe_die(self):
        if self.chance and self.random.random() < self.chance:
            self.crashes += 1
            raise Crash

    def _alert(self, send):
        def alert(rung, sent):
            self.maybe_die()
            send(rung, sent)
            self.maybe_die()

        return alert

    def restart(self):
        self.world.wire(place=self.place, scorer_wait_s=self.random.choice([0, 30]))
        self.handlers = {"moderate": self.world.moderate, "enforce": self.world.enforce, "respond": self.world.respond}

    def _script(self):
        """What will be sent, author by author in order, then mixed; with edits, removals, repetitions and rubbish."""
        queues = []
        number = 0
        for author in AUTHORS:
            queue = []
            for _ in range(self.random.randint(2, 4)):
                number += 1
                queue += self._life(number, author)
            if len(queue) > 2 and self.random.random() < 0.3:  # a connector that polls and is called mixes two events
                at = self.random.randrange(len(queue) - 1)
                queue[at], queue[at + 1] = queue[at + 1], queue[at]
            queues.append(queue)
        queues.append([self.random.choice(MALFORMED) for _ in range(self.random.randint(0, 4))])
        mixed = []
        while any(queues):
            queue = self.random.choice([q for q in queues if q])
            mixed.append(queue.pop(0))
            if self.random.random() < 0.15:
                mixed.append(self.random.choice(mixed))
        return mixed

    def _life(self, number, author):
        """One comment's versions, as bytes; times are filled in as they go out."""
        fields = {
            "author_id": author,
            "location_id": self.random.choice(LOCATIONS),
            "parent_id": self.random.choice([None, None, "post"]),
            "rating": self.random.choice([None, None, 1.0, 5.0]),
            "attachments": self.random.choice([0, 0, 0, 1]),
        }
        said = [self.random.choice(TEXTS)]
        while self.random.random() < 0.35:
            said.append(self.random.choice(TEXTS))
        life = []
        for version, text in enumerate(said):
            text = text or ("" if fields["rating"] else "fine")  # noqa: PLW2901 - a comment says something
            age = timedelta(minutes=self.random.randint(0, 600), days=self.random.choice([0, 0, 0, 1, 60]))
            verb = "edited" if version else "added"
            edited = {"edited_at": self.clock.now() + timedelta(seconds=version)} if version and number % 2 else {}
            posted = self.clock.now() - age if not version else life[0].posted_at
            received = self.clock.now() + timedelta(minutes=number)
            made = comment(number, text, verb=verb, posted_at=posted, received_at=received, **fields, **edited)
            life.append(made)
        if self.random.random() < 0.12:
            life.append(
                comment(number, "", verb="removed", posted_at=life[0].posted_at, received_at=received, **fields)
            )
        return life

    def run(self):
        """Until everything was sent and nothing is left to do; then everything heals and comes to rest."""
        for _ in range(STEPS_MAX):
            self._survive(self.random.choice(self._moves()))
            if not self.pending and self.random.random() < 0.05:
                break
        self._heal()
        for _ in range(STEPS_MAX):
            busy = self._step("moderate") + self._step("enforce") + self._step("respond")
            busy += len(self.world.fire(self.bus.publish))
            if not busy:
                if self.clock.now() > self.healed + self.rest:
                    return
                self.clock.at += self.rest / 20

    def _moves(self):
        moves = [lambda g=group: self._step(g) for group in GROUPS]
        moves += [self._send, self._send, self._fire, self._rule, self._weather, self._pass_time]
        return moves

    def _survive(self, move):
        try:
            move()
        except Crash:
            self.restart()
        except Unavailable:
            pass  # whoever delivers comes back later

    def _send(self):
        """The door: a message is accepted once its publication returned; whoever hears nothing sends it again."""
        batch = []
        for value in self.pending[: self.random.randint(1, 6)]:
            name = f"m{len(self.accepted) + len(batch)}"
            batch.append(Message("comments", "k", value if isinstance(value, bytes) else encode(value), name, "t"))
        while True:
            try:
                self.frail_bus.publish(batch)
            except Crash:
                continue
            break
        self.accepted += self.pending[: len(batch)]
        del self.pending[: len(batch)]

    def _step(self, group):
        records = self.bus.poll(group, self.random.randint(1, 12), 10**6)
        if not records:
            return 0
        made = deliver(self.handlers[group], records, self.world.bury, self.clock, 2)
        self.frail_bus.acknowledge(group, records, made)
        return len(records)

    def _fire(self):
        return self.world.fire(self.frail_bus.publish)

    def _rule(self):
        """A person looks at any comment and says something that makes sense of it."""
        rows = list(self.states.find(every=False))
        if not rows or self.random.random() < 0.3:
            return
        blocking = [row for row in rows if row.decision.block]
        row = self.random.choice(blocking if blocking and self.random.random() < 0.5 else rows)
        state = self.states.effective("web", row.decision.comment_id)
        made = rule.rule(
            state,
            verdict=self.random.choice(["uphold", "release"] if state.visibility == "hold" else ["uphold", "overturn"]),
            by="ann",
            why="because",
            ledger=self.world.ledger,
            states=self.states,
            histories=self.world.histories,
            timers=self.world.timers,
            policy=self.world.moderate._policy,
            clock=self.clock,
        )
        self.frail_bus.publish([rule.message(made)])

    def _weather(self):
        kind = self.random.randrange(5)
        if kind == 0:
            self.world.scorer.down = not self.world.scorer.down
        elif kind == 1:
            self.world.platform.down = not self.world.platform.down
        elif kind == 2:
            self.world.platform.script = [self.random.choice([Refused("no"), Unavailable("503")]), None]
        elif kind == 3:
            self.world.alerts.deaf = set(self.random.sample(range(3), self.random.randrange(4)))
        else:
            self.clock.forward(minutes=10)

    def _pass_time(self):
        self.clock.forward(minutes=self.random.choice([0.2, 1, 5, 30, 600]))

    def _heal(self):
        self.chance = 0
        self.world.scorer.down = self.world.platform.down = False
        self.world.platform.script, self.world.alerts.deaf = [], set()
        self.restart()
        while self.pending:
            self._send()
        self.healed = self.clock.now()
        self.rest = timedelta(days=self.random.choice([1, 2, 9]))

    def close(self):
        self.database.close()
        for path in self.path.parent.glob(self.path.name + "*"):
            path.unlink()


__all__ = ["Crash", "Malformed", "Stage"]
