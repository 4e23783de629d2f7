"""What docs/policy.md shows can be loaded, and every key of a policy is explained there."""

import re
from pathlib import Path

import msgspec

from pipeline.core.policy import Band, Brake, LaneRule, Strikes, Thresholds, load

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "policy.md").read_text()
DEFAULT = (ROOT / "deploy" / "policies" / "default.toml").read_text()


def test_the_overrides_shown_can_be_loaded():
    overrides, thresholds = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    base = re.sub(r"\[thresholds\.linear\].*?(?=\n\[|\Z)", "", DEFAULT, flags=re.DOTALL)
    policy = load(f"{base}\n{overrides}\n{thresholds}")
    assert policy.at("county-hospital").public_entity
    assert policy.at("worcester-urgent-care").modes["hide"] == "propose"
    assert policy.at("worcester-urgent-care").brake.day_max == policy.default.brake.day_max


def test_every_key_is_explained():
    keys = {f.name for kind in (Band, Brake, LaneRule, Strikes, Thresholds) for f in msgspec.structs.fields(kind)}
    assert {key for key in keys if f"`{key}`" not in PAGE and f"`{key} = " not in PAGE} == set()
