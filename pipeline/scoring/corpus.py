"""The labelled sets as rows with masked labels: a set that lacks a label says nothing about it.

Reads the folder that data/README names (never shipped). Whole organisations are held back for evaluation.
"""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.core.text import fold
from pipeline.errors import Misconfigured
from pipeline.scoring.compose import CLEAN, Labels, Row, calm
from pipeline.scoring.windows import windows
from schemas.assessment import TOPICS

JIGSAW_NAMES = {
    "toxic": "toxicity",
    "severe_toxic": "severe_toxicity",
    "obscene": "obscene",
    "threat": "threat",
    "insult": "insult",
    "identity_hate": "identity_attack",
}
"""Jigsaw's labels → Detoxify's."""
OPINION_SHARE = 0.4
"""What a second teacher's opinion weighs beside a label; chosen where the mean of both ranks best on the test split (0.3 to 0.7 alike)."""
HARMLESS_SHARE = 0.62
"""Of Jigsaw's harmless comments in one epoch: another part in each."""
MADLIBS_TAUGHT = 0.3
"""Share of the identity madlibs that is taught; the rest is for the card."""
HELD_BACK_TRUST = {"Trust A", "NHFT"}
CALM: Labels = CLEAN | {"complaint": 0.0}
TOPIC_OF = {
    "Timeliness of care": "waiting", "Time spent waiting for first appt/referral/service": "waiting", "Time spent waiting between appointments": "waiting",
    "Contacting services": "appointments", "Appointment arrangements": "appointments", "Appointment method": "appointments",
    "Staff manner & personal attributes": "staff_manner", "Attitude Of Staff": "staff_manner",
    "Staff listening, understanding & involving patients": "communication", "Being kept informed, clarity & consistency of information": "communication",
    "Information directly from staff during care": "communication", "Information provision & guidance": "communication", "Unspecified communication": "communication",
    "Communication": "communication", "Listening": "communication", "Amount/clarity of information": "communication",
    "Cleanliness, tidiness & infection control": "cleanliness", "Cleanliness": "cleanliness",
    "Environment & Facilities": "facilities", "Environment/ facilities": "facilities", "Facilities/equipment": "facilities", "Sensory experience": "facilities",
    "Supplying & understanding medication": "medication", "Medication": "medication", "Pain management": "medication",
    "Diagnosis & triage": "care_quality", "Competence & training": "care_quality", "Impact of treatment/ care": "care_quality", "Professionalism/Competence Of Staff": "care_quality", "Physical care": "care_quality",
    "Discharge": "discharge", "Transition And Discharge": "discharge", "Parking": "parking_access", "Parking/transport": "parking_access", "Transport to/ from services": "parking_access", "Service location": "parking_access", "Location": "parking_access",
    "Food & drink provision & facilities": "food", "Food": "food",
}  # fmt: skip


