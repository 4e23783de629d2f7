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

SUICIDE = r"(?:kill|hang|shoot|hurt|harm|cut|drown|poison|unalive) (?:himself|herself|themsel(?:f|ves)|themself)|(?:end|take) (?:his|her|their)(?: own)? li(?:fe|ves)|(?:commit(?:ting)? )?suicide|jump (?:off|from|out)"
BLADE = r"(?:gun|pistol|rifle|rope|noose|knife|razor|blade|bottle of pills|pills)"
ILL = r"(?:heart attack|stroke|seizure|chest pains?|anaphyla\w+|asthma attack|severe allergic reaction|allergic reaction|miscarriage)"
STRICKEN = r"(?:(?:is |has |just |has just )?collapsed|(?:is |lying |passed out )?(?:unconscious|unresponsive)|passed out|bleeding out|bleeding (?:heavily|badly|everywhere)|turning blue|(?:is )?seizing|not breathing|isn'?t breathing|stopped breathing|choking|having a seizure|(?:just )?had a (?:seizure|stroke|heart attack))"
SOON = r"(?:right now|now|help|please|hurry|911|room \d+|nobody|no one|where is everyone|send|as i (?:type|write)|lobby|parking lot|waiting room|nurse line|on hold|minutes|should i come|er|urgent|dizzy|what do (?:i|we) do|bell|anyone|somebody|someone|can't wake)"
NOW = r"(?:right now|now|help|please|hurry|911|send (?:someone|somebody|help)|as i (?:type|write)|what do (?:i|we) do|nobody(?: is|'s)? (?:coming|here|helping)|no one(?: is|'s)? (?:coming|here|helping)|in (?:the|your) (?:lobby|parking|waiting)|on (?:the|your) (?:\w+ )?floor)"

