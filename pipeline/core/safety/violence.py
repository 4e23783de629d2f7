"""Threats of violence, open and veiled, and a staff member's home or family exposed. These hide or hold: precision first."""

from pipeline.core.safety.rule import rule

FIGURE = r"""
# killing time, and shooting an email
with kindness
bury (?:you|him|her|them)(?: all)? (?:in|under|with) (?:\w+ )?(?:paperwork|paper|complaints?|reviews?|letters?|e-?mails?|forms?|debt|bills|lawsuits?|legal|litigation|claims?)
(?:e-?mails?|text|questions|message|pictures?|photos?|videos?|(?:flu|booster) shots?|thank[- ]you|card|sign|poster)
for an appointment
(?:kill|shoot) (?:it|time|two birds|the (?:germs|virus|pain|mood|bacteria|cancer|bugs|mold))
# an accusation, or a fear of my own
(?:going to|gonna|will|ll) (?:\w+ )?kill (?:someone|somebody|people|patients?|a patient|me|us|my (?!(?:\w+ )?(?:doctor|surgeon|therapist|psychiatrist|nurse|dentist)))
"""
ATTACK = r"(?:beat|kick|stomp|whoop|whip)"
VIOLENT = r"(?:kill|murder|shoot|stab|strangle|behead|execute|slaughter|gut|choke|bury|knife|lynch|drown|hang|poison|butcher|hunt)"
VIOLENT_ING = r"(?:killing|murdering|shooting|stabbing|strangling|slaughtering)"
BODY = r"(?:neck|legs?|arms?|face|teeth|skull|head|jaw|fingers|hands?|bones|knees?|kneecaps|windows?|throat|nose|ribs|spine|ass)"
WEAPON = r"(?:gun|guns|rifle|ar-?15|shotgun|knife|machete|baseball bat|bat|glock|pistol|9mm|hammer|axe|crowbar|gasoline|firearm|revolver)"
HERE = r"(?:this|that|your|the|their|his|her) (?:\w+ ){0,3}?(?:place|hospital|clinic|building|office|house|home|er|waiting room|lobby|car|ward|unit|practice|facility|floor)"