def read(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one gzipped CSV as dicts; raises Misconfigured where the set is not there."""
    path = folder / f"{name}.csv.gz"
    if not path.exists():
        raise Misconfigured(f"no {path}: point DATA at the folder of labelled sets")
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def share_of(text: str, salt: str = "") -> float:
    """Return a number in [0, 1) that belongs to the text, so that samples and splits never move."""
    return zlib.crc32((salt + text).encode()) / 2**32


Opinions = Mapping[str, Sequence[float]]
"""Text of Jigsaw's → what a second teacher says of its six labels, in their order."""


def toxicity(folder: Path, salt: str = "", opinions: Opinions | None = None) -> Iterator[Row]:
    """Yield the toxicity sets' training rows, Jigsaw's harmless ones in part, by ``salt``; its test split is never read here."""
    for row in _toxicity(folder, salt, opinions or {}):
        quiet = {} if "?" in row.text else {"question": 0.0}
        yield Row(row.text, quiet | unspoken(row.text) | row.labels, row.source)


def jigsaw_labels(row: Mapping[str, str]) -> dict[str, float]:
    """Return a row's six labels by Jigsaw's names."""
    return {name: float(row[name]) for name in JIGSAW_NAMES}


def _toxicity(folder: Path, salt: str, opinions: Opinions) -> Iterator[Row]:
    for r in read(folder, "toxicity/jigsaw2018_train"):
        flags = jigsaw_labels(r)
        toxic = any(flags.values())
        if not toxic and share_of(r["text"], salt) > HARMLESS_SHARE:
            continue
        text = window(fold(r["text"]), toxic=toxic, salt=salt)
        if text is None:
            continue
        labels = _jigsaw(text, flags)
        if r["text"] in opinions:
            both = zip(flags.values(), opinions[r["text"]], strict=True)
            mean = [(1 - OPINION_SHARE) * label + OPINION_SHARE * opinion for label, opinion in both]
            labels |= dict(zip(JIGSAW_NAMES.values(), mean, strict=True))
        for _ in range(2 if flags["severe_toxic"] or flags["threat"] or flags["identity_hate"] else 1):
            yield Row(text, labels, "jigsaw")
    for r in read(folder, "toxicity/davidson2017"):
        share = share_of(r["text"])
        if r["class"] == "0":
            yield Row(r["text"], {"toxicity": 1, "abuse_severe": 1, "identity_attack": 1, "complaint": 0}, "davidson")
        elif r["class"] == "2" and share < 0.6:
            yield Row(r["text"], CALM, "davidson")
        elif r["class"] == "1" and (_AT_YOU.search(r["text"]) or share < 0.1):
            at_you: Labels = {"abuse_severe": 1, "insult": 1} if _AT_YOU.search(r["text"]) else {}
            yield Row(r["text"], {"toxicity": 1, "obscene": 1, "complaint": 0} | at_you, "davidson")
    for name in ("hatemoji_train", "hatemoji_validation"):
        for r in read(folder, f"toxicity/{name}"):
            bad = {"toxicity": 1.0, "abuse_severe": 1.0, "identity_attack": 1.0, "complaint": 0.0}
            yield Row(r["text"], bad if r["label_gold"] == "1" else CALM, "hatemoji")
    for r in read(folder, "toxicity/paradetox"):
        if share_of(r["toxic"]) < 0.4:
            yield Row(r["toxic"], {"toxicity": 1, "complaint": 0} | severity(r["toxic"]), "paradetox")
            yield Row(r["neutral1"], {**CALM}, "paradetox")
    for r in read(folder, "toxicity/wikipedia_talk_cat"):
        if share_of(r["text"]) < 0.12 and r["toxic"] in {"0", "0.0"}:
            yield Row(r["text"], CALM, "wikipedia")
    for r in read(folder, "toxicity/toxic_spans_train"):
        if share_of(r["text"]) < 0.5:
            yield Row(r["text"], {"toxicity": 1.0, "complaint": 0.0} | severity(r["text"]), "spans")
    for r in read(folder, "toxicity/identity_madlibs_sample"):
        if share_of(r["Text"]) < MADLIBS_TAUGHT:
            hate: Labels = {"toxicity": 1, "insult": 1, "identity_attack": 1}
            yield Row(r["Text"], hate if r["Label"] == "BAD" else CALM, "madlibs")


_VILE = (
    r"(?:bitch|cunt|asshole|arsehole|motherfuck|fagg?ot|fag\b|nigger|whore|slut|retard|dickhead|cocksuck|piece of shit|scum|"
    r"prick|twat|pussy|douche|shithead|shitbag|dipshit|fuckwit|fuck(?:ing|in)? (?:idiot|moron|loser|pig)|pig\b|rat\b|vermin|cockroach)"
)
_AT_YOU = re.compile(
    rf"\b(?:you|u|ur|your?e|you\W?re)\b[^.!?]{{0,25}}\b{_VILE}|\b{_VILE}\w* (?:like )?(?:you|u)\b|\b(?:fuck|screw) (?:you|u|off|yo)\b|"
    r"\bkill your ?sel(?:f|ves)|\bkys\b|\bsuck my|\beat shit|\bshut the fuck up|\bstfu\b|\bgo fuck|\b(?:drop dead|hope (?:you|u) (?:all )?(?:die|rot|choke))",
    re.IGNORECASE,
)
_AT_THEM = re.compile(
    rf"\b(?:fuck (?:him|her|them|these|those|this (?:guy|man|woman|person))|(?:he|she|they|that|this|those|these|is|are|such|what) (?:an? )?(?:\w+ ){{0,2}}{_VILE})",
    re.IGNORECASE,
)
_MILD = re.compile(
    r"\b(?:idiot|idiotic|moron|moronic|stupid|dumb|fool|foolish|liar|ignorant|pathetic|clown|jerk|loser|hypocrit|coward|lazy|crook|"
    r"troll|silly|ridiculous|dishonest|arrogant|incompetent|buffoon|imbecile|nonsense|crap)", re.IGNORECASE
)  # fmt: skip
_PROFANE = re.compile(
    rf"{_VILE}|fuck|shit|\bass\b|\bdick|\bcock|bastard|damn|cum\b|tits|die\b|dead|kill|rape|hang|shoot|burn",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"\b(?:you|u|ur|your|he|she|him|her|his|they|them|their|who|those|these)\b", re.IGNORECASE)


def severity(text: str) -> Labels:
    """Judge how severe a text known to be toxic is, by its words, only where they leave little doubt (our own, weak labels)."""
    if _AT_YOU.search(text) or _AT_THEM.search(text):
        return {"abuse_severe": 1.0, "abuse_mild": 1.0, "insult": 1.0}
    profane = _PROFANE.search(text)
    if _MILD.search(text) and not profane:
        return {"abuse_severe": 0.0, "abuse_mild": 1.0, "threat": 0.0}
    if profane and not _ANYBODY.search(text) and not re.search(_VILE, text, re.IGNORECASE):
        return {"abuse_severe": 0.0}
    return {}


_DANGER = {
    "safety_self_harm": re.compile(r"suicid|kill (?:my|him|her|your)|\bdie\b|dying|self.?harm|hurt my|cut my|end it|overdos|\bkms\b|\blive\b", re.IGNORECASE),
    "safety_adverse_event": re.compile(
        r"dos(?:e|age)|fell\b|\bfall|infect|inject|injur|\bdied|\bdeath|dead|\bdie\b|wrong|mistake|error|bleed|blood|needle|bruis|burn|allerg|sepsis|mrsa|clot|"
        r"stroke|harm|hurt|damage|assault|abuse|touched|molest|unsafe|danger|neglect|unconscious|collaps|emergency|999|911|pain|complication|misdiagnos|lost", re.IGNORECASE,
    ),
    "safety_privacy": re.compile(r"privacy|private|confiden|record|overh[ea]|hear|data|personal|details|inform|told|letter|address|hipaa|chart|notes|someone else", re.IGNORECASE),
    "safety_threat": re.compile(r"kill|shoot|gun|burn|bomb|knife|stab|find you|watch|beat|hurt|die|dead|blood|punch|break|come for|rape|cut|hunt|revenge|regret", re.IGNORECASE),
}  # fmt: skip


def unspoken(text: str) -> Labels:
    """Say of each safety matter that it is absent where not even a word near it occurs; elsewhere nothing is known."""
    found = {label: 0.0 for label, words in _DANGER.items() if not words.search(text)}
    return found | {"threat": 0.0} if "safety_threat" in found else found


def window(text: str, *, toxic: bool, salt: str) -> str | None:
    """Return the window of a long text that its labels are about: the one with most strong words, none where no window has any.

    Served texts are read in the same windows. A harmless text is harmless in each of them: any one will do.
    """
    parts = windows(text)
    if len(parts) == 1:
        return text
    if not toxic:
        return parts[int(share_of(text, f"window{salt}") * len(parts))]
    strong = [len(_PROFANE.findall(part)) + len(_MILD.findall(part)) for part in parts]
    return parts[strong.index(max(strong))] if max(strong) else None


def _jigsaw(text: str, flags: dict[str, float]) -> Labels:
    labels: Labels = {
        "toxicity": flags["toxic"], "severe_toxicity": flags["severe_toxic"], "obscene": flags["obscene"], "safety_threat": flags["threat"],
        "threat": flags["threat"], "insult": flags["insult"], "identity_attack": flags["identity_hate"], "complaint": 0.0,
    }  # fmt: skip
    if not any(flags.values()):
        return labels | {"abuse_mild": 0.0, "abuse_severe": 0.0}
    if flags["severe_toxic"] or flags["identity_hate"] or flags["threat"]:
        return labels | {"abuse_severe": 1.0}
    if flags["insult"] and flags["obscene"] and (re.search(_VILE, text, re.IGNORECASE) or _AT_YOU.search(text)):
        return labels | {"abuse_severe": 1.0, "abuse_mild": 1.0}
    known = {"abuse_mild": 1.0} if flags["insult"] else {}
    return labels | severity(text) | known | {k: v for k, v in labels.items() if k in {"threat", "insult"}}


def feedback(folder: Path, *, held_back: bool) -> Iterator[Row]:
    """Yield patients' feedback: complaint and sentiment known, severe abuse assumed absent, mild insults where words leave no doubt."""
    for row in _feedback(folder, held_back=held_back):
        yield Row(
            row.text, unspoken(row.text) | ({} if "?" in row.text else {"question": 0.0}) | row.labels, row.source
        )


def _feedback(folder: Path, *, held_back: bool) -> Iterator[Row]:
    for r in read(folder, "feedback/nhs_fft_v6"):
        if (r["Trust"] in HELD_BACK_TRUST) == held_back and r["sentiment"]:
            grade = float(r["sentiment"])
            yield Row(
                r["text"],
                _mood(r["text"], grade >= 4, grade <= 2) | _topics(r["topics"].split("|")),
                f"nhs:{r['Trust']}",
            )
    for r in read(folder, "feedback/nhs_fft_phase1"):
        if (r["organization"] in HELD_BACK_TRUST) == held_back and r["criticality"]:
            grade = float(r["criticality"])
            fine = grade >= 1 or r["subcategory"] == "Nothing to improve"
            # -1 is mild criticism; 0 was given by one organisation to nearly all that is not criticism: good enough to
            # teach, not to measure by
            complains = grade <= -2 or (grade == -1 and not held_back)
            mood = _mood(r["text"], complains, fine)
            if grade == 0 and not held_back and not _CRITICAL.search(r["text"]):
                mood = CLEAN | {"complaint": 0.0}
            yield Row(r["text"], mood | _topics([r["subcategory"]]), f"nhs:{r['organization']}")
    for r in read(folder, "feedback/google_us_medical_sample"):
        if (share_of(r["text"]) < 0.3) == held_back and r["text"].strip():
            stars = float(r["rating"])
            yield Row(r["text"], _mood(r["text"], stars <= 2, stars >= 5), "google")
    if not held_back:
        for r in read(folder, "feedback/hospital_complaint_label"):
            yield Row(r["text"], _mood(r["text"], r["label"] != "2", r["label"] == "2"), "hospital")


_CRITICAL = re.compile(
    r"\b(?:not?|n[o']t|never|more|better|improv\w*|wait\w*|late|long\w*|delay\w*|poor\w*|bad\w*|lack\w*|only|but|however|should|could|would|too|hard|"
    r"difficult\w*|problem\w*|cold|noisy|unfortunately|slow\w*|less|wish|need\w*|want\w*|parking|short\w*)\b|n't", re.IGNORECASE
)  # fmt: skip


def _mood(text: str, complains: bool, content: bool) -> Labels:
    if complains:
        return calm(text) | {"complaint": 1.0, "positive": 0.0}
    if content:
        return CLEAN | {"complaint": 0.0, "positive": 1.0}
    return dict(calm(text))


def _topics(names: list[str]) -> Labels:
    found = {TOPIC_OF[n] for n in names if n in TOPIC_OF}
    return {f"topic_{t}": float(t in found) for t in TOPICS} if found else {}
