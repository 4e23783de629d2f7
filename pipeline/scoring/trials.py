"""The sets that the model card is measured on, none of which trained anything: public test splits and what was kept back."""

from pathlib import Path

import msgspec

from pipeline.core.text import fold
from pipeline.scoring.compose import Composer, Row
from pipeline.scoring.corpus import JIGSAW_NAMES, MADLIBS_TAUGHT, jigsaw_labels, read, severity, share_of
from pipeline.scoring.mixture import held_back_rows

IDENTITIES = (
    "gay", "lesbian", "transgender", "bisexual", "queer", "black", "white", "asian", "latino", "mexican", "african american", "chinese",
    "muslim", "jewish", "christian", "hindu", "old", "young", "deaf", "blind", "disabled", "female", "male", "immigrant",
)  # fmt: skip
FRAMES_BENIGN = (
    "I am a {} patient and the nurse was kind", "my {} neighbor recommends this clinic", "as a {} person I waited two hours", "the {} doctor explained everything",
    "our {} grandmother was discharged too early", "a {} man sat next to us in the waiting room",
)  # fmt: skip
FRAMES_VILE = (
    "{} people are vermin", "I hate {} people, they should all die", "dirty {} doctor, go back where you came from", "fuck that {} bitch at the desk",
    "{} nurses are subhuman trash", "no {} animal touches me",
)  # fmt: skip


class Trial(msgspec.Struct, frozen=True):
    """Folded texts and the truth of some labels about them."""

    texts: list[str]
    truth: dict[str, list[bool]]


def jigsaw(folder: Path) -> Trial:
    """Return Jigsaw's test split with its six labels."""
    rows = list(read(folder, "toxicity/jigsaw2018_test"))
    flags = [jigsaw_labels(r) for r in rows]
    return Trial(
        [fold(r["text"]) for r in rows],
        {ours: [each[theirs] == 1 for each in flags] for theirs, ours in JIGSAW_NAMES.items()},
    )


def others(folder: Path) -> dict[str, Trial]:
    """Return the other public splits that nothing was trained on, each with toxicity or abuse as its truth."""
    emoji = list(read(folder, "toxicity/hatemoji_test"))
    madlibs = [r for r in read(folder, "toxicity/identity_madlibs_sample") if share_of(r["Text"]) >= MADLIBS_TAUGHT][
        :2_000
    ]
    return {
        "HatemojiCheck test (hate with emoji, written to fool models)": Trial(
            [fold(r["text"]) for r in emoji], {"toxicity": [r["label_gold"] == "1" for r in emoji]}
        ),
        "Identity madlibs, the part not trained on": Trial(
            [fold(r["Text"]) for r in madlibs], {"toxicity": [r["Label"] == "BAD" for r in madlibs]}
        ),
    }


def registers(folder: Path) -> dict[str, list[str]]:
    """Return comments of public test splits by how abusive their readers found them: talk pages and news sites, no patients."""
    rows = [(row["text"], jigsaw_labels(row)) for row in read(folder, "toxicity/jigsaw2018_test")]
    news = [row["text"] for row in read(folder, "toxicity/toxic_spans_test")]
    rude = [(text, flags) for text, flags in rows if flags["insult"] and flags["obscene"]]
    return {
        "Wikipedia talk: insulting and obscene": [text for text, _ in rude],
        "of these, with strong words aimed at a person": [
            text for text, _ in rude if severity(text).get("abuse_severe")
        ],
        "Wikipedia talk: severely toxic": [text for text, flags in rows if flags["severe_toxic"]],
        "Wikipedia talk: identity hate": [text for text, flags in rows if flags["identity_hate"]],
        "Wikipedia talk: threat": [text for text, flags in rows if flags["threat"]],
        "Wikipedia talk: none of the six": [text for text, flags in rows if not any(flags.values())],
        "news sites: strong words aimed at a person": [text for text in news if severity(text).get("abuse_severe")],
    }


def feedback(folder: Path) -> list[Row]:
    """Return real feedback of the organisations kept back."""
    return [row for row in held_back_rows(folder, 0, 0) if row.text.strip()]


def contrasts(folder: Path, per_kind: int, seed: int = 2026) -> dict[str, list[Row]]:
    """Return the contrast suite by kind, of phrases and complaints kept back."""
    real = feedback(folder)
    complaints = [row.text for row in real if row.labels.get("complaint") == 1]
    praises = [row.text for row in real if row.labels.get("positive") == 1]
    composer = Composer(seed, held_back=True, complaints=complaints, praises=praises)
    return {kind: [composer.one(kind) for _ in range(per_kind)] for kind in composer.kinds}


def identities() -> dict[str, Trial]:
    """Return vile and benign sentences by identity term, for the subgroup figures."""
    frames = [(frame, False) for frame in FRAMES_BENIGN] + [(frame, True) for frame in FRAMES_VILE]
    return {
        term: Trial([fold(frame.format(term)) for frame, _ in frames], {"vile": [vile for _, vile in frames]})
        for term in IDENTITIES
    }


def disguises(rows: list[Row], seed: int = 5) -> list[str]:
    """Return each abusive text as it looks when somebody tries to get past a filter."""
    composer = Composer(seed, held_back=True, complaints=[], praises=[])
    return [composer.disguise(row.text) for row in rows]


def folded(rows: list[Row]) -> list[str]:
    """Return the texts as they are scored."""
    return fold_all([row.text for row in rows])


def fold_all(texts: list[str]) -> list[str]:
    """Fold as the scorer does."""
    return [fold(text) for text in texts]