RULES = (
    rule(
        "crisis",
        "self_harm.intent",
        r"""
        (?:kill|killing|hang|hanging|shoot|shooting|unalive|unaliving|drown|poison) my ?self
        (?:gonna|want to|wanna|going to|might|imma|about to|will|i'?ll) kms
        kms (?:tonight|rn|now|today|if)
        (?:end|ending) (?:my|my own) life
        (?:take|taking) my own life
        end(?:ing)? it all
        i(?:'m| am)?(?: \w+)? suicidal
        feel(?:ing)? (?:\w+ )?suicidal
        suicidal (?:\w+ )?(?:thoughts?|ideation|feelings|and|again|right now|tonight)
        (?:going to|gonna|will|i'?ll|want to|might|scared i'?ll|afraid i'?ll) (?:hurt|harm|cut) myself
        thinking (?:about|of) (?:dying|death|ending (?:it|things|my life)|driving (?:my car )?(?:in|off)\w*|stepping in front|jumping)
        (?:stop|keep) thinking about (?:dying|death|killing)
        (?:driv\w+|steer\w*|crash\w*) (?:my|the) (?:car|truck) (?:into|off) (?:a|the) (?:tree|bridge|wall|pole|cliff|river)
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
        i(?:'?d| would) rather (?:be|just be) dead
        (?:life|it)(?:'s| is|s)?(?: not|n'?t) worth (?:living|it anymore|going on)
        (?:don'?t|do not|can'?t) (?:see|have) (?:a|any) future
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
        i(?:'ve| have)? (?:already |just )?(?:took|taken|swallowed) (?:all (?:of )?(?:my|the|his|her) (?!medications? as)|a whole bottle|the whole bottle|a bottle|too many|an overdose|a handful)
        (?:swallow|take|taking|swallowing) (?:every|all the|all my|all of (?:my|the|these)|the whole bottle of|a bottle of) (?:\w+ )?(?:pills?|meds|medication|tablets|insulin)(?! (?:as|with|on|exactly|and feel))
        (?:i am|i'?m) done\b.{{0,20}}\bgoodbye
        goodbye (?:everyone|world|cruel world|to (?:everyone|you all|my))
        (?:step|stepping|jump|jumping) off (?:the|a|this|your)? ?(?:roof|bridge|building|garage|ledge|balcony|platform)
        (?:on|from) (?:the|your) (?:roof|ledge|top floor) .. (?:step off|jump|end)
        (?:knife|razor|blade|gun|rope|noose) (?:to|at|against|around) (?:his|her|my|their) (?:\w+ )?(?:wrists?|throat|head|neck|temple|arm)
        (?:about to|going to|gonna|might|will|i'?ll) do something (?:permanent|drastic|stupid|to myself|i can'?t take back)
        (?:starv\w+|cutting|burn\w*) myself
        (?:put|putting|send) (?:a|the|one) (?:bullet|round|slug|shell|gun|shotgun|pistol) (?:in|into|through|thru|to) (?:me|my|this) (?:\w+ )?(?:head|skull|brains?|temple|mouth|chest|heart)
        (?:i|i'?ll|i'?d|gonna|going to|should|might|could|rather) (?:just |really |honestly |probably |maybe )*(?:put a bullet (?:in it|in me|in myself|through me)|eat (?:a|my|the) (?:gun|bullet)|swallow (?:a|my|the) (?:bullet|gun)|blow my (?:\w+ )?(?:head|brains?))
        (?:i(?:'?m| am|'?ll|'?d| might| could| should| want to)|wanna|gonna|going to|thinking of|myself) (?:just |probably |maybe |gonna |going to )*(?:step|walk|jump|stepping|walking|jumping|out) (?:out )?(?:in front of|under|into the path of) (?:a|the|that|this|your|it) ?(?:[\w:]+ )?(?:bus|train|tram|tube|truck|lorry|car|traffic|tracks)
        (?:going to|gonna|about to|will|i'?ll) (?:take|swallow) (?:them|it) all(?=[ .,!]|$)
        pills in (?:front of me|my hand)
        (?:i'?ve got|i have|i got|holding|with) (?:a |the |my )?{BLADE} (?:\w+ )?(?:loaded|in my (?:hand|mouth|lap)|in front of me|to my head|ready|around my neck|next to me)
        (?:standing|sitting|i'?m|i am) (?:\w+ )?on (?:the|a) (?:bridge|ledge|edge|roof of|overpass|tracks)
        i(?:'ve| have)? (?:just |already )?(?:cut|slit|slashed) my (?:wrists?|arms?|throat)
        (?:tried|attempted) to (?:kill|hang|hurt) myself .. (?:last night|yesterday|today|this (?:morning|week)|again)
        (?:saying|said|say) (?:my )?goodbyes? .. (?:tonight|world|everyone|kids|final)
        (?:wrote|writing|written|left) (?:a|my) (?:suicide|goodbye) (?:note|letter)
        tell my (?:kids|family|mom|mother|wife|husband|children|daughter|son) (?:that )?i (?:love|loved|am sorry|'?m sorry)
        """,
        unless="traffic|fireworks|as (?:told|prescribed|directed)" + HYPERBOLE,
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
        (?:lost|losing|given up|no) (?:all |any )?hope .. (?:over|end|live|living|die|gone|anymore)
        (?:tired|exhausted|sick) of (?:living|being alive|life|existing|being here)
        i give up on (?:life|living|everything)
        i(?:'m| am|'ve been| have been|'ve started| started| keep)? (?:keep |back to )?(?:cutting|hurting|harming|burning) myself
        self[- ]harm(?:ing|ed)? (?:again|daily|every|tonight|last night)
        """,
        unless="saved|used to|seriously|my membership|go on (?:vacation|holiday)" + HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.despair",
        # a means or a wish for the end, beside despair
        rf"""
        (?:bought|found|have|got|holding|loaded|grabbed|hid) (?:a|the|my|some|his|her) (?:\w+ )?{BLADE}
        (?:want|need|wish) (?:it|this|everything)(?: all)? to (?:be over|stop|end)
        (?:want|ready) to (?:be gone|be done|disappear|give up|let go)
        goodbye
        """,
        near=r"""
        (?:nobody|no one) (?:even )?(?:cares|loves me|would miss me|would notice|is left)
        (?:lost|no|out of) (?:all )?hope
        hopeless\w*
        worthless
        (?:sick|tired) of (?:life|living|being|trying|hurting|fighting)
        (?:can'?t|cannot) (?:do this|go on|take (?:it|this)|live|keep going)
        (?:sorry,? (?:everyone|mom|kids|to all)|forgive me)
        (?:i am|i'?m) (?:so |completely )?(?:alone|broken|done)
        (?:end|ending) (?:my|it|this|things)
        """,
        near_chars=100,
        unless=HYPERBOLE,
    ),
    rule(
        "crisis",
        "self_harm.other",
        rf"""
        (?:is going to|going to|says? (?:\w+ )?(?:wants to|will|is going to)|said (?:\w+ )?(?:wants to|will|is going to|would)|wants? to|threatens to|threatening to|threatened to|threatening|threatens|keeps trying to|is trying to|trying to|talks? (?:about|of)|talking (?:about|of)|might|about to|plans to|planning to) (?:{SUICIDE})
        (?:talk\w*|text\w*|post\w*|joking|writ\w+|think\w*|talked) (?:about|of) (?:suicide|killing (?:himself|herself|themselves)|ending (?:it|his life|her life|their life)|wanting to die|dying)
        (?:killing|hanging|shooting|hurting) (?:himself|herself|themselves)
        (?:<kin>|he|she) (?:\w+ )?(?:wants to|says \w+ wants to|doesn'?t want to|said \w+ wants to) (?:die|live|be alive)
        (?:he|she|<kin>) (?:is|'s|was) (?:\w+ ){{0,2}}suicidal
        (?:he|she)'s (?:\w+ )?suicidal
        (?:my|our|a|her|his) suicidal \w+
        suicidal .. (?:sent|turned|discharged|released|refused|no one|nobody|no bed|waiting)
        (?:tried|attempted|trying) (?:to )?(?:kill|hang|shoot|drown|hurt) (?:himself|herself|themselves) .. (?:last night|yesterday|today|this (?:morning|week)|again|and (?:you|they))
        (?:suicide attempt|attempted suicide|tried to commit suicide) .. (?:last night|yesterday|today|this (?:morning|week)|again|and (?:you|they)|sent|discharged|waiting)
        (?:he|she|they)(?:'d| would) rather (?:be dead|die)
        (?:can'?t|cannot|doesn'?t want to) (?:do this|go on|live) (?:anymore|any more|like this) .. (?:gun|pills|rope|knife|bridge)
        (?:he|she|<kin>) .. (?:has|got|bought|took|grabbed) (?:a|the|his|her|my) (?:gun|rope|knife|pills) .. (?:himself|herself|help|scared|room|says|locked)
        (?:letters?|notes?) to (?:the|his|her|my|our) (?:kids|family|children|wife|husband|parents)
        (?:he|she|<kin>) (?:\w+ )?(?:took|swallowed|drank|ate) (?:\w+ ){{0,3}}(?:pills?|tablets|bleach|antifreeze|poison|rat poison|medication)\b.{{0,80}}?\b(?:what (?:do|to|should)|help|sleepy|won'?t wake|hurry|please|now)
        (?:scared|afraid|terrified|thoughts?|thinking|urges?|going to|might|worried) (?:that )?(?:i(?:'ll| will| might| am going to)?|of|about|to) (?:hurt|harm|shak|kill|drown|smother)\w* (?:my|the|our) (?:\w+ )?(?:baby|newborn|infant|kids?|child\w*|son|daughter|twins)
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
        me tom[eé] tod[ao]s (?:mis|las)
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
        <kin> (?:is not|isn'?t|has stopped) breathing(?! (?:well|right|as))
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
        "emergency.signs",
        r"""
        # signs that speak for themselves, in the present tense
        (?:(?:is|'s|are|he|she) not|isn'?t|aren'?t|won'?t|stopped) (?:respond(?:ing)?|breathing|waking up|moving)
        not breathing
        (?:is|'s|are|found \w+|lying|and) (?:\w+ )?(?:unresponsive|unconscious|not conscious)
        lips? (?:are|is|were|turned|turning) (?:blue|grey|gray|purple)
        (?:turning|turned|going) blue
        (?:can'?t|cannot) (?:wake (?:him|her|them|my \w+)|get (?:him|her|them) to wake)(?: up)?
        (?:i'?m|i am|she'?s|he'?s|still) (?:\w+ )?(?:bleeding (?:a lot|heavily|badly|out|through)|hemorrhaging|losing (?:a lot of |so much )?blood)
        (?:is|am|are|i'?m|he'?s|she'?s) bleeding from
        bleeding through (?:\w+ )?(?:pads?|my|the|bandages?)
        soak\w* (?:through )?(?:a|two|three|my|the) pads?
        (?:face|mouth) (?:is |are )?droop\w*
        (?:can'?t|cannot) (?:feel|move) my (?:left|right|arm|face|side|legs?)
        (?:feel|feeling) (?:faint|like i'?m (?:dying|going to pass out))
        (?:am|is|are|i'?m|he'?s|she'?s) (?:about to pass out|passing out|fading|dying right)
        (?:chest|heart) (?:pain|pains|hurts) .. (?:can'?t breathe|left arm|down my arm|lobby|parking|please)
        (?:wife|husband|mom|mother|dad|father|baby|son|daughter|friend|roommate|grand\w+) (?:is|has) (?:\w+ )?(?:collapsed|seizing|choking|overdosed|having a (?:stroke|seizure|heart attack))
        """,
        near=SOON,
        unless=r"<ago>|yesterday|last (?:year|month|week|spring|summer|fall|winter|night)|in (?:19|20)\d\d|saved|thank(?:s| you)|(?:could|would|can|might|was|were) (?:be )?|when (?:we|i|he|she) (?:arrived|came|got)|thought|if (?:you|someone)|stay conscious|staff (?:is|are|was|were) (?:unresponsive|not responding)|(?:office|clinic|desk|portal|website|app|phone|system|hospital|management|doctor|billing|they|you|provider|team|hospital|is) (?:is|are|was|were|has been)? ?(?:unresponsive|not respond\w*|not moving)",
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
        (?:is|are) being (?:\w+ )?(?:abused|beaten|hit|starved|raped|molested|assaulted|hurt|locked (?:up|in)|chained|held against (?:his|her|their) will)
        (?:afraid|scared|terrified) (?:that )?(?:he|she|they|my \w+)(?:'ll| will|'s going to|s going to| is going to| are going to|'s gonna) (?:kill|hurt|beat) (?:me|us|my|him|her)
        (?:mi (?:esposo|marido|novio|pareja)|[eé]l) me pega
        (?:afraid|scared|terrified) to go (?:home|back) (?:with|to) (?:him|her|my|them)
        (?:locked|locks|trapped|chained|tied) me (?:in|up|inside|to)
        (?:took|takes|taken|hid|hides) (?:away )?my (?:phone|keys|shoes|passport|wheelchair|walker|id|clothes) .. (?:leave|out|home|against|help|library|police|beat|hit)
        (?:he|she|they|my husband|my boyfriend|my wife|my ex|my dad|my stepdad)(?:'s|'re| is| are)? (?:going to|gonna|will) kill me
        (?:won'?t|doesn'?t|refuses? to|not) let me (?:leave|leave the house|leave the room|out of the house|out of the room|call for help|use the phone|go home or|see (?:a|the) doctor alone)
        (?:holding|held|keeping|kept|locked|here)\b[^.!?\n]{0,20}\bagainst (?:my|her|his|our|their) will
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
