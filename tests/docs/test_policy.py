"""What docs/policy.md shows can be loaded, and every key of a policy is explained there."""

import re
from pathlib import Path

import msgspec

from pipeline.core.policy import Band, Brake, LaneRule, Strikes, Thresholds, load
from pipeline.core.policy_cases import Expected, PolicyCase, load_cases
from pipeline.core.policy_check import run_cases
from pipeline.core.safety import signals

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "policy.md").read_text()
DEFAULT = (ROOT / "deploy" / "policies" / "default.toml").read_text()
KINDS = (Band, Brake, LaneRule, Strikes, Thresholds, PolicyCase, Expected)
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_overrides_shown_can_be_loaded():
    overrides, thresholds, _ = BLOCKS
    base = re.sub(r"\[thresholds\.linear\].*?(?=\n\[|\Z)", "", DEFAULT, flags=re.DOTALL)
    policy = load(f"{base}\n{overrides}\n{thresholds}")
    assert policy.at("county-hospital").public_entity
    assert policy.at("worcester-urgent-care").modes["hide"] == "propose"
    assert policy.at("worcester-urgent-care").brake.day_max == policy.default.brake.day_max


def test_every_key_is_explained():
    keys = {f.name for kind in KINDS for f in msgspec.structs.fields(kind)}
    assert {key for key in keys if f"`{key}`" not in PAGE and f"`{key} = " not in PAGE} == set()


def test_the_cases_shown_hold_under_the_default_policy():
    results = run_cases(load(DEFAULT), load_cases(BLOCKS[2]), signals)
    assert [r for r in results if not r.ok] == []
