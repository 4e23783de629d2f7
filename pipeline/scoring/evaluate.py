"""Write a model card: ``make eval`` (docs/model-card.md); every figure is measured here, none is typed.

Texts shown in a card are made up for it; no text of a data set is.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from pipeline.core import safety
from pipeline.core.decide import STRICTNESS
from pipeline.core.policy import Policy, load
from pipeline.scoring import plots, trials, written
from pipeline.scoring.assess import TextScorer
from pipeline.scoring.cascade import Cascade
from pipeline.scoring.compose import Row
from pipeline.scoring.encoder import Encoder, recipe_of
from pipeline.scoring.figures import Flags, Numbers, auc, auc_interval, average_precision, calibration_error
from pipeline.scoring.interval import share_interval
from pipeline.scoring.labelled import Labelled
from pipeline.scoring.linear import Linear
from pipeline.scoring.sample import Sample, decided
from pipeline.scoring.student import BEYOND, BEYOND_ROUTE, STUDENT, Student
from schemas.assessment import SAFETY, TOPICS, TOXICITY, Assessment
from schemas.decision import Decision

MODELS = Path(__file__).parent / "models"
ABUSIVE = ("severe", "complaint+severe", "complaint+threat", "praise+severe", "threat")
COMPLAINING = ("complaint", "complaint+profanity", "complaint+mild", "quoted", "sarcasm", "adverse", "privacy", "mixed")
MADE_UP = (
    "I know where she parks her car", "this wait is killing me", "Dr. Example is an arrogant quack who butchered my knee",
    "they sent my chart to somebody I do not know", "three fucking hours on a plastic chair", "a nurse called me a fat cow to my face",
    "these nurses are fucking amazing", "you fat cow, I hope you choke", "with all respect, the girl at the desk is a worthless whore",
    "bring a tent and a cook", "I cannot do this any more, tonight I will end it", "as a gay Muslim man I felt welcome",
    "somebody ought to teach that doctor a lesson in the dark", "sure, take your time, it is only a heart attack",
)  # fmt: skip
SETS = (
    ("jigsaw2018 (train)", "labels CC0, text CC BY-SA 3.0"), ("toxic_spans (train)", "CC0"), ("paradetox", "CC0"), ("wikipedia_talk_cat", "Apache-2.0"),
    ("davidson2017", "MIT"), ("hatemoji (train, validation)", "CC BY 4.0"), ("identity_madlibs_sample", "Apache-2.0"), ("nhs_fft_v6, nhs_fft_phase1", "MIT repository"),
    ("google_us_medical_sample", "ODbL 1.0"), ("hospital_complaint_label", "Apache-2.0"), ("compositions (pipeline/scoring/phrases)", "this project, made up"), ("comments written by hand (pipeline/scoring/written)", "this project, made up"),
)  # fmt: skip


class Card:
    """Collects a card's text, section by section."""

    def __init__(self, scorer: TextScorer, data: Path, policy: Policy, out: Path) -> None:
        self.scorer, self.data, self.policy, self.out = scorer, data, policy, out
        self.lines: list[str] = []
        self.column = {name: i for i, name in enumerate(scorer.classes)}

    def add(self, *lines: str) -> None:
        self.lines += lines

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.add(
            "",
            "| " + " | ".join(head) + " |",
            "|" + "---|" * len(head),
            *("| " + " | ".join(row) + " |" for row in rows),
            "",
        )

    def scores(self, texts: Sequence[str], head: str) -> Numbers:
        """[n] folded texts → [n] scores of a head."""
        return self.scorer.probabilities(list(texts))[:, self.column[head]].astype(np.float64)

    def public_sets(self) -> None:
        trial = trials.jigsaw(self.data)
        self.add(
            "## Jigsaw test split",
            "",
            f"{len(trial.texts)} comments, none trained on. Intervals are 95 % (Hanley and McNeil).",
        )
        rows, ranks, curves = [], [], {}
        for name in TOXICITY:
            truth, scores = np.array(trial.truth[name]), self.scores(trial.texts, name)
            low, high = auc_interval(scores, truth)
            ranks.append(auc(scores, truth))
            curves[name] = (scores, truth)
            rows.append(
                (
                    name,
                    str(int(truth.sum())),
                    f"{ranks[-1]:.4f} ({low:.4f} to {high:.4f})",
                    f"{average_precision(scores, truth):.3f}",
                    f"{calibration_error(scores, truth):.3f}",
                )
            )
        rows.append(("**mean**", "", f"**{np.mean(ranks):.4f}**", "", ""))
        self.table(("class", "positives", "AUC", "average precision", "calibration error"), rows)
        plots.roc(curves, self.picture("roc"))
        self.add(f"![ROC curves]({self.picture('roc').name})")
        self.add("", "## Other public sets", "")
        found = []
        for name, other in trials.others(self.data).items():
            truth, scores = np.array(other.truth["toxicity"]), self.scores(other.texts, "toxicity")
            low, high = auc_interval(scores, truth)
            found.append(
                (name, f"{len(truth)} ({int(truth.sum())})", f"{auc(scores, truth):.4f} ({low:.4f} to {high:.4f})")
            )
        self.table(("set", "texts (positive)", "AUC of toxicity"), found)

    def feedback(self, real: list[Row], suite: dict[str, list[Row]]) -> None:
        known = [row for row in real if "complaint" in row.labels]
        truth = np.array([row.labels["complaint"] == 1 for row in known])
        texts = trials.folded(known)
        complaint, severe = self.scores(texts, "complaint"), self.scores(texts, "abuse_severe")
        self.add("## Complaint, praise, abuse, on organisations that were not trained on", "")
        google = np.array([row.source == "google" for row in known])
        for what, own in (
            ("Complaint against praise", np.ones(len(known), bool)),
            ("Of these, public reviews", google),
            ("Of these, answers to surveys, without their questions", ~google),
        ):
            ranked, true = complaint[own], truth[own]
            low, high = auc_interval(ranked, true)
            self.add(
                f"{what}, {int(true.sum())} against {int((~true).sum())}: AUC **{auc(ranked, true):.4f}** ({low:.4f} to {high:.4f})."
            )
        abuse = self.scores(trials.folded([row for kind in ABUSIVE for row in suite[kind]]), "abuse_severe")
        genuine = severe[truth]
        hard = self.scores(trials.folded([row for kind in COMPLAINING for row in suite[kind]]), "abuse_severe")
        both, flags = np.concatenate([abuse, genuine]), np.arange(len(abuse) + len(genuine)) < len(abuse)
        low, high = auc_interval(both, flags)
        self.add(
            "",
            f"Composed abuse ({len(abuse)}) against real complaints ({len(genuine)}), by `abuse_severe` as first read: AUC **{auc(both, flags):.4f}** ({low:.4f} to {high:.4f}).",
            "",
        )
        rows = []
        for share in (0.001, 0.005, 0.01):
            row = [f"{share:.1%}"]
            for complaints in (genuine, np.concatenate([genuine, hard])):
                limit = float(np.sort(complaints)[::-1][int(share * len(complaints))])
                hits = int((abuse > limit).sum())
                low, high = share_interval(hits, len(abuse))
                row.append(f"{hits / len(abuse):.1%} ({low:.1%} to {high:.1%})")
            rows.append(row)
        self.table(
            (
                "complaints above the threshold",
                "abuse found, against real complaints",
                "abuse found, composed complaints added",
            ),
            rows,
        )
        plots.trade_off(abuse, genuine, np.concatenate([genuine, hard]), self.picture("tradeoff"))
        plots.reliability_of(
            {
                "complaint": (complaint, truth),
                "abuse_severe": (
                    np.concatenate([abuse, genuine, hard]),
                    np.arange(len(abuse) + len(genuine) + len(hard)) < len(abuse),
                ),
            },
            self.picture("reliability"),
        )
        self.add(
            f"![Threshold trade-off]({self.picture('tradeoff').name})",
            f"![Reliability]({self.picture('reliability').name})",
            "",
        )
        self.add(f"Calibration error of `complaint` on real feedback: {calibration_error(complaint, truth):.3f}.", "")

    def decided(self, texts: list[str], *scorers: TextScorer) -> list[tuple[list[Decision], list[Assessment]]]:
        """[n] texts → per scorer the whole decision of each, and what it said."""
        rows, signals, found = [Labelled(text, {}) for text in texts], [safety.signals(text) for text in texts], []
        for scorer in scorers:
            said = [a for a in scorer.score(texts) if isinstance(a, Assessment)]
            sample = Sample(rows, said, signals)
            made = [decided(sample, i, self.policy, self.scorer.languages) for i in range(len(texts))]
            found.append((made, said))
        return found

    def decisions(self, real: list[Row], suite: dict[str, list[Row]]) -> None:
        self.add(
            "## Decisions at the shipped thresholds",
            "",
            "The whole decision: model, hand-written rules, default policy, an author's first comment. The thresholds were set on the same",
            "organisations and phrases (not the same compositions), so that fresh sources will do a little worse.",
        )
        groups = {
            "real complaints": [r.text for r in real if r.labels.get("complaint") == 1],
            "real praise": [r.text for r in real if r.labels.get("positive") == 1],
        }
        composed = {f"composed: {kind}": [r.text for r in each] for kind, each in suite.items()}
        self._outcomes({**groups, **composed})
        self.add(
            "## Abuse in other registers",
            "",
            "The same decisions on public test splits, none of them trained on. Their readers were asked other questions than what a hospital should hide;",
            "strong words aimed at a person are found by the hand-written patterns that also label weakly for training.",
        )
        self._outcomes(trials.registers(self.data))

    def _outcomes(self, groups: dict[str, list[str]]) -> None:
        rows = []
        for name, texts in groups.items():
            ((made, _),) = self.decided(texts, self.scorer)
            hidden = sum(d.visibility == "hide" for d in made)
            low, high = share_interval(hidden, len(made))
            held, cased = (
                sum(flags) / len(made)
                for flags in ([d.visibility == "hold" for d in made], [d.route == "case" for d in made])
            )
            rows.append(
                (
                    name,
                    str(len(made)),
                    f"{hidden / len(made):.2%} ({low:.2%} to {high:.2%})",
                    f"{held:.1%}",
                    f"{cased:.1%}",
                )
            )
        self.table(("kind", "texts", "hidden", "held", "case"), rows)

    def written(self) -> None:
        """Judge the hand-written trials: the one measure whose authors knew neither the phrases nor the model."""
        self.add(
            "## Hand-written comments",
            "",
            "Made up by authors who had seen neither the phrases nor a model, and harder than compositions; never taught. As it must be:",
            "it stays visible and is not held, or it is hidden; it becomes a case, or it does not, as its author says. What earlier models got wrong",
            "in all but the first two said which kinds of comments to write more of; the counts of all were in view when thresholds were set.",
            "Of the first two no text was read before model and thresholds were final, but 25 of the first one's last 479.",
        )
        for name in written.TRIALS:
            cases = written.trial(name)
            ((made, _),) = self.decided([case.text for case in cases], self.scorer)
            right = [_as_it_must_be(case, each) for case, each in zip(cases, made, strict=True)]
            told = [[d.visibility == "hide" for d in made], [d.visibility == "hold" for d in made], [d.route == "case" for d in made], right]  # fmt: skip
            rows = []
            for kind in dict.fromkeys(case.kind for case in cases):
                of = [i for i, case in enumerate(cases) if case.kind == kind]
                counts = (sum(flags[i] for i in of) for flags in told)
                rows.append((kind.replace("_", " "), str(len(of)), *map(str, counts)))
            low, high = share_interval(sum(right), len(cases))
            self.add(
                "",
                f"{len(cases)} comments, as they must be: **{sum(right) / len(cases):.1%}** ({low:.1%} to {high:.1%}).",
            )
            self.table(("kind", "texts", "hidden", "held", "case", "as they must be"), rows)

    def routed(self, real: list[Row], suite: dict[str, list[Row]]) -> None:
        """Measure what chooses a lane: topics where people labelled them, safety where only made-up texts are labelled."""
        self.add("## Topics, on organisations that were not trained on", "")
        labelled = [row for row in real if any(name.startswith("topic_") for name in row.labels)]
        self._heads(labelled, [f"topic_{name}" for name in TOPICS])
        self.add(
            "## Safety signals",
            "",
            "No public set labels them: compositions and hand-written comments kept back, each with its near misses. The hand-written rules stand beside",
            "these heads and speak first; the table is of the heads alone.",
        )
        made_up = [row for each in suite.values() for row in each] + written.rows(held_back=True)
        self._heads(made_up, [f"safety_{name}" for name in SAFETY])

    def _heads(self, known: list[Row], heads: list[str]) -> None:
        rows = []
        scores = self.scorer.probabilities(trials.folded(known))
        for head in (head for head in heads if head in self.column):
            of = [i for i, row in enumerate(known) if head in row.labels]
            truth = np.array([known[i].labels[head] == 1 for i in of])
            if not truth.any() or truth.all():
                continue
            said = scores[of, self.column[head]].astype(np.float64)
            low, high = auc_interval(said, truth)
            rows.append(
                (
                    head.partition("_")[2].replace("_", " "),
                    f"{truth.sum()} against {(~truth).sum()}",
                    f"{auc(said, truth):.3f} ({low:.3f} to {high:.3f})",
                    f"{average_precision(said, truth):.3f}",
                )
            )
        self.table(("head", "texts", "AUC", "average precision"), rows)

    def student(self, student: Student, encoder: Encoder, real: list[Row], suite: dict[str, list[Row]]) -> None:
        """Compare whole decisions, the encoder alone against the encoder with its student in front."""
        self.add(
            "## The student",
            "",
            f"`{student.student_id}` answers a comment where the encoder's score cannot be on the other side of any threshold: with every",
            f"score it gives an interval that held the encoder's for all but {BEYOND:.2%} of the calibration texts on either side ({BEYOND_ROUTE:.1%} for what only chooses its way). It clears and never",
            "accuses: where abuse or danger is possible the encoder is asked. Whole decisions, compared on texts that it was neither taught nor bounded on (the",
            "two shares were chosen with these differences in view):",
        )
        cascade = Cascade(student, encoder, self.policy.thresholds[self.scorer.model_id])
        both = TextScorer(self.scorer.model_id, encoder.classes, encoder.predict, lambda _: "en", cascade=cascade)
        rows = []
        composed = [row for each in suite.values() for row in each]
        for name, chosen in (
            ("real feedback, organisations kept back", real),
            ("composed, phrases kept back", composed),
        ):
            texts = [row.text for row in chosen]
            (alone, _), (quick, said) = self.decided(texts, self.scorer, both)
            pairs = list(zip(alone, quick, strict=True))
            answered = sum(bool(a.student) for a in said)
            visible = sum(a.visibility != b.visibility for a, b in pairs)
            harder = sum(STRICTNESS[b.visibility] > STRICTNESS[a.visibility] for a, b in pairs)
            routed = sum((a.route, a.lane) != (b.route, b.lane) for a, b in pairs)
            rows.append(
                (
                    name,
                    str(len(texts)),
                    f"{answered / len(texts):.1%}",
                    *(f"{n} ({n / len(texts):.2%})" for n in (visible, harder, routed)),
                )
            )
        self.table(
            ("texts", "", "answered by it", "visibility differs", "towards hiding", "route or lane differs"), rows
        )

    def identity(self) -> None:
        self.add(
            "## Identity terms",
            "",
            "AUC of `abuse_severe` over made-up sentences: within the term, its benign against all vile (BPSN), its vile against all benign (BNSP).",
        )
        groups = trials.identities()
        scored = {
            term: (self.scores(each.texts, "abuse_severe"), np.array(each.truth["vile"]))
            for term, each in groups.items()
        }
        scores = np.concatenate([s for s, _ in scored.values()])
        truth = np.concatenate([t for _, t in scored.values()])
        rows = [("all", f"{auc(scores, truth):.3f}", "", "")]
        for term, (s, t) in scored.items():
            rows.append(
                (
                    term,
                    f"{auc(s, t):.3f}",
                    f"{_against(scores[truth], s[~t]):.3f}",
                    f"{_against(s[t], scores[~truth]):.3f}",
                )
            )
        self.table(("term", "subgroup", "BPSN", "BNSP"), rows)

    def robustness(self, suite: dict[str, list[Row]]) -> None:
        plain = [row for kind in ("severe", "complaint+severe", "threat") for row in suite[kind]]
        before = self._hidden([row.text for row in plain])
        after = self._hidden(trials.disguises(plain))
        alone, deep, without = (
            self._hidden([row.text for row in suite[kind]])
            for kind in ("severe", "long complaint+severe", "long complaint")
        )
        self.add("## Robustness: what is hidden", "")
        self.add(
            f"- Abuse in disguise (masks, l33t, spacing, splits, zero-width, vowels dropped; a third of the words): {after:.1%}, undisguised {before:.1%}."
        )
        self.add(
            f"- Abuse in the middle of a complaint of 600 to 3,000 characters, read in windows: {deep:.1%}, abuse alone {alone:.1%}; "
            f"such complaints without it: {without:.1%}. They are joined from many, more varied than any one patient is.",
            "",
        )

    def _hidden(self, texts: list[str]) -> float:
        ((made, _),) = self.decided(texts, self.scorer)
        return sum(d.visibility == "hide" for d in made) / len(made)

    def made_up(self) -> None:
        self.add(
            "## Examples, made up",
            "",
            "What it says of hard cases, right or wrong: read this as the list of known weaknesses.",
        )
        found = [a for a in self.scorer.score(MADE_UP) if isinstance(a, Assessment)]
        self.table(("text", "severe", "mild", "complaint", "threat", "self-harm"), [
            (text, f"{a.abuse.severe or 0:.2f}", f"{a.abuse.mild or 0:.2f}", f"{a.complaint or 0:.2f}", f"{a.safety.get('threat', 0):.2f}", f"{a.safety.get('self_harm', 0):.2f}")
            for text, a in zip(MADE_UP, found, strict=True)
        ])  # fmt: skip

    def picture(self, name: str) -> Path:
        return self.out.with_name(f"{self.out.stem}-{name}.png")


