"""The student: the same arithmetic as it was taught with, honest bounds, and never an answer that could matter."""

import json
from datetime import UTC, datetime

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from scoring.tiny import tiny_model

from pipeline.adapters.onnx_scorer import OnnxScorer
from pipeline.core.abuse import CONFIRMED, HIDING_RULES, HOLDING_RULES, SUFFERED
from pipeline.core.decide import Judged, decide
from pipeline.core.explain import explain_decision
from pipeline.core.identity import Keys
from pipeline.core.policy import Band, load
from pipeline.core.text import fold
from pipeline.core.triage import KNOWN_BY_RULE, TOLD, Signal
from pipeline.errors import Misconfigured
from pipeline.scoring import distil
from pipeline.scoring.assess import TextScorer
from pipeline.scoring.cascade import Cascade
from pipeline.scoring.encoder import Encoder
from pipeline.scoring.heads import CLASSES
from pipeline.scoring.student import STUDENT, Said, Student, beyond
from pipeline.scoring.windows import windows
from schemas.assessment import Assessment
from schemas.comment import Comment
from schemas.history import History

ROWS = [[101, 7592, 102], [101, *range(2000, 2090), 102], [101, 102], [101, 5, 6, 7, 8, 102]] * 3
KINDS = sorted({*HIDING_RULES, *HOLDING_RULES, *KNOWN_BY_RULE, *SUFFERED, *TOLD, "staff_work"} - CONFIRMED)
"""Of the others the student is not asked."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A tiny encoder with an untaught student, whose bounds are as wide as that deserves."""
    folder = tiny_model(tmp_path_factory.mktemp("tiny"))
    encoder = Encoder(folder, 1)
    meta = {"student_id": "untaught", "teacher": encoder.sha256, "classes": json.dumps(CLASSES)}
    distil.save(folder / STUDENT, taught(folder).weights(), meta)
    texts = [f"text number {n} of a few" for n in range(300)]
    distil.bound(encoder, folder, distil.Texts([], texts[:200], texts[200:]), tmp_path_factory.mktemp("cache"))
    return folder


def taught(folder):
    torch.manual_seed(1)
    return distil.Net(distil.words_of(folder))


def test_numpy_computes_what_was_taught(folder):
    student = Student(folder, Encoder(folder, 1).sha256)
    logits = student.logits(ROWS)
    with torch.no_grad():
        assert np.abs(logits - taught(folder).eval()(distil.padded(ROWS)).numpy()).max() < 1e-4
    alone = np.concatenate([student.logits([row]) for row in ROWS])
    assert np.abs(logits - alone).max() < 1e-4


def test_a_student_of_another_model_is_refused(folder):
    with pytest.raises(Misconfigured, match="another model"):
        Student(folder, "0" * 64)
    with pytest.raises(Misconfigured, match="BEDSIDE_STUDENT=false"):
        Student(folder.parent, "0" * 64)


def test_a_damaged_student_is_noticed(folder, tmp_path):
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    damaged = bytearray((tmp_path / STUDENT).read_bytes())
    damaged[-5] ^= 1
    (tmp_path / STUDENT).write_bytes(damaged)
    with pytest.raises(Misconfigured, match="checksum"):
        Student(tmp_path, Encoder(tmp_path, 1).sha256)


def test_bounds_hold_the_encoder_from_every_knot_on():
    random = np.random.default_rng(1)
    encoder = random.normal(0, 3, (20_000, len(CLASSES))).astype(np.float32)
    student = (encoder + random.standard_t(3, encoder.shape)).astype(np.float32)
    weights = random.choice([0.1, 1.0], len(encoder))
    found = distil.bounds(student, encoder, weights)
    decide = [i for i, name in enumerate(CLASSES) if not name.startswith("topic_")]
    allowed = weights.sum() * (1 + 1e-9)
    for i in decide:
        for k, knot in enumerate(found["knots"][i]):
            below, above = student[:, i] <= knot, student[:, i] >= knot
            higher, lower = encoder[:, i] > found["high"][i, k], encoder[:, i] < found["low"][i, k + 1]
            assert weights[below & higher].sum() <= allowed * beyond(CLASSES[i])
            assert weights[above & lower].sum() <= allowed * beyond(CLASSES[i])
    assert (np.diff(found["high"][decide, :-1]) >= 0).all()
    assert (np.diff(found["low"][decide, 1:]) >= 0).all()
    # beyond what was seen nothing is promised
    assert (found["high"][:, -1] == np.inf).all()
    assert (found["low"][:, 0] == -np.inf).all()


