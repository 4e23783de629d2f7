"""What a pattern cannot match without, read off the pattern itself: most rules never run on most texts.

Knows the plain part of the syntax that the tables use: letters, classes, groups, alternatives, quantifiers, look-around.
"""

import re
from collections import deque

_TOKENS = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\(\?(?:<?[=!]|:)|[?*+]\??|\{\d*,?\d*\}\??|.", re.DOTALL)
_LONG_ENOUGH = 6
"""A longer anchor is not rarer by much; fewer of them are quicker."""
GRAM = 3
_COMMON = {
    "a", "an", "and", "are", "at", "back", "be", "because", "came", "come", "could", "did", "for", "from", "get",
    "go", "got", "had", "have", "he", "her", "here", "him", "his", "home", "hours", "how", "i", "in", "is", "it",
    "me", "my", "no", "nobody", "not", "now", "of", "on", "or", "out", "she", "should", "so", "that", "the",
    "their", "them", "there", "they", "this", "to", "told", "up", "us", "was", "we", "were", "what", "when", "who",
    "will", "with", "would", "you", "your",
}  # fmt: skip
"""An anchor that is a word of every second text saves nothing."""


def anchors(pattern: str) -> frozenset[str]:
    """Return literals of which every match contains at least one; empty: nothing is known."""
    return _choice(deque(_TOKENS.findall(pattern)))


def _choice(tokens: deque[str]) -> frozenset[str]:
    branches = [_sequence(tokens)]
    while tokens and tokens[0] == "|":
        tokens.popleft()
        branches.append(_sequence(tokens))
    return frozenset().union(*branches) if all(branches) else frozenset()


def _sequence(tokens: deque[str]) -> frozenset[str]:
    """Read one alternative and choose the rarest of what it must contain."""
    run, found = "", []
    while tokens and tokens[0] not in {"|", ")"}:
        sign = tokens.popleft()
        inner: frozenset[str] = frozenset()
        if sign.startswith("("):
            inner = _choice(tokens)
            tokens.popleft()
        plain = sign if len(sign) == 1 and sign not in ".^$" else ""
        quantifier = tokens.popleft() if tokens and tokens[0][0] in "?*+{" else ""
        if plain and not quantifier:
            run += plain
            continue
        found.append(frozenset({run}) if run else frozenset())
        run = ""
        if sign == "(?:" and not quantifier.startswith(("?", "*", "{0", "{,")):
            found.append(inner)
    found.append(frozenset({run}) if run else frozenset())
    return max(found, key=_rarity)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    return min((1 if word.strip() in _COMMON else min(len(word), _LONG_ENOUGH) for word in words), default=0), -len(
        words
    )


def grams(words: frozenset[str]) -> frozenset[str]:
    """Return the first letters of anchors: a text that has none of these has no anchor; empty: nothing is known."""
    return frozenset(word[:GRAM] for word in words) if all(len(word) >= GRAM for word in words) else frozenset()


def grams_of(text: str) -> frozenset[str]:
    """Return all runs of GRAM letters of a text."""
    return frozenset(text[i : i + GRAM] for i in range(len(text) - GRAM + 1))
