"""One file, two roads: detoxify itself and onnxruntime agree on it; a text's score is its own; damage is noticed."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scoring.tiny import tiny_model

from pipeline.adapters.detoxify_scorer import DetoxifyScorer
from pipeline.adapters.load_scorer import load_scorer
from pipeline.adapters.onnx_scorer import MODEL, OnnxScorer
from pipeline.errors import Misconfigured
from pipeline.scoring.encoder import RUN_COST_TOKENS, RUN_TOKENS_MAX, runs
from pipeline.scoring.graph import GRAPH, build
from pipeline.scoring.heads import CLASSES

TEXTS = [
    "I waited three hours and nobody came",
    "you stupid cow, go to hell",
    "😡 awful",
    "x",
    "the nurses were wonderful " * 40,
    "do you take Blue Cross?",
    "z" * 700,
]
CLOSE = 1e-3


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module", params=["tiny", "shipped"])
def pair(request, folder):
    where = folder if request.param == "tiny" else MODEL
    if not where.exists():
        pytest.skip("the shipped encoder is not here")
    return OnnxScorer(where, threads=1), DetoxifyScorer(str(where / "model.safetensors"), threads=1)


def test_detoxify_and_onnx_agree(pair):
    ours, library = pair
    assert ours.classes == library.classes == CLASSES
    assert ours.model_id == library.model_id
    assert np.abs(ours.probabilities(TEXTS) - library.probabilities(TEXTS)).max() < CLOSE


def test_a_score_does_not_depend_on_its_batch(pair):
    for scorer in pair:
        together = scorer._predict(TEXTS * 5)
        alone = [scorer._predict([text])[0] for text in TEXTS]
        assert np.abs(np.stack(together) - np.stack(alone * 5)).max() < CLOSE


@given(st.lists(st.integers(2, 512), max_size=60))
def test_runs_take_every_text_once_and_pad_less_than_one_by_one_costs(lengths):
    found = runs(lengths)
    assert sorted(i for run in found for i in run) == list(range(len(lengths)))
    padded = [len(run) * max(lengths[i] for i in run) for run in found]
    assert all(tokens <= RUN_TOKENS_MAX for tokens in padded)
    assert sum(padded) + RUN_COST_TOKENS * len(found) <= sum(lengths) + RUN_COST_TOKENS * len(lengths)


def test_repeats_come_from_memory(folder):
    scorer = OnnxScorer(folder, threads=1)
    asked = []
    predict = scorer._predict
    scorer._predict = lambda texts: asked.extend(texts) or predict(texts)
    first = scorer.score(["the same words", "the same words", "the s\u200bame words"])
    again = scorer.score(["the same words"])
    assert asked.count("the same words") == 1
    assert first[0] == first[1] == again[0]


def test_a_plain_checkpoint_is_read_through_the_library(folder, tmp_path):
    _, library = OnnxScorer(folder, threads=1), DetoxifyScorer(str(folder / "model.safetensors"), threads=1)
    classes = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"]
    state = {k: v[:6] if k.startswith("classifier") else v for k, v in library._library.model.state_dict().items()}
    arch = {
        "model_type": "bert-base-uncased",
        "model_name": "BertForSequenceClassification",
        "tokenizer_name": "BertTokenizer",
        "num_classes": 6,
    }
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    config = (tmp_path / "config.json").read_text()
    (tmp_path / "config.json").write_text(_six_labels(config))
    path = tmp_path / "toxic_tiny.ckpt"
    torch.save(
        {"config": {"arch": {"args": arch}, "dataset": {"args": {"classes": classes}}}, "state_dict": state}, path
    )
    scorer = load_scorer(f"detoxify:{path}", 1)
    found = scorer.score(["you stupid cow"])[0]
    assert set(found.toxicity) == {"toxicity", "severe_toxicity", "obscene", "threat", "insult", "identity_attack"}
    assert None not in found.toxicity.values()
    assert found.abuse.severe is None
    assert found.complaint is None
    assert found.sentiment is None
    assert found.topics == {}
    assert scorer.model_id.startswith("detoxify:toxic_tiny-")


def _six_labels(config):
    import json

    read = json.loads(config)
    read["id2label"] = {str(i): str(i) for i in range(6)}
    read["label2id"] = {str(i): i for i in range(6)}
    return json.dumps(read)


def test_a_checksum_is_compared_before_anything_is_read(folder, tmp_path):
    path = tmp_path / "evil.ckpt"
    path.write_bytes(b"not a checkpoint")
    with pytest.raises(Misconfigured, match="checksum"):
        DetoxifyScorer(f"{path}@sha256={'0' * 64}")
    with pytest.raises(Misconfigured, match="no Detoxify checkpoint"):
        DetoxifyScorer(str(path))
    with pytest.raises(Misconfigured, match="there is no file"):
        DetoxifyScorer(str(tmp_path / "missing.ckpt"))


def test_a_pickle_that_runs_code_is_refused(tmp_path):
    class Evil:
        def __reduce__(self):
            return (print, ("run",))

    torch.save({"config": Evil(), "state_dict": {}}, tmp_path / "evil.ckpt")
    with pytest.raises(Misconfigured, match="safely"):
        DetoxifyScorer(str(tmp_path / "evil.ckpt"))


def test_a_published_name_without_a_network_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(Misconfigured, match="network"):
        DetoxifyScorer("original")


def test_a_damaged_model_is_noticed(folder, tmp_path):
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    weights = bytearray((tmp_path / "model.safetensors").read_bytes())
    weights[-5] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    with pytest.raises(Misconfigured, match="checksum"):
        OnnxScorer(tmp_path)
    (tmp_path / GRAPH).unlink()
    with pytest.raises(Misconfigured, match=r"graph\.onnx"):
        OnnxScorer(tmp_path)


def test_the_shipped_graph_is_what_the_code_builds():
    import json

    if not MODEL.exists():
        pytest.skip("the shipped encoder is not here")
    config = json.loads((MODEL / "config.json").read_text())
    assert (MODEL / GRAPH).read_bytes() == build(config, len(CLASSES))
