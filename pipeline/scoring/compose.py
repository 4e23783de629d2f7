"""Texts nobody published, composed from phrases/ by seed: severity, quoted abuse, profanity at the situation, safety.

Real feedback may be passed in to be combined with insults or profanity, so that abuse stands beside complaints as patients
write them. Every sixth phrase of a list is kept back for evaluation.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

import msgspec

from schemas.assessment import TOPICS, TOXICITY

HELD_BACK_EVERY = 6
DISGUISED_SHARE = 0.14
"""Of every kind: were only abuse disguised, a slip of the keyboard would look like abuse."""
DISGUISED_WORDS_MAX = 12
"""More would push the end of a long text out of the trainer's window."""
LONG_CHARS = 380
"""Longer grounds would push what was composed onto them out of the window that is read at once (windows.py)."""
LONG_TEXT_CHARS = (600, 3_000)
_SLOT = re.compile(r"\{(\w+)\}")
Labels = dict[str, float]
CLEAN: Labels = dict.fromkeys((*TOXICITY, "abuse_mild", "abuse_severe"), 0.0)
FEEDBACK: Labels = {k: v for k, v in CLEAN.items() if k not in {"abuse_mild", "insult", "toxicity"}}
SAFE: Labels = {"safety_self_harm": 0.0, "safety_threat": 0.0, "safety_adverse_event": 0.0, "safety_privacy": 0.0}


_CHARACTER = re.compile(
    r"\b(?:idiot|moron|stupid|dumb|jerk|clown|quack|butcher|murder|liar|lie[sd]?\b|crook|thie[fv]|fool|arrogant|lazy|rude|ignorant|"
    r"heartless|pathetic|nasty|evil|disgust|crazy|joke|trash|garbage|useless|worthless|incompetent|clueless|greed|monster|"
    r"bully|mean\b|jackass|ass\b|suck|hell\b|crap|shit|fuck|damn|bitch|scam|fraud|criminal|shame|hate)", re.IGNORECASE
)  # fmt: skip


def calm(text: str) -> Labels:
    """Return what is known of a genuine complaint's abuse: never severe; mild unknown where it has words for a character."""
    return FEEDBACK if _CHARACTER.search(text) else CLEAN


def _phrase_files() -> Iterator[tuple[str, dict[str, list[str]]]]:
    folder = files("pipeline.scoring") / "phrases"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))


class Row(msgspec.Struct, frozen=True):
    """A text and what is known of it; a label that is absent is unknown, not zero."""

    text: str
    labels: Labels
    source: str