RULES = (
    rule(
        "threat",
        "kill",
        rf"""
        <i_will>{VIOLENT} <person>
        (?:i'?m|i am) {VIOLENT_ING} <person> (?:tonight|tomorrow|next|when|if|as soon)
        <i_will>slit <his> (?:\w+ )?throats?
        <i_will>cut <his> (?:throats?|heads?|hands?|balls?|dick) off
        <i_will>put (?:a bullet|one|a knife|a hole|two) (?:in|into|through) .. (?:<person>|<his>)
        """,
        unless=FIGURE,
    ),
    rule(
        "threat",
        "hurt",
        rf"""
        <i_will>{ATTACK} (?:up )?(?:the (?:shit|hell|crap|living \w+|fuck) out of )?(?:<person>|<his> (?:ass|asses|face|head|teeth))(?: up)? (?:when|if|next|in the|tonight|until|so|till|outside|the (?:next|minute|moment|second))
        <i_will>{ATTACK} the (?:shit|hell|crap|living \w+|fuck) out of <person>
        <i_will>{ATTACK} (?:<person> up|<his> (?:ass|asses|face|head|teeth)(?: in)?)
        <i_will>(?:break|smash|crack|bash|cave in|knock out|punch|rip|snap) (?:every bone in )?<his> (?:\w+ )?{BODY}
        <i_will>cut (?:you|him|her|them|that \w+)(?: up)?(?:[.!]|$)
        <i_will>put (?:you|him|her|them) through (?:that|the|a) (?:\w+ )?(?:window|wall|glass|floor|door)
        <i_will>(?:break|bust|crack|bash|smash) (?:some |a few |your )?(?:heads|skulls|kneecaps)
        <i_will>make (?:you|him|her|them) eat .. teeth
        i(?:'ve| have) killed (?:before|people before)
        <i_will>(?:mess|fuck|rough) (?:you|him|her|that \w+) up
        <i_will>break every bone
        <i_will>slash (?:<his>|<person>)
        <i_will>(?:knock|kick|punch|beat|smash|rip|tear|cut|blow|bash) <his> (?:\w+ )?{BODY}s? (?:out|in|off|open)
        <i_will>end (?:you|him|her|your life|his life|her life)(?:[.!,]|$| bitch| doctor| nurse)
        <i_will>(?:come|go|drive|walk|head|be) (?:up |down |over |back |in |out )?(?:there|here)?(?: to your \w+)? ?(?:and|to) (?:\w+ )?(?:beat|kill|shoot|stab|hurt|kick|punch|break|burn|smash|slap|strangle|knock|choke|murder) (?:<person>|<his>|the)
        <i_will>(?:hurt|hunt down|run over|rape|punch|slap|knock out|torture) <person>
        <i_will>punch <person> in
        <i_will>(?:hunt|track) <person> down
        <i_will>come (?:after|for) (?:you|him|her|them)(?: and (?:you|<his>)| with|[.!]|$)
        <i_will>find (?:you|out where <person> lives?)(?: and|[.!]|$)
        <i_will>find <person>\b[^.!?\n]{{0,60}}\band (?:put|kill|hurt|break|beat|shoot|stab|bury|choke|end) (?:you|him|her|them|<his>)
        <i_will>put <person> in (?:the ground|the hospital|a (?:box|grave|wheelchair|coffin|body bag)|wheelchairs|coffins|body bags|graves|boxes|hospital beds|one of your (?:beds|body bags)|intensive care|the (?:icu|morgue))
        <i_will>make (?:you|them|him|her) (?:pay with|bleed|beg for|suffer)
        <i_will>(?:make sure|see to it) (?:that )?(?:<they>) (?:never|can'?t|don'?t|won'?t) (?:ever )?(?:walk|breathe|wake up|see|make it home|get up|use (?:your|his|her) hands)
        """,
        unless=FIGURE
        + r"find (?:you|them) (?:online|again|a|another|on|here|all)|in court|beat (?:you|them|him|her) (?:there|to)|lawyer|attorney|sue",
    ),
    rule(
        "threat",
        "place",
        rf"""
        <i_will>(?:burn|blow|torch|bomb|shoot|set fire to) (?:up |down )?{HERE}(?: up| down| to the ground)?
        (?:i'?m|i am|we'?re) (?:burning|blowing|torching|bombing|shooting) (?:up |down )?{HERE}(?: up| down| to the ground)?
        (?:there is|there's|i (?:put|planted|left|hid)|we (?:put|planted|left)|i have) a bomb (?:in|at|under|inside|outside|near|there)
        <i_will>(?:bomb|blow up|shoot up|torch|burn down) (?:it|you|the (?:\w+ )?place|all of you|everyone)
        (?:expect|get ready for|look out for|sending) (?:a|the) (?:pipe |letter |car |nail )?bomb
        (?:i'?ll |i will |i'?m gonna |going to |gonna )(?:shoot|blow|burn) (?:it|the (?:\w+ )?place|everything) (?:up|down)
        (?:someone|somebody) (?:should|needs to|ought to|is going to|will|has to) (?:burn|blow|shoot|bomb|torch) (?:up |down )?{HERE}(?: up| down)?
        """,
        unless=FIGURE
        + r"phones?|inbox|social media|reviews?|on (?:facebook|google|yelp|tik ?tok)|calories|clock|schedule",
    ),
    rule(
        "threat",
        "weapon",
        rf"""
        i(?:'?m| am|'ll|'ll be| will be| will|'ve got| have| got| own| keep|'ve)? (?:\w+ ){{0,2}}?(?:coming|bringing|bring|come|got|have|own|carry|loading|loaded|cleaning|showing up|back) (?:back |down |over |in |there |here |out ){{0,2}}(?:with )?(?:my|a|an|the) (?:\w+ )?{WEAPON} .. (?:for (?:you|him|her|them|that|this|the|all)|your|his|her name|clinic|hospital|office|shift|name on|waiting for|see who|show up|when you|get off)
        i(?:'ve got| have| got| own| keep)? (?:got |own )?(?:my|a|an|the) (?:\w+ )?{WEAPON} .. (?:(?:and|&) i know|waiting for you|with (?:your|his|her|their) name|loaded and ready)
        i(?:'ve got| have| got| own)? (?:\w+ )?(?:a |my |the )?(?:guns?|rifle|shotgun|pistol|ar-?15) and (?:nothing|i'?ve nothing) to lose
        i(?:'ve got| have| got| own)? (?:\w+ )?(?:a |my |the )?(?:gun|knife|rifle|pistol|shotgun)\b[^.!?\n]{{0,25}}\b(?:not afraid|won'?t hesitate|ready|prepared|willing|know how) to use it
        {WEAPON} with (?:your|his|her|their) names? on it
        i(?:'?m| am|'ll be|'ll| will)? (?:bring(?:ing)?|com(?:e|ing) (?:\w+ ){{0,5}}?with) (?:a|my) (?:\w+ )?{WEAPON}(?= ?[.!,]|$| (?:and|next|tomorrow|tonight|to (?:the|my|your|that)))
        (?:^|(?<=[.!?,;\n] ))bringing (?:a|my) (?:\w+ )?{WEAPON} (?:to (?:the|my|your)|next|tomorrow|tonight)
        (?:next time|tomorrow|monday|tuesday|wednesday|thursday|friday|tonight|next visit) .. i(?:'m| am|'ll be|'ll| will be| will)? (?:\w+ )?(?:bring(?:ing)?|(?:com(?:e|ing) )?(?:back )?with) (?:my|a|an) (?:\w+ )?{WEAPON}
        """,
        unless=r"""
        (?:gun|knife|rifle) ?(?:shot|wound|injury|safe)
        (?:i|he|she) was (?:shot|stabbed)
        off[- ]duty
        permit
        softball|baseball (?:game|practice|season|player)
        """,
    ),
    rule(
        "threat",
        "bullet",
        r"""
        (?:deserves?|needs?|gets?|earned) a bullet
        (?:put|putting) a bullet (?:in|into|through) .. (?:you|your|him|his|her|them|their|head|name|skull|brain|dr\.?|doctor|nurse|the (?:\w+ )?<sort>)
        bullet (?:with|has) <his> name
        if my \w+ dies,? (?:so do you|(?:then )?(?:you|he|she|they)(?:'ll| will)? (?:die|dies|are dead|are next|is next|follow))(?:[,.!]|$)
        # a call for violence
        (?:someone|somebody|i hope someone|one of us|we) (?:should|needs to|ought to|will|has to|must|really should) (?:\w+ )?(?:shoot|stab|kill|hang|lynch|beat|jump|bury|take out|burn|murder|strangle) <person>
        """,
        unless=FIGURE
        + "bullet points?|hang (?:\\w+ )?out|(?:beat|take out) (?:the|this|that|your) (?:drum|odds|record|trash|garbage|time|clock)",
    ),
    rule(
        "threat",
        "know_where",
        r"""
        (?:i|we) know (?:exactly )?where (?:<person>|he|she|they) (?:all )?(?:lives?|parks?|sleeps?|hangs? out|goes? (?:at night|after work))
        (?:i|we) know (?:exactly )?(?:where|what school|which school) <his> (?:\w+ )?(?:kids?|children|daughters?|sons?|family|wife|husband|mother|house|car)
        (?:i|we) know (?:exactly )?what (?:car|time) (?:<person>|he|she|they) (?:drives?|leaves?|gets? off|walks?)
        (?:i|we) know (?:exactly )?when (?:(?:<person>|he|she|they) (?:leaves? work|leaves? the|gets? off|walks? to)|<his> shift (?:ends|is over))
        i(?:'ve| have)? (?:been watching|followed|been following) (?:you|her|him|dr\.? \w+|nurse \w+|your) .. (?:home|house|car|kids|night|where you)
        """,
        unless=r"""
        where (?:you|they|he|she) (?:can )?park(?:ed)? (?:for|is|was|at the)
        parking
        dementia
        my (?:mother|father|mom|dad|son|daughter)
        (?:call|on[- ]call|relief|next|other) (?:nurse|doctor|line)
        i can call
        """,
    ),
    rule(
        "threat",
        "veiled",
        r"""
        (?:better )?watch (?:your|ur|his|her|their) backs?
        (?:sleep|sleeping) with one eye open
        # unless an authority or the press counts them
        (?:your|his|her|their) days are numbered(?![^\n]{0,80}\b(?:cqc|regulators?|inspect\w*|ombudsman|lawyers?|solicitors?|attorneys?|court|sued?|suing|board|press|news\w*|licen[cs]e|medicare|gmc|nmc|joint commission|commissioner|state|audit\w*|reviews?|jobs?|competitors?)\b)
        keep looking over (?:your|his|her|their) shoulders?
        (?:be a shame|shame|would be a pity|terrible) if (?:something|anything) happened to (?:you|him|her|them|<his>)
        say goodbye to your (?:family|kids|children|wife|husband|life)
        kiss your (?:family|kids|children|wife|husband) goodbye
        (?:you'll|you will|they'll|they will|he'll|she'll) (?:all )?(?:pay (?:with|in) blood|pay with (?:your|their|his|her) li(?:fe|ves)|bleed for|regret (?:this|it) (?:with|in) (?:your )?blood)
        you (?:won'?t|will not|wont) (?:live to|see (?:christmas|tomorrow|next week|your kids|the (?:weekend|new year))|make it home|be breathing|be safe)
        (?:you'?re|you are) (?:all )?(?:a )?dead (?:man|woman|men|meat|doctor|nurse|bitch)(?! walking)
        (?:you'?re|you are) (?:so |all )?dead(?:[.!,]|$)
        blood will (?:be spilled|be spilt|run|flow)
        # an ambush announced
        <i_will>be waiting (?:outside |right outside )?for (?:you|him|her|them|dr\.? \w+|nurse \w+|that \w+) .. (?:shift|parking|garage|car|house|home|when (?:you|he|she) (?:leaves?|gets? off|comes? out))
        <i_will>be waiting for (?:you|him|her|them) (?:after (?:work|your|his|her)|outside|in the dark|tonight|at your|by your)
        <i_will>be waiting (?:outside|in the parking lot|in the garage|by (?:your|his|her) car) (?:for|when|after) .. (?:you|he|she|him|her|shift)
        (?:see|catch|meet) you in the parking (?:lot|garage|structure|deck)(?: tonight| tomorrow| after| when|[ ,]* (?:doc|nurse|bitch|buddy|sweetheart|pal)|[.!]|$)
        (?:just )?wait (?:till|until|'til) i (?:catch|find|get (?:my hands on|hold of)) (?:you|him|her|them)
        (?:wait|just wait) (?:till|until) i (?:see|meet) (?:you|him|her|them) (?:outside|on the street|alone|in the parking)
        (?:someone|somebody) (?:should|needs to) (?:teach|pay) (?:him|her|them|dr\.? \w+|that \w+) (?:a lesson with|a visit at (?:home|night))
        (?:i'?m|i am|we'?re|we are) coming for (?:you|your (?:ass|head|family|kids)|dr\.? \w+|nurse \w+|all of you)(?: all)?(?:[,.!]|$| (?:and|doctor|doc|nurse|bitch|next|tonight|tomorrow))
        count your days
        (?:you |he |she |they )?(?:had |'d )?better (?:hope|pray) (?:that )?i (?:never|don'?t|do not) (?:\w+ )?(?:see|find|catch|run into|meet|bump into) (?:you|him|her|them)
        (?:gonna|going to|will|'ll) need (?:a )?(?:body ?bags?|coffins?|an undertaker)
        i know (?:your|her|his) (?:car|house|address|license plate|route|kids'? school|street)
        i(?:'ll| will|'m gonna|'m going to|m gonna) be (?:outside|waiting|there|around) when (?:your|his|her) shift (?:ends|is over)
        (?:you|he|she|they)(?:'ll|'re| will| are)? (?:won'?t|never|not going to|not gonna)(?: even)? (?:see|know) (?:it|me|us|what) (?:coming|hit)
        your (?:family|kids|children|wife|husband|mother|daughter|son) (?:is|are) next(?=[.!,]|$)
        tick,? tock,? (?:doctor|doc|nurse|bitch|dr\.? \w+|asshole|sweetheart)
        enjoy your last (?:days?|weeks?|hours?|christmas|night|shift alive)
        your (?:kids|children|son|daughter|wife|husband) (?:won'?t|will not|are not going to) have a (?:father|mother|mom|dad|husband|wife|mommy|daddy)
        (?:prepare|get ready) to die
        say your prayers
        (?:dr\.? \w+|doctor|nurse \w+|he|she|you|that \w+) (?:had )?better not (?:be|walk|go|sleep|leave|show)\b[^.!?\n]{0,25}\b(?:alone|car|home|night|outside)
        (?:walk|come|go|bust|storm) (?:in|up)(?: in)?(?: there| here)? and (?:shoot|kill|stab) (?:all of you|you|everyone|everybody|all|them all)
        (?:your|this|that|the) (?:\w+ )?(?:office|clinic|building|house|hospital|place|car) (?:is|'s|will be)? ?(?:going|gonna go|going to go|will go) up in (?:flames|smoke)
        if i (?:ever )?(?:see|catch|find) (?:him|her|you|them|that \w+)\b[^.!?\n]{0,30}\b(?:he'?s|she'?s|you'?re|they'?re|you are|he is|she is) (?:\w+ )?dead
        (?:when|if) your (?:car|house|brakes?|office) (?:blows? up|explodes?|burns?(?: down)?|catch(?:es)? fire|fails?)
        you(?: won'?t|'ll never| will never| will not)(?: be)? (?:walking|walk|make it) (?:out of|to your)
        your (?:wife|husband) will be a widow(?:er)?
        your (?:kids|children) will (?:be orphans|grow up without|attend your funeral)
        (?:plan|pick|choose|pay for) your (?:own )?(?:funeral|coffin|casket)
        accidents (?:do )?happen,? (?:doctor|doc|nurse|sweetheart|buddy|dr\.? \w+|bitch|especially|to people|you know)
        (?:should|better|had better) be careful (?:walking|driving|going|when)\b[^.!?\n]{0,25}\b(?:car|home|night)
        (?:you'?re|you are|he'?s|she'?s) (?:so |all )?dead (?:if|when|next time|the next)
        you(?:'ll| will| are going to|'re going to|'re gonna) bleed(?=[ .!,]|$)(?! (?:for|after|when|a little|during|some))
        (?:be )?careful (?:walking|driving|going) (?:to (?:your|ur) car|home)
        (?:your|ur) time is (?:coming|almost up|up),? (?:doctor|doc|nurse|bitch|dr\.? \w+)(?: \w+)?
        i hope (?:you|he|she) (?:have|has|got) (?:\w+ )?life insurance
        i drive (?:past|by) your (?:ward|house|home|clinic|office) every (?:night|day)
        """,
        unless=r"""
        watch your back (?:when you lift|pain|posture)
        (?:surgery|pain|posture|lifting|chiro\w*|spine|spinal)
        # a warning to other patients
        (?:billing|bill|insurance|charge|wallet) .. watch your back
        watch your back .. (?:billing|bills?|insurance(?! money)|charges?|wallet|overcharge)
        my (?:son|daughter|ride|husband|wife|mom)
        (?:to|and) retire|retirement|miss you|ice|icy|snow
(?:charges?|bills?|fees?|cost) .. coming
        """,
    ),
    rule(
        "threat",
        "es",
        r"""
        (?:te|lo|la|los|las|les) (?:voy|vamos) a (?:matar|golpear|apu[nñ]alar|disparar|romper (?:la (?:cara|madre)|las piernas|el hocico)|partir (?:la cara|la madre|tu madre)|reventar|quemar|violar|balear|ahorcar|degollar)
        (?:voy|vamos) a (?:matar|golpear|apu[nñ]alar|dispararle|matarlos|balear|quemar) (?:a )?(?:ese|esa|esos|la|el|los|tu|su|todos|todas) \w+
        (?:voy|vamos) a (?:matarte|matarlos|matarla|golpearte|golpearlos|partirte|quemarlos|encontrarte|matarlo)
        (?:voy|vamos) a (?:quemar|volar|balear|incendiar) (?:el|la|ese|esa|este|esta|su) (?:hospital|cl[ií]nica|lugar|consultorio|casa|oficina|coche|carro)
        (?:voy a (?:ir|llegar|volver|regresar)|ma[ñn]ana (?:llego|voy|vuelvo)|regreso) con (?:una|mi|un) (?:pistola|cuchillo|escopeta|machete|arma|rifle|bate)
        (?:s[eé]|sabemos) d[oó]nde (?:vives?|viven|estacionas?|duermes?|estudian (?:tus|sus) hijos)
        cu[ií]da(?:te|se) la espalda(?! al| cuando)
        te voy a (?:meter|pegar|dar) un (?:tiro|balazo)
        (?:te|lo|la|los|las|les) (?:voy|vamos) a (?:meter|pegar|dar) un (?:tiro|balazo|plomazo)
        te voy a (?:buscar|esperar|encontrar) .. (?:casa|salida|turno|estacionamiento)
        (?:merece|merecen|hay que meterle) un (?:balazo|tiro)
        (?:tus|sus) d[ií]as est[aá]n contados
        puse una bomba
        (?:alguien deber[ií]a|habr[ií]a que|hay que) (?:matar|balear|quemar|colgar)(?:los|lo|la|las)?
        """,
        unless=r"""
        redes|a besos|de risa|levantar|cargar
        """,
    ),
    rule(
        "staff_exposed",
        "home",
        r"""
        (?:dr\.?|doctor|nurse) \w+(?: \w+)? lives? (?:at|on|in the|next (?:to|door)|behind|across from|over on|around the corner)
        (?:<staff>|he|she) lives (?:at \d|in the (?:\w+ ){1,2}(?:house|apartment|building|trailer)|on (?:\w+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|lane|court))
        (?:his|her|their|the (?:doctor|nurse)'s|(?:dr\.?|nurse) \w+'s) (?:house|home|home address|apartment) is (?:at|on|the|\d|right|in)
        (?:here'?s|here is|found|posting|got|this is) (?:where (?:dr\.?|nurse|doctor|the (?:doctor|nurse|surgeon|receptionist|manager|dentist|therapist)|that (?:doctor|nurse|surgeon)|he|she)(?: \w+){0,2} lives|(?:his|her|their|dr\.? \w+'s|nurse \w+'s) (?:home|house|personal|cell|private) (?:address|phone|number|cell))
        (?:dr\.?|doctor|nurse) \w+(?: \w+)?'s (?:home|personal|private|cell)(?: phone| cell| number| address)?\W{1,3}(?:is )?\(?\d+
        (?:dr\.?|doctor|nurse) \w+(?:'s)? (?:home address|home phone|personal cell|cell number) is
        (?:the|that|this) (?:\w+ )?(?:doctor|nurse|surgeon|receptionist|manager|dentist|therapist|pharmacist|midwife|clerk|aide)'s (?:home|personal|private|cell)(?: phone| cell| number| address)? (?:is|number is)
        (?:doctor|nurse|surgeon|receptionist|dentist|therapist|pharmacist|manager|midwife|aide|tech|orderly|guard|clerk)\b[^.!?\n]{0,60} lives (?:at|on|in|over on) (?:\d+|the (?:\w+ ){0,3}(?:house|apartment|building))
        (?:his|her|their) (?:home|personal|private)(?: phone| cell)?(?: number)? is \(?\d{3}
        where (?:dr\.?|nurse|doctor) \w+ lives
        (?:he|she|dr\.? \w+|doctor \w+|nurse \w+) drives (?:a|an|the) .. (?:plate|parks?|parked|lot)
        (?:doc|doctor|nurse|surgeon|dr\.? \w+|manager|he|she) lives (?:\w+ ){0,3}(?:doors?|houses?|blocks?|minutes) (?:down|from|away|past|up)
        (?:doctor|nurse|surgeon|receptionist|dentist|manager|director|dr\.? \w+)\b[^.!?\n]{0,40} (?:his|her) (?:kids?|children|sons?|daughters?) (?:is|are|goe?s?|attends?) (?:at|to|in)
        (?:his|her) (?:wife|husband|mother|daughter|son)(?:'s)? (?:name is \w+|is called \w+)?[^.!?\n]{0,40} works (?:at|for|in)
        follow (?:him|her) home
        (?:doctor|nurse|dr\.? \w+|surgeon|receptionist|manager)'s (?:husband|wife|family|kids)\b[^.!?\n]{0,60}\blives? (?:on|at|in) (?:\w+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|lane|court|house)
        go (?:pay|visit) (?:him|her|them) (?:a visit )?(?:at home|:|at \d)
        """,
        unless=r"""
        (?:who|that) lives? (?:in|at|on|with)
        far away
        <kin>(?:,? \w+){0,3} lives?|<kin>'s (?:house|home|address|apartment)
        (?:group|nursing|care|retirement) homes?
        on your own
        call (?:him|her|them) any ?time
        (?:heart|hearts|memory)
        # a house that somebody looks at, a page that somebody reads
        (?:his|her) (?:wife|husband) works (?:here|with)
house is (?:on fire|in order)
        (?:lives|house is|home is) on call
        """,
    ),
    rule(
        "staff_exposed",
        "family",
        r"""
        (?:the (?:doctor|nurse|surgeon|receptionist|manager)'s|(?:dr\.?|doctor|nurse) \w+'s) (?:\w+ )?(?:kids?|children|daughters?|sons?|wife|husband|mother) (?:goe?s?|attends?|works?|plays?|lives?|is enrolled|are enrolled|is|walks?)(?: \w+)? (?:to|at|in|on|for)
        (?:(?:the (?:doctor|nurse|surgeon|receptionist|manager)'s|(?:dr\.?|doctor|nurse) \w+'s) (?:\w+ )?|(?:his|her|their) )(?:\w+ )?(?:kids?|children|daughters?|sons?) (?:go(?:es)?|attends?|is enrolled|are enrolled|walks?|plays?|catch(?:es)?)\b[^!?\n]{0,40}?\b(?:elementary|school|academy|daycare|preschool|kindergarten)
        """,
        unless=r"<kin>|same school as (?:my|our)|school (?:form|physical|note|excuse)",
    ),
    rule(
        "staff_exposed",
        "es",
        r"""
        (?:la doctora|el doctor|la enfermera|el enfermero|dra?\.) (?:\w+ ){0,2}vive (?:en la (?:calle|casa|avenida|colonia)|al lado de|junto a)
        (?:sus|los) hijos (?:de la doctora |del doctor |de la enfermera )?(?:van|estudian) (?:a|en) la escuela
        """,
    ),
)
