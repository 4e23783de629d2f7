"""Anyone in danger now: self-harm, a medical emergency in progress, abuse in progress. Recall first: a hit only calls a person."""

from pipeline.core.safety.rule import rule

HYPERBOLE = r"""
lol
haha\w*
lmao
(?:before|than|rather than) (?:going|go|coming|come|setting|i go|i'd go|ever go|return\w*|see\w*|dealing|call\w*)
i'?d (?:rather|sooner)
of (?:boredom|embarrassment|laughter|shame)
laughing
for (?:a )?(?:coffee|snack|food|a nap)
(?:prevention|awareness) .. (?:poster|walk|month|training|week|event|fundraiser)
(?:poster|walk|month|training|flyer|fundraiser)s? .. prevention
"""
PAST = r"""
<ago>
used to
(?:wanted|was going|were going|was ready|was about|had planned|thought about|thought of|felt like|almost|planned) (?:to |on )?
(?:saved|changed) my life
no longer
not (?:been )?suicidal
(?:never|don't|do not) .. anymore
hace .. años
"""

RULES = (
    rule(
        "crisis",
        "self_harm.intent",
        r"""
        (?:kill|killing|hang|hanging|shoot|shooting|unalive|unaliving) myself
        (?:end|ending) (?:my|my own) life
        (?:take|taking) my own life
        end(?:ing)? it all
        i(?:'m| am)?(?: \w+)? suicidal
        feel(?:ing)? (?:\w+ )?suicidal
        """,
        unless=PAST + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.wish",
        r"""
        i (?:just |really |still |honestly |only )?(?:want to|wanna) (?:die|be dead|not exist|disappear forever|end it)
        i wish i (?:was|were) dead
        i wish i (?:could|would) (?:just )?(?:die|not wake up)
        i (?:don'?t|do not) want to (?:be here anymore|be alive|wake up|live|exist)
        """,
        unless="i want to die (?:happy|at home|with)" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.plan",
        r"""
        i(?:'?m| am) (?:going to|gonna|about to) (?:end it|do it tonight|jump|overdose|cut myself)
        end it tonight
        tonight is my last
        (?:this is )?my (?:last|final) (?:goodbye|post|day alive|night alive)
        i(?:'ve| have)? (?:just )?(?:took|taken|swallowed) (?:all|a whole bottle|the whole bottle|too many|an overdose|a handful)(?: of)?
        pills in (?:front of me|my hand)
        (?:standing|sitting|i'?m|i am) (?:\w+ )?on (?:the|a) (?:bridge|ledge|roof)
        (?:tried|attempted) to (?:kill|hang|hurt) myself .. (?:last night|yesterday|today|this (?:morning|week)|again)
        """,
        unless="advil|aspirin|tylenol|vitamins?" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.hopeless",
        r"""
        no (?:reason|point) (?:left )?(?:to|in) (?:live|living|going on|go on|being alive)
        nothing (?:left )?to live for
        (?:everyone|world|family|kids|they)(?:'d| would| is|'s)? .. better off without me
        i (?:can'?t|cannot) (?:go on(?: living| like this| anymore)?|live like this|do this anymore|take (?:it|this) anymore)
        i(?:'m| am)? (?:keep )?(?:cutting|hurting|harming) myself
        self[- ]harming (?:again|daily|every)
        """,
        unless="saved|used to" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.other",
        r"""
        (?:is going to|going to|says? (?:\w+ )?(?:wants to|will|is going to)|wants to|threatens to|threatening to|keeps trying to|is trying to) (?:kill (?:himself|herself|themselves|themself)|hang (?:himself|herself)|end (?:his|her|their) life)
        <kin> (?:\w+ )?(?:wants to|says \w+ wants to) die
        (?:he|she|<kin>) (?:is|'s) (?:\w+ ){0,2}suicidal
        (?:he|she)'s (?:\w+ )?suicidal
        (?:my|our|a|her|his) suicidal \w+
        suicidal .. (?:sent|turned|discharged|released|refused|no one|nobody|no bed)
        (?:tried|attempted) to (?:kill|hang) (?:himself|herself|themselves) .. (?:last night|yesterday|today|this (?:morning|week)|again|and you)
        """,
        unless="<ago>|used to|prevention|loss survivors?|survivors? of|hyperbole",
    ),
    rule(
        "crisis",
        "self_harm.es",
        r"""
        (?:me )?quiero (?:morir(?:me)?|matarme|suicidarme)
        me voy a (?:matar|suicidar|quitar la vida)
        (?:ya )?no quiero (?:vivir|seguir viviendo|estar aqu[ií] m[aá]s)
        quitarme la vida
        (?:voy a|pienso en|pensando en) suicidarme
        no (?:vale la pena|tiene sentido) (?:vivir|seguir)
        acabar con mi vida
        (?:se quiere|quiere) (?:matar|suicidar|quitar la vida)(?:se)?
        me estoy cortando
        """,
        unless="de risa|de verg[uü]enza|de aburrimiento|hace .. años|antes de volver",
    ),
    rule(
        "crisis",
        "emergency",
        r"""
        (?:is|am|i'?m|he's|she's|are) (?:\w+ ){0,2}(?:having|in the middle of) (?:a |an )?(?:\w+ )?(?:heart attack|stroke|seizure|chest pains?|anaphyla\w+|asthma attack|severe allergic reaction)
        (?:can'?t|cannot|isn'?t|not|stopped) breath(?:e|ing) .. (?:right now|now|help|please|hurry|911)
        (?:help|right now|hurry) .. (?:can'?t breathe|isn'?t breathing|not breathing|unconscious|unresponsive|bleeding out)
        (?:collapsed|unconscious|unresponsive|bleeding out|turning blue|is seizing) .. (?:right now|now|help us|please help|please send|hurry|in (?:the|your) (?:lobby|parking|waiting))
        (?:please|someone|somebody) (?:help|send help) .. (?:collapsed|bleeding|chest pain|overdos\w+|not waking)
        (?:he|she|baby|mother|mom|father|dad|husband|wife|son|daughter) (?:won'?t|will not) wake up
        (?:i'?m|i am|i've been|we'?re|we are|still|been) (?:\w+ ){0,2}(?:waiting|sitting|here|lying) .. (?:with|having|in) .. (?:chest pains?|stroke|can'?t breathe|bleeding) .. (?:right now|as i (?:type|write)|still)
        (?:i'?m|he'?s|she'?s|is) overdosing
        # a poisoned child, an overdose just taken by another
        (?:just )?(?:swallowed|drank|took) (?:a whole bottle|the whole bottle|bleach|poison|too many pills) .. (?:what do|help|now)
        """,
        unless="<ago>|was having|were having|yesterday|last (?:year|month|week|night|time)|when i saw the bill|almost had|nearly|thought (?:i|he|she) (?:was|were)|if (?:you|your|someone) (?:is|are|'re)|in case|call the office",
    ),
    rule(
        "crisis",
        "emergency.es",
        r"""
        no (?:puede|puedo) respirar
        no (?:respira|despierta|responde) .. (?:ayuda|ahora|por favor)
        se est[aá] (?:muriendo|desangrando)
        est[aá] (?:inconsciente|convulsionando)
        est[aá] teniendo un (?:infarto|derrame|ataque)
        (?:ay[uú]d[ae]n?(?:me|nos)|ayuda) .. (?:urgente|ahora mismo|sangrando|infarto)
        """,
        unless="hace .. (?:años|meses)|ayer|la semana pasada|casi",
    ),
    rule(
        "crisis",
        "abuse",
        r"""
        (?:is|are|keeps?|he's|she's|they're|still) (?:hitting|beating|hurting|abusing|raping|molesting|choking|starving|drugging) (?:me|us|my \w+|him|her|the (?:patients?|residents?|kids?|children))
        (?:is|are) being (?:\w+ )?(?:abused|beaten|hit|starved|raped|molested|assaulted|hurt|held against (?:his|her|their) will)
        (?:afraid|scared|terrified) (?:that )?(?:he|she|they|my \w+)(?:'ll| will|'s going to| is going to| are going to) (?:kill|hurt|beat) (?:me|us|my|him|her)
        (?:he|she|they|my husband|my boyfriend|my wife|my ex)(?:'s|'re| is| are)? (?:going to|gonna|will) kill me
        won'?t let me (?:leave the house|leave the room|out of the house|call for help)
        (?:i'?m|i am|she is|he is) (?:being )?held (?:here )?against (?:my|her|his) will
        """,
        unless="<ago>|when i was|used to|last (?:year|month|week)|killing me with|was being|i felt|bill|fees?|insurance|if i (?:miss|forget|don't|spend)",
    ),
    rule(
        "crisis",
        "abuse.es",
        r"""
        (?:me|la|lo|le|nos) (?:est[aá]n?) (?:golpeando|pegando|abusando|maltratando|violando)
        (?:me|nos) va a matar
        no me deja salir de la casa
        """,
        unless="hace .. años|de risa|la espera",
    ),
)