class Composer:
    """Draws texts by kind; the same seed gives the same texts."""

    def __init__(self, seed: int, *, held_back: bool, complaints: Sequence[str], praises: Sequence[str]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - reproducible, not secret
        phrases = dict(_phrase_files())
        slots = set(phrases["slots"])
        self._phrases = {
            name: values
            if name in slots
            else [v for i, v in enumerate(values) if (i % HELD_BACK_EVERY == HELD_BACK_EVERY - 1) == held_back]
            for table in phrases.values()
            for name, values in table.items()
        }
        self._groups = set(self._phrases["group"])
        self._complaints, self._praises = complaints, praises
        self.kinds: dict[str, tuple[int, Callable[[], tuple[str, Labels]]]] = {
            "complaint": (20, self._complaint),
            "complaint+profanity": (8, self._profane_complaint),
            "complaint+mild": (11, self._mildly_insulting_complaint),
            "complaint+severe": (13, self._abusive_complaint),
            "complaint+threat": (6, self._threatening_complaint),
            "severe": (17, self._severe),
            "praise+severe": (3, self._severe_in_praise),
            "identity abuse": (6, self._identity_abuse),
            "mild": (6, self._mild),
            "threat": (9, self._threat),
            "threat near": (7, lambda: self._plain("threat_near", complaint=None, positive=None)),
            "allegation": (7, self._allegation),
            "praise": (6, self._praise),
            "praise+profanity": (7, lambda: self._clean("praise_profane", complaint=0, positive=1, profane=True)),
            "situation": (6, lambda: self._clean("situation", complaint=None, positive=0, profane=True)),
            "quoted": (6, self._quoted),
            "medical": (4, lambda: self._plain("medical", complaint=None, positive=None)),
            "identity": (5, lambda: self._plain("identity", complaint=None, positive=None)),
            "self-harm": (5, self._self_harm),
            "self-harm near": (3, lambda: self._plain("self_harm_near", complaint=None, positive=None)),
            "adverse": (8, lambda: self._safety("adverse", "safety_adverse_event")),
            "adverse near": (5, lambda: self._plain("adverse_near", complaint=0, positive=None)),
            "privacy": (8, lambda: self._safety("privacy", "safety_privacy")),
            "privacy near": (5, lambda: self._plain("privacy_near", complaint=0, positive=None)),
            "question": (6, self._question),
            "neutral": (5, lambda: self._plain("neutral", complaint=0, positive=None)),
            "advert": (2, lambda: self._plain("advert", complaint=0, positive=None)),
            "sarcasm": (5, self._sarcasm),
            "mixed": (3, lambda: self._plain("mixed", complaint=1, positive=None)),
            # of several windows: for measuring, the trainer sees one
            "long complaint": (0, self._long_complaint),
            "long complaint+severe": (0, self._long_abusive_complaint),
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
        row = self.sometimes_disguised(Row(text, labels, f"composed:{kind}"))
        return msgspec.structs.replace(row, text=self._noise(row.text))

    def vary(self, row: Row) -> Row:
        """Give a whole comment the company and the slips that it might have had."""
        text, labels = row.text, row.labels
        if labels.get("abuse_severe") == 1 and len(text) < LONG_CHARS and self._random.random() < 0.25:
            complaint, topics = self._complaints_here()
            text, labels = self._around(complaint, text), labels | {"complaint": 1.0, "positive": 0.0} | topics
        row = self.sometimes_disguised(Row(text, labels, row.source))
        return msgspec.structs.replace(row, text=self._noise(row.text)) if self._random.random() < 0.4 else row

    def sometimes_disguised(self, row: Row) -> Row:
        """Disguise ``DISGUISED_SHARE`` of the rows."""
        if self._random.random() < DISGUISED_SHARE:
            return msgspec.structs.replace(row, text=self.disguise(row.text))
        return row

    def _pick(self, name: str) -> str:
        return self._random.choice(self._phrases[name])

    def _fill(self, text: str) -> str:
        for _ in range(12):
            found = _SLOT.search(text)
            if not found:
                break
            text = text[: found.start()] + self._slot(found[1]) + text[found.end() :]
        return text

    def _slot(self, slot: str) -> str:
        if slot == "person":
            kind = self._random.random()
            if kind < 0.3:
                title = self._random.choice(["Dr.", "Dr", "Doctor", "Nurse", "Mr.", "Ms.", "Mrs", "dr", ""])
                return f"{title} {self._pick('surname')}".strip()
            return self._pick("first" if kind < 0.5 else "role" if kind < 0.75 else "person_other")
        if slot == "you":
            return self._random.choice(["you", "you", "you people", "u", "you guys", "all of you", "y'all"])
        return self._pick(slot)

    def _line(self, *names: str) -> str:
        return self._fill(self._pick(self._random.choice(names)))

    def _complaints_here(self) -> tuple[str, Labels]:
        """Return a real or composed complaint with what is known of its topics."""
        draw = self._random.random()
        if self._complaints and draw < 0.42:
            many = self._random.choice([1, 1, 1, 1, 1, 2, 3])
            return " ".join(self._random.choice(self._complaints) for _ in range(many))[:LONG_CHARS], {}
        if draw < 0.72:
            parts = [self._line("complaint") for _ in range(self._random.choice([1, 1, 2, 3, 4]))]
            return self._join(parts), {}
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
        known = {"complaint": 1.0, "positive": 0.0, "threat": 0.0}
        if self._random.random() < 0.4:
            text, topics = self._line("complaint", "complaint", "complaint_general"), Labels()
        else:
            text, topics = self._complaints_here()
        return text, calm(text) | known | (SAFE | {"question": 0.0} if topics else {}) | topics

    def _sarcasm(self) -> tuple[str, Labels]:
        text = self._line("sarcasm")
        if self._random.random() < 0.25:
            text = self._join([text, self._line("sarcasm", "complaint", "complaint_general")])
        return text, CLEAN | SAFE | {"complaint": 1.0, "positive": 0.0, "question": 0.0}

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
        verb = "are" if who in self._groups else "is"
        adjective, noun = self._pick("mild_adjective"), self._pick("mild")
        if self._random.random() < 0.4:
            return self._line("mild_line")
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
        text = self._line("severe_line") if self._random.random() < 0.85 else self._line("severe_alone")
        if self._random.random() < 0.25:
            return self._join([text, self._line("severe_line")])
        return text

    def disguise(self, text: str) -> str:
        """Hide words as people do to pass a filter; what folding leaves of it the model has to read."""
        words = text.split(" ")
        for i in self._random.sample(range(len(words)), max(1, min(len(words) // 3, DISGUISED_WORDS_MAX))):
            word = words[i]
            if len(word) < 3:
                continue
            at = self._random.randrange(1, len(word) - 1)
            words[i] = self._random.choice([
                word[:at] + "*" + word[at + 1 :],
                word.translate(str.maketrans("aeios", "43105")),
                word.replace("s", "$").replace("i", "!").replace("a", "@"),
                word[0] + "\u200b" + word[1:],
                " ".join(word),
                ".".join(word),
                word[:at] + word[at] * 4 + word[at + 1 :],
                word[0] + "".join(c for c in word[1:] if c not in "aeiou"),
                word.replace("u", "oo", 1) if "u" in word else word.replace("c", "k"),
                word[:at] + " " + word[at:],
            ])  # fmt: skip
        return " ".join(words)

    def _severe(self) -> tuple[str, Labels]:
        return self._severe_words(), SEVERE | {"complaint": 0.0, "positive": 0.0}

    def _severe_in_praise(self) -> tuple[str, Labels]:
        praise = (
            self._random.choice(self._praises)[:LONG_CHARS]
            if self._praises and self._random.random() < 0.6
            else self._line("praise")
        )
        return self._around(praise, self._severe_words()), SEVERE | {"complaint": 0.0}

    def _abusive_complaint(self) -> tuple[str, Labels]:
        text, topics = self._complaints_here()
        return self._around(text, self._severe_words()), SEVERE | {"complaint": 1.0, "positive": 0.0} | topics

    def _long_complaint(self) -> tuple[str, Labels]:
        length, parts = self._random.randrange(*LONG_TEXT_CHARS), [self._complaints_here()[0]]
        while sum(map(len, parts)) < length:
            parts.append(self._complaints_here()[0])
        return ". ".join(part.rstrip(". ") for part in parts), FEEDBACK | {"complaint": 1.0, "positive": 0.0}

    def _long_abusive_complaint(self) -> tuple[str, Labels]:
        text, _ = self._long_complaint()
        middle = text.find(". ", len(text) // 3) + 2
        return f"{text[:middle]}{self._severe_words()}. {text[middle:]}", SEVERE | {"complaint": 1.0, "positive": 0.0}

    def _identity_abuse(self) -> tuple[str, Labels]:
        return self._line("identity_abuse"), SEVERE | {"identity_attack": 1.0, "complaint": 0.0, "positive": 0.0}

    def _threat(self) -> tuple[str, Labels]:
        return self._line("threat"), THREAT | {"complaint": 0.0, "positive": 0.0}

    def _threatening_complaint(self) -> tuple[str, Labels]:
        text, topics = self._complaints_here()
        return self._around(text, self._line("threat")), THREAT | {"complaint": 1.0, "positive": 0.0} | topics

    def _allegation(self) -> tuple[str, Labels]:
        """Say that bad care kills: what sounds like a threat and is a complaint, perhaps of harm."""
        text = self._line("allegation")
        if self._random.random() < 0.5:
            text = self._around(self._complaints_here()[0], text)
        calm_words = CLEAN | {"safety_self_harm": 0.0, "safety_threat": 0.0}
        return text, calm_words | {"complaint": 1.0, "positive": 0.0}

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
        return text, CLEAN | SAFE | {label: 1.0, "complaint": 1.0, "positive": 0.0}

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
