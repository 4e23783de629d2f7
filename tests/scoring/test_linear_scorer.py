"""The shipped baseline: what it must tell apart even so, and that a text's score is its own."""

import pytest

from pipeline.adapters.linear_scorer import LinearScorer
from pipeline.core.policy import load
from pipeline.scoring.heads import CLASSES
from pipeline.scoring.linear import buckets
from schemas.assessment import SAFETY, TOPICS, Assessment

TEXTS = [
    "I waited three fucking hours and nobody came, this ER is a joke",
    "you stupid bitch, go kill yourself",
    "the nurses were wonderful, thank you",
    "do you take Blue Cross?",
    "",
    "🙂",
    "x",
]


@pytest.fixture(scope="module")
def scorer():
    return LinearScorer()


def test_an_assessment_has_every_head(scorer):
    found = scorer.score(["they lost my file"])[0]
    assert isinstance(found, Assessment)
    assert set(found.topics) == set(TOPICS)
    assert set(found.safety) == set(SAFETY)
    assert None not in found.toxicity.values()
    assert found.complaint is not None
    assert found.question is not None
    assert found.sentiment is not None
    assert scorer.classes == CLASSES


def test_abuse_ranks_above_an_angry_complaint_above_praise(scorer):
    angry, vile, praise, *_ = scorer.score(TEXTS)
    assert vile.abuse.severe > angry.abuse.severe > praise.abuse.severe
    assert angry.complaint > praise.complaint


def test_a_score_does_not_depend_on_its_batch(scorer):
    together = scorer.score(TEXTS * 3)
    alone = [LinearScorer().score([text])[0] for text in TEXTS]
    assert together[: len(TEXTS)] == alone
    assert together[: len(TEXTS)] == together[-len(TEXTS) :]


def test_an_insult_deep_in_a_long_text_is_seen(scorer):
    long = "The waiting room was clean and the staff explained every step of the visit to us. " * 30
    hidden = long + "you stupid bitch, go kill yourself. " + long
    assert scorer.score([hidden])[0].abuse.severe > 10 * scorer.score([long])[0].abuse.severe


def test_spans_point_at_the_words(scorer):
    text = "The room was clean enough. 😡 you stupid b1tch, go kill yourself"
    spans = scorer.score([text])[0].spans
    assert spans
    worst = max(spans, key=lambda span: span[2])
    assert "b1tch" in text[worst[0] : worst[1]] or "kill" in text[worst[0] : worst[1]]


def test_the_default_policy_has_thresholds_for_it(scorer, pytestconfig):
    policy = (pytestconfig.rootpath / "deploy/policies/default.toml").read_text()
    assert scorer.model_id in load(policy).thresholds


def test_buckets_are_distinct_and_in_range():
    found = buckets("the nurse was rude to my mother")
    assert (found[1:] > found[:-1]).all()
    assert found.min() >= 0
    assert found.max() < 1 << 20
