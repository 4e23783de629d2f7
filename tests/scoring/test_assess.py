"""Windows, pooling, memory, spans: what every model shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scoring.assess import TextScorer
from pipeline.scoring.cache import Cache
from pipeline.scoring.second_look import SENTENCES_MAX, agreed, sentences
from pipeline.scoring.spans import find_spans
from pipeline.scoring.windows import WINDOW_CHARS, pool, windows


@given(st.text(alphabet="ab c", max_size=3_000))
def test_windows_cover_every_word_and_stay_in_size(text):
    found = windows(text)
    assert all(len(window) <= WINDOW_CHARS for window in found)
    assert len(found) <= 1 + len(text) // 100
    assert set("".join(found).split()) or not text.split()
    place = 0
    for window in found:
        at = text.find(window, max(0, place - WINDOW_CHARS)) if window else place
        assert at <= place + 1, "a gap between windows"
        place = at + len(window)
    assert place >= len(text.rstrip(" "))


def test_windows_are_cut_between_sentences():
    sentence = "The ward was cold and nobody came for an hour. "
    found = windows((sentence * 40).strip())
    assert len(found) > 2
    assert all(window.startswith("The ward") and window.endswith("hour.") for window in found)


def test_abuse_counts_wherever_it_stands_and_a_complaint_by_length():
    scores = np.array([[0.3, 0.4], [0.9, 0.2], [0.1, 0.8]], np.float32)
    pooled = pool(scores, [["one"], ["a" * 100, "b" * 300]], ["abuse_severe", "complaint"])
    assert pooled == pytest.approx(np.array([[0.3, 0.4], [0.9, 0.65]]))
    beside_nothing = pool(scores, [[""], ["a" * 100, "b" * 300]], ["abuse_severe", "complaint"])
    assert beside_nothing == pytest.approx(pooled), "an empty text has the score that it has alone"


def test_memory_is_bounded_and_forgets_the_oldest():
    cache = Cache(2)
    for key in "ab":
        cache.put(key, key)
    cache.get("a")
    cache.put("c", "c")
    assert [cache.get(key) for key in "abc"] == ["a", None, "c"]


def test_spans_are_code_points_of_the_original():
    text = "😡😡 fine then VILE words"
    spans = find_spans(
        text, 0.9, lambda texts: np.array([0.9 if "VILE" in each else 0.1 for each in texts], np.float32)
    )
    assert spans == ((13, 17, 0.8),)
    assert text[13:17] == "VILE"


def test_a_long_text_is_explained_by_its_worst_windows():
    filler = "The ward was cold and nobody came for an hour. "
    text = filler * 40 + "She is VILE. " + filler * 40 + "And FOUL too. " + filler * 3
    asked = []

    def rescore(texts):
        asked.extend(texts)
        return np.array([0.9 if "VILE" in t else 0.7 if "FOUL" in t else 0.1 for t in texts], np.float32)

    spans = find_spans(text, 0.9, rescore)
    said = [text[start:end] for start, end, _ in spans]
    assert ["VILE" in said[0], "FOUL" in said[1]] == [True, True]
    assert all(len(words.split()) < 10 for words in said), "the stretches of a window are short"
    assert all(len(each) <= WINDOW_CHARS for each in asked), "never the whole text over and over"


@given(st.text(alphabet="ab c\n", max_size=1_500), st.floats(0.5, 1, width=32))
def test_spans_lie_in_the_text_apart_from_one_another(text, score):
    spans = find_spans(text, score, lambda texts: np.array([len(t) % 10 / 10 for t in texts], np.float32))
    assert bool(spans) == bool(text.strip())
    ends = [0, *(end for _, end, _ in spans)]
    assert all(ends[i] <= start < end <= len(text) for i, (start, end, _) in enumerate(spans))


def test_a_model_without_our_heads_says_nothing_of_them():
    scorer = TextScorer(
        "x", ["toxic", "identity_hate"], lambda texts: np.full((len(texts), 2), 0.2, np.float32), lambda _: "en"
    )
    found = scorer.score(["words"])[0]
    assert found.toxicity["toxicity"] == found.toxicity["identity_attack"] == np.float32(0.2).round(6)
    assert found.toxicity["threat"] is None
    assert (found.abuse.mild, found.abuse.severe, found.complaint, found.sentiment) == (None, None, None, None)
    assert scorer.score([]) == []


def scorer_of(alone):
    """A model to which a text of several sentences is abusive, and one sentence as much as ``alone`` says."""
    asked = []

    def predict(texts):
        asked.append(list(texts))
        return np.array([[0.95 if len(text) > 40 else alone(text), 0.1] for text in texts], np.float32)

    return TextScorer("m", ["abuse_severe", "complaint"], predict, lambda _: "en"), asked


STORY = "we waited for hours. nobody came to us. dr. ash is vile. oh. we went home again. no."


def test_abuse_that_no_sentence_holds_is_doubted():
    scorer, asked = scorer_of(lambda _: 0.05)
    (found,) = scorer.score([STORY])
    assert found.abuse.severe == pytest.approx(0.5, abs=1e-4), "odds of 19 to 1 and 1 to 19"
    assert asked[1] == ["we waited for hours.", "nobody came to us.", "dr. ash is vile.", "oh. we went home again. no."]  # fmt: skip
    (first,) = scorer.probabilities([STORY])[:, 0]
    assert first == pytest.approx(0.95), "the model's own score stays what it is"


def test_abuse_in_one_sentence_stands():
    scorer, _ = scorer_of(lambda text: 0.99 if "vile" in text else 0.05)
    (found,) = scorer.score([STORY])
    assert found.abuse.severe == pytest.approx(0.95)
    assert [STORY[start:end] for start, end, _ in found.spans]


def test_what_is_calm_is_not_looked_at_twice_and_one_sentence_stands():
    scorer, asked = scorer_of(lambda _: 0.3)
    scorer.score(["she is vile and cruel. so we left."])
    assert len(asked) == 1
    (found,) = scorer.score(["she is vile and we went home again, all the long way"])
    assert found.abuse.severe == pytest.approx(0.95)


def test_dots_end_a_sentence_without_a_space_and_numbers_do_not():
    found = sentences(
        "this place is a pigsty ......the girls help patients.he does not. version 2.10 of the form, at last"
    )
    assert found == [
        "this place is a pigsty ......",
        "the girls help patients.he does not.",
        "version 2.10 of the form, at last",
    ]


def test_a_look_at_many_sentences_is_bounded():
    scorer, asked = scorer_of(lambda _: 0.05)
    scorer.score([" ".join(f"this is number {n}." for n in range(1_000))])
    assert len(asked[1]) <= SENTENCES_MAX


scores = st.floats(0, 1, width=32)


@given(scores, st.lists(scores, min_size=1, max_size=4))
def test_a_second_look_never_raises_a_score_and_keeps_what_it_agrees_with(whole, alone):
    found = agreed(np.array([whole], np.float32), [np.array([each], np.float32) for each in alone])[0]
    assert 0 <= found <= np.float32(whole)
    assert found >= min(whole, max(alone)) - 1e-6
    if max(alone) >= whole:
        assert found == pytest.approx(whole, abs=1e-6)