def said_of(low, score, high):
    return Said(*(np.array([each], np.float32) for each in (score, low, high)))


EITHER, DANGERS = {"complaint", "question", "positive"}, ("self_harm", "adverse_event", "privacy")
probability = st.floats(0, 1, width=32)


@given(
    st.lists(st.tuples(probability, probability, probability), min_size=len(CLASSES), max_size=len(CLASSES)),
    st.lists(probability, min_size=8, max_size=8),
    st.sets(st.sampled_from(KINDS), max_size=3),
)
# praise that rounding carries over its threshold
@example(
    [(0.5625 * (name == "positive"), 0.0, 0.0) for name in CLASSES], [0.0, 0.0, 0.0, 0.125, 0.0, 0.0, 0.0, 0.0], set()
)
def test_whatever_the_student_answers_the_encoder_decides_alike(pytestconfig, cores, limits, kinds):
    """For every encoder score within the bounds, any thresholds and any hand-written rules."""
    policy = load((pytestconfig.rootpath / "deploy/policies/default.toml").read_text())
    names = ("complaint", "complaint_if_abusive", "question", "praise")
    entry = msgspec.structs.replace(
        policy.thresholds["fake"],
        **dict(zip(names, map(float, limits[:4]), strict=True)),
        **{name: 0.03 + float(limit) / 2 for name, limit in zip(DANGERS, limits[4:7], strict=True)},
        mild={"mild": 0.03 + float(limits[7]) / 2},
    )
    entry.severe["a label of another model"] = Band(hold=0.1, hide=0.2)
    policy = msgspec.structs.replace(policy, thresholds={"m": entry})
    # each interval a twentieth wide: anywhere for what may be on either side, low for abuse and danger, or nothing is settled
    spread = [
        [0.95 * core[0] * (name in EITHER) + 0.05 * each for each in sorted(core)]
        for name, core in zip(CLASSES, cores, strict=True)
    ]
    low, middle, high = (np.array(each, np.float32) for each in zip(*spread, strict=True))
    cascade = Cascade.__new__(Cascade)
    cascade.decides(CLASSES, entry)
    if not cascade.settled(said_of(low, middle, high))[0]:
        return
    signals = tuple(Signal(kind, f"{kind}.x") for kind in sorted(kinds))
    comment = Comment(comment_id="1", platform="p", location_id="l", author_id="a", posted_at=datetime(2026, 1, 1, tzinfo=UTC), text="x")  # fmt: skip
    made = set()
    for scores in (low, middle, high):
        scorer = TextScorer("m", CLASSES, lambda _, scores=scores: scores[None], lambda _: "en")
        (assessment,) = scorer.score(["x"])
        judged = Judged(comment=comment, assessment=assessment, signals=signals)
        decision = decide(
            judged, History(), policy, Keys(pseudonym=bytes(32), text=bytes(32)), {"m": frozenset({"en"})}
        )
        # praise beside a complaint sends nothing anywhere
        others = set(decision.other_lanes) - {"praise"}
        made.add((decision.visibility, decision.author_action, decision.route, decision.lane, frozenset(others)))
    assert len(made) == 1


class Willing:
    """A student that answers everything it is asked."""

    student_id = "willing"

    def __init__(self):
        self.asked = []

    @staticmethod
    def may_answer(text, folded):
        return True

    def answer(self, parts):
        self.asked += parts
        return [np.full(len(CLASSES), 0.25, np.float32) for _ in parts]


