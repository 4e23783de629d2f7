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
(?:was|were) (?:\w+ )?(?:suicidal|cutting) .. (?:when|years|back then|before)
not (?:been )?suicidal
(?:never|don't|do not) .. anymore
hace .. años
"""

SUICIDE = r"(?:kill|hang|shoot|hurt|harm|cut|drown|poison|unalive) (?:himself|herself|themsel(?:f|ves)|themself)|(?:end|take) (?:his|her|their)(?: own)? li(?:fe|ves)|commit(?:ting)? suicide|jump (?:off|from|out)"
BLADE = r"(?:gun|pistol|rifle|rope|noose|knife|razor|blade|bottle of pills|pills)"
ILL = r"(?:heart attack|stroke|seizure|chest pains?|anaphyla\w+|asthma attack|severe allergic reaction|allergic reaction|miscarriage)"
STRICKEN = r"(?:(?:is |has |just |has just )?collapsed|(?:is |lying |passed out )?(?:unconscious|unresponsive)|passed out|bleeding out|bleeding (?:heavily|badly|everywhere)|turning blue|(?:is )?seizing|not breathing|isn'?t breathing|stopped breathing|choking|having a seizure)"
NOW = r"(?:right now|now|help|please|hurry|911|send (?:someone|somebody|help)|as i (?:type|write)|what do (?:i|we) do|nobody(?: is|'s)? (?:coming|here|helping)|no one(?: is|'s)? (?:coming|here|helping)|in (?:the|your) (?:lobby|parking|waiting)|on (?:the|your) (?:\w+ )?floor)"

RULES = (
    rule(
        "crisis",
        "self_harm.intent",
        r"""
        (?:kill|killing|hang|hanging|shoot|shooting|unalive|unaliving|drown|poison) myself
        kms
        (?:end|ending) (?:my|my own) life
        (?:take|taking) my own life
        end(?:ing)? it all
        i(?:'m| am)?(?: \w+)? suicidal
        feel(?:ing)? (?:\w+ )?suicidal
        suicidal (?:\w+ )?(?:thoughts?|ideation|feelings|and|again|right now|tonight)
        (?:thoughts? of|thinking (?:about|of)|considering|want to|going to|gonna|wanna|commit(?:ting)?|contemplating|plan\w*) (?:commit(?:ting)? )?suicide
        """,
        unless=PAST + HYPERBOLE + r"almost killed myself|assessment|questionnaire|screening|my thesis",
    ),
    rule(
        "crisis",
        "self_harm.wish",
        r"""
        i (?:just |really |still |honestly |only )?(?:want to|wanna) (?:die|be dead|not exist|disappear forever|end it|stop existing|go to sleep and (?:not|never))
        i wish i (?:was|were) dead(?! (?:serious|wrong|on))
        i wish i (?:could|would) .. (?:die|not wake up|never wake up|sleep forever)
        i wish i (?:had|'d)? ?never (?:been born|woken up|woke up)
        (?:hope|wish|pray\w*) i (?:don'?t|do not|never) wake up
        i (?:really |just |honestly )?(?:don'?t|do not|dont) (?:want to|wanna|feel like) (?:be here anymore|be alive|wake up|live|living|exist|be here\b.{0,40}\b(?:love|gun|pills|goodbye))
        (?:tired of|sick of|done with|done) (?:being alive|living|life|existing)
        (?:ready|want) to (?:give up on (?:life|living)|be done with life|leave this world)
        """,
        unless="i want to die (?:happy|at home|with)|live (?:in|with|here|near|far)" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.plan",
        rf"""
        i(?:'?m| am) (?:going to|gonna|about to) (?:end it|do it tonight|jump(?: off| from| in front|[.!,]|$)|overdose|cut myself|swallow)
        end it tonight
        tonight is my last
        this is my (?:last|final) (?:goodbye|post|message|night|day)
        my (?:last|final) (?:goodbye|day alive|night alive)
        i(?:'ve| have)? (?:already |just )?(?:took|taken|swallowed) (?:all (?:of )?(?:my|the|his|her)|a whole bottle|the whole bottle|a bottle|too many|an overdose|a handful)
        pills in (?:front of me|my hand)
        (?:i'?ve got|i have|i got|holding|with) (?:a |the |my )?{BLADE} (?:\w+ )?(?:loaded|in my (?:hand|mouth|lap)|in front of me|to my head|ready|around my neck|next to me)
        (?:standing|sitting|i'?m|i am) (?:\w+ )?on (?:the|a) (?:bridge|ledge|edge|roof of|overpass|tracks)
        i(?:'ve| have)? (?:just |already )?(?:cut|slit|slashed) my (?:wrists?|arms?|throat)
        (?:tried|attempted) to (?:kill|hang|hurt) myself .. (?:last night|yesterday|today|this (?:morning|week)|again)
        (?:saying|said|say) (?:my )?goodbyes? .. (?:tonight|world|everyone|kids|final)
        (?:wrote|writing|written|left) (?:a|my) (?:suicide|goodbye) (?:note|letter)
        tell my (?:kids|family|mom|mother|wife|husband|children|daughter|son) (?:that )?i (?:love|loved|am sorry|'?m sorry)
        """,
        unless="traffic|fireworks" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.hopeless",
        r"""
        no (?:reason|point) (?:left )?(?:to|in) (?:live|living|going on(?! hold)|go on(?! hold)|being alive|keep going)
        nothing (?:left )?to live for
        (?:everyone|everybody|world|family|kids|children|they|people|husband|wife)(?:'d| would| will| is|'s|'ll)? .. better off (?:without me|if i (?:was|were) (?:gone|dead))
        (?:nobody|no one)(?:'d| would| will|'ll) (?:even )?(?:miss me|notice|care) if i (?:was|were|am|die\w*|disappear\w*|left)
        i (?:can'?t|cannot|cant) (?:go on(?: living| like this| anymore)?|live like this|do this anymore|take (?:it|this|the pain) anymore|keep (?:going|living|fighting))
        i give up on (?:life|living|everything)
        i(?:'m| am|'ve been| have been|'ve started| started| keep)? (?:keep |back to )?(?:cutting|hurting|harming|burning) myself
        self[- ]harm(?:ing|ed)? (?:again|daily|every|tonight|last night)
        """,
        unless="saved|used to|seriously|my membership|go on (?:vacation|holiday)" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.other",
        rf"""
        (?:is going to|going to|says? (?:\w+ )?(?:wants to|will|is going to)|said (?:\w+ )?(?:wants to|will|is going to|would)|wants? to|threatens to|threatening to|threatened to|keeps trying to|is trying to|trying to|talks? (?:about|of)|talking (?:about|of)|might|about to|plans to|planning to) (?:{SUICIDE})
        (?:talk\w*|text\w*|post\w*|joking|writ\w+|think\w*|talked) (?:about|of) (?:suicide|killing (?:himself|herself|themselves)|ending (?:it|his life|her life|their life)|wanting to die|dying)
        (?:killing|hanging|shooting|hurting) (?:himself|herself|themselves)
        (?:<kin>|he|she) (?:\w+ )?(?:wants to|says \w+ wants to|doesn'?t want to|said \w+ wants to) (?:die|live|be alive)
        (?:he|she|<kin>) (?:is|'s|was) (?:\w+ ){{0,2}}suicidal
        (?:he|she)'s (?:\w+ )?suicidal
        (?:my|our|a|her|his) suicidal \w+
        suicidal .. (?:sent|turned|discharged|released|refused|no one|nobody|no bed|waiting)
        (?:tried|attempted|trying) (?:to )?(?:kill|hang|shoot|drown|hurt) (?:himself|herself|themselves) .. (?:last night|yesterday|today|this (?:morning|week)|again|and (?:you|they))
        (?:suicide attempt|attempted suicide|tried to commit suicide) .. (?:last night|yesterday|today|this (?:morning|week)|again|and (?:you|they)|sent|discharged|waiting)
        (?:he|she|<kin>) .. (?:overdosed|took all) .. (?:last night|tonight|just|now|what do)
        """,
        unless="<ago>|used to|prevention|loss survivors?|survivors? of|hyperbole|support group|(?:kill|kills|killing) (?:himself|herself|themselves) (?:with|for|at) work|working|trying to help",
    ),
    rule(
        "crisis",
        "self_harm.es",
        r"""
        (?:me )?(?:quiero|quisiera) (?:morir(?:me)?|matarme|suicidar(?:me)?|desaparecer)(?! de)
        me (?:quiero|quisiera|voy a) (?:matar|suicidar|morir|quitar la vida|ahorcar|colgar)(?! de)
        (?:ya )?no (?:quiero|quisiera) (?:vivir|seguir viviendo|estar aqu[ií] m[aá]s|despertar|existir)
        (?:quitarme|quitarse|quitarle) la vida
        (?:voy a|pienso en|pensando en|pensado en) (?:suicidar(?:me)?|matarme|el suicidio)
        no (?:vale la pena|tiene sentido) (?:vivir|seguir(?: viviendo)?)
        (?:acabar|terminar) con (?:mi|su) vida
        (?:se quiere|quiere) (?:matar|suicidar|quitar la vida)(?:se)?
        (?:intent[oó]|trat[oó] de|quiso|habla de|dice que va a) (?:suicidarse|matarse|quitarse la vida|ahorcarse)
        me (?:estoy cortando|corto|cort[eé]) (?:las mu[nñ]ecas|los brazos|cada)
        me estoy cortando
        (?:me tom[eé]|se tom[oó]|tom[eé]) (?:todas las|un frasco|muchas) .. (?:pastillas|frasco)
        (?:pensamientos|ideas) suicidas
        """,
        unless="de (?:la )?risa|de (?:la )?verg[uü]enza|de aburrimiento|de hambre|hace .. años|antes de volver|prevenci[oó]n",
    ),
    rule(
        "crisis",
        "emergency",
        rf"""
        (?:is|am|i'?m|he'?s|she'?s|are|think (?:i|he|she)(?:'m| am|'s| is)) (?:\w+ ){{0,2}}(?:having|in the middle of) (?:a |an )?(?:\w+ )?{ILL}
        having (?:a |an )?(?:\w+ )?{ILL} .. {NOW}
        (?:can'?t|cannot|isn'?t|is not|not|stopped) breath(?:e|ing) .. {NOW}
        (?:can'?t|cannot) breathe\W+(?:\w+\W+){{0,12}}?(?:now|help|hurry|please|send)
        (?:help|right now|hurry|send someone|please come)\b.{{0,60}}\b(?:can'?t breathe|isn'?t breathing|not breathing|unconscious|unresponsive|bleeding out|collapsed|having a seizure|chest pain)
        {STRICKEN}\b.{{0,60}}?\b{NOW}
        (?:please|someone|somebody|need) (?:help|send help)\b.{{0,60}}?\b(?:collapsed|bleeding|chest pain|overdos\w+|not waking|choking|seizure)
        (?:he|she|baby|mother|mom|father|dad|husband|wife|son|daughter|grand\w+|friend) (?:won'?t|will not|isn'?t|is not) wak(?:e|ing) up
        (?:i'?m|i am|i'?ve been|we'?re|we are|still|been) (?:\w+ ){{0,2}}(?:waiting|sitting|here|lying|in (?:the|your) (?:waiting room|er|lobby|hallway|parking)) .. (?:with|having|in|bleeding|can'?t breathe) .. (?:chest pains?|stroke|breathe|bleeding|heavily|labor|pregnant)\b.{{0,40}}?\b(?:right now|as i (?:type|write)|still|nobody|no one|hours?)
        (?:i'?m|he'?s|she'?s|is) overdosing
        (?:took|taken|has taken|swallowed) too many (?:\w+ )?pills
        # a poisoned child, an overdose just taken by another
        (?:just )?(?:swallowed|drank|took|ate) (?:a whole bottle|the whole bottle|bleach|poison|antifreeze|a battery|drain cleaner|detergent|too many pills|my pills|all (?:of )?(?:my|his|her) (?:pills|meds))\b.{{0,40}}?\b(?:what do|help|now|who do|should i)
        """,
        unless="<ago>|was having|were having|yesterday|last (?:year|month|week|night|time)|when (?:i|we) (?:saw the bill|arrived|came|got there|brought)|almost had|nearly|thought (?:i|he|she) (?:was|were)|if (?:you|your|someone) (?:is|are|'re)|in case|call the office|saved (?:him|her|my|me)|class|thank(?:s| you) (?:to|for)|treated (?:me|him|her|my)|and they (?:\\w+ )?(?:took|saw|treated)",
    ),
    rule(
        "crisis",
        "emergency.es",
        r"""
        no (?:puede|puedo) respirar
        no (?:respira|despierta|responde) .. (?:ayuda|ay[uú]den\w*|ahora|por favor)
        se (?:me )?est[aá] (?:muriendo|desangrando|ahogando)
        est[aá] (?:inconsciente|convulsionando|desmayad[oa]|sangrando mucho)
        est[aá] teniendo un (?:infarto|derrame|ataque)
        (?:me|le) est[aá] dando un (?:infarto|derrame|ataque)
        (?:ay[uú]d[ae]n?(?:me|nos)|ayuda) .. (?:urgente|ahora mismo|sangrando|infarto|no respira|desmay\w+)
        """,
        unless="hace .. (?:años|meses)|ayer|la semana pasada|casi",
    ),
    rule(
        "crisis",
        "abuse",
        r"""
        (?:is|are|keeps?|he'?s|she'?s|they'?re|still|been) (?:hitting|beating|hurting|abusing|raping|molesting|choking|starving|drugging|touching) (?:me|my \w+|him|her|the (?:patients?|residents?|kids?|children)|us (?:at|every|when|and))
        (?:<kin>|my (?:ex|stepdad|stepfather|stepmother|caretaker|caregiver|aide)|he|she) (?:hits|beats|rapes|chokes|touches|hurts|abuses|slaps|locks) (?:me|us|my \w+|the kids|her|him)(?: up| in)? (?:every|all the time|when|at night|again|and|daily|if|whenever)
        (?:is|are) being (?:\w+ )?(?:abused|beaten|hit|starved|raped|molested|assaulted|hurt|held against (?:his|her|their) will)
        (?:afraid|scared|terrified) (?:that )?(?:he|she|they|my \w+)(?:'ll| will|'s going to|s going to| is going to| are going to|'s gonna) (?:kill|hurt|beat) (?:me|us|my|him|her)
        (?:he|she|they|my husband|my boyfriend|my wife|my ex|my dad|my stepdad)(?:'s|'re| is| are)? (?:going to|gonna|will) kill me
        (?:won'?t|doesn'?t|refuses? to|not) let me (?:leave|leave the house|leave the room|out of the house|out of the room|call for help|use the phone|go home or|see (?:a|the) doctor alone)
        (?:holding|held|keeping|kept|locked) (?:me|him|her|us|my \w+)?(?: being| here| in here| up){0,2} ?against (?:my|her|his|our|their) will
        (?:i'?m|i am|we'?re|we are) (?:\w+ )?(?:hiding|locked) .. (?:from (?:him|her|my \w+)|he(?:'s| is)|bathroom|closet|basement|room) .. (?:him|hit|hurt|kill|beat|help|find me|outside the door)
        (?:safe|not safe|unsafe) (?:at home|to go home|in my (?:own )?home) .. (?:he|husband|boyfriend|partner|him|wife|father|ex)
        """,
        unless="<ago>|when i was|used to|last (?:year|month|week)|killing me with|was being|i felt|bill|fees?|insurance|if i (?:miss|forget|don't|spend)|until (?:i|the) (?:ate|walked|doctor|anesthe\\w+)|healed",
    ),
    rule(
        "crisis",
        "abuse.es",
        r"""
        (?:me|la|lo|le|les|nos|los) (?:est[aá]n? |sigue )(?:golpeando|pegando|abusando|maltratando|violando|ahorcando|tocando)
        (?:mi (?:esposo|marido|novio|pareja|pap[aá]|padrastro|ex)|[eé]l) me (?:pega|golpea|viola|toca|maltrata|encierra|amenaza)
        (?:me|nos) va a matar
        no me deja(?:n)? salir(?: de la casa| de aqu[ií])?
        """,
        unless="hace .. años|de risa|la espera",
    ),
)
