"""The road of training in small: compositions are seeded and hold phrases back, labels are masked, a run can be resumed."""

import numpy as np
import pytest
import torch

from pipeline.errors import Misconfigured
from pipeline.scoring import corpus, written
from pipeline.scoring.compose import Composer
from pipeline.scoring.corpus import severity, unspoken, window
from pipeline.scoring.encoder import Encoder
from pipeline.scoring.figures import auc, auc_interval, average_precision, calibration_error
from pipeline.scoring.heads import CLASSES, INDEX
from pipeline.scoring.linear import Linear
from pipeline.scoring.mixture import arrays
from pipeline.scoring.ngrams import judged
from pipeline.scoring.train import Plan, blend_in, fit, fit_heads, loss_of, save, start
from pipeline.scoring.train_linear import fit as fit_linear


def composer(seed=1, *, held_back=False):
    return Composer(
        seed, held_back=held_back, complaints=["The ward was cold. Nobody came."], praises=["Lovely nurses"]
    )


def test_the_same_seed_composes_the_same_texts():
    assert list(composer().rows(200)) == list(composer().rows(200))
    assert list(composer().rows(50)) != list(composer(2).rows(50))


def test_every_kind_composes_full_texts_with_known_labels():
    for held_back in (False, True):
        made = composer(held_back=held_back)
        for kind in made.kinds:
            for _ in range(20):
                row = made.one(kind)
                assert row.text.strip()
                assert "{" not in row.text
                assert set(row.labels) <= set(CLASSES)


def test_phrases_held_back_are_not_taught():
    taught, kept = composer()._phrases, composer(held_back=True)._phrases
    assert not set(taught["threat"]) & set(kept["threat"])
    assert set(taught["surname"]) == set(kept["surname"])


def test_severity_follows_the_contract():
    made = composer()
    assert made.one("complaint+mild").labels["abuse_severe"] == 0
    severe = made.one("complaint+severe").labels
    assert (severe["abuse_severe"], severe["complaint"]) == (1, 1)
    alleged = made.one("allegation").labels
    assert (alleged["threat"], alleged["abuse_severe"], alleged["complaint"]) == (0, 0, 1)
    assert made.one("quoted").labels["abuse_severe"] == 0
    assert made.one("identity abuse").labels["identity_attack"] == 1
    assert made.one("self-harm").labels["abuse_severe"] == 0


@pytest.mark.parametrize(
    ("text", "severe"),
    [
        ("you fucking cunt", 1.0),
        ("these people are idiots", 0.0),
        ("this shit is crazy", 0.0),
        ("what do you mean", None),
    ],
)
def test_weak_labels_only_where_words_leave_no_doubt(text, severe):
    assert severity(text).get("abuse_severe") == severe


def test_a_long_abusive_text_is_taught_by_the_window_that_abuses():
    calm = "the article on the history of the county could use another source " * 12
    assert "moron" in window(f"{calm} you moron {calm}", toxic=True, salt="")
    assert window(calm, toxic=True, salt="") is None
    assert window(calm, toxic=False, salt="")
    assert window("short and toxic", toxic=True, salt="") == "short and toxic"


def test_what_is_not_mentioned_is_absent_and_what_is_hinted_at_is_unknown():
    assert unspoken("cold soup")["safety_adverse_event"] == 0
    assert "safety_adverse_event" not in unspoken("he fell")


def test_an_unknown_label_costs_nothing():
    logits = torch.zeros(1, len(CLASSES))
    targets = torch.full((1, len(CLASSES)), float("nan"))
    assert loss_of(logits, targets).item() == 0
    targets[0, INDEX["complaint"]] = 1
    assert loss_of(logits, targets).item() == pytest.approx(np.log(2))


def test_training_goes_on_where_it_stopped_and_ends_in_a_model_that_serves(tmp_path):
    data = arrays(list(composer().rows(120)))
    plan = Plan(rate=1e-3, tokens=512, length_max=48, minutes_max=5, seed=3)
    torch.manual_seed(3)
    model, tokenizer = start(tiny=True)
    stopped = fit(model, tokenizer, [data], tmp_path, plan._replace(minutes_max=0.0005))
    assert stopped < 1
    resumed, _ = start(tiny=True)
    with pytest.raises(Misconfigured, match="another run"):
        fit(resumed, tokenizer, [data], tmp_path, plan._replace(rate=2e-3))
    assert fit(resumed, tokenizer, [data], tmp_path, plan) == 1
    save(resumed, tokenizer, tmp_path / "model", "bedside-tiny-1", {"rows": 120})
    scores = Encoder(tmp_path / "model", threads=1).predict(data.texts[:5])
    assert scores.shape == (5, len(CLASSES))
    assert np.isfinite(scores).all()
    again, _ = start(tiny=False, parent=tmp_path / "model")
    assert all(
        torch.equal(there.half(), here.half())
        for there, here in zip(again.parameters(), resumed.parameters(), strict=True)
    )


