"""Teach the student what the encoder says: ``python -m pipeline.scoring.distil --data DIR``, after training; seeded.

The encoder scores every training text, and many more made of them: its scores are the labels, so texts need none. One text
in five is kept from the student, to measure how far it may be off. Resumes from the scores it has.
"""

import hashlib
import json
import random
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from torch.nn import functional
from tqdm import tqdm

from pipeline.core.text import fold
from pipeline.scoring import written
from pipeline.scoring.checksums import write_checksums
from pipeline.scoring.compose import Composer
from pipeline.scoring.corpus import feedback, read, share_of
from pipeline.scoring.encoder import WEIGHTS, Encoder
from pipeline.scoring.figures import top
from pipeline.scoring.heads import CLASSES
from pipeline.scoring.second_look import sentences
from pipeline.scoring.student import STUDENT, WORDS, Numbers, Student, beyond
from pipeline.scoring.train import padded
from pipeline.scoring.windows import windows

MODEL = Path(__file__).parent / "models" / "minilm"
STUDENT_ID = "bedside-student-7"
WIDTH, CHANNELS, HIDDEN = 128, 192, 192
DROPOUT = 0.1
KEPT_BACK = 0.2
OTHERS_SHARE = 0.1
"""What abuse, compositions and other sites' comments weigh among the texts kept back: more than on any page, to be careful."""
VARIED_SHARE, SLIPS_SHARE = 0.4, 0.1
WRITTEN_TIMES = 3
"""How often each hand-written comment is varied."""
KNOTS = 200
FAR = 7.0
"""Logits beyond are sure either way: no need to learn how sure."""
CHUNK = 2_048
PUBLIC = (
    ("toxicity/jigsaw2018_train", "text", 30_000), ("toxicity/davidson2017", "text", 12_000), ("toxicity/wikipedia_talk_cat", "text", 12_000),
    ("toxicity/paradetox", "toxic", 12_000), ("toxicity/paradetox", "neutral1", 12_000), ("toxicity/toxic_spans_train", "text", 6_000),
    ("toxicity/hatemoji_train", "text", 5_000), ("toxicity/identity_madlibs_sample", "Text", 1_000),
)  # fmt: skip
"""Set, column, texts at most."""
WEIGHT = {
    "complaint": 12.0,
    "positive": 8.0,
    "abuse_severe": 5.0,
    "abuse_mild": 3.0,
    "question": 2.0,
    "threat": 2.0,
    "obscene": 2.0,
    "safety_adverse_event": 2.0,
}
"""Classes that decide count for more than the others' 1."""


class Net(torch.nn.Module):
    """student.py's arithmetic on padded batches; ``words`` [vocabulary, width]: the encoder's, which stay as they are."""

    words: torch.Tensor

    def __init__(self, words: torch.Tensor) -> None:
        super().__init__()
        self.shift, self.scale = words.mean(0), words.std()
        self.register_buffer("words", (words - self.shift) / self.scale, persistent=False)
        self.project = torch.nn.Linear(words.shape[1], WIDTH, bias=False)
        self.near = torch.nn.Conv1d(WIDTH, CHANNELS, 3, padding=1)
        self.middle, self.far = (torch.nn.Conv1d(CHANNELS, CHANNELS, 3, padding=1) for _ in range(2))
        self.hidden = torch.nn.Linear(2 * CHANNELS + WIDTH, HIDDEN)
        self.heads = torch.nn.Linear(HIDDEN, len(CLASSES))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """[n, length] ids, 0 where there is none → [n, classes] logits."""
        inside = (ids != 0).float()[:, None]
        words = self.project(self.words[ids]).transpose(1, 2) * inside
        words = functional.dropout(words, DROPOUT, self.training)
        x = torch.relu(self.near(words)) * inside
        for layer in (self.middle, self.far):
            x = (x + torch.relu(layer(x))) * inside
        count = inside.sum(2)
        pooled = torch.cat([x.amax(2), x.sum(2) / count, words.sum(2) / count], 1)
        logits: torch.Tensor = self.heads(functional.dropout(torch.relu(self.hidden(pooled)), DROPOUT, self.training))
        return logits

    def weights(self) -> dict[str, Numbers]:
        """Return them as student.py takes them: matrices as [in, out], a convolution's as [place, in, out]."""
        state = {name: value.detach() for name, value in self.state_dict().items()}
        project = state["project.weight"].T / self.scale
        found = {"words.matrix": project, "words.shift": -self.shift @ project}
        for name in ("near", "middle", "far", "hidden", "heads"):
            matrix = state[f"{name}.weight"]
            found[f"{name}.matrix"] = matrix.T if matrix.dim() == 2 else matrix.permute(2, 1, 0)
            found[f"{name}.bias"] = state[f"{name}.bias"]
        return {name: np.ascontiguousarray(value.numpy()) for name, value in found.items()}


