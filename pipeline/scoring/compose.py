"""Texts nobody published, composed from phrases.toml by seed: severity, quoted abuse, profanity at the situation, safety.

Real feedback may be passed in to be combined with insults or profanity, so that abuse stands beside complaints as patients
write them. Every sixth phrase of a list is kept back for evaluation.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

import msgspec

from schemas.assessment import TOPICS, TOXICITY

HELD_BACK_EVERY = 6
Labels = dict[str, float]
CLEAN: Labels = dict.fromkeys((*TOXICITY, "abuse_mild", "abuse_severe"), 0.0)
SAFE: Labels = {"safety_self_harm": 0.0, "safety_threat": 0.0, "safety_adverse_event": 0.0, "safety_privacy": 0.0}


class Row(msgspec.Struct, frozen=True):
    """A text and what is known of it; a label that is absent is unknown, not zero."""

    text: str
    labels: Labels
    source: str


class Composer:
    """Draws texts by kind; the same seed gives the same texts."""

    def __init__(self, seed: int, *, held_back: bool, complaints: Sequence[str], praises: Sequence[str]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - reproducible, not secret
        phrases: dict[str, list[str]] = tomllib.loads((files("pipeline.scoring") / "phrases.toml").read_text())
        slots = {
            "opener",
            "joiner",
            "closer",
            "first",
            "surname",
            "role",
            "group",
            "time",
            "money",
            "place",
            "relative",
        }
        self._phrases = {
            name: values
            if name in slots
            else [v for i, v in enumerate(values) if (i % HELD_BACK_EVERY == HELD_BACK_EVERY - 1) == held_back]
            for name, values in phrases.items()
        }
        self._complaints, self._praises = complaints, praises
        self.kinds: dict[str, tuple[int, Callable[[], tuple[str, Labels]]]] = {
            "complaint": (14, self._complaint),
            "complaint+profanity": (8, self._profane_complaint),
            "complaint+mild": (12, self._mildly_insulting_complaint),
            "complaint+severe": (13, self._abusive_complaint),
            "complaint+threat": (3, self._threatening_complaint),
            "severe": (16, self._severe),
            "praise+severe": (3, self._severe_in_praise),
            "mild": (6, self._mild),
            "threat": (6, self._threat),
            "threat near": (5, lambda: self._plain("threat_near", complaint=None, positive=None)),
            "praise": (6, self._praise),
            "praise+profanity": (4, lambda: self._clean("praise_profane", complaint=0, positive=1, profane=True)),
            "quoted": (7, self._quoted),
            "medical": (4, lambda: self._plain("medical", complaint=None, positive=None)),
            "identity": (5, lambda: self._plain("identity", complaint=None, positive=None)),
            "self-harm": (5, self._self_harm),
            "self-harm near": (3, lambda: self._plain("self_harm_near", complaint=None, positive=None)),
            "adverse": (6, lambda: self._safety("adverse", "safety_adverse_event")),
            "adverse near": (4, lambda: self._plain("adverse_near", complaint=0, positive=None)),
            "privacy": (5, lambda: self._safety("privacy", "safety_privacy")),
            "privacy near": (3, lambda: self._plain("privacy_near", complaint=0, positive=None)),
            "question": (6, self._question),
            "neutral": (5, lambda: self._plain("neutral", complaint=0, positive=None)),
            "advert": (3, lambda: self._plain("advert", complaint=0, positive=None)),
            "sarcasm": (4, lambda: self._plain("sarcasm", complaint=1, positive=0)),
            "mixed": (3, lambda: self._plain("mixed", complaint=1, positive=None)),
        }

    def rows(self, count: int) -> Iterator[Row]:
        """Yield ``count`` composed texts, kinds in the shares of the table."""
        names = list(self.kinds)
        weights = [self.kinds[name][0] for name in names]
        for name in self._random.choices(names, weights, k=count):
            yield self.one(name)

    def one(self, kind: str) -> Row:
        """Compose one text of a kind."""
        text, labels = self.kinds[kind][1]()
        return Row(self._noise(text), labels, f"composed:{kind}")

    def _pick(self, name: str) -> str:
        return self._random.choice(self._phrases[name])

    def _fill(self, text: str) -> str:
        for _ in range(8):
            for slot in (
                "person",
                "you",
                "mild",
                "severe",
                "slur",
                "time",
                "money",
                "place",
                "relative",
                "role",
                "surname",
            ):
                if "{" + slot + "}" in text:
                    text = text.replace("{" + slot + "}", self._slot(slot), 1)
            if "{" not in text:
                break
        return text

    def _slot(self, slot: str) -> str:
        if slot == "person":
            kind = self._random.random()
            if kind < 0.35:
                return f"{self._random.choice(['Dr.', 'Dr', 'Doctor', 'Nurse', 'Mr.', 'Ms.', ''])} {self._pick('surname')}".strip()
            return self._pick("first") if kind < 0.6 else self._pick("role")
        if slot == "you":
            return self._random.choice(["you", "you", "you people", "u", "you", "all of you", "y'all"])
        return self._pick(slot)

    def _line(self, *names: str) -> str:
        return self._fill(self._pick(self._random.choice(names)))

    def _complaints_here(self) -> tuple[str, Labels]:
        """Return a real or composed complaint with what is known of its topics."""
        if self._complaints and self._random.random() < 0.55:
            return self._random.choice(self._complaints), {}
        topics = self._random.sample(TOPICS, self._random.choice([1, 1, 2, 2, 3]))
        parts = [self._line(f"complaint_{topic}") for topic in topics]
        if self._random.random() < 0.5:
            parts.insert(self._random.randrange(len(parts) + 1), self._line("complaint_general"))
        self._random.shuffle(parts)
        return self._join(parts), {f"topic_{t}": float(t in topics) for t in TOPICS}

    def _join(self, parts: Sequence[str]) -> str:
        text = parts[0]
        for part in parts[1:]:
            joiner = self._pick("joiner")
            text += joiner + (part[:1].upper() + part[1:] if joiner.startswith((".", "!")) else part)
        return text

    def _around(self, core: str, other: str) -> str:
        parts = [core, other]
        self._random.shuffle(parts)
        if len(core) > 150 and self._random.random() < 0.6:
            # in the middle, between two sentences
            middle = core.find(". ", len(core) // 3)
            if middle > 0:
                return f"{core[: middle + 2]}{other}. {core[middle + 2 :]}"
        return self._join(parts)

    def _complaint(self) -> tuple[str, Labels]:
        if self._random.random() < 0.25:
            return self._line("complaint_general"), CLEAN | {"complaint": 1.0, "positive": 0.0, "question": 0.0}
        text, topics = self._complaints_here()
        return text, CLEAN | SAFE_UNLESS_REAL(topics) | {"complaint": 1.0, "positive": 0.0} | topics

    def _profane_complaint(self) -> tuple[str, Labels]:
        text, topics = self._complaints_here()
        labels: Labels = {
            "abuse_mild": 0.0,
            "abuse_severe": 0.0,
            "identity_attack": 0.0,
            "threat": 0.0,
            "insult": 0.0,
            "obscene": 1.0,
        }
        return self._around(text, self._line("situation")), labels | {"complaint": 1.0, "positive": 0.0} | topics

    def _mild_words(self) -> str:
        who = self._fill(self._random.choice(["{person}", "{person}", self._pick("group")]))
        verb = "are" if who in self._phrases["group"] else "is"
        adjective, noun = self._pick("mild_adjective"), self._pick("mild")
        return self._random.choice([
            f"{who} {verb} {adjective}",
            f"{who} {verb} a {noun}" if verb == "is" else f"{who} {verb} {noun}s",
            f"{who} {verb} a {adjective} {noun}" if verb == "is" else f"{adjective} {noun}s",
            f"what a {noun}",
            f"bunch of {adjective} {noun}s",
            f"{who} acted like a {noun}",
            f"{adjective} people",
            f"{who} {verb} so {adjective} and {self._pick('mild_adjective')}",
            f"such {adjective} {noun}s",
            f"don't be such a {noun}",
            f"{who} {verb} the most {adjective} person I have met",
        ])  # fmt: skip

    def _mildly_insulting_complaint(self) -> tuple[str, Labels]:
        text, topics = self._complaints_here()
        return self._around(text, self._mild_words()), MILD | {"complaint": 1.0, "positive": 0.0} | topics

    def _mild(self) -> tuple[str, Labels]:
        return self._mild_words(), MILD | {"positive": 0.0}

    def _severe_words(self) -> str:
        text = self._fill(self._pick("severe_line") if self._random.random() < 0.85 else self._pick("severe_alone"))
        if self._random.random() < 0.25:
            text = self._join([text, self._fill(self._pick("severe_line"))])
        return text

    def _severe(self) -> tuple[str, Labels]:
        return self._severe_words(), SEVERE | {"complaint": 0.0, "positive": 0.0}

    def _severe_in_praise(self) -> tuple[str, Labels]:
        praise = (
            self._random.choice(self._praises)
            if self._praises and self._random.random() < 0.6
            else self._line("praise")
        )
        return self._around(praise, self._severe_words()), SEVERE | {"complaint": 0.0}

    def _abusive_complaint(self) -> tuple[str, Labels]:
        text, topics = self._complaints_here()
        return self._around(text, self._severe_words()), SEVERE | {"complaint": 1.0, "positive": 0.0} | topics

    def _threat(self) -> tuple[str, Labels]:
        return self._line("threat"), THREAT | {"complaint": 0.0, "positive": 0.0}

    def _threatening_complaint(self) -> tuple[str, Labels]:
        text, topics = self._complaints_here()
        return self._around(text, self._line("threat")), THREAT | {"complaint": 1.0, "positive": 0.0} | topics

    def _praise(self) -> tuple[str, Labels]:
        parts = [self._line("praise") for _ in range(self._random.choice([1, 1, 2, 3]))]
        return self._join(parts), CLEAN | SAFE | {"complaint": 0.0, "positive": 1.0, "question": 0.0}

    def _question(self) -> tuple[str, Labels]:
        text = self._line("question")
        if self._random.random() < 0.3:
            return self._join([self._line("complaint_appointments"), text]), CLEAN | {"question": 1.0, "complaint": 1.0}
        return text, CLEAN | SAFE | {"question": 1.0, "complaint": 0.0}

    def _quoted(self) -> tuple[str, Labels]:
        text = self._line("quoted")
        if self._random.random() < 0.6:
            text = self._around(self._complaints_here()[0], text)
        quoted: Labels = {"abuse_mild": 0.0, "abuse_severe": 0.0, "threat": 0.0, "identity_attack": 0.0}
        return text, quoted | {"complaint": 1.0, "positive": 0.0}

    def _self_harm(self) -> tuple[str, Labels]:
        text = self._line("self_harm")
        if self._random.random() < 0.3:
            text = self._around(self._complaints_here()[0], text)
        return text, CLEAN | SAFE | {"safety_self_harm": 1.0, "positive": 0.0}

    def _safety(self, name: str, label: str) -> tuple[str, Labels]:
        text = self._line(name)
        if self._random.random() < 0.5:
            text = self._around(self._complaints_here()[0], text)
        return text, CLEAN | {"safety_self_harm": 0.0, "safety_threat": 0.0} | {
            label: 1.0,
            "complaint": 1.0,
            "positive": 0.0,
        }

    def _plain(self, name: str, *, complaint: float | None, positive: float | None) -> tuple[str, Labels]:
        return self._clean(name, complaint=complaint, positive=positive, profane=False)

    def _clean(
        self, name: str, *, complaint: float | None, positive: float | None, profane: bool
    ) -> tuple[str, Labels]:
        labels = CLEAN | SAFE
        if profane:
            labels = {k: v for k, v in labels.items() if k not in {"toxicity", "obscene"}} | {"obscene": 1.0}
        known = {"complaint": complaint, "positive": positive}
        text = self._line(name)
        if name.endswith("_near") and self._random.random() < 0.3:
            text = self._around(self._complaints_here()[0], text)
            known = {"complaint": 1.0, "positive": None}
            labels = {k: v for k, v in labels.items() if k not in {"safety_adverse_event", "safety_privacy"}}
        return text, labels | {k: float(v) for k, v in known.items() if v is not None}

    def _noise(self, text: str) -> str:
        """Write as people do: openers, closers, capitals, slips."""
        if self._random.random() < 0.5:
            text = self._pick("opener") + text + self._pick("closer")
        draw = self._random.random()
        if draw < 0.12:
            text = text.upper()
        elif draw < 0.4:
            text = text.lower()
        if self._random.random() < 0.2 and len(text) > 12:
            i = self._random.randrange(1, len(text) - 2)
            text = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        return text


def SAFE_UNLESS_REAL(topics: Labels) -> Labels:  # noqa: N802 - reads as the constant it mostly is
    """Say that a composed complaint has no safety matter in it; of a real one nobody knows."""
    return SAFE if topics else {}


MILD: Labels = {
    "toxicity": 1.0,
    "insult": 1.0,
    "abuse_mild": 1.0,
    "abuse_severe": 0.0,
    "threat": 0.0,
    "identity_attack": 0.0,
    "severe_toxicity": 0.0,
}
SEVERE: Labels = {"toxicity": 1.0, "insult": 1.0, "abuse_mild": 1.0, "abuse_severe": 1.0, "safety_self_harm": 0.0}
THREAT: Labels = {"toxicity": 1.0, "threat": 1.0, "abuse_severe": 1.0, "safety_threat": 1.0, "safety_self_harm": 0.0}
