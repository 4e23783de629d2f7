"""Folding for scoring: what a reader sees through at a glance, a model should too; the original is always kept.

NFKC, zero-width characters, homoglyphs, l33t, masked letters, s p a c e d letters, repeats and emoji in place of words; what is left broken, spelling.py puts together.
Every step is linear in the text; runs of combining marks are cut before anything else looks at them.
"""

import re
import unicodedata

from pipeline.core import spelling

MARKS_MAX = 2
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILED_MARKS = re.compile(rf"([{_MARKS}]{{{MARKS_MAX}}})[{_MARKS}]+")
_ANY_MARK = re.compile(rf"[{_MARKS}]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]+"
)
_LOOKALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухһԁԛѡΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορυνκιη", "ABESIJKMHOPCTXYaesijopcyxhdqwABEZHIKMNOPTYXaopuvkin"
)
_LOOKALIKES = {chr(c) for c in _LOOKALIKE}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_EMOJI = re.compile("([\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff])\\1*")

_LEET = str.maketrans("013457@$!|", "oieastasii")
_LEET_SIGN = re.compile(r"[013457@$!|]")
_LEET_WORD = re.compile(r"(?<![\w@$.])(?=[\w@$!|]*[A-Za-z])[\w@$!|]{3,40}+(?![\w@.]*@|\.\w)")
_LEET_INSIDE = re.compile(r"(?<=[A-Za-z])[013457@$!|]{1,3}(?=[A-Za-z])|^[$](?=[A-Za-z])|^@(?=ss)|(?<=[A-Za-z])[$]{2}$")

_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .\-_*])[^\W\d_])(?:\1[^\W\d_])+(?![^\W_])")
_RUN = re.compile(r"(?<=[^\W\d_])([^\W\d_])\1{2,}|([^\W\d_])\2{2,}(?=[^\W\d_])")
"""Part of a word: III and www stay."""
_RUN_OF_SIGNS = re.compile(r"([^\w\s])\1{3,}")
_SPACE = re.compile(r"\s+")

_M = r"[*#@%\-_.?]"
"""What people put in place of a letter."""
_MASKED = {
    "fuck": rf"f+(?:u+c+k+|{_M}{{1,3}}c?k+|u+{_M}k+|u+c+{_M}|v+c+k+|u+q+)",
    "fucking": rf"f{_M}{{1,3}}ing?(?!\w)",
    "shit": rf"s+h+(?:i{{2,}}t+|{_M}t+)|s{_M}{{2}}t(?!\w)",
    "bitch": rf"b+(?:i{{2,}}t+c+h+|{_M}t+c+h+|i{_M}c+h+|{_M}{{3,4}}(?=h)h)",
    "cunt": rf"c{_M}nt|cu{_M}t",
    "asshole": rf"a{_M}{{2}}(?:h{_M}?le|hole)|a(?:ss|{_M}{{2}})h{_M}le",
    "dick": rf"d{_M}ck(?!\w)",
    "nigger": rf"n(?:{_M}{{2,4}}|{_M}gg{_M}|i{_M}{{2}}e|igg{_M})r",
    "whore": rf"wh{_M}re",
    "slut": rf"sl{_M}t(?!\w)",
    "pussy": rf"p{_M}ssy",
    "retard": rf"ret{_M}rd",
    "faggot": rf"f{_M}gg?{_M}?t",
}
_ANY_MASKED = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{word}>{pattern})" for word, pattern in _MASKED.items()) + ")", re.IGNORECASE
)


def fold(text: str) -> str:
    """Return the text as a reader takes it; same meaning, no tricks."""
    if not text.isascii():
        text = _plain(text)
    text = _RUN_OF_SIGNS.sub(r"\1\1\1", text)
    text = _SPACED.sub(_unspaced, text)
    if _LEET_SIGN.search(text):
        text = _LEET_WORD.sub(_unleet, text)
    if _RUN.search(text):
        text = _WORD.sub(_unstretched, text)
    text = _ANY_MASKED.sub(lambda m: m.lastgroup or m[0], text)
    return spelling.mended(_SPACE.sub(" ", text).strip())


def _plain(text: str) -> str:
    text = _PILED_MARKS.sub(r"\1", text)
    text = unicodedata.normalize("NFKC", text)
    text = _INVISIBLE.sub("", text)
    text = _EMOJI.sub(lambda m: f" {unicodedata.name(m[1], '').lower()} ", text)
    latin = len(_LATIN.findall(text))
    if _OTHER.search(text):
        mostly_latin = latin > len(_OTHER.findall(text))
        text = _WORD.sub(lambda m: _romanise(m[0], mostly_latin=mostly_latin), text)
    # a composed letter (é) is one code point by now; what is left is decoration
    return _ANY_MARK.sub("", text) if latin else text


def _romanise(word: str, *, mostly_latin: bool) -> str:
    """Turn look-alikes into Latin in a word of two scripts, or in a foreign-looking word of a Latin text."""
    if not _OTHER.search(word):
        return word
    mixed = _LATIN.search(word) is not None
    disguised = mostly_latin and set(word) <= _LOOKALIKES
    return word.translate(_LOOKALIKE) if mixed or disguised else word


def _unspaced(found: re.Match[str]) -> str:
    letters = re.sub(r"[ .\-_*]", "", found[0])
    if len(letters) > 3:
        return spelling.unspaced(letters)
    return letters if spelling.is_spelt_out(letters.lower()) else found[0]


def _unstretched(found: re.Match[str]) -> str:
    word = _RUN.sub(lambda m: m[0][:2], found[0])
    return word if word == found[0] else spelling.unstretched(word)


def _unleet(found: re.Match[str]) -> str:
    """Read digits and signs as letters only between letters, and only in words long enough to be words."""
    word = found[0]
    if word.isalpha() or sum(c.isalpha() for c in word) < 2 or word[-1].isdigit():
        return word
    return _LEET_INSIDE.sub(lambda m: m[0].translate(_LEET), word)
