"""Hand-written rules beside the model, English and Spanish: recall first where they only tell a person, precision first where they hide.

``VERSION`` moves with every change of a rule; a decision names the rule that spoke. One file per family of rules;
rule.py has their notation. triage.py and abuse.py say what each kind may do.
"""

from collections.abc import Sequence
from itertools import islice

from pipeline.core.safety import crisis, harm, insult, privacy, promotion, service, violence
from pipeline.core.safety.anchors import grams_of
from pipeline.core.safety.rule import Rule
from pipeline.core.safety.told import told_of
from pipeline.core.text import fold
from pipeline.core.triage import Signal

VERSION = "2026-11-28.1"
RULES: tuple[Rule, ...] = (
    *crisis.RULES,
    *violence.RULES,
    *harm.RULES,
    *privacy.RULES,
    *promotion.RULES,
    *insult.RULES,
    *service.RULES,
)
UNLESS_CHARS = 60
"""How far about a match its near misses are looked for."""
MATCHES_MAX = 50
"""How many matches of one rule are weighed in one text: a flood of near misses must not cost time."""
SPOKEN = {"threat", "slur", "dehumanising", "death_wish", "sexual_degradation"}
"""Kinds that do not stand where the words are told of, not said."""
_QUOTES = str.maketrans("’‘“”´`", "''\"\"''")


def signals(text: str, rules: Sequence[Rule] = RULES, folded: str | None = None) -> tuple[Signal, ...]:
    """Return the first match of each rule that speaks, in the text as written and as folded; offsets are code points.

    A match that only the folded text has carries no offsets. Linear in the text. ``folded``: where it is known already.
    """
    plain = _lower(text)
    found = {signal.rule: signal for signal in _matches(plain, rules)}
    folded = _lower(fold(text) if folded is None else folded)
    if folded != plain:
        for signal in _matches(folded, rules):
            found.setdefault(signal.rule, Signal(signal.kind, signal.rule))
    return tuple(found.values())


def _lower(text: str) -> str:
    text = text.translate(_QUOTES)
    lowered = text.lower()
    # a few characters change their length in lower case; offsets must not move
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _matches(text: str, rules: Sequence[Rule]) -> list[Signal]:
    found = []
    runs = grams_of(text)
    for rule in rules:
        if rule.grams and rule.grams.isdisjoint(runs):
            continue
        if rule.anchors and not any(anchor in text for anchor in rule.anchors):
            continue
        for match in islice(rule.pattern.finditer(text), MATCHES_MAX):
            if _stands(rule, text, match.start(), match.end()):
                found.append(Signal(rule.kind, rule.rule, match.start(), match.end()))
                break
    return found


def _stands(rule: Rule, text: str, start: int, end: int) -> bool:
    """Look about the match for what it needs and for what makes it harmless."""
    if rule.near and not rule.near.search(text[max(0, start - rule.near_chars) : end + rule.near_chars]):
        return False
    if rule.kind in SPOKEN and told_of(text, start, end, threat=rule.kind == "threat"):
        return False
    return not (rule.unless and rule.unless.search(text[max(0, start - UNLESS_CHARS) : end + UNLESS_CHARS]))
