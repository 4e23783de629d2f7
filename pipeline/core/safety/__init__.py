"""Hand-written rules beside the model, English and Spanish: recall first where they only tell a person, precision first where they hide.

``VERSION`` moves with every change of a rule; a decision names the rule that spoke. One file per family of rules.
"""

import re

from pipeline.core.safety import crisis, harm, insult, privacy, promotion, service, violence
from pipeline.core.safety.rule import Rule
from pipeline.core.text import fold
from pipeline.core.triage import Signal

VERSION = "2026-11-24"
RULES: tuple[Rule, ...] = (
    *crisis.RULES, *violence.RULES, *harm.RULES, *privacy.RULES, *promotion.RULES, *insult.RULES, *service.RULES,
)  # fmt: skip
WINDOW = 60
_QUOTES = str.maketrans("’‘“”´`", "''\"\"''")
_SPACES = re.compile(r"[^\S\n]+")


def signals(text: str) -> tuple[Signal, ...]:
    """Return the first match of each rule that speaks, in the text as written and as folded."""
    plain = _lower(text)
    found = {signal.rule: signal for signal in _matches(plain)}
    folded = _lower(fold(text))
    if _SPACES.sub(" ", plain).strip() != folded:
        for signal in _matches(folded):
            # its place is in the folded text, which nobody else sees
            found.setdefault(signal.rule, Signal(signal.kind, signal.rule))
    return tuple(found.values())


def _lower(text: str) -> str:
    lowered = text.translate(_QUOTES).lower()
    # a few characters change their length in lower case; offsets must not move
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _matches(text: str) -> list[Signal]:
    found = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            around = text[max(0, match.start() - WINDOW) : match.end() + WINDOW]
            if rule.unless is None or not rule.unless.search(around):
                found.append(Signal(rule.kind, rule.rule, match.start(), match.end()))
                break
    return found