def test_blending_takes_the_mean_of_the_weights():
    model, parent = torch.nn.Linear(2, 1), torch.nn.Linear(2, 1)
    own, older = model.weight.clone(), parent.weight.clone()
    blend_in(model, parent, 0.75)
    assert torch.allclose(model.weight, 0.75 * own + 0.25 * older)


def test_the_linear_fit_in_small(tmp_path):
    data = arrays(list(composer().rows(900)))
    fit_linear(data, tmp_path / "model.safetensors", 10.0, {"rows": 900})
    model = Linear(tmp_path / "model.safetensors")
    vile, kind = model.predict(["you stupid fucking bitch", "wonderful nurses, thank you"])[:, INDEX["abuse_severe"]]
    assert vile > kind


def test_figures():
    scores, truth = np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True])
    assert auc(scores, truth) == pytest.approx(0.75)
    low, high = auc_interval(scores, truth)
    assert low < 0.75 < high
    assert average_precision(scores, truth) == pytest.approx((1 + 2 / 3) / 2)
    assert auc(np.zeros(4), truth) == 0.5
    assert calibration_error(np.array([0.0, 1.0]), np.array([False, True])) == 0


def test_hand_written_comments_are_labelled_by_kind_and_kept_apart():
    taught, kept = written.rows(held_back=False), written.rows(held_back=True)
    texts = {row.text for row in taught} | {row.text for row in kept}
    assert len(texts) == len(taught) + len(kept)
    assert len(taught) == pytest.approx(5 * len(kept), rel=0.05)
    assert {row.source.split(":")[1] for row in taught} == set(written.LABELS)
    assert all(set(row.labels) <= set(CLASSES) and "abuse_severe" in row.labels for row in taught)
    assert not texts & {case.text for name in written.TRIALS for case in written.trial(name)}


def test_varied_abuse_stays_abuse_and_may_come_with_a_complaint():
    made = composer()
    (row,) = [r for r in written.rows(held_back=False) if r.source == "written:abuse_identity"][:1]
    varied = [made.vary(row) for _ in range(60)]
    assert all(each.labels["abuse_severe"] == 1 for each in varied)
    assert {each.labels["complaint"] for each in varied} == {0.0, 1.0}
    assert any(each.text == row.text for each in varied)


def test_the_second_teacher_knows_words_it_was_not_shown_the_label_of():
    texts = [f"you {word} number {n}" for n in range(60) for word in ("moron", "friend")]
    truth = np.array([[float("moron" in text), 0.0] for text in texts])
    said = judged(texts, truth)
    assert auc(said[:, 0], truth[:, 0] == 1) == 1
    assert 0 < said[:, 0].min() < said[:, 0].max() < 1
    assert not said[:, 1].any()


def test_an_opinion_moves_jigsaws_labels_and_no_others(monkeypatch):
    row = {"text": "you fool", "toxic": "1", "severe_toxic": "0", "obscene": "0", "threat": "0", "insult": "1", "identity_hate": "0"}  # fmt: skip
    monkeypatch.setattr(corpus, "read", lambda _, name: iter([row] if name.endswith("jigsaw2018_train") else []))
    (plain,), (moved,) = (list(corpus.toxicity(None, opinions=o)) for o in ({}, {"you fool": [0.5] + 5 * [0.0]}))
    assert moved.labels["toxicity"] == pytest.approx(1 - corpus.OPINION_SHARE / 2)
    assert moved.labels["insult"] == pytest.approx(1 - corpus.OPINION_SHARE)
    assert moved.labels["abuse_mild"] == plain.labels["abuse_mild"] == 1


def test_the_heads_are_fitted_to_the_end_and_the_rest_stays_as_it_was():
    model, tokenizer = start(tiny=True)
    before = model.classifier.weight.clone()
    data = arrays(list(composer().rows(80)))
    fit_heads(model, tokenizer, data, 48)
    moved = (model.classifier.weight != before).any(1)
    assert moved[:6].all()
    assert not moved[6:].any()
