"""One hand-written rule: a pattern, and what around it makes it harmless."""

import re

import msgspec

GAP = r"[^.!?\n]{0,40}?"
"""A few words within the sentence; bounded, so that matching stays linear."""
PERSON = (
    r"(?:dr\.?|doctor|nurse|mr\.?|mrs\.?|ms\.?)\s+\w+|\b(?:him|her|them|you(?:\s+all|\s+people)?|u|y'all|everyone|everybody|someone|somebody|"
    r"those people|these people|that (?:man|woman|doctor|nurse|guy|bitch|receptionist|surgeon)|(?:the|your|this) (?:\w+\s){0,2}?(?:staff|doctors?|nurses?|surgeons?|receptionists?|manager|clerk|lady|guy|man|woman|place|clinic|hospital|er))\b"
)
"""Somebody else: whom a threat or a wish is aimed at."""
KIN = r"(?:my|our)\s+(?:\w+\s)?(?:mother|mom|mum|father|dad|son|daughter|wife|husband|grand\w+|baby|child|kid|brother|sister|aunt|uncle|friend|partner|boyfriend|girlfriend|fianc\w+)"
STAFF = r"(?:doctors?|dr\.?|nurses?|staff|surgeon|receptionist|clerk|tech(?:nician)?|aide|orderly|therapist|guard|pharmacist|dentist|cna|pa|physician|employee|worker|they|he|she)"


class Rule(msgspec.Struct, frozen=True):
    """``pattern`` raises a signal of ``kind`` unless ``unless`` matches within ``WINDOW`` characters around it."""

    rule: str
    kind: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def rules(kind: str, patterns: dict[str, str | tuple[str, str]], unless: str | None = None) -> tuple[Rule, ...]:
    """Compile a table of name → pattern, or (pattern, its own near miss); ``unless`` guards them all."""
    made = []
    for name, value in patterns.items():
        pattern, own = value if isinstance(value, tuple) else (value, None)
        guards = "|".join(guard for guard in (own, unless) if guard)
        made.append(Rule(f"{kind}.{name}", kind, re.compile(pattern), re.compile(guards) if guards else None))
    return tuple(made)
