"""The pages lead somewhere, and name every field of a comment and every metric that operators watch."""

import json
import re
from pathlib import Path

import pytest

from schemas.codec import decode_comment
from schemas.comment import CommentWire

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("deploy/**/README.md")])
API = (ROOT / "docs" / "api.md").read_text()


def _anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files_and_headings_that_are_there(page):
    home = ROOT if page.name == "README.draft.md" else page.parent
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text()):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        linked = home / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in _anchors(linked), target


def test_every_field_of_a_comment_is_in_the_interface_page():
    example = re.search(r"```json\n(\{\"schema_version.*)\n", API)[1]
    assert set(json.loads(example)) == set(CommentWire.__struct_fields__)
    decode_comment(example.encode())
    assert [name for name in CommentWire.__struct_fields__ if f"`{name}`" not in API] == []


def test_metrics_named_in_operations_exist():
    from prometheus_client import REGISTRY

    from pipeline import metrics

    assert metrics.LAG
    known = {metric.name for metric in REGISTRY.collect()}
    named = set(re.findall(r"`(bedside_\w+)`", (ROOT / "docs" / "operations.md").read_text()))
    assert {name.removesuffix("_total") for name in named} <= known
