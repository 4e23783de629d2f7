"""The shipped encoder with the default policy, on made-up comments of every temper: criticism stays, abuse goes."""

import pytest

from pipeline.adapters.onnx_scorer import OnnxScorer
from pipeline.core import safety
from pipeline.core.policy import load
from pipeline.scoring.labelled import Labelled
from pipeline.scoring.sample import Sample, decided

STAYS = (
    "Worst doctor ever. Arrogant, condescending, and a liar. He butchered my mother's knee and laughed about it.",
    "This hospital killed my father. They are murderers and I hope they lose everything.",
    "FOUR HOURS WAITING WITH A BROKEN ARM!!! WHAT THE HELL IS WRONG WITH YOU PEOPLE",
    "Dr. Example was late, rude, and charged me $400 for nothing. What a clown.",
    "The nurse called me a stupid whore and threw my clothes at me",
    "I am going to sue the hell out of this place",
    "three fucking hours and nobody came, this is bullshit",
)
GOES = (
    "the receptionist is a total bitch",
    "you people are worthless human garbage and should all be shot",
    "hope you get hit by a truck on the way home",
    "Nurse Kelly is a fat ugly pig",
    "go back to your country you dirty wetback",
    "I waited two hours and nobody told us anything. The girl at the desk is a worthless whore.",
    "y0u st*pid c u n t",
)
CALM = (
    "I want to thank Dr. Lee, she is wonderful",
    "What time do you open on Sunday?",
    "as a gay Muslim man I felt welcome",
    "these nurses are fucking amazing",
)


@pytest.fixture(scope="module", params=["the model alone", "with its student"])
def decide(request, pytestconfig):
    policy = load((pytestconfig.rootpath / "deploy/policies/default.toml").read_text())
    thresholds = policy.thresholds if request.param == "with its student" else None
    scorer = OnnxScorer(threads=1, thresholds=thresholds)
    assert scorer.model_id in policy.thresholds
    texts = [*STAYS, *GOES, *CALM]
    sample = Sample([Labelled(t, {}) for t in texts], scorer.score(texts), [safety.signals(t) for t in texts])
    made = {text: decided(sample, i, policy, scorer.languages) for i, text in enumerate(texts)}
    return made.__getitem__


@pytest.mark.parametrize("text", STAYS)
def test_a_complaint_stays_and_opens_a_case(decide, text):
    assert (decide(text).visibility, decide(text).route) == ("show", "case")


@pytest.mark.parametrize("text", GOES)
def test_abuse_is_hidden(decide, text):
    assert decide(text).visibility == "hide"


def test_abuse_with_a_complaint_opens_a_case_too(decide):
    assert decide(GOES[5]).route == "case"


@pytest.mark.parametrize("text", CALM)
def test_calm_words_stay(decide, text):
    assert decide(text).visibility == "show"