def test_the_student_is_asked_of_texts_in_the_models_language_and_signs_its_answers():
    cascade, predicted = Willing(), []

    def predict(texts):
        predicted.extend(texts)
        return np.full((len(texts), len(CLASSES)), 0.125, np.float32)

    scorer = TextScorer("m", CLASSES, predict, lambda text: "es" if "hola" in text else "en", cascade=cascade)
    long = "so many words " * 60
    short, foreign, windowed, again = scorer.score(["thank you", "hola", long, "thank you"])
    assert cascade.asked == [["thank you"], windows(long.strip())]
    assert (short.student, short.complaint) == (windowed.student, windowed.complaint) == ("willing", 0.25)
    assert again == short
    assert foreign.student is msgspec.UNSET
    assert foreign.complaint == 0.125
    # whoever asks for the model's own scores gets them, and they are the ones remembered
    assert scorer.probabilities(["thank you"])[0, 0] == 0.125
    assert scorer.score(["thank you"])[0].student is msgspec.UNSET
    assert b"student" not in msgspec.json.encode(foreign)


@pytest.mark.parametrize("text", ["the ward is full of gooks", "g00ks", "g o o k s", "I hope you die slowly"])
def test_of_words_that_hide_by_the_encoders_nod_the_student_is_not_asked(text):
    assert not Cascade.may_answer(text, fold(text))
    assert Cascade.may_answer("nobody came for three hours", "nobody came for three hours")


def test_one_writing_that_bars_the_student_bars_it_for_all_that_fold_alike():
    class Careful(Willing):
        @staticmethod
        def may_answer(text, folded):
            return text == folded

    cascade = Careful()
    scorer = TextScorer("m", CLASSES, lambda texts: np.zeros((len(texts), len(CLASSES)), np.float32), lambda _: "en", cascade=cascade)  # fmt: skip
    found = scorer.score(["some words", "some   words"])
    assert not cascade.asked
    assert [each.student for each in found] == [msgspec.UNSET] * 2


def test_without_thresholds_the_encoder_answers_alone(folder):
    scorer = OnnxScorer(folder, threads=1)
    assert scorer.score(["thank you"])[0].student is msgspec.UNSET


def test_the_road_of_distilling_in_small(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(
        distil,
        "texts_of",
        lambda *_: distil.Texts(*([f"{what} {n}" for n in range(80)] for what in ("taught", "everyday", "other"))),
    )
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    distil.distil(tmp_path, tmp_path, tmp_path / "cache", count=1, epochs=2, threads=1)
    assert len(list((tmp_path / "cache").iterdir())) == 2
    said = Student(tmp_path, Encoder(tmp_path, 1).sha256).predict(ROWS)
    assert (said.low <= said.high).all()
    monkeypatch.setattr(distil, "beyond", lambda _: 0.5)
    distil.distil(tmp_path, tmp_path, tmp_path / "cache", count=1, threads=1, bounds_only=True)
    again = Student(tmp_path, Encoder(tmp_path, 1).sha256).predict(ROWS)
    assert (again.scores == said.scores).all()
    assert (again.high <= said.high).all()
    assert (again.high < said.high).any()


def test_an_explanation_names_the_student(pytestconfig):
    policy = load((pytestconfig.rootpath / "deploy/policies/default.toml").read_text())
    comment = Comment(
        comment_id="1", platform="p", location_id="l", posted_at=datetime(2026, 1, 1, tzinfo=UTC), text="x"
    )
    lines = []
    for student in ("bedside-student-9", msgspec.UNSET):
        judged = Judged(comment=comment, assessment=Assessment(model="m", student=student))
        keys = Keys(pseudonym=bytes(32), text=bytes(32))
        decision = decide(judged, History(), policy, keys, {"m": frozenset({"en"})})
        said = explain_decision(
            decision, comment, visibility="show", ruling=None, enforcements=(), local=policy.default
        )
        lines.append("\n".join(said))
    assert "bedside-student-9" in lines[0]
    assert "student" not in lines[1]
