"""The labelled sets as rows with masked labels: a set that lacks a label says nothing about it.

Reads the folder that data/README names (never shipped). Whole organisations are held back for evaluation.
"""

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import Misconfigured
from pipeline.scoring.compose import CLEAN, Labels, Row
from schemas.assessment import TOPICS

HELD_BACK_TRUST = {"Trust A", "NHFT"}
CALM: Labels = CLEAN | {"complaint": 0.0}
FEEDBACK: Labels = {k: v for k, v in CLEAN.items() if k not in {"abuse_mild", "insult", "toxicity"}}
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


def _share(text: str, salt: str = "") -> float:
    """Return a number in [0, 1) that belongs to the text, so that samples and splits never move."""
    return zlib.crc32((salt + text).encode()) / 2**32


def toxicity(folder: Path) -> Iterator[Row]:
    """Yield the toxicity sets' training rows; Jigsaw's test split is never read here."""
    for r in read(folder, "toxicity/jigsaw2018_train"):
        flags = {k: float(r[k]) for k in ("toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate")}
        if not any(flags.values()) and _share(r["text"]) > 0.62:
            continue
        yield Row(r["text"], _jigsaw(flags), "jigsaw")
    for r in read(folder, "toxicity/davidson2017"):
        share = _share(r["text"])
        if r["class"] == "0":
            yield Row(r["text"], {"toxicity": 1, "abuse_severe": 1, "identity_attack": 1, "complaint": 0}, "davidson")
        elif r["class"] == "2" and share < 0.6:
            yield Row(r["text"], CALM, "davidson")
        elif r["class"] == "1" and share < 0.1:
            yield Row(r["text"], {"toxicity": 1, "obscene": 1, "complaint": 0}, "davidson")
    for name in ("hatemoji_train", "hatemoji_validation"):
        for r in read(folder, f"toxicity/{name}"):
            bad = {"toxicity": 1.0, "abuse_severe": 1.0, "identity_attack": 1.0, "complaint": 0.0}
            yield Row(r["text"], bad if r["label_gold"] == "1" else CALM, "hatemoji")
    for r in read(folder, "toxicity/paradetox"):
        if _share(r["toxic"]) < 0.3:
            yield Row(r["toxic"], {"toxicity": 1, "complaint": 0}, "paradetox")
            yield Row(r["neutral1"], {**CALM}, "paradetox")
    for r in read(folder, "toxicity/wikipedia_talk_cat"):
        if _share(r["text"]) < 0.15 and r["toxic"] in {"0", "0.0"}:
            yield Row(r["text"], CALM, "wikipedia")
    for r in read(folder, "toxicity/toxic_spans_train"):
        if _share(r["text"]) < 0.35:
            yield Row(r["text"], {"toxicity": 1.0, "complaint": 0.0}, "spans")
    for r in read(folder, "toxicity/identity_madlibs_sample"):
        if _share(r["Text"]) < 0.4:
            yield Row(r["Text"], {"toxicity": 1, "insult": 1} if r["Label"] == "BAD" else CALM, "madlibs")


def _jigsaw(flags: dict[str, float]) -> Labels:
    labels: Labels = {
        "toxicity": flags["toxic"], "severe_toxicity": flags["severe_toxic"], "obscene": flags["obscene"],
        "threat": flags["threat"], "insult": flags["insult"], "identity_attack": flags["identity_hate"], "complaint": 0.0,
    }  # fmt: skip
    if not any(flags.values()):
        return labels | {"abuse_mild": 0.0, "abuse_severe": 0.0}
    if flags["severe_toxic"] or flags["identity_hate"] or flags["threat"] or (flags["insult"] and flags["obscene"]):
        return labels | {"abuse_severe": 1.0, "safety_threat": flags["threat"]}
    return labels | ({"abuse_mild": 1.0} if flags["insult"] else {})


def feedback(folder: Path, *, held_back: bool) -> Iterator[Row]:
    """Yield patients' feedback: complaint and sentiment known, hide-worthy abuse assumed absent, mild insults unknown."""
    for r in read(folder, "feedback/nhs_fft_v6"):
        if (r["Trust"] in HELD_BACK_TRUST) == held_back and r["sentiment"]:
            grade = float(r["sentiment"])
            yield Row(r["text"], _mood(grade >= 4, grade <= 2) | _topics(r["topics"].split("|")), f"nhs:{r['Trust']}")
    for r in read(folder, "feedback/nhs_fft_phase1"):
        if (r["organization"] in HELD_BACK_TRUST) == held_back and r["criticality"]:
            grade = float(r["criticality"])
            fine = grade >= 1 or r["subcategory"] == "Nothing to improve"
            yield Row(r["text"], _mood(grade <= -2, fine) | _topics([r["subcategory"]]), f"nhs:{r['organization']}")
    for r in read(folder, "feedback/google_us_medical_sample"):
        if (_share(r["text"]) < 0.3) == held_back and r["text"].strip():
            stars = float(r["rating"])
            yield Row(r["text"], _mood(stars <= 2, stars >= 5), "google")
    if not held_back:
        for r in read(folder, "feedback/hospital_complaint_label"):
            yield Row(r["text"], _mood(r["label"] != "2", r["label"] == "2"), "hospital")


def _mood(complains: bool, content: bool) -> Labels:
    if complains:
        return FEEDBACK | {"complaint": 1.0, "positive": 0.0}
    if content:
        return CLEAN | {"complaint": 0.0, "positive": 1.0}
    return dict(FEEDBACK)


def _topics(names: list[str]) -> Labels:
    found = {TOPIC_OF[n] for n in names if n in TOPIC_OF}
    return {f"topic_{t}": float(t in found) for t in TOPICS} if found else {}
