"""The shipped model and policy on the sample, by the labels its author gave: no criticism is hidden, abuse mostly is."""

import json
import os
import tomllib

import pytest
from e2e.serving import ROOT, command, rows

FOLDER = ROOT / "deploy" / "sample"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text())


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """Return comment id (``@edited`` for a later version) → its decision, by the default model."""
    data = tmp_path_factory.mktemp("sample") / "data"
    model = os.environ.get("TEST_SAMPLE_MODEL", "")
    done = command("moderate", FOLDER / "comments.ndjson", data=data, check=0, BEDSIDE_MODEL=model)
    assert json.loads(done.stdout.splitlines()[-1])["dead_letters"] == 3
    found = {}
    for row in rows("decisions", "--all", data=data):
        found.setdefault(row["comment_id"], []).append(row)
    return {
        (name if number == 0 or f"{name}@edited" not in EXPECTED["comments"] else f"{name}@edited"): row
        for name, versions in found.items()
        for number, row in enumerate(versions)
    }


def _of(decided, hidden):
    kinds = {name for name, kind in EXPECTED["kinds"].items() if kind["hidden"] == hidden}
    return {name: decided[name] for name, kind in EXPECTED["comments"].items() if kind in kinds and name in decided}


def test_nothing_that_must_stay_is_hidden(decided):
    assert {
        n: EXPECTED["comments"][n] for n, r in _of(decided, "never").items() if r["machine_visibility"] == "hide"
    } == {}


def test_most_of_what_must_go_is_hidden_or_waits_for_a_person(decided):
    rows_ = _of(decided, "should").values()
    away = [r for r in rows_ if r["machine_visibility"] != "show"]
    assert len(away) >= 0.8 * len(rows_)


def test_who_deserves_an_answer_has_a_case(decided):
    kinds = {name for name, kind in EXPECTED["kinds"].items() if kind.get("case")}
    asked = [decided[n] for n, kind in EXPECTED["comments"].items() if kind in kinds and n in decided]
    assert sum(r["route"] == "case" for r in asked) >= 0.85 * len(asked)


def test_nobody_in_danger_is_hidden_or_overlooked(decided):
    crises = [decided[n] for n, kind in EXPECTED["comments"].items() if kind == "crisis"]
    assert {r["lane"] for r in crises} == {"crisis"}
    assert all(r["machine_visibility"] != "hide" for r in crises)
