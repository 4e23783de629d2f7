"""Every dependency has a line that says why it is there and under which licence, and no line outlives its dependency."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "adr" / "dependencies.md").read_text().splitlines()
    if re.match(r"\| [a-z0-9-]+ \|", line) and not line.startswith("| package")
]


def _name(requirement):
    return re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower().replace("_", "-")


def test_every_dependency_has_its_line():
    extras = PROJECT["optional-dependencies"].values()
    declared = [_name(r) for r in (*PROJECT["dependencies"], *(r for extra in extras for r in extra))]
    assert [name for name, *_ in LINES] == declared


def test_every_line_is_whole():
    assert all(len(line) == 4 and all(line) for line in LINES)
