"""One hand-written rule, and the small notation that the tables of rules are written in.

A pattern is text: every line is one alternative, matched as whole words in lower case; ``#`` starts a comment line;
`` .. `` stands for a few words within the sentence; ``<name>`` for an entry of ``VOCABULARY``.
"""

import re
from typing import Literal

import msgspec

from pipeline.core.safety.anchors import anchors, grams

Kind = Literal[
    "crisis",
    "threat",
    "staff_exposed",
    "patient_safety",
    "privacy_breach",
    "identifiers",
    "identifiers_possible",
    "scam",
    "scam_possible",
    "abuse_suffered",
    "warned",
    "quoted_abuse",
    "staff_work",
    "dehumanising",
    "death_wish",
    "slur",
    "sexual_degradation",
    "complaint_words",
    "question_words",
    "praise_words",
]

NEAR_CHARS = 250
GAP = r"\b(?:[^.!?\n]|(?<=\b[dm]r)\.|(?<=\bmrs)\.){0,40}?\b"
"""Bounded, so that matching stays linear in the text; the point of a title ends no sentence."""

VOCABULARY = {
    "kin": r"(?:my|our) (?:\w+ )?(?:mother|mom|mum|mam|father|dad|parents?|son|daughter|wife|husband|spouse|grand\w+|nana?|baby|newborn|child|kid|brother|sister|sibling|aunt|uncle|niece|nephew|cousin|friend|partner|boyfriend|girlfriend|fianc\w+)",
    "staff": r"(?:doctors?|dr\.?(?: \w+)?|nurses?(?: \w+)?|staff|surgeons?|receptionists?|clerks?|tech(?:nician)?s?|aides?|orderl(?:y|ies)|therapists?|guards?|security|pharmacists?|dentists?|hygienists?|midwi(?:fe|ves)|cnas?|pa|physicians?|employees?|workers?|caregivers?|counselors?|attendants?|paramedics?|phlebotomists?|managers?)",
    # somebody whom a threat or a wish can be aimed at
    "person": r"(?:(?:dr\.?|doctor|nurse|mr\.?|mrs\.?|ms\.?) \w+|you(?: all| people| guys)?|u|ya|y'all|him|her|them|every(?:one|body)(?: in| at| who| there)?|every (?:last |single )?one of (?:you|them)|all of (?:you|them)|who(?:m|so)?ever \w+|my (?:\w+ )?(?:doctor|surgeon|therapist|psychiatrist|nurse|dentist)|(?:that|this|those|these|the|your|every|some) (?:\w+ ){0,3}?<sort>)",
    "they": r"(?:you(?: all| people| guys)?|u|ya|y'all|he|she|they|(?:we|they) all|every(?:one|body) (?:there|who \w+ there|in that \w+)|(?:dr\.?|doctor|nurse) \w+|(?:that|this|those|these|the|your) (?:\w+ ){0,3}?<sort>|(?:your|his|her|their) (?:whole )?(?:kids?|children|family|mother|mom|wife|husband|loved ones))",
    "sort": r"(?:people|persons?|m[ae]n|wom[ae]n|guys?|lad(?:y|ies)|girls?|boys?|bitch(?:es)?|bastards?|assholes?|fuck(?:er|wit|head)s?|motherfuckers?|pricks?|cunts?|scum(?:bags?)?|pigs?|cows?|clowns?|idiots?|morons?|quacks?|butchers?|monsters?|animals|crooks?|doctors?|docs?|nurses?|surgeons?|receptionists?|clerks?|dentists?|managers?|ceo|chief|staff|administrators?|admins?|directors?|supervisors?|guards?|security|pharmacists?|therapists?|psychiatrists?|anesthesiologists?|technicians?|techs?|aides?|orderl(?:y|ies)|midwi(?:fe|ves)|residents? doctors?|paramedics?|secretar(?:y|ies)|valet|social workers?|counselors?|board|owners?|billing (?:people|department))",
    "i_will": r"(?:(?:i'?m|i am|we'?re|we are) (?:just |really |so |totally |seriously )?(?:going to|gonna|about to|ready to|planning to|on my way to|coming (?:down there |over |back |in )?to)|(?:^|(?<=[.!?,;] )|(?<=\n))gonna|i'?ll|i will|we'?ll|we will|ima|imma|i'?d (?:love|like) to|i (?:want|wanna|plan|intend) (?:to )?|me and \w+ \w+ will|(?:i )?swear (?:to god )?(?:i'?ll|i will|i'?m gonna)) ?(?:\w+ )?",
    "his": r"(?:your|ur|his|her|their)",
    "ago": r"(?:years?|months?|decades?) ago",
    "date": r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2})",
    "street": r"\d{1,5} (?:[nsew]\.? )?(?:\w+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|boulevard|blvd|way|place|pl|terrace|circle|apt|apartment)",
    # words of abuse that people repeat when they tell what was said to them
    "insult": r"(?:bitch|stupid|idiots?|moron|dumb\w*|retard\w*|fat\w*|pig|cow|whale|whore|slut|cunt|liars?|crazy|insane|nuts|psycho|lunatic|hysterical|junkie|crack ?head|addict|druggie|drug[- ]?seek\w*|trash|garbage|loser|worthless|disgusting|ugly|faggot|fag|tranny|dyke|nigger|[nfr][- ]word|spic|wetback|terrorist|illegal|(?:racial |homophobic )?slurs?|animal|monkey|freak|lazy|obese|dirty|smelly|asshole|motherfucker|f\w*ing|names)",
}


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """``pattern`` raises a signal of ``kind`` if ``near`` matches about it and ``unless`` does not."""

    rule: str
    kind: Kind
    pattern: re.Pattern[str]
    anchors: frozenset[str]
    """A text without any of these cannot match; empty: always tried."""
    grams: frozenset[str]
    """How the anchors begin."""
    near: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    near_chars: int = NEAR_CHARS
    """How far about the match ``near`` is looked for."""


def rule(kind: Kind, name: str, words: str, *, near: str = "", unless: str = "", near_chars: int = NEAR_CHARS) -> Rule:
    """Compile one entry of a table; ``kind.name`` is its id."""
    pattern = _expand(words)
    known = anchors(pattern)
    return Rule(
        rule=f"{kind}.{name}",
        kind=kind,
        pattern=re.compile(pattern),
        anchors=known,
        grams=grams(known),
        near=re.compile(_expand(near)) if near else None,
        unless=re.compile(_expand(unless)) if unless else None,
        near_chars=near_chars,
    )


def _expand(words: str) -> str:
    lines = [line.strip() for line in words.splitlines()]
    pattern = "|".join(_grouped([line for line in lines if line and not line.startswith("#")]))
    while found := re.search(r"<([a-z_]+)>", pattern):
        pattern = pattern.replace(found[0], VOCABULARY[found[1]])
    return rf"(?<!\w)(?:{pattern.replace(' .. ', GAP)})(?!\w)"


def _grouped(lines: list[str]) -> list[str]:
    """Write what several lines begin with once: the same texts match, and the beginning is tried once a place."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        found = re.match(r"<[a-z_]+>", line)
        beginning = found[0] if found and not _is_choice(line) else ""
        groups.setdefault(beginning, []).append(line.removeprefix(beginning))
    alone = groups.pop("", [])
    return [*alone, *(f"{beginning}(?:{'|'.join(rest)})" for beginning, rest in groups.items())]


def _is_choice(line: str) -> bool:
    """Say whether a line holds alternatives of its own, outside brackets."""
    depth = 0
    for sign in re.sub(r"\\.|\[[^\]]*\]", "", line):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            return True
    return False
