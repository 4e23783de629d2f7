"""Violence and insults that are told of, not made: whoever reports what was said to them must not be hidden for it."""

import re

BEFORE_CHARS = 160
"""How far back the words that introduce a report may stand, within the sentence or the open quotation."""
AFTER_CHARS = 40
_SPEAKER = r"(?:he|she|they|who|i heard \w+|ex|(?:the|a|an|your|this|that|another|one|my|his|her|some) (?:\w+ ){0,3}?\w+|someone|somebody|dr\.? \w+|doctor \w+|nurse \w+|staff|people|guards?|nurses)"
_SAID = r"(?:said|says|saying|told|tells|telling|yell(?:ed|s|ing)|scream(?:ed|s|ing)|shout(?:ed|s|ing)|text(?:ed|s|ing)|wrote|writes|mutter(?:ed|s|ing)|whisper(?:ed|s|ing)|hissed|snarled|barked|replied|laughed|joked|used|kept)"
_REPORT = rf"""(?<!\w)(?:
{_SPEAKER} (?:\w+ ){{0,2}}?{_SAID}
|(?:call(?:ed|s|ing)?|labell?ed|nam(?:ed|ing)) (?:me|us|my|him|her|them|our|patients?|people|a|the|another)
|(?:being|been|was|were|got|get|gets|getting) (?:\w+ )?(?:called|labell?ed|told|threatened|referred to)
|threat(?:en(?:ed|s|ing)?) (?:me|us|my|to|him|her|our|the|a|them)
|threats? (?:against|from|by|like|of|that)
|(?:heard|overheard|hear|hearing) (?:\w+ ){{1,5}}
|(?:referred|refers|referring) to (?:me|us|my|him|her|them)
|words? (?:like|such as)
|(?:use[ds]?|using) (?:the )?(?:words?|terms?|slurs?)
|(?:asked|asks|asking) (?:me |her |him )?(?:if|whether|was)
|(?:me|nos|le|lo|la|les) (?:dijo|dijeron|llam[oó]|llamaron|grit[oó]|gritaron|amenaz[oó]|amenazaron|insult[oó])
)(?!\w)"""
_OWN_WORDS = r"(?![^\"]*(?<!\w)(?:so|and|but|now|then|next time|because|y|pero|as[ií] que)[ ,]+(?:\w+ )?$)"
_BEFORE = re.compile(_REPORT.replace("\n", ""))
_BEFORE_A_THREAT = re.compile(_BEFORE.pattern + _OWN_WORDS)
"""Not told of is one's own answer: "they told me to leave, so I will …"."""
_AFTER = re.compile(
    rf"[,\"'!?]['\", ]{{0,3}}(?:{_SPEAKER} (?:\w+ )?{_SAID}|(?:me|nos|le) (?:dijo|grit[oó]|llam[oó]))(?!\w)"
    r"|\W{0,3}(?:is|was|are|were) (?:\w+ )?(?:what|how|the words?|his words|her words) "
)
_STOP = re.compile(r"[.!?\n](?!\w)(?<!dr\.)(?<!mr\.)(?<!ms\.)(?<!mrs\.)")


def told_of(text: str, start: int, end: int, *, threat: bool) -> bool:
    """Say whether the words at ``start:end`` are reported by the writer; ``text`` is in lower case."""
    before = text[max(0, start - BEFORE_CHARS) : start]
    if before.count('"') % 2 == 0:  # no quotation is open: only this sentence introduces it
        stops = list(_STOP.finditer(before))
        before = before[stops[-1].end() :] if stops else before
    report = _BEFORE_A_THREAT if threat else _BEFORE
    return bool(report.search(before) or _AFTER.match(text[end : end + AFTER_CHARS]))
