"""Words that were broken up to get past a filter, as a reader puts them together: li*e, peeeople, s hit, th1s, wrthlss.

A word is touched only on the evidence of a trick, and only where it becomes a word that is known (``words.txt``, by frequency:
the whole words of BERT's vocabulary, Apache-2.0, and those of our own phrases). Slips of the keyboard stay as they are.
"""

import itertools
import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

ABUSIVE = (
    "fuck", "fucks", "fucked", "fucking", "fucker", "fuckers", "motherfucker", "motherfuckers", "motherfucking", "shit", "shits", "shitty",
    "shitting", "bullshit", "bitch", "bitches", "ass", "asses", "asshole", "assholes", "arse", "arsehole", "arseholes", "cunt", "cunts",
    "cock", "cocks", "cocksucker", "cocksuckers", "cocksucking", "dick", "dicks", "dickhead", "dickheads", "pussy", "tits", "boobs", "cum",
    "whore", "whores", "slut", "sluts", "hoe", "hoes", "slag", "skank", "fag", "fags", "faggot", "faggots", "dyke", "nigger", "niggers",
    "nigga", "spic", "chink", "kike", "paki", "tranny", "retard", "retards", "retarded", "die", "dies", "dead", "death", "kill", "kills",
    "killed", "killing", "murder", "murdered", "hate", "hates", "rape", "raped", "raping", "rapist", "hang", "shoot", "stab", "burn",
    "burned", "bomb", "gun", "knife", "choke", "rot", "hurt", "beat", "slap", "punch", "suck", "sucks", "moron", "morons", "idiot",
    "idiots", "stupid", "dumb", "dumbass", "fat", "ugly", "pig", "pigs", "rat", "rats", "scum", "scumbag", "trash", "filth", "filthy",
    "garbage", "vermin", "worthless", "pathetic", "disgusting", "disgrace", "pervert", "perv", "pedo", "creep", "freak", "loser", "losers",
    "liar", "wanker", "twat", "prick", "bastard", "bastards", "crap", "damn", "piss", "hell", "nazi", "nazis", "sex", "sexy", "porn",
    "naked", "nude", "horny", "jerk", "moronic", "subhuman", "animal", "animals", "monkey", "coon", "slave", "terrorist", "muslim",
    "muslims", "jew", "jews", "gay", "lesbian", "trans", "black", "immigrant",
)  # fmt: skip
"""What a mask most often hides, in this order: it goes before a more frequent word of the same letters."""
_ABUSE = frozenset(ABUSIVE)
SHORT = frozenset(word for word in (*ABUSIVE, "you", "god") if len(word) == 3)
"""Words of three letters that pieces or spelled-out letters may make, however rare; others are initials."""
MASK = "*#%@$"
WORD_MAX, RUN_MAX, DOUBLES_MAX, DIGITS_MAX = 16, 80, 4, 4
FREQUENT, SMALL, PIECE_MAX = 4_000, 300, 4
LETTERS = frozenset("ainurx")
"""Letters that people write as words."""
_TOKEN = re.compile(r"[^\s.,!?;:()\[\]{}\"“”/|&]+")
_TRICK = re.compile(rf"[\d{re.escape(MASK)}]")
_ADDRESS = re.compile(r"\.\w")
"""Goes on like the address of a page or a mailbox."""
_ORDINAL = re.compile(r"^(?:\d*(?:1st|2nd|3rd|[04-9]th)|\d+(?:s|am|pm|mg|ml|hr|hrs|min|mins|yr|yrs|k))$", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
_BY_EAR = (("oo", "u"), ("k", "c"), ("kk", "ck"), ("x", "cks"), ("z", "s"), ("ph", "f"))
"""Spelling by ear → as it is spelt; only words of abuse are read so."""
_GRADE = {
    "hep", "hepatitis", "vitamin", "vit", "type", "stage", "group", "ward", "unit", "strep", "plan", "part", "medicare", "room", "block",
    "bay", "gate", "grade",
}  # fmt: skip
"""A letter after one of these is a grade: vitamin B itch."""
_LETTERS_OF = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}


