"""Threats of violence, open and veiled, and a staff member's home or family exposed. These hide or hold: precision first."""

from pipeline.core.safety.rule import rule

FIGURE = r"""
# killing time, and shooting an email
with kindness
(?:e-?mails?|text|questions|message|pictures?|photos?|videos?|(?:flu|booster) shots?)
for an appointment
(?:kill|shoot) (?:it|time|two birds|the (?:germs|virus|pain|mood|bacteria|cancer|bugs|mold))
# told of, not made
<told>
"""

RULES = (
    rule(
        "threat",
        "kill",
        r"""
        (?:<i_will>|i want to |i'd love to )(?:kill|murder|shoot|stab|strangle|behead|execute|slaughter|gut|choke|bury) <person>
        <i_will>slit <his> throats?
        <i_will>cut <his> (?:throats?|heads?|hands?) off
        <i_will>put (?:a bullet|one|a knife) (?:in|into|through) .. (?:<person>|<his>)
        """,
        unless=FIGURE,
    ),
    rule(
        "threat",
        "hurt",
        r"""
        <i_will>(?:beat|kick|stomp) (?:the (?:shit|hell|crap|living \w+) out of )?(?:<person>|<his> (?:ass|asses|face|head|teeth))(?: up)?
        <i_will>(?:break|smash|crack|bash|cave in|knock out|punch|rip) <his> (?:\w+ )?(?:neck|legs?|arms?|face|teeth|skull|head|jaw|fingers|hands?|bones|knees?|windows?|throat)
        <i_will>(?:hurt|punch|hunt down|run over|rape) <person>
        <i_will>(?:hunt|track) <person> down
        <i_will>find (?:you|out where <person> lives?)(?: and|[.!]|$)
        <i_will>put <person> in (?:the ground|the hospital|a (?:box|grave|wheelchair|coffin|body bag)|one of your (?:beds|body bags))
        <i_will>make (?:you|them|him|her) (?:pay with|bleed|beg for)
        """,
        unless=FIGURE
        + r"find (?:you|them) (?:online|again|a|another|on|here|all)|in court|beat (?:you|them|him|her) (?:there|to)",
    ),
    rule(
        "threat",
        "place",
        r"""
        <i_will>(?:burn|blow|torch|bomb|shoot) (?:up |down )?(?:this|that|your|the|their) (?:\w+ ){0,2}(?:place|hospital|clinic|building|office|house|home|er|waiting room|lobby|car)(?: up| down)?
        (?:there is|there's|i (?:put|planted|left|hid)|we (?:put|planted|left)|i have) a bomb (?:in|at|under|inside|outside|near|there)
        <i_will>(?:bomb|blow up|shoot up|torch) (?:it|you|the place|all of you|everyone)
        (?:someone|somebody) (?:should|needs to|ought to|is going to|will) (?:burn|blow|shoot|bomb|torch) (?:up |down )?(?:this|that|your|the|their) (?:\w+ )?(?:place|hospital|clinic|building|office|er)(?: up| down)?
        """,
        unless=FIGURE + r"phones?|inbox|social media|reviews?|on (?:facebook|google|yelp)",
    ),
    rule(
        "threat",
        "weapon",
        r"""
        i(?:'m| am|'ll|'ll be| will be| will|'ve got| have| got| own)? (?:\w+ )?(?:coming|bringing|bring|come|got|have|own|carry|loading|cleaning) (?:back |down there |over |in )?(?:with )?(?:my|a|the) (?:gun|rifle|ar-?15|shotgun|knife|machete|baseball bat|glock|pistol|9mm) .. (?:there|down|for (?:you|him|her)|your|his|her|clinic|hospital|office|shift|name|waiting|see who)
        (?:next time|tomorrow|monday|tonight) (?:\w+ ){0,2}i(?:'m| am|'ll be|'ll| will be| will)? (?:bring(?:ing)?|(?:com(?:e|ing) )?(?:back )?with) (?:my|a) (?:gun|rifle|knife|bat|shotgun|machete|pistol)
        """,
        unless=r"""
        (?:gun|knife|rifle) (?:shot|wound|injury|safe)
        (?:i|he|she) was (?:shot|stabbed)
        off[- ]duty
        permit
        """,
    ),
    rule(
        "threat",
        "bullet",
        r"""
        (?:deserves?|needs?|gets?|earned) a bullet
        (?:put|putting) a bullet (?:in|into|through) .. (?:you|your|him|his|her|them|their|head|name|skull|brain|dr\.?|doctor|nurse)
        bullet (?:with|has) <his> name
        (?:someone|somebody|i hope someone) (?:should|needs to|ought to|will|has to) (?:shoot|stab|kill|hang|lynch|beat|jump|bury|take out) <person>
        """,
        unless=FIGURE + "bullet points?",
    ),
    rule(
        "threat",
        "know_where",
        r"""
        (?:i|we) know (?:exactly )?where (?:<person>|he|she|they) (?:all )?(?:lives?|parks?|sleeps?|hangs? out|goes? (?:at night|after work))
        (?:i|we) know (?:exactly )?(?:where|what school|which school) <his> (?:\w+ )?(?:kids?|children|daughters?|sons?|family|wife|husband|mother|house|car)
        (?:i|we) know (?:exactly )?what (?:car|time) (?:<person>|he|she|they) (?:drives?|leaves?|gets? off|walks?)
        (?:i|we) know (?:exactly )?when (?:<person>|he|she|they) (?:leaves?|gets? off|walks? to)
        """,
        unless=r"""
        where (?:you|they|he|she) (?:can )?park(?:ed)? (?:for|is|was|at the)
        parking
        dementia
        my (?:mother|father|mom|dad|son|daughter)
        """,
    ),
    rule(
        "threat",
        "veiled",
        r"""
        (?:better )?watch (?:your|ur|his|her|their) backs?
        (?:sleep|sleeping) with one eye open
        (?:your|his|her|their) days are numbered
        keep looking over (?:your|his|her|their) shoulders?
        (?:be a shame|would be a pity|terrible) if (?:something|anything) happened to (?:you|him|her|<his>)
        say goodbye to your (?:family|kids|children|wife|husband|life)
        (?:you'll|you will|they'll|they will|he'll|she'll) (?:all )?(?:pay (?:with|in) blood|pay with (?:your|their|his|her) li(?:fe|ves)|bleed for)
        you (?:won'?t|will not|wont) (?:live to|see (?:christmas|tomorrow|next week|your kids)|make it home|be breathing)
        (?:you'?re|you are) (?:all )?(?:a )?dead (?:man|woman|men|meat|doctor|nurse|bitch)
        blood will (?:be spilled|be spilt|run|flow)
        # an ambush announced
        <i_will>be waiting (?:outside |right outside )?for (?:<person>|that \w+) .. (?:shift|parking|garage|car|house|home|when (?:you|he|she) (?:leaves?|gets? off|comes? out))
        <i_will>be waiting (?:outside|in the parking lot|in the garage|by (?:your|his|her) car) (?:for|when|after) .. (?:you|he|she|him|her|shift)
        see you in the parking lot
        (?:just )?wait (?:till|until|'til) i (?:catch|find|get (?:my hands on|hold of)) (?:you|him|her|them)
        (?:wait|just wait) (?:till|until) i (?:see|meet) (?:you|him|her|them) (?:outside|on the street|alone|in the parking)
        (?:someone|somebody) (?:should|needs to) (?:teach|pay) (?:him|her|them|dr\.? \w+|that \w+) (?:a lesson with|a visit at (?:home|night))
        """,
        unless=r"""
        watch your back (?:when you lift|pain|posture)
        (?:surgery|pain|posture|lifting|chiro\w*|spine|spinal)
        # a warning to other patients
        (?:billing|bill|insurance|charge|wallet) .. watch your back
        watch your back .. (?:billing|bills?|insurance|charges?|wallet|overcharge)
        <told>
        my (?:son|daughter|ride|husband|wife|mom)
        """,
    ),
    rule(
        "threat",
        "es",
        r"""
        (?:te|lo|la|los|las) (?:voy|vamos) a (?:matar|golpear|apuñalar|disparar|romper la cara|partir la cara|reventar)
        voy a (?:matar|golpear|apuñalar|dispararle) a (?:ese|esa|la|el|ese|tu|su|todos) \w+
        (?:voy|vamos) a (?:quemar|volar|balear) (?:el|la|ese|esa|este|esta|su) (?:hospital|cl[ií]nica|lugar|consultorio|casa|oficina)
        (?:s[eé]|sabemos) d[oó]nde (?:vives?|viven|estacionas?|duermes?|estudian (?:tus|sus) hijos)
        cu[ií]da(?:te|se) la espalda
        te voy a (?:buscar|esperar|encontrar) .. (?:casa|salida|turno|estacionamiento)
        (?:merece|hay que meterle) un (?:balazo|tiro)
        tus d[ií]as est[aá]n contados
        puse una bomba
        """,
        unless=r"""
        (?:me|nos) (?:dijo|grit[oó]|amenaz[oó]|dijeron|amenazaron)
        redes|a besos|de risa
        """,
    ),
    rule(
        "staff_exposed",
        "home",
        r"""
        (?:dr\.?|doctor|nurse) \w+(?: \w+)? lives? (?:at|on|in the|next (?:to|door)|behind|across from|over on|around the corner)
        (?:<staff>|he|she) lives (?:at \d|in the (?:\w+ ){1,2}(?:house|apartment|building|trailer)|on (?:\w+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|lane|court))
        (?:his|her|their|the (?:doctor|nurse)'s|(?:dr\.?|nurse) \w+'s) (?:house|home|home address|apartment) is (?:at|on|the|\d|right|in)
        (?:here'?s|here is|found|posting|got|this is) (?:where (?:dr\.?|nurse|doctor) \w+(?: \w+)? lives|(?:his|her|their|dr\.? \w+'s|nurse \w+'s) (?:home|house|personal|cell|private) (?:address|phone|number))
        (?:dr\.?|doctor|nurse) \w+(?:'s)? (?:home address|home phone|personal cell|cell number) is
        """,
        unless=r"""
        (?:who|that) lives? (?:in|at|on|with)
        far away
        <kin>
        (?:group|nursing|care|retirement) homes?
        on your own
        call (?:him|her|them) any ?time
        (?:heart|hearts|memory)
        """,
    ),
    rule(
        "staff_exposed",
        "family",
        r"""
        (?:the (?:doctor|nurse|surgeon|receptionist|manager)'s|(?:dr\.?|doctor|nurse) \w+'s) (?:\w+ )?(?:kids?|children|daughters?|sons?|wife|husband|mother) (?:goe?s?|attends?|works?|plays?|lives?|is enrolled|are enrolled|is|walks?)(?: \w+)? (?:to|at|in|on|for)
        (?:his|her) (?:\w+ )?(?:kids?|children|daughters?|sons?) (?:goe?s?|attends?|is enrolled|walks? home|catch(?:es)? the bus)(?: \w+)? (?:to|at|in|from) .. (?:elementary|school|academy|daycare|preschool|kindergarten)
        """,
        unless=r"<kin>|same school as (?:my|our)",
    ),
    rule(
        "staff_exposed",
        "es",
        r"""
        (?:la doctora|el doctor|la enfermera|el enfermero|dra?\.) (?:\w+ ){0,2}vive en la (?:calle|casa|avenida)
        (?:sus|los) hijos (?:de la doctora |del doctor |de la enfermera )?(?:van|estudian) (?:a|en) la escuela
        """,
    ),
)