def _against(positive: Numbers, negative: Numbers) -> float:
    flags: Flags = np.arange(len(positive) + len(negative)) < len(positive)
    return auc(np.concatenate([positive, negative]), flags)


def _as_it_must_be(case: written.Case, decision: Decision) -> bool:
    if case.visible is False:
        seen = decision.visibility == "hide"
    else:
        seen = case.visible is None or decision.visibility not in {"hide", "hold"}
    return seen and (case.case is None or case.case == (decision.route == "case"))


_WHOLE = """
import json, random, sys, time
from pathlib import Path
from pipeline.adapters.onnx_scorer import OnnxScorer
from pipeline.core.policy import load
folder, policy, texts = json.load(sys.stdin)
warm, texts = texts[:500], texts[500:]
draw, stream = random.Random(1), []
for text in texts:
    stream.append(draw.choice(stream) if stream and draw.random() < 0.3 else text)
for thresholds in (None, load(Path(policy).read_text()).thresholds):
    for each in (texts, stream):
        scorer = OnnxScorer(Path(folder), threads=2, thresholds=thresholds)
        scorer.score(warm)
        began = time.perf_counter()
        for first in range(0, len(each), 128):
            scorer.score(each[first:first + 128])
        print(len(each) / (time.perf_counter() - began))
"""
"""The whole scorer, languages and all, in a process of its own, as a worker has it; this layer knows no adapter."""


