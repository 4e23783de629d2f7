"""Anyone in danger now: self-harm, a medical emergency in progress, abuse in progress."""

from pipeline.core.safety.rule import GAP, KIN, rules

OVER = (
    r"\b(?:years?|months?|weeks?) ago\b|\bused to\b|\bsaved my life\b|\bno longer\b|\bi don't (?:feel|think|want) [^.]{0,20}anymore\b|\bthanks? to (?:them|you|dr)|"
    r"\b(?:prevention|awareness|hotline number is|survivor|walk for)\b|\bhace (?:\w+ )?a[nñ]os\b"
)
HYPERBOLE = r"\b(?:lol|haha|lmao|before going back|than go(?:ing)? back|rather|of boredom|of embarrassment|laughing|from (?:the )?(?:boredom|embarrassment)|for a (?:coffee|snack))\b|\bif i have to wait\b"

RULES = (
    *rules(
        "crisis",
        {
            "self_harm.kill_self": r"\b(?:kill(?:ing)? myself|end(?:ing)? (?:my|my own) life|end it all|ending it all|tak(?:e|ing) my own life|hang(?:ing)? myself|shoot(?:ing)? myself|unalive myself)\b",
            "self_harm.suicidal": (r"\b(?:i'?m|i am|i feel|i've been|feeling|he is|he's|she is|she's|" + KIN + r" is) (?:\w+ ){0,2}suicidal\b", r"\bnot suicidal\b"),
            "self_harm.want_to_die": (
                r"\bi (?:just |really |still )?(?:want|wanna|need|wish) (?:to|i could|i would)? ?(?:die|be dead|not exist|disappear forever)\b|\bi wish i (?:was|were) dead\b|\bi don'?t want to (?:be here anymore|live|be alive|wake up)\b|\bdon'?t want to live\b",
                r"\bwant to die (?:laughing|happy)\b",
            ),
            "self_harm.end_tonight": r"\b(?:i'?m|i am) (?:going to|gonna|about to) (?:end it|do it tonight|jump(?: off)?|overdose|cut myself)\b|\bend it tonight\b|\btonight is my last\b",
            "self_harm.no_reason": r"\b(?:no|nothing|any) (?:reason|point)? ?(?:left )?(?:to|in) (?:live|living|go(?:ing)? on)(?: for| anymore)?\b|\bnothing to live for\b|\b(?:better off|world would be better) without me\b|\bi (?:can'?t|cannot) (?:go on|do this anymore|take it anymore)\b",
            "self_harm.pills": r"\bi (?:just )?(?:took|swallowed|have taken) (?:all|a whole bottle|the whole bottle|too many|an overdose)\b|\bpills in (?:front of me|my hand)\b|\boverdosing\b",
            "self_harm.cutting": r"\b(?:i|i'm|i am|i've been) (?:keep )?(?:cut(?:ting)?|hurt(?:ing)?|harm(?:ing)?) myself\b|\bself[- ]harm(?:ing)? again\b",
            "self_harm.other": rf"\b(?:{KIN}|my \w+|he|she)\b{GAP}\b(?:is going to|says? (?:he|she|they)(?:'ll| will| is going to| wants to)|wants to|threatens to|tried to|is trying to) (?:kill (?:himself|herself|themselves)|hang (?:himself|herself)|end (?:his|her|their) life|die)\b",
            "self_harm.bridge": r"\b(?:standing|sitting|i'?m) on (?:the|a) (?:bridge|ledge|roof)\b",
            "self_harm.es": r"\b(?:quiero morir(?:me)?|me quiero morir|quiero matarme|me voy a matar|no quiero (?:vivir|seguir viviendo)|quitarme la vida|voy a suicidarme|pienso en suicidarme|no vale la pena vivir|acabar con mi vida)\b",
        },
        unless=f"{OVER}|{HYPERBOLE}",
    ),
    *rules(
        "crisis",
        {
            "emergency.now": rf"\b(?:{KIN}|he|she|i|my \w+|someone|a (?:man|woman|patient|child))\b(?:'s| is| am|'m)? ?(?:\w+ ){{0,2}}(?:having|is having|in the middle of) (?:a |an )?(?:heart attack|stroke|seizure|chest pains?|allergic reaction)\b(?:{GAP}\b(?:right now|now|please|help|currently)\b)",
            "emergency.breathing": r"\b(?:can'?t|cannot|isn'?t|not|stopped) breath(?:e|ing)?\b[^.!?\n]{0,50}\b(?:right now|now|help|please|call)\b|\bhelp\b[^.!?\n]{0,30}\b(?:can'?t breathe|isn'?t breathing|not breathing|unconscious)\b",
            "emergency.collapsed": r"\b(?:collapsed|unconscious|unresponsive|won'?t wake up|bleeding out|turning blue)\b[^.!?\n]{0,40}\b(?:right now|now|help|please|lobby|in the parking)\b|\bplease help\b[^.!?\n]{0,40}\b(?:collapsed|unconscious|bleeding|chest pain)\b|\bwon'?t wake up\b",
            "emergency.es": r"\b(?:no puede respirar|no respira|se est[aá] muriendo|est[aá] inconsciente|infarto ahora|ay[uú]d[ae]n?me por favor)\b",
            "abuse.now": r"\b(?:is|are|keeps?|he's|she's|they're) (?:hitting|beating|hurting|abusing|raping|molesting|choking|starving) (?:me|us|my \w+|him|her|the (?:patients?|residents?|kids?|children))\b|\bafraid (?:he|she|they)(?:'ll| will| is going to) (?:kill|hurt) me\b|\bheld (?:here )?against (?:my|her|his) will right now\b",
        },
        unless=r"\b(?:years?|months?|weeks?) ago\b|\bwas (?:having|in)\b|\bwhen i was\b|\blast (?:year|month|week)\b|\bkilling me with\b|\bthat was\b",
    ),
)  # fmt: skip
