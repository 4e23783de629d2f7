"""Words and wishes that are abuse whatever the model feels, and abuse that is told of. What hides here is precision first.

Words that are also a name, a place or a food stand only beside words that settle it.
"""

from pipeline.core.safety.rule import rule

VILE = r"(?:you|fucking|fuckin|stupid|dirty|filthy|ugly|fat|damn|goddamn|dumb|lazy|disgusting|nasty|smelly|greasy|bunch of|these|those|little)"
RECLAIMED = r"""
n-word
misgender\w*
proud
(?:i'?m|i am|as) an?
reclaim\w*
"""

RULES = (
    rule(
        "slur",
        "race",
        rf"""
        (?:sand ?)?n[i1]gg(?:ers?|az?|as|uh)
        chinks?(?! in)
        gooks?
        spics?(?! and|[- ]n)
        wetbacks?
        beaners?
        kikes?
        (?:ragheads?|towelheads?|camel jockeys?|zipperheads?)
        (?:jungle bunn(?:y|ies)|porch monkeys?|darkies)
        (?:pakis?|pikeys?|wogs?)
        {VILE} (?:\w+ )?(?:coons?|negro(?:es|s)?|gyps(?:y|ies)|redskins?|squaws?|gypp?os?|jews?bag)
        """,
        unless=RECLAIMED + r"(?:dr\.?|mr\.?|mrs\.?|ms\.?|nurse|doctor) (?:\w+ )?(?:gook|spic|beaner|kike|coons?|paki)",
    ),
    rule(
        "slur",
        "orientation",
        rf"""
        faggots?(?! and peas| and (?:mash|gravy|chips))
        {VILE} (?:\w+ )?(?:fags?|homos?|dykes?|poofs?|lesbos?)
        (?:that|this|the|a|some|his|her) (?:\w+ )?(?:fag|dyke|homo|lesbo) (?:nurse|doctor|receptionist|tech|aide|guard|clerk|surgeon)
        (?:tranny|trannies|shemales?|carpet munchers?|fudge ?packers?)
        """,
        unless=RECLAIMED + "transmission|car|truck",
    ),
    rule(
        "slur",
        "disability",
        r"""
        retarded (?:ass )?(?:staff|nurses?|doctors?|receptionists?|clerks?|people|idiots?|management|bitch(?:es)?)
        (?:fucktards?|mongoloids?)
        (?:fucking|stupid|dumb|bunch of|total|complete|absolute|what a|you|is a|are|all) (?:\w+ )?retards?
        retards (?:run|who|like you|everywhere|in (?:scrubs|charge|white)|at the (?:\w+ )?(?:desk|counter)|work(?:ing)? (?:there|here))
        (?:fucking|you(?:'re| are)?|she'?s|he'?s|they'?re|staff is|staff are) retarded
        """,
        unless=RECLAIMED + r"growth|mental(?:ly)? retard\w*|fire|retardant",
    ),
    rule(
        "slur",
        "es",
        r"""
        maric[oó]n(?:es|a)?
        (?:sudacas?|frijoleros?|panchitos)
        (?:negr[oa]s?|indi[oa]s?|jud[ií][oa]s?|chin[oa]s?|gringos?) (?:de mierda|asqueros[oa]s?|muert[oa]s? de hambre|apestos[oa]s?)
        (?:pinche|puto|puta|pinches|malditos?) (?:indi[oa]s?|negr[oa]s?|jot[oa]s?|prietos?|jud[ií]os?)
        """,
        unless=r"(?:me|nos|le) (?:llam[oó]|llamaron|dijo|dijeron|grit[oó])",
    ),
    rule(
        "dehumanising",
        "animal",
        r"""
        (?:fat|filthy|ugly|disgusting|stupid|smelly|dirty|lazy|greasy|nasty|fucking|obese|dumb) (?:fat |ugly |lazy |fucking |old |ass |disgusting |stupid )?(?:pigs?|cows?|whales?|sows?|hogs?|apes?|monkeys?|gorillas?|baboons?|rats?|swine|heifers?|mutts?|hippos?)
        (?:you|she|he|they)(?:'s|'re| is| are| look\w*)? (?:\w+ )?(?:like )?an? (?:\w+ )?(?:pig|cow|whale|sow|hog|ape|gorilla|baboon|heifer|beached whale)
        (?:that|this|the|your|fat|old|stupid) (?:fat |old )?(?:cow|pig|hippo|whale|sow|heifer|ape|monkey|gorilla),? (?:at|behind|in) (?:the )?(?:\w+ )?(?:counter|desk|reception|window|scrubs|white)
        (?:receptionist|nurse|doctor|woman|lady|clerk|manager|surgeon),? (?:that|this|the|what a|such a) (?:fat |old |stupid )?(?:cow|pig|hippo|whale|sow|heifer|ape)
        (?:look at|what a|such a) (?:that |this )?(?:\w+ ){0,2}(?:hippo|whale|cow|pig|sow|heifer|ape)(?: of a \w+)?(?: behind|[.!]|$)
        (?:bunch|pack|herd|load|gang) of (?!greedy )(?:\w+ )?(?:monkeys|apes|pigs|cows|rats|animals|cockroaches|baboons|hyenas)
        are (?:all )?(?:dirty|filthy|disgusting|savage|fucking) animals
        animals in (?:scrubs|white|uniform)
        (?:dirty|filthy|disgusting|fucking|stupid|savage) animals (?:work|who|that|like you|all of (?:you|them)|in (?:scrubs|white))
        (?:receptionist|nurse|doctor|surgeon|dentist|manager|clerk|aide|therapist|woman at the \w+|lady at the \w+|dr\.? \w+) (?:is|was|looks like) an? (?:\w+ )?(?:pig|cow|whale|sow|hog|ape|gorilla|baboon|heifer|hippo)
        (?:you|they|you all|nurses|staff)(?:'re| are) (?:nothing but|just|all|a bunch of) (?:\w+ )?(?:rats|pigs|cows|apes|dogs|swine|monkeys|sheep|roaches)
        (?:go back to|belongs? in) (?:the|a|your) (?:zoo|pigsty|sty|barn|jungle|kennel|cage)
        """,
        unless=r"""
        (?:treat\w*|felt|feel|made|handled|herded) .. like
(?:eats?|eating|sleeps?|sleeping|snor\w+|bleed\w*|sweat\w*|stuck|works?|sick) (?:\w+ )?(?:as|like) an?
        (?:guinea|lab) (?:pigs?|rats?)
        greedy|money|bill
        in the (?:room|hallway|kitchen|cafeteria|ceiling|bathroom|basement|walls?)
        (?:saw|seen|found|infest\w*|running around|traps?|droppings)
        (?:toy|stuffed|plush|costume|cartoon|book|valve|farm|field|graze)
you(?: will|'ll)? feel|months (?:along|pregnant)|at (?:eight|nine|8|9) months
        """,
    ),
    rule(
        "dehumanising",
        "vermin",
        r"""
        (?:subhumans?|sub-human|untermensch\w*)
        human (?:garbage|trash|waste|filth|scum|excrement)
        waste of (?:space and |good )?(?:oxygen|skin|air|sperm|human life)
        (?:you|they|staff|nurses|doctors|people)(?:'re| are) (?:\w+ )?(?:vermin|cockroaches|parasites|maggots|roaches|scum of the earth)
        (?:vermin|cockroaches) like (?:you|them|her|him)
        worthless (?:piece|pieces|sack|bag) of (?:shit|trash|garbage|crap)
        """,
        unless=r"""
        (?:treat\w*|felt|feel|made|handled) .. (?:like|subhuman|sub-human)
        """,
    ),
    rule(
        "dehumanising",
        "es",
        r"""
        (?:cerd[oa]s?|vacas?|marran[oa]s?|ratas?|perr[oa]s?|puerc[oa]s?) (?:asqueros[oa]s?|inmund[oa]s?|gord[oa]s?|de mierda|cochin[oa]s?)
        gord[oa] (?:cerd[oa]|asqueros[oa]|de mierda|marran[oa]|cochin[oa])
        (?:basura|escoria) humana
        """,
        unless=r"como (?:basura|perros|animales)|mi perr[oa]|mi gat[oa]|en el (?:s[oó]tano|pasillo|cuarto|ba[nñ]o|techo)|hab[ií]a",
    ),
    rule(
        "death_wish",
        "hope",
        r"""
        (?:hope|wish|pray|praying|hoping|can'?t wait (?:until|till|for)|cant wait (?:until|till|for)) (?:that )?(?:<they> )(?:\w+ ){0,2}(?:dies?|died|(?:gets?|got|catch(?:es)?|dies? of|has|have) (?:\w+ )?(?:cancer|leukemia|ebola|a stroke|a heart attack|sepsis|covid|aids|a tumou?r|hit by|run over|shot|raped|stabbed|sick and die|killed)(?! under control)|rots?|burns?(?: alive| in hell|(?= ?[.!,])|$)|suffers?|drops? dead|chokes?|bleeds? (?:out|to death)|(?:is|was|were) dead|never wakes? up|end up dead)
        """,
        unless=r"""
        (?:don'?t|doesn'?t|didn'?t|won'?t|not|never|no one|nobody) (?:\w+ ){0,2}(?:die|dies|get|gets|suffer|happen)
        (?:peacefully|dignity|without pain|in peace)
        (?:consequences|financially|same (?:fate|way))
        """,
    ),
    rule(
        "death_wish",
        "imperative",
        r"""
        (?:kill|hang|neck|shoot) (?:yoursel(?:f|ves)|ur ?self|your self)
        (?:do|does|done) (?:us|me|everyone|the world|humanity)(?: all)? a favou?r and (?:\w+ )?(?:die|drop dead|kill yourself|jump|end it|disappear forever)
        k y s
        (?:^|(?<=[.!?;:,] ))(?:please |just |now |so |and )*die(?:[.!]|$)
        (?:please|now|hurry up and|go ahead and|(?:should|can) (?:all )?just) die(?:[.!]|$)
        (?:kys|drop dead|eat shit and die|crawl in a hole and die)
        (?:rot|burn) in hell
        (?:just |please |now |and )?go die(?:[.!,]|$| bitch| already| in a (?:fire|hole|ditch))
        die (?:already|slow(?:ly)?|in a (?:fire|hole|ditch|car)|you (?:\w+ )?(?:bitch|cunt|fuck\w*|pig|quack|bastard)s?|bitch|of (?:cancer|aids)|painfully)
        (?:go |please |just )(?:\w+ )?jump (?:off|in front of) (?:a|the) (?:bridge|cliff|building|bus|train|roof)
        """,
        unless=r"""
        drop dead gorgeous
        (?:don'?t|do not|before you|you'll|you will|might as well|why i|i'?d|i would|made me want|let \w+|or|going to|i will) (?:\w+ ){0,3}(?:kill yourself|die|drop dead|go die|jump)
        (?:drop dead|die) .. (?:tomorrow|before|waiting|if i)
        (?:could|would|will|can|to|she'?d|he'?d) (?:\w+ )?(?:die|drop dead)
        """,
    ),
    rule(
        "death_wish",
        "deserve",
        r"""
        (?:(?:doctors|nurses|people|staff|surgeons|quacks) like (?:you|him|her|them|that|this)|<they>)(?: all| both| really)? (?:should|deserves? to|needs? to|ought to|has to) (?:all )?(?:die|rot|burn in hell|suffer and die|be (?:put down(?! (?:as|for|on))|killed|gassed|exterminated|raped|lynched|murdered|shot|hanged|hung(?! out)|beaten|stabbed|executed|strung up|euthani[sz]ed|sterili[sz]ed))
        <they>(?: all)? deserves? (?:to get )?(?:death|cancer|a (?:slow|painful) death|to get (?:raped|cancer|killed|shot))
        (?:you|they|she|he)(?:'s|'re|'d be| are| is| would be) better (?:off )?dead
        (?:slow|painful|horrible) (?:and painful )?death (?:to|for|on) <person>
        mother should have (?:aborted|swallowed)
        should have been (?:aborted|drowned at birth)
        """,
        unless=r"""
        (?:no one|nobody|no (?:patient|person|child|mother)|not|doesn'?t|don'?t|didn'?t|never) .. (?:should|deserves?|die)
        (?:die|rot) (?:with dignity|alone|in (?:a|the) (?:waiting|hallway|hospital)|at home|here|like (?:this|that))
        (?:needles?|equipment|food|room)
        """,
    ),
    rule(
        "death_wish",
        "gloating",
        r"""
        (?:you|she|he|they|like you|people|people like you|someone like you) (?:do not|don'?t|doesn'?t) (?:even )?deserve (?:to (?:live|breathe|be alive|exist)|oxygen)
        (?:celebrate|dance|party|laugh|cheer|smile|be happy|throw a party)(?:,)? (?:when|if|the day|on the day) <they> (?:finally )?(?:dies?|died|is dead|are dead|drops? dead|croaks?|is (?:six|6) feet under)
        wish (?:cancer|death|covid|aids|the worst death) (?:on|upon|to)
        (?:read|see|write|wait for) (?:your|his|her) (?:obituary|funeral|headstone|gravestone)
        hope <they> .. (?:bleeds?|choke|dies?|die) (?:out|to death|on (?:his|her|their|your) own)
        (?:dance|piss|spit|shit) on (?:your|his|her|their) graves?
        (?:world|everyone|we|they)(?:'d| would| will|'s|'ll| is)? (?:all )?be (?:a )?(?:better|happier)(?: off| place)? (?:if|when|once) <they> (?:were|was|is|are|dies?|died) ?(?:dead|gone forever|never born)?
        wish (?:you|he|she|they)(?:'d| had) (?:been (?:aborted|drowned|strangled|miscarried)|never been born|died)
        """,
        unless="nobody|no one|my (?:mother|father|mom|dad|son|daughter)",
    ),
    rule(
        "death_wish",
        "es",
        r"""
        (?:ojal[aá]|espero que) (?:que )?(?:te|se|les?|todos)? ?(?:mueras?|mueran|pudras?|pudran|d[eé] c[aá]ncer|dé c[aá]ncer|atropelle\w*|maten)
        que se mueran
        mu[eé]r(?:ete|anse|ase)
        (?:p[uú]dr(?:ete|anse|ase)|qu[eé]m(?:ate|ense)) en el infierno
        (?:mereces?|merecen) (?:morir(?:se)?|la muerte)
        m[aá]t(?:ate|ense)
        """,
        unless=r"(?:me|nos|le) (?:dijo|dijeron|grit[oó])|nadie merece",
    ),
    rule(
        "sexual_degradation",
        "act",
        r"""
        suck (?:my|his|a|these) (?:\w+ )?(?:dick|cock|balls|nuts)
        (?:i'?d|i would|wanna|i want to|let me|gonna) (?:\w+ )?(?:fuck|bang|bend over|rape|screw|tap|bend|pound|smash) (?:that (?:nurse|ass|doctor|body|receptionist)|her|him|nurse \w+|dr\.? \w+|the (?:\w+ )?(?:nurse|receptionist|doctor))
        (?:she|he|nurse \w+|dr\.? \w+|that (?:\w+ )?(?:nurse|bitch|receptionist|doctor)) (?:just )?needs (?:a )?(?:good|hard|some)? ?(?:fuck(?:ing)?|dick(?:ing)?|lay|to get laid|to be fucked|cock|shag)
        spread(?:s|ing)? (?:her|his|your|those) legs (?:for|to|and|on)
        show (?:me|us) (?:your|ur|those) (?:tits|boobs|pussy|ass|titties)
        (?:nice|great|huge|big|sweet|fine|hot) (?:\w+ )?(?:tits|titties|rack(?! of)(?= |[.!,]|$)(?= on|[.!,]|$)|ass(?=[.!,]| lol|$)|ass on (?:that|the|her)|boobs on (?:that|the|her))
        (?:fuckable|rapeable)
        (?:get|got|down) on (?:your|ur) knees,? and (?:suck|blow|open)
        (?:suck(?:ed|s|ing)?|blow(?:s|ing)?|blew)(?: off)? (?:the|her|his|every|half the) (?:\w+ )?(?:chief|boss|manager|doctors?|director|surgeons?|ceo)
        (?:i'?d|i would|would|wanna|would totally) (?:\w+ )?(?:do (?:her|him)|(?:hit|bang|smash|tap|ride|mount|rail|plow|fuck|shag) (?:her|him|that|the (?:nurse|doctor|receptionist|phlebotomist|tech|dentist|girl)))(?: all night| so hard| any (?:day|time)| hard| raw|[.!]|$)
        (?:let|have) (?:that|the|this) (?:\w+ )?(?:doctor|nurse|guard|tech) (?:ride|fuck|do|mount|bang|have) me
        (?:bend|bending) (?:her|him|that (?:\w+ )?(?:nurse|doctor|receptionist|tech)) over(?! (?:the|to|for|so|a|and|an) )
        good for .. on (?:her|his|your) (?:back|knees)
        (?:see|have|want|picture|imagine) (?:that|the|this|her|him|nurse \w+) ?(?:\w+ )?(?:doctor|nurse|receptionist)? ?(?:naked|nude|on all fours)
        (?:slept|fucked|blew|sucked) (?:her|his) way (?:to|into|through|up)
        """,
        unless=r"""
        (?:implants?|surgery|augmentation|reconstruction|breast)
        screw (?:her|him) over
        """,
    ),
    rule(
        "sexual_degradation",
        "name",
        r"""
        ^(?:you )?(?:cunts?|whores?|sluts?|skanks?)[.! ]*$
        (?:whore|slut|cunt|skank) (?:at the (?:\w+ )?(?:desk|counter|front|window)|behind the|of a (?:nurse|doctor|receptionist)|nurse|doctor|receptionist)
        (?:whores|sluts|cunts|skanks) (?:in|at the|who|like you|everywhere|behind|work(?:ing)? (?:there|here)|all of (?:you|them))
        (?:you|she is|she'?s|is|what|that|this|the|stupid|dumb|fat|dirty|ugly|fucking|lying|old|filthy|cheap|such|total|complete|little|you'?re|are) (?:a |an |just a )?(?:\w+ )?(?:whores?|sluts?|cunts?|cumdumps?|skanks?|cum ?dumpsters?|cocksuckers?)
        """,
        unless=r"""
        (?:sexist|misogyn\w*|slut[- ]sham\w*|made me feel|felt|feel|treated|like) .. (?:whore|slut|skank|cunt)
        """,
    ),
    rule(
        "sexual_degradation",
        "es",
        r"""
        (?:put[ao]s?|zorras?|perras?) (?:enfermeras?|doctoras?|secretarias?|recepcionistas?|viejas?|barat[ao]s?|malditas?|est[uú]pidas?)
        (?:pinches?|malditas?|viejas?|gordas?) (?:putas?|zorras?)
        (?:es|son|eres|esa|esas|pinche|maldita|pura|puras) (?:una |unas |pinche |bien )?(?:putas?|zorras?|perras?|rameras?)(?! (?:en|bonit))
        ch[uú]pa(?:me(?:la)?|la)
        hij[oa]s? de (?:puta|perra|su puta madre)
        """,
        unless=r"(?:me|nos|le) (?:llam[oó]|llamaron|dijo|dijeron|grit[oó])",
    ),
    rule(
        "quoted_abuse",
        "called",
        r"""
        (?:called|calling|calls|labell?ed) (?:me|us|my \w+(?: \w+)?|him|her|them|our \w+|the patient|patients|another patient) .. <insult>
        (?:was|were|got|been|being) (?:called|labell?ed) (?:an? |the )?(?:\w+ ){0,2}<insult>
        (?:called|calling|calls) (?:me|us|my \w+|him|her|them|patients) (?:names|every name|all (?:sorts|kinds))
        """,
    ),
    rule(
        "quoted_abuse",
        "said",
        r"""
        (?:<staff>|he|she|they|someone|somebody|man|woman|lady|guy) (?:\w+ ){0,6}?(?:said|says|yelled|screamed|shouted|muttered|whispered|wrote|saying|yelling|told|laughed|replied) .. <insult>
        (?:referred to|refers to|spoke of|described) (?:me|my \w+|us|her|him|them|patients) as .. <insult>
        used (?:the|a|an|that)(?: \w+){0,2} (?:n[- ]word|slurs?|f-word|r-word|racial \w+)
        (?:swore|cursed|cussed|swearing|cursing|cussing|spat|hurled \w+) (?:out |at |on )(?:me|us|my \w+|him|her|them|patients?|a patient)
        (?:cursed|cussed) (?:me|us|my \w+|him|her) out
        (?:made|making|yelled|shouted|using|used) (?:\w+ )?(?:racist|racial|homophobic|sexist|transphobic|antisemitic) (?:remarks?|comments?|slurs?|jokes?|names|things|language)
        """,
        unless=r"(?:fat|lazy) (?:related|free|eye|content|cells|loss|intake)|my animals?|(?:said|told) .. (?:diet|cholesterol)|said (?:it|that|this|the) (?:\w+ )?(?:was|is) crazy|crazy (?:busy|day|how)|nuts today",
    ),
    rule(
        "quoted_abuse",
        "es",
        r"""
        (?:me|nos|le|lo|la) (?:llam[oó]|llamaron|dijo|dijeron|grit[oó]|gritaron) .. (?:est[uú]pid[oa]|idiota|puta|gord[oa]|tont[oa]|ignorante|loc[oa]|negr[oa]|indi[oa]|ilegal|mentiros[oa]|maric[oó]n|perra|mojad[oa]|sudaca|cerd[oa]|zorra)
        (?:me|nos|le|lo|la) (?:llam[oó]|dijo|grit[oó]|dijeron|gritaron) (?:\w+ ){0,2}?(?:ilegal(?:es)?|groser[ií]as|cosas horribles|malas palabras|insultos)
        (?:me|nos|le|lo|la) trat[oó] de (?:mentiros\w+|ladron\w*|loc[oa]s?|tont[oa]s?|ignorantes?)
        (?:me|nos|le|lo|la) (?:insult[oó]|insultaron|ofendi[oó]|ofendieron)
        """,
    ),
)
