"""Which language a text is in, offline, by lingua; every scorer asks here.

Short and doubtful texts count as English: an abusive word misspelt must not pass as a language that nobody reads.
"""

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from pipeline.core.spelling import rank

ENGLISH = "en"
LANGUAGES = (
    Language.ENGLISH, Language.SPANISH, Language.PORTUGUESE, Language.FRENCH, Language.GERMAN, Language.ITALIAN,
    Language.POLISH, Language.VIETNAMESE, Language.TAGALOG, Language.RUSSIAN, Language.CHINESE, Language.KOREAN,
    Language.JAPANESE, Language.ARABIC, Language.HINDI,
)  # fmt: skip
"""What patients of US hospitals write most; a shorter list is quicker and errs less."""
SURE, SURE_OF_FEW, SURE_OF_SPANISH = 0.6, 0.75, 0.35
"""Confidence from which another language is believed: of at least ``WORDS`` words, of fewer, and the likeliest other one."""
RIVAL_MAX = 0.2
"""English must not be likelier than this."""
WORDS = 4
CHARS_MAX = 600
FREQUENT, FREQUENT_SHARE = 10_000, 0.9
"""Rank of an English word (core/words.txt) up to which other languages hardly share it; so many of a text's words spare the detector."""
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({
    "the", "and", "was", "is", "are", "were", "my", "you", "your", "they", "with", "for", "not", "this",
    "have", "has", "had", "it", "that", "she", "her", "his", "of", "to", "i", "what", "who", "when", "u",
    "ur", "fuck", "fucking", "fucked", "fucker", "bitch", "bitches", "asshole", "shit", "suck", "sucks",
    "idiot", "idiots", "dick", "cunt", "whore", "slut", "nigger", "faggot", "retard", "kill", "hate",
    "nurse", "very", "from", "been", "being", "would", "could", "should", "about", "there", "their", "them", "than",
    "then", "which", "how", "where", "because", "before", "after", "during", "through", "without", "always", "never", "again",
    "still", "just", "only", "any", "some", "many", "much", "really", "more", "better", "nothing", "everything", "anything", "everyone",
    "friendly", "helpful", "caring", "listened", "helped", "felt", "feel", "needs", "getting", "waiting", "made", "told",
    "asked", "did", "didn", "our", "if", "thank", "good", "great", "care", "people",
})  # fmt: skip
_SPANISH = frozenset({
    "el", "la", "los", "las", "que", "una", "unos", "con", "para", "muy", "pero", "me", "mi", "son", "se",
    "te", "lo", "le", "al", "del", "nos", "por", "como", "es", "este", "esta", "hijo", "hija", "pinche",
    "puta", "mierda", "gracias", "servicio",
    "voy", "ella", "todos", "nunca", "porque", "donde", "cuando", "ser", "fue",
})  # fmt: skip
_ELSEWHERE = _SPANISH | frozenset({
    "und", "der", "die", "das", "les", "des", "est", "pas", "uma", "não", "é", "il", "che",
})  # fmt: skip


def identify(text: str) -> str:
    """Return the ISO 639-1 code of the language of a (folded) text; ``en`` where in doubt."""
    words = list(dict.fromkeys(_WORD.findall(text[:CHARS_MAX].lower())))
    english = sum(word in _ENGLISH for word in words)
    spanish = sum(word in _SPANISH for word in words)
    elsewhere = sum(word in _ELSEWHERE for word in words)
    if not words or (english and not elsewhere) or _plainly_english(words, english, elsewhere):
        return ENGLISH
    best, *others = _detector().compute_language_confidence_values(" ".join(words))
    if best.language == Language.ENGLISH:
        return ENGLISH
    sure = SURE if len(words) >= WORDS and not english else SURE_OF_FEW
    if best.language == Language.SPANISH and spanish and spanish >= english:
        sure = SURE_OF_SPANISH
    rival = next((other.value for other in others if other.language == Language.ENGLISH), 0.0)
    doubtful = rival > RIVAL_MAX or best.value < sure
    return ENGLISH if doubtful else best.language.iso_code_639_1.name.lower()


def _plainly_english(words: list[str], english: int, elsewhere: int) -> bool:
    """Whether a text with "me" or "die" in it, or without small words, is English by its other words."""
    if english >= 2 and english >= 2 * elsewhere:
        return True
    frequent = sum(rank(word) < FREQUENT for word in words)
    return english >= elsewhere and frequent >= FREQUENT_SHARE * len(words)


@cache
def _detector() -> LanguageDetector:
    # each language is loaded when a text first needs it: all at once takes 130 MiB more
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).build()