def _speed(card: Card, folder: Path, real: list[str], policy: Path) -> None:
    """Measure in this run: ours, the detoxify way of one call a message at the same depth, and at BERT-base size."""
    rows = []
    distinct = list(dict.fromkeys(real))[:2_000]
    texts = trials.fold_all(distinct[:400])
    for threads in (1, 2):
        model = Encoder(folder, threads)
        tokens = sum(map(len, model.encode(texts)))
        model.predict(texts[:32])
        began = time.perf_counter()
        model.predict(texts)
        took = time.perf_counter() - began
        rows.append(
            (f"this model, onnxruntime, {threads} thread(s)", f"{tokens / took:,.0f}", f"{len(texts) / took:,.0f}")
        )
    per_text = tokens / len(texts)
    asked = json.dumps([str(folder), str(policy), distinct])
    rates = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _WHOLE], input=asked, capture_output=True, text=True, check=True
    ).stdout.split()
    for what, rate in zip(
        ("the encoder alone", "the encoder alone, 30 % repeats", "with the student", "with the student, 30 % repeats"),
        rates,
        strict=True,
    ):
        rows.append((f"whole scorer (fold, language, scores, spans), 2 threads, {what}", "", f"{float(rate):,.0f}"))
    for name, size in (
        ("same depth (6 layers, 384 wide)", (384, 6, 12, 1536)),
        ("BERT-base size (12 layers, 768 wide)", (768, 12, 12, 3072)),
    ):
        each = _torch_one_by_one(round(per_text), *size)
        rows.append(
            (
                f"plain Detoxify, torch, one call a message, 2 threads, {name}",
                f"{per_text / each:,.0f}",
                f"{1 / each:,.1f}",
            )
        )
    began = time.perf_counter()
    code = (
        "from pathlib import Path;from pipeline.scoring.encoder import Encoder;"
        f"Encoder(Path({str(folder)!r}),2).predict(['warm']*64);"
        # the peak since exec; getrusage would count what the parent had
        "print(next(int(l.split()[1])//1024 for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    memory = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - our own code
    card.add(
        "## Speed and memory",
        "",
        f"{len(texts)} real reviews ({len(distinct)} for the whole scorer, no two alike, the first 500 to warm it), {per_text:.0f} tokens on average, on {_machine()}, shared with other work while measured.",
    )
    card.table(("", "tokens/s", "texts/s"), rows)
    card.add(
        f"A process from start to its first 64 scores: {time.perf_counter() - began:.1f} s, {memory} MiB at its peak (language identification adds about 200 MiB).",
        "",
    )


def _torch_one_by_one(tokens: int, width: int, layers: int, heads: int, wide: int) -> float:
    import torch  # noqa: PLC0415 - only for the comparison
    from transformers import BertConfig, BertForSequenceClassification  # noqa: PLC0415

    torch.set_num_threads(2)
    model = BertForSequenceClassification(
        BertConfig(hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads, intermediate_size=wide)
    ).eval()
    ids = torch.randint(1_000, 20_000, (1, max(4, tokens)))
    with torch.no_grad():
        model(input_ids=ids)
        began = time.perf_counter()
        for _ in range(20):
            model(input_ids=ids)
    return (time.perf_counter() - began) / 20


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} cores of {names[0]}" if names else "this machine"


