"""BEDSIDE_MODEL: what it may be, and one sentence where it may not."""

import pytest

from pipeline.adapters.fake_scorer import FakeScorer
from pipeline.adapters.load_scorer import load_scorer
from pipeline.errors import Misconfigured


def test_the_baseline_and_the_fake_load():
    assert load_scorer("linear", 1).model_id == "bedside-linear-1"
    assert load_scorer("fake", 1).model_id == "fake"


@pytest.mark.parametrize("model", ["", "nonsense", "linear:7", "detoxify:", "minilm:x"])
def test_anything_else_is_refused_in_one_sentence(model):
    with pytest.raises(Misconfigured, match="BEDSIDE_MODEL"):
        load_scorer(model, 1)


def test_the_fake_reads_scores_out_of_the_text():
    found, quiet, odd = FakeScorer().score(
        ['{"severe": 0.9, "complaint": 0.4, "safety_threat": 1, "language": "es"} words', "words", '{"severe": ']
    )
    assert (found.abuse.severe, found.complaint, found.safety["threat"], found.language) == (0.9, 0.4, 1.0, "es")
    assert quiet.abuse.severe == odd.abuse.severe == 0.0
    assert quiet.language == "en"


def test_the_fake_fails_where_the_text_says_so():
    with pytest.raises(RuntimeError):
        FakeScorer().score(["fine", '{"fail": true}'])
