"""The world outside: a model, a platform, an on-call list, each doing what its test says."""

from pipeline.core.triage import Signal
from pipeline.errors import Refused, Unavailable
from schemas.assessment import Abuse, Assessment

SIGNALS = {
    "CRISIS": "crisis",
    "THREAT": "threat",
    "PRIVATE": "identifiers",
    "FALL": "patient_safety",
    "SCAM": "scam",
}
"""A word in the text → the kind of hand-written rule that it stands for."""


def signals(text):
    return tuple(Signal(kind, f"{kind}.fake") for word, kind in SIGNALS.items() if word in text)


class FakeScorer:
    """Reads its scores off the text: SEVERE, MILD, COMPLAINT, QUESTION, PRAISE, UNSURE; POISON breaks it."""

    model_id = "fake"
    languages = frozenset({"en"})

    def __init__(self):
        self.down = False
        self.broken = False
        self.answers = {}
        self.seen = []
        self.calls = 0

    def score(self, texts):
        self.calls += 1
        if self.down:
            raise Unavailable("the model is loading")
        if self.broken or any("POISON" in text for text in texts):
            raise RuntimeError("a tensor of the wrong shape")
        self.seen += texts
        return [self.answers.get(text) or self._score(text) for text in texts]

    @staticmethod
    def _score(text):
        severe = 0.95 if "SEVERE" in text else 0.7 if "UNSURE" in text else 0.01
        return Assessment(
            model="fake",
            abuse=Abuse(mild=0.9 if "MILD" in text else 0.01, severe=severe),
            complaint=0.9 if "COMPLAINT" in text else 0.01,
            question=0.9 if "QUESTION" in text else 0.01,
            sentiment=0.9 if "PRAISE" in text else 0.0,
        )


class FakePlatform:
    """Remembers what it was asked, and what it did once per idempotency key; ``script`` holds errors to raise, in turn."""

    capabilities = frozenset({"hide", "unhide", "block", "unblock", "reply"})

    def __init__(self):
        self.asked = []
        self.effects = {}
        self.hidden = set()
        self.blocked = set()
        self.script = []
        self.down = False
        self.before_act = lambda enforcement: None

    def act(self, enforcement, author_id, text=None):
        self.before_act(enforcement)
        self.asked.append((enforcement.action, enforcement.comment_id, enforcement.enforcement_id))
        if self.down:
            raise Unavailable("the platform answered 503")
        error = self.script.pop(0) if self.script else None
        if error:
            raise error
        if enforcement.enforcement_id in self.effects:
            return "was done before"
        self.effects[enforcement.enforcement_id] = (enforcement.action, enforcement.comment_id, author_id)
        if enforcement.action in {"hide", "unhide"}:
            (self.hidden.add if enforcement.action == "hide" else self.hidden.discard)(enforcement.comment_id)
        else:
            page = (author_id, enforcement.location_id)
            (self.blocked.add if enforcement.action == "block" else self.blocked.discard)(page)
        return None

    @property
    def done(self):
        return [(action, comment_id) for action, comment_id, _ in self.effects.values()]


class FakeAlerts:
    """An on-call list of ``rungs`` people; ``deaf`` ones do not answer, ``closed`` ones refuse."""

    def __init__(self, rungs=3):
        self.rungs = rungs
        self.sent = []
        self.deaf = set()
        self.closed = set()

    def send(self, rung, alert):
        if rung % self.rungs in self.deaf:
            raise Unavailable("nobody answered")
        if rung % self.rungs in self.closed:
            raise Refused("no such receiver")
        self.sent.append((rung, alert))