def evaluate(  # noqa: PLR0917 - each is an option of the command
    data: Annotated[Path, typer.Option(help="folder of the labelled sets")],
    model: Annotated[str, typer.Option(help="minilm or linear")] = "minilm",
    out: Annotated[Path, typer.Option(help="the card to write")] = Path("docs/model-card.md"),
    policy: Annotated[Path, typer.Option(help="the policy whose thresholds are judged")] = Path(
        "deploy/policies/default.toml"
    ),
    folder: Annotated[Path | None, typer.Option(help="the model's folder, if not the shipped one")] = None,
    per_kind: int = 150,
    threads: int = 2,
) -> None:
    """Measure a model and write its card."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = folder or MODELS / model
    weights = folder / "model.safetensors"
    served: Any = Encoder(folder, threads) if model == "minilm" else Linear(weights)
    scorer = TextScorer(served.model_id, served.classes, served.predict, lambda _: "en")
    card = Card(scorer, data, load(policy.read_text(), str(policy)), out)
    real, suite = trials.feedback(data), trials.contrasts(data, per_kind)
    card.add(
        f"# Model card: {served.model_id}",
        "",
        f"Generated {datetime.now(UTC):%Y-%m-%d} by `python -m pipeline.scoring.evaluate --model {model}`; no figure is typed.",
        "",
    )
    card.add(*_what(model), "")
    card.public_sets()
    card.feedback(real, suite)
    card.decisions(real, suite)
    card.written()
    card.routed(real, suite)
    card.identity()
    card.robustness(suite)
    if model == "minilm":
        card.student(Student(folder, served.sha256), served, real, suite)
        _speed(card, folder, [row.text for row in real], policy)
    card.made_up()
    _provenance(card, weights, model)
    out.write_text("\n".join(card.lines).replace("\n\n\n", "\n\n") + "\n")
    typer.echo(f"{out}, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")


def _what(model: str) -> list[str]:
    if model == "linear":
        return [
            "A stopgap: n-grams of words and characters, one weight vector a class. It knows words, not sentences; quoted abuse,",
            "sarcasm and harm told calmly are beyond it. Use the encoder where it can run.",
        ]
    return [
        "all-MiniLM-L6-v2 (6 layers, 384 wide, Apache-2.0) fine-tuned on public sets, real patients' feedback, compositions and comments",
        "written by hand, with Detoxify's six classes first and Bedside's after them. It tells abuse of people from complaints; a person decides in between.",
        "English only. Topics and safety signals were taught by public labels where there are any, and by compositions where there are none.",
        "There is no public set of abusive comments about healthcare: abuse here is composed, and real abuse will differ.",
    ]


def _provenance(card: Card, weights: Path, model: str) -> None:
    recipe, line = _recipe(weights)
    card.add("## Provenance", "", line)
    if "parent" in recipe:
        card.add(
            "It goes on from the model of the checksum `parent`, which was made as `before` says, or is in this repository's history where "
            "nothing does, and is the mean of both, weighted by `blend`. The heads of Detoxify's six classes were fitted last; of Jigsaw's labels, n-grams had four tenths of the say. "
            "That share, and the ridge of those heads, were chosen with Jigsaw's test split in view, which flatters its figures a little."
        )
    if model == "minilm":
        from pipeline.scoring.train import MODEL_ID  # noqa: PLC0415 - torch, for one name

        if card.scorer.model_id != MODEL_ID:
            card.add(
                f"The mixture has changed since, for a `{MODEL_ID}`: the commit that brought these weights has the one they were taught."
            )
        card.add(f"Its student, by `python -m pipeline.scoring.distil`: {_recipe(weights.with_name(STUDENT))[1]}")
    command = "train" if model == "minilm" else "train_linear"
    card.add(f"Trained by `python -m pipeline.scoring.{command} --data DIR` on:")
    # the linear model was fitted before there were comments written by hand
    card.table(("set", "licence"), SETS if model == "minilm" else SETS[:-1])
    card.add(
        "Never trained on: Jigsaw's test split, HatemojiCheck's test split, the organisations Trust A and NHFT, three in ten US reviews, every sixth phrase and hand-written comment, the hand-written trials."
    )


def _recipe(weights: Path) -> tuple[dict[str, Any], str]:
    """Return the recipe in a file of weights, and a line that names it with its checksum."""
    recipe = recipe_of(weights)
    size = weights.stat().st_size / 1e6
    return (
        recipe,
        f"Recipe: `{json.dumps(recipe, sort_keys=True)}`. Weights: SHA-256 `{_digest(weights)}`, {size:.1f} MB.",
    )


def _digest(path: Path) -> str:
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    typer.run(evaluate)