class Texts(NamedTuple):
    """Folded texts to teach; and those kept back: what patients write every day, and all else."""

    taught: list[str]
    everyday: list[str]
    others: list[str]


def texts_of(folder: Path, count: int, seed: int) -> Texts:
    """Return real texts, ones made of real sentences, and compositions, ``count`` each of the latter two.

    What is made of texts to teach is taught, and what is made of those kept back is kept back.
    """
    draw = random.Random(seed)  # noqa: S311 - reproducible, not secret
    real = list(feedback(folder, held_back=False))
    found = Texts([], [], [])
    for back in (False, True):
        share = KEPT_BACK if back else 1 - KEPT_BACK
        own = [row for row in real if _kept_back(row.text) == back]
        everyday, others = (found.everyday, found.others) if back else (found.taught, found.taught)
        everyday += [row.text for row in own]
        pieces = [piece for row in own for piece in sentences(row.text)]
        words = [word for row in own for word in row.text.split()]
        for _ in range(int(count * share)):
            text = " ".join(draw.choices(pieces, k=draw.choice((1, 1, 2, 3, 4))))
            everyday.append(_varied(draw, text, words) if draw.random() < VARIED_SHARE else text)
        complaints, praises = (
            [r.text for r in own if r.labels.get(label) == 1 and len(r.text) > 3] for label in ("complaint", "positive")
        )
        composer = Composer(seed + back, held_back=False, complaints=complaints, praises=praises)
        others += [row.text for row in composer.rows(int(count * share))]
        others += [
            composer.vary(row).text
            for row in written.rows(held_back=False)
            if _kept_back(row.text) == back
            for _ in range(WRITTEN_TIMES)
        ]
    for name, column, most in PUBLIC:
        rows = [row[column] for row in read(folder, name)]
        for text in draw.sample(rows, min(most, len(rows))):
            into = found.others if _kept_back(text) else found.taught
            into.append(draw.choice(windows(fold(text))))
    return Texts(*(_folded(texts) for texts in found))


def _kept_back(text: str) -> bool:
    return share_of(text, "student") < KEPT_BACK


def _folded(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(windows(folded)[0] for text in texts if (folded := fold(text))))


def _varied(draw: random.Random, text: str, words: list[str]) -> str:
    """Drop one word in ten or so and put another patient's word in place of one in ten: what that changes is what words do."""
    found = []
    for word in text.split():
        chance = draw.random()
        if chance > SLIPS_SHARE:
            found.append(word if chance > 2 * SLIPS_SHARE else draw.choice(words))
    return " ".join(found)


def words_of(model: Path) -> torch.Tensor:
    """Return the encoder's word pieces, [vocabulary, width]."""
    with safe_open(model / WEIGHTS, framework="pt") as file:
        words: torch.Tensor = file.get_tensor(WORDS)
    return words.float()


def logits_of(encoder: Encoder, texts: list[str]) -> Numbers:
    """[n] folded texts → [n, classes] logits of the encoder."""
    scores = encoder.predict(texts).clip(1e-7, 1 - 1e-7)
    found: Numbers = np.log(scores / (1 - scores)).astype(np.float32)
    return found


def teach(encoder: Encoder, texts: list[str], cache: Path) -> Numbers:
    """[n] texts → [n, classes] logits of the encoder, kept in ``cache`` chunk by chunk."""
    digest = hashlib.sha256(("\0".join(texts) + encoder.sha256).encode()).hexdigest()[:16]
    found = []
    for first in tqdm(range(0, len(texts), CHUNK), unit="chunk", mininterval=20):
        file = cache / f"{digest}-{first}.safetensors"
        if not file.exists():
            save_file({"logits": logits_of(encoder, texts[first : first + CHUNK])}, file)
        found.append(load_file(file)["logits"])
    return np.concatenate(found)


def fit(net: Net, rows: list[list[int]], logits: Numbers, *, epochs: int, rate: float, seed: int) -> None:
    """Regress the encoder's logits, cut at ``FAR``."""
    weight = torch.tensor([WEIGHT.get(name, 1.0) for name in CLASSES])
    targets = torch.from_numpy(logits.clip(-FAR, FAR))
    batches = _batches([len(row) for row in rows], seed)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * len(batches), pct_start=0.1)
    shuffle = random.Random(seed)  # noqa: S311 - reproducible, not secret
    net.train()
    for _ in range(epochs):
        shuffle.shuffle(batches)
        running = 0.0
        for batch in tqdm(batches, unit="batch", mininterval=20):
            loss = functional.smooth_l1_loss(
                net(padded([rows[i] for i in batch])), targets[batch], reduction="none", beta=0.5
            )
            total = (loss * weight).mean()
            optimizer.zero_grad(set_to_none=True)
            total.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            plan.step()
            running += total.item()
        typer.echo(f"loss {running / len(batches):.4f}", err=True)