@cache
def words() -> dict[str, int]:
    """Return the known words with their ranks, the most frequent first."""
    lines = (files("pipeline.core") / "words.txt").read_text(encoding="utf-8").split()
    return {word: rank for rank, word in enumerate(lines)}


@cache
def _by_start() -> dict[tuple[int, str], list[str]]:
    """Words by length and first letter: the abusive ones first, then by frequency."""
    found: dict[tuple[int, str], list[str]] = {}
    for word in dict.fromkeys((*ABUSIVE, *words())):
        found.setdefault((len(word), word[0]), []).append(word)
    return found


@cache
def _by_consonants() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words():
        found.setdefault(_consonants(word), word)
    return found


def _consonants(word: str) -> str:
    return word[0] + re.sub("[aeiou]", "", word[1:])


def unstretched(word: str) -> str:
    """Take letters that were repeated out of a word in which runs of three have been cut to two: peoplle → people."""
    low = word.lower()
    doubled = [i for i in range(1, len(low)) if low[i] == low[i - 1]]
    if low in words() or not doubled or len(doubled) > DOUBLES_MAX:
        return word
    variants = (
        "".join(c for i, c in enumerate(low) if i not in dropped)
        for count in range(1, len(doubled) + 1)
        for dropped in itertools.combinations(doubled, count)
    )
    best = min((v for v in variants if v in words()), key=words().__getitem__, default=None)
    return word if best is None else _cased(best, word)


def is_spelt_out(letters: str) -> bool:
    """Tell three letters that were written one by one from initials: she, not; but never the N H S."""
    return letters in SHORT or (len(letters) == 3 and rank(letters) < SMALL)


def unspaced(letters: str) -> str:
    """Part letters that were written one by one into words: lookworse → look worse."""
    low = letters.lower()
    if low in words() or len(low) > RUN_MAX:
        return letters
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(low) + 1):
        options = [(best[start][0] + _cost(low[start:end]), start) for start in range(max(0, end - WORD_MAX), end)]
        best.append(min(options))
    if math.isinf(best[-1][0]):
        return letters
    parts, end = [], len(low)
    while end:
        start = best[end][1]
        parts.append(letters[start:end])
        end = start
    return " ".join(reversed(parts))


def _cost(word: str) -> float:
    if len(word) == 1:
        return 6.0 if word in "aiu" else math.inf
    return 3.0 + math.log(rank(word) + 10)


def mended(text: str) -> str:
    """Return the text with split, masked, numbered and vowelless words put together; linear in the text."""
    tokens = list(_TOKEN.finditer(text))
    changes: list[tuple[int, int, str]] = []
    taken = -1
    for i, token in enumerate(tokens):
        word = token[0]
        if i <= taken or (_is_word(word.lower()) and not _is_parted(tokens, i)):
            continue
        if word.isalpha():
            if whole := _joined(text, tokens, i):
                changes.append((token.start(), tokens[i + 1].end(), whole))
                taken = i + 1
            elif i - 1 > taken and (whole := _joined(text, tokens, i - 1)):
                changes.append((tokens[i - 1].start(), token.end(), whole))
                taken = i
            elif (whole := _respelt(word)) != word:
                changes.append((token.start(), token.end(), whole))
        elif _TRICK.search(word) and not _ADDRESS.match(text, token.end()):
            changes.append((token.start(), token.end(), _unmasked(word)))
    parts, at = [], 0
    for start, end, whole in changes:
        parts += [text[at:start], whole]
        at = end
    return "".join((*parts, text[at:]))


def rank(word: str) -> float:
    """Return how frequent a lower-case word is, 0 being the most frequent; infinity for one that is not known."""
    return words().get(word, math.inf)


def _is_word(word: str) -> bool:
    return word in words() if len(word) > 1 else word in LETTERS


