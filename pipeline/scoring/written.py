"""Whole comments written by hand, by kind: what no template says. All are made up.

``written/taught.tsv`` is training material, but for every sixth of a kind, which is kept back to set thresholds by.
The trials were written by others who saw none of it; they are measured (evaluate.py), never taught. What earlier models got wrong
in all but the fifth and sixth said which kinds to write more of; of these two no text was read, but 25 of the sixth's last 479.
"""

from collections import Counter
from importlib.resources import files

import msgspec

from pipeline.scoring.compose import CLEAN, FEEDBACK, HELD_BACK_EVERY, MILD, SAFE, SEVERE, THREAT, Labels, Row, calm

FOLDER = files("pipeline.scoring") / "written"
TRIALS = ("trial_6", "trial_5", "trial_everyday", "trial_reviews", "trial_4", "trial_3", "trial_2", "trial_1")
COMPLAINT: Labels = {"complaint": 1.0, "positive": 0.0}
PRAISE: Labels = {"complaint": 0.0, "positive": 1.0}
NO_COMPLAINT: Labels = {"complaint": 0.0}
UNHARMED: Labels = {"safety_self_harm": 0.0, "safety_threat": 0.0}
QUOTED: Labels = {"abuse_mild": 0.0, "abuse_severe": 0.0, "threat": 0.0, "identity_attack": 0.0}
AT_NOBODY: Labels = QUOTED | {"insult": 0.0}
VILE: Labels = {label: value for label, value in SEVERE.items() if label != "insult"}
LABELS: dict[str, Labels] = {
    "complaint_plain": CLEAN | COMPLAINT,
    "complaint_sarcastic": CLEAN | SAFE | COMPLAINT,
    "complaint_short": COMPLAINT,
    "complaint_long": FEEDBACK | COMPLAINT,
    "complaint_furious": FEEDBACK | COMPLAINT | UNHARMED,
    "review": FEEDBACK | COMPLAINT | UNHARMED,
    "complaint_allegation": FEEDBACK | COMPLAINT | UNHARMED,
    "complaint_near_threat": FEEDBACK | COMPLAINT | UNHARMED,
    "complaint_profane": AT_NOBODY | COMPLAINT | UNHARMED,
    "complaint_quoting": QUOTED | COMPLAINT,
    "complaint_identity": CLEAN | COMPLAINT | UNHARMED,
    "complaint_dialect": COMPLAINT,
    "complaint_misconduct": QUOTED | COMPLAINT,
    "complaint_safety": CLEAN | COMPLAINT | UNHARMED,
    "medical_complaint": CLEAN | COMPLAINT,
    "medical_praise": CLEAN | SAFE | PRAISE,
    "medical_question": CLEAN | {"question": 1.0},
    "praise": CLEAN | SAFE | PRAISE,
    "praise_profane": AT_NOBODY | SAFE | PRAISE,
    "praise_personal": CLEAN | SAFE | PRAISE,
    "praise_vivid": CLEAN | SAFE | PRAISE,
    "neutral": CLEAN | SAFE | NO_COMPLAINT,
    "near_threat_harmless": CLEAN | SAFE | NO_COMPLAINT,
    "identity_near": QUOTED | UNHARMED,
    "question": CLEAN | SAFE | NO_COMPLAINT | {"question": 1.0},
    "spam": CLEAN | SAFE | NO_COMPLAINT | {"question": 0.0},
    "abuse_directed": SEVERE,
    "abuse_identity": VILE | NO_COMPLAINT | {"identity_attack": 1.0},
    "abuse_sexual": VILE | NO_COMPLAINT,
    "abuse_in_praise": VILE | NO_COMPLAINT,
    "abuse_in_complaint": VILE | COMPLAINT,
    "abuse_mild_alone": MILD,
    "threat_direct": THREAT,
    "threat_veiled": THREAT,
    "self_harm": AT_NOBODY | {"safety_self_harm": 1.0, "safety_threat": 0.0, "positive": 0.0},
    "self_harm_near": CLEAN | {"safety_self_harm": 0.0, "safety_threat": 0.0},
    "adverse_event": CLEAN | SAFE | COMPLAINT | {"safety_adverse_event": 1.0},
    "adverse_near": CLEAN | SAFE | NO_COMPLAINT,
    "privacy_breach": CLEAN | SAFE | COMPLAINT | {"safety_privacy": 1.0},
    "privacy_near": CLEAN | SAFE | NO_COMPLAINT,
}
"""Kind → what is known of its texts; those of ``complaint_short`` and ``complaint_dialect`` are asked for words (calm)."""


class Case(msgspec.Struct, frozen=True):
    """A comment of the trial: whether it must stay visible (false: must be hidden) and be answered; None where either will do."""

    kind: str
    text: str
    visible: bool | None
    case: bool | None


def rows(*, held_back: bool) -> list[Row]:
    """Return the comments that are taught, or those kept back."""
    found, seen = [], Counter[str]()
    for line in (FOLDER / "taught.tsv").read_text(encoding="utf-8").splitlines():
        kind, text = line.split("\t")
        kept = seen[kind] % HELD_BACK_EVERY == HELD_BACK_EVERY - 1
        seen[kind] += 1
        if kept == held_back:
            known = LABELS[kind]
            labels = known if "abuse_severe" in known else calm(text) | known
            found.append(Row(text, labels, f"written:{kind}"))
    return found


def trial(name: str) -> list[Case]:
    """Return the comments of a trial."""
    return [msgspec.json.decode(line, type=Case) for line in (FOLDER / f"{name}.jsonl").read_bytes().splitlines()]
