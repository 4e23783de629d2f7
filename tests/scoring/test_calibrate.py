"""Thresholds from labels: the rule holds, weights count, and a file that cannot be used is named with its line."""

import json
import tomllib

import msgspec
import numpy as np
import pytest

from pipeline.adapters.fake_scorer import FakeScorer
from pipeline.core.policy import load
from pipeline.errors import Misconfigured
from pipeline.scoring.calibrate import above, calibrate
from pipeline.scoring.interval import share_interval
from pipeline.scoring.labelled import read_labelled


@pytest.fixture
def policy(pytestconfig):
    return load((pytestconfig.rootpath / "deploy/policies/default.toml").read_text())


def rows(count=1_000):
    """Complaints with severe scores from 0 to 0.5, abuse from 0.4 on, praise at zero."""
    for i in range(count):
        scores = json.dumps({"severe": round(0.5 * i / count, 4), "complaint": 0.9, "sentiment": -0.9})
        yield {"text": f"{scores} number {i}", "hide": 0, "complaint": 1, "praise": 0}
        scores = json.dumps({"severe": round(0.4 + 0.6 * i / count, 4), "complaint": 0.1})
        yield {"text": f"{scores} abuse {i}", "hide": 1, "complaint": 0}
        yield {"text": f'{{"sentiment": 0.9}} thanks {i}', "hide": 0, "complaint": 0, "praise": 1}


def written(tmp_path, found):
    path = tmp_path / "labelled.ndjson"
    path.write_text("".join(json.dumps(row) + "\n" for row in found))
    return path


def test_a_proposal_is_a_table_that_the_policy_accepts(tmp_path, policy, pytestconfig):
    proposal = calibrate(written(tmp_path, rows()), policy, FakeScorer())
    base = (pytestconfig.rootpath / "deploy/policies/default.toml").read_text()
    before, _, rest = base.partition("[thresholds.fake]")
    read = load(before + proposal + "\n" + rest[rest.index("[thresholds.") :])
    band = read.thresholds["fake"].severe["severe"]
    # one complaint in a thousand, shared with `threat`: none of these thousand may be reached
    assert 0.5 < band.hide < 0.6
    assert band.hold <= band.hide
    assert "genuine complaints (1000): hidden 0.00%" in proposal
    assert "abuse alone (1000): hidden" in proposal


def test_a_looser_rule_hides_more(tmp_path, policy):
    path = written(tmp_path, rows())
    strict, loose = (calibrate(path, policy, FakeScorer(), hidden_max=share) for share in (0.001, 0.2))
    assert hide(strict) > hide(loose)


def test_beside_no_complaint_it_hides_from_what_thanks_and_chat_allow(tmp_path, policy):
    thanks = [
        {"text": json.dumps({"severe": round(0.4 * i / 500, 4), "sentiment": 0.9, "complaint": 0.0}) + str(i), "hide": 0, "complaint": 0}
        for i in range(500)
    ]  # fmt: skip
    calm, rough = (
        calibrate(written(tmp_path, found), policy, FakeScorer(), held_max=0.6)
        for found in (rows(), [*rows(), *thanks])
    )
    assert band(calm)["hide_alone"] < band(rough)["hide_alone"] < band(rough)["hide"]
    assert band(rough)["hide_alone"] > 0.4


class LongScorer(FakeScorer):
    """Calls every text of more than 300 characters long."""

    def score(self, texts):
        answers = zip(texts, super().score(texts), strict=True)
        return [msgspec.structs.replace(a, windows=3) if len(text) > 300 else a for text, a in answers]


def test_long_texts_have_thresholds_of_their_own(tmp_path, policy):
    long = [
        {"text": json.dumps({"severe": round(0.8 * i / 200, 4), "complaint": 0.9}) + "long " * 80 + str(i), "hide": 0, "complaint": 1}
        for i in range(200)
    ]  # fmt: skip
    path = written(tmp_path, [*rows(), *long])
    proposal = calibrate(path, policy, LongScorer())
    read = tomllib.loads(proposal)["thresholds"]["fake"]
    assert read["severe"]["severe"]["hide"] < 0.6
    assert read["severe_long"]["severe"]["hide"] > 0.8
    few = written(tmp_path, [*rows(), *long[:50]])
    assert "severe_long" not in tomllib.loads(calibrate(few, policy, LongScorer()))["thresholds"]["fake"]


def band(proposal):
    return tomllib.loads(proposal)["thresholds"]["fake"]["severe"]["severe"]


def hide(proposal):
    return band(proposal)["hide"]


def test_weights_stand_for_what_nobody_reviewed():
    scores, even = np.array([0.9, 0.5, 0.1]), np.ones(3)
    assert above(scores, even, 0.34) < 0.9
    # the one at the top stands for fifty
    assert above(scores, np.array([50.0, 1.0, 1.0]), 0.34) > 0.9


@pytest.mark.parametrize(
    ("row", "fault"),
    [({"text": "x", "hide": 2, "complaint": 1}, "neither 0 nor 1"), ({"text": "x", "complaint": 1}, "hide must be"), ({"hide": 1}, "text"), ({"text": "x", "hide": 0, "complaint": 1, "weight": -1}, "weight")],
)  # fmt: skip
def test_a_bad_line_is_named(tmp_path, row, fault):
    path = written(tmp_path, [{"text": "fine", "hide": 0, "complaint": 1}, row])
    with pytest.raises(Misconfigured, match=f"ndjson:2: .*{fault}"):
        read_labelled(path)


def test_without_a_genuine_complaint_there_is_nothing_to_calibrate(tmp_path):
    with pytest.raises(Misconfigured, match="no genuine complaint"):
        read_labelled(written(tmp_path, [{"text": "x", "hide": 1, "complaint": 0}]))
    with pytest.raises(Misconfigured, match="columns text, hide, complaint"):
        read_labelled(tmp_path / "missing.csv")


def test_csv_is_read_too(tmp_path):
    path = tmp_path / "labelled.csv"
    path.write_text('text,hide,complaint,weight\n"late, again",0,1,50\n\nbad,1,0,\n')
    found = read_labelled(path)
    assert [(row.text, row.weight) for row in found] == [("late, again", 50.0), ("bad", 1.0)]


def test_intervals_are_clopper_and_pearsons():
    # R: binom.test(3, 100)$conf.int
    assert share_interval(3, 100) == pytest.approx((0.006229972, 0.08517605), abs=1e-5)
    assert share_interval(0, 1_000) == pytest.approx((0.0, 0.003682084), abs=1e-6)
    assert share_interval(10, 10)[1] == 1.0