def _is_whole(word: str) -> bool:
    """Whether a word may be what pieces make: of three letters only a frequent one."""
    if len(word) > 3:
        return word in words()
    return len(word) == 3 and (rank(word) < FREQUENT or word in SHORT)


def _is_slip(word: str, other: str) -> bool:
    """Tell whether a small word stands beside a long one that is not known: "is suing" is not "issuing"."""
    return (word in LETTERS or rank(word) < SMALL) and len(other) > PIECE_MAX and other not in words()


def _joined(text: str, tokens: Sequence[re.Match[str]], i: int) -> str | None:
    """Join a word to the next where one of them is none, and both together are."""
    if i < 0 or i + 1 >= len(tokens):
        return None
    first, second = tokens[i][0], tokens[i + 1][0]
    if (
        first in "iI"
        or _ADDRESS.match(text, tokens[i + 1].end())
        or tokens[i + 1].start() != tokens[i].end() + 1
        or text[tokens[i].end()] != " "
    ):
        return None
    shouted = first.isupper() and second.isupper()
    if not shouted and (not second.islower() or not (first.islower() or (first.istitle() and len(first) > 1))):
        return None
    low, rest = first.lower(), second.lower()
    if _is_word(low) and _is_word(rest) and not _is_parted(tokens, i):
        return None
    if len(low) == 1 and i and tokens[i - 1][0].lower() in _GRADE:
        return None
    if not _is_whole(low + rest) or _is_slip(low, rest) or _is_slip(rest, low):
        return None
    return first + second


def _is_parted(tokens: Sequence[re.Match[str]], i: int) -> bool:
    """Tell a word of abuse whose ending was parted from it: fuck ing."""
    word = tokens[i][0].lower()
    if word not in _ABUSE or i + 1 == len(tokens):
        return False
    rest = tokens[i + 1][0].lower()
    return word + rest in _ABUSE and rank(rest) >= FREQUENT


@lru_cache(maxsize=4096)
def _respelt(word: str) -> str:
    """Give a word its vowels back: wrthlss → worthless; and read abuse that is spelt by ear: foocking."""
    low = word.lower()
    if len(low) < 4 or not (word[1:].islower() or word.isupper()):
        return word
    if not _VOWEL.search(low):
        # abbreviations that are words of their own stay
        return word if word.isupper() else _cased(_by_consonants().get(low, low), word)
    heard = (low.replace(ear, spelt) for ear, spelt in _BY_EAR if ear in low)
    return _cased(next((each for each in heard if each in _ABUSE and len(each) > 3), low), word)


@lru_cache(maxsize=4096)
def _unmasked(word: str) -> str:
    """Read signs and digits within a word as the letters that they stand for: st*pid, l1k3."""
    bare = word.strip(MASK)
    letters = sum(c.isalpha() for c in word)
    if bare.lower() in words() or letters < 2 or len(word) > WORD_MAX or not word.isascii() or not word[0].isalnum():
        return word
    if not set(word) & set(MASK):
        whole = _unnumbered(word.lower())
        return word if whole == word.lower() else _cased(whole, word)
    masked = sum(c in MASK for c in word)
    if masked > letters or not word[0].isalpha():
        return word
    pattern = re.compile("".join("[a-z]" if c in MASK else re.escape(c) for c in word.lower()))
    for option in _by_start().get((len(word), word[0].lower()), ()):
        if pattern.fullmatch(option):
            return _cased(option, word)
    return word


def _unnumbered(word: str) -> str:
    digits = sum(c.isdigit() for c in word)
    if digits > DIGITS_MAX or digits >= len(word) - 1 or _ORDINAL.match(word):
        return word
    options = ("".join(letters) for letters in itertools.product(*(_LETTERS_OF.get(c, c) for c in word)))
    known = [o for o in options if _is_whole(o)]
    return min(known, key=words().__getitem__, default=word)


def _cased(word: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word
