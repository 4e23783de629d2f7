"""The hand-written rules against made-up texts: every rule finds what it is for, and leaves alone what only looks like it."""

import msgspec
import pytest
from core.safety.tables import HIDING, HOLDING, harmless, tables, texts

from pipeline.core.safety import RULES, signals

TABLES = tables()
KIND = {rule.rule: rule.kind for rule in RULES}
HITS = [(rule, text) for rule, entry in TABLES.items() for text in entry["hits"]]
NEAR_MISSES = [(rule, text) for rule, entry in TABLES.items() for text in entry["near_misses"]]
EXAMPLES_MIN = 12
TOGETHER = {"identifiers_possible": "identifiers", "scam_possible": "scam"}
"""What only holds is counted with what hides for the same thing."""


def kinds(text):
    return {signal.kind for signal in signals(text)}


def test_every_rule_has_hits_and_near_misses():
    assert TABLES.keys() == KIND.keys()
    assert [rule for rule, entry in TABLES.items() if not (entry["hits"] and entry["near_misses"])] == []


def test_every_rule_is_raised_by_some_text():
    raised = {signal.rule for text in texts() for signal in signals(text)}
    assert KIND.keys() - raised == set()


@pytest.mark.parametrize("part", ["hits", "near_misses"])
def test_every_family_is_well_tried(part):
    counts = {}
    for rule, entry in TABLES.items():
        family = TOGETHER.get(KIND[rule], KIND[rule])
        counts[family] = counts.get(family, 0) + len(entry[part])
    assert {family: n for family, n in counts.items() if n < EXAMPLES_MIN} == {}


@pytest.mark.parametrize(("rule", "text"), HITS)
def test_hit(rule, text):
    assert KIND[rule] in kinds(text)


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES)
def test_near_miss(rule, text):
    found = kinds(text)
    assert KIND[rule] not in found
    if KIND[rule] in HIDING:
        assert not found & HIDING, "a near miss of what hides must not be hidden for anything else"


@pytest.mark.parametrize("text", harmless())
def test_harmless(text):
    assert not kinds(text) & (HIDING | HOLDING)


def test_anchors_never_suppress_a_match():
    bare = [msgspec.structs.replace(rule, anchors=frozenset(), grams=frozenset()) for rule in RULES]
    for text in texts():
        assert signals(text) == signals(text, bare), text


def test_rules_of_one_name_are_one_rule():
    assert len(KIND) == len(RULES)
