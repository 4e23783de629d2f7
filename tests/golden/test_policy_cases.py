"""The cases beside the default policy: what came in and was recorded of it → the whole decision."""

from pathlib import Path

import pytest

from pipeline.core.policy import load
from pipeline.core.policy_cases import load_cases
from pipeline.core.policy_check import run_cases
from pipeline.core.safety import signals
from schemas.errors import Malformed

FOLDER = Path(__file__).parents[2] / "deploy" / "policies"
POLICY = load((FOLDER / "default.toml").read_text(), "default.toml")
CASES = load_cases((FOLDER / "default.cases.toml").read_text(), "default.cases.toml")
CASES_MIN = 45
CALM = """
[[case]]
name = "calm"
text = "Parked on level two."
scores = { severe = 0.0, complaint = 0.1 }
expect = { visibility = "show" }
"""


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("severe = { severe = { hold = 0.9, hide = 0.8 } }", "hold 0.9 is above hide 0.8"),
        ("severe = { severe = { hold = 0.6, hide = 0.8, hide_alone = 0.9 } }\ncomplaint_if_abusive = 0.3", "hide_alone 0.9 is not between hold 0.6 and hide 0.8"),
        ("severe = { severe = { hold = 0.6, hide = 0.8, hide_alone = 0.7 } }", "hide_alone needs complaint_if_abusive"),
    ],
)  # fmt: skip
def test_thresholds_that_make_no_sense_are_named_with_their_line(given, message):
    source = (FOLDER / "default.toml").read_text().partition("[thresholds.fake]")[0]
    line = source.count("\n") + 1
    with pytest.raises(Malformed) as caught:
        load(f"{source}[thresholds.fake]\n{given}\n", "p.toml")
    assert message in str(caught.value)
    assert any(f"p.toml:{line + more}: " in str(caught.value) for more in (0, 1))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case):
    (result,) = run_cases(POLICY, [case], signals)
    assert result.ok, result.problems


def test_there_are_enough_cases_and_each_says_what_it_expects():
    assert len(CASES) >= CASES_MIN


def test_a_case_that_fails_says_what_differs_and_by_which_rule():
    wrong = CALM.replace('"show"', '"hide", lane = "complaint"') + CALM.replace('"calm"', '"as it is"')
    wrong = wrong.replace("complaint = 0.1", "complaint = 0.1, mild = 0.9", 1)
    first, second = run_cases(POLICY, load_cases(wrong), signals)
    assert not first.ok
    assert first.problems == (
        "visibility: hold where hide is expected",
        "lane: none where complaint is expected",
        "it was decided by model.mild-insult (mild 0.9, limit 0.5)",
    )
    assert second.ok


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("name = 1 =", "c.toml: not TOML"),
        ("cases = 1", "c.toml:1: cases: unknown key"),
        (CALM.replace('visibility = "show"', 'visibility = "shown"'), "c.toml:6: case[1].expect.visibility: Invalid enum"),
        (CALM + CALM.replace('"calm"', '"b"').replace("text =", "texts ="), "c.toml:10: case[2].texts: Object contains"),
        (CALM.replace("severe = 0.0", "severe = 1.5"), "c.toml:5: case[1].scores.severe: Expected `float` <= 1"),
        (CALM.replace("severe = 0.0", "severity = 0.5"), "c.toml:5: case[1].scores.severity: no model has this head"),
        (CALM.replace("scores = { severe = 0.0, complaint = 0.1 }\n", ""), "c.toml:3: case[1].name: a case needs scores"),
        (CALM + CALM, "c.toml:9: case[2].name: a second case"),
        (CALM.replace('visibility = "show"', 'lane = "praised"'), "c.toml:6: case[1].expect.lane: no such lane"),
        (CALM.replace('{ visibility = "show" }', "{}"), "c.toml:6: case[1].expect: expects nothing"),
        (CALM.replace('expect = { visibility = "show" }', ""), "case[1].expect: Object missing required field"),
    ],
)  # fmt: skip
def test_a_faulty_file_names_line_and_key(source, message):
    with pytest.raises(Malformed) as caught:
        load_cases(source, "c.toml")
    assert message in str(caught.value)