def _batches(lengths: list[int], seed: int, size: int = 256) -> list[list[int]]:
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] // 4, hash((seed, i))))
    return [order[first : first + size] for first in range(0, len(order), size)]


def bounds(student: Numbers, encoder: Numbers, weights: NDArray[np.float64]) -> dict[str, Numbers]:
    """Return per class the student's knots, and between which logits the encoder's lie from knot to knot.

    high[k]: texts that the student puts at or below knot k and the encoder above high[k] weigh at most ``beyond`` of all texts;
    low[k + 1]: the same from the other side. Beyond the last knot nothing is bounded, nor is any topic. Of all texts, not of
    those below the knot: few stand below the first ones, and one text that the student misjudges would widen every interval.
    """
    knots = np.zeros((len(CLASSES), KNOTS), np.float32)
    low = np.full((len(CLASSES), KNOTS + 1), -np.inf, np.float32)
    high = np.full((len(CLASSES), KNOTS + 1), np.inf, np.float32)
    for i, name in enumerate(CLASSES):
        if name.startswith("topic_"):
            continue
        order = np.argsort(student[:, i], kind="stable")
        own, theirs, weight = student[order, i], encoder[order, i], weights[order]
        reached = np.cumsum(weight) / weight.sum()
        places = np.searchsorted(reached, np.linspace(0, 1, KNOTS)).clip(0, len(own) - 1)
        knots[i] = own[places]
        allowed = beyond(name) * weight.sum()
        for k, place in enumerate(places):
            high[i, k] = top(theirs[: place + 1], weight[: place + 1], allowed / weight[: place + 1].sum())
            low[i, k + 1] = -top(-theirs[place:], weight[place:], allowed / weight[place:].sum())
    # what bounds the texts below a knot bounds those below an earlier one
    high = np.ascontiguousarray(np.minimum.accumulate(high[:, ::-1], axis=1)[:, ::-1])
    return {"knots": knots, "low": np.maximum.accumulate(low, axis=1), "high": high}


def save(path: Path, weights: dict[str, Numbers], meta: dict[str, str]) -> None:
    """Write the student's file."""
    save_file(weights, path, metadata=meta)
    path.chmod(0o644)
    write_checksums(path.parent)


def bound(encoder: Encoder, model: Path, kept: Texts, cache: Path) -> None:
    """Count the bounds of the student in ``model`` on the texts kept back, and write its file with them."""
    path, texts = model / STUDENT, kept.everyday + kept.others
    share = OTHERS_SHARE / (1 - OTHERS_SHARE) * len(kept.everyday) / len(kept.others)
    weights = np.repeat([1.0, share], [len(kept.everyday), len(kept.others)])
    said = Student(model, encoder.sha256).logits(encoder.encode(texts))
    with safe_open(path, framework="numpy") as file:
        meta = file.metadata()
    save(path, load_file(path) | bounds(said, teach(encoder, texts, cache), weights), meta | {"student_id": STUDENT_ID})


def distil(  # noqa: PLR0917 - each is an option of the command
    data: Annotated[Path, typer.Option(help="folder of the labelled sets")],
    model: Annotated[Path, typer.Option(help="folder of the encoder; the student is written beside it")] = MODEL,
    cache: Annotated[Path, typer.Option(help="where the encoder's scores are kept")] = Path("build/student"),
    count: Annotated[int, typer.Option(help="texts made of real sentences, and as many composed")] = 60_000,
    epochs: int = 24,
    rate: float = 2e-3,
    seed: int = 7,
    threads: int = 2,
    bounds_only: Annotated[bool, typer.Option(help="keep the student that is there, count its bounds again")] = False,
) -> None:
    """Train the student of a trained encoder."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    cache.mkdir(parents=True, exist_ok=True)
    encoder = Encoder(model, threads)
    texts = texts_of(data, count, seed)
    typer.echo(f"{len(texts.taught)} texts to teach, {len(texts.everyday) + len(texts.others)} kept back", err=True)
    if not bounds_only:
        net = Net(words_of(model))
        logits = teach(encoder, texts.taught, cache)
        fit(net, encoder.encode(texts.taught), logits, epochs=epochs, rate=rate, seed=seed)
        recipe = json.dumps({"count": count, "epochs": epochs, "rate": rate, "seed": seed}, sort_keys=True)
        meta = {"student_id": STUDENT_ID, "teacher": encoder.sha256, "classes": json.dumps(CLASSES), "recipe": recipe}
        save(model / STUDENT, net.weights(), meta)
    bound(encoder, model, texts, cache)


if __name__ == "__main__":
    typer.run(distil)
