"""Alleged harm: adverse events, and accounts of abuse suffered. These only tell a person: recall first."""

from pipeline.core.safety.rule import rule

NEGATED = r"""
(?:no one|nobody|didn'?t|did not|never|without|wasn'?t|not|no) (?:\w+ ){0,2}(?:fell|fall|falls|infect\w*|injur\w*|die|died|wrong|drop\w*|mistakes?|errors?|hit|slapped)
"""
AT_HOME = r"""
at (?:home|work|school)
(?:before|by the time) (?:i|we|she|he) (?:came|arrived|got)
(?:brought|took|rushed) (?:her|him|me|them) (?:in|to|here)
(?:because|after|when) (?:i|he|she|<kin>) (?:had )?(?:fell|fallen|broke)
fell (?:asleep|in love|behind|through|for|ill|sick|short|apart|over at)
"""
CARED_FOR = r"""
(?:so|very|were|was|are|incredibly|extremely) (?:\w+ )?(?:kind|caring|gentle|compassionate|supportive|respectful)
(?:grateful|thankful|peacefully|hospice|thank you|amazing|wonderful|compassion)
took (?:such )?(?:\w+ )?(?:good|great|wonderful|excellent) care
"""
HURT = "(?:hit|tackled|body[- ]slammed|slammed|dragged|twisted|elbowed|headbutted|bit|threw|slapped|smacked|punched|grabbed|choked|shoved|pushed|groped|fondled|molested|raped|assaulted|beat|kicked|pinched|struck|strangled|manhandled|spat on|spit on)"
TOUCHED = r"(?:inappropriately|sexually|down there|(?:my|her|his) (?:breasts?|chest|butt|buttocks|thighs?|privates?|genitals?|crotch|vagina|penis))"
FIGURE = r"""
hit it off
hit (?:me|us|him|her|my \w+) (?:with|up|that|like|when|hard)
hit the .. (?:spot|nail|vein|button|limit|mark)
hit or miss
(?:has|have|had|he'?s|she'?s) hit
(?:pandemic|covid|virus|flu|storm|police|car|truck|bus|driver|infection|cancer) .. hit
beat (?:me|us|him|her) (?:to|there|it)
pushed (?:me|him|her|us|my (?:wheel)?chair|my \w+'s (?:wheel)?chair|my \w+ (?:all the way|in the wheelchair|to)) ?(?:to|in|into|through|around|harder|out|for|back|down the hall|all the way)?(?! (?:down|against|over|off|onto|the wall))
pushed (?:our|the) beds?
(?:playing|practice|football|soccer|skiing|car accident)
(?:slapped|hit|struck) (?:with|by) (?:\w+ )?(?:\w+ )?(?:bills?|fees?|charges?|kindness|news|how|traffic)
beat (?:my|our|all|the) (?:expectations|traffic|odds|rush|cancer)
beaten to the
punched in(?: by)?(?! the)
grabbed (?:me|him|her|us) (?:a|an|some)
the police department
"""

OUTCOME = r"""
# what happened; who is said to have done it stands near (FAULT)
(?:died|dead|death|passed away|stillborn|brain damaged?|(?:in|into) a coma|amputat\w+|lost (?:him|her|them|(?:my|our) (?:baby|son|daughter|child|leg|foot|sight)))
(?:sepsis|septic|mrsa|c\.? ?diff|staph|gangrene|pneumonia|infect(?:ed|ions?)|abscess|pus|cellulitis)
(?:hemorrhag\w+|haemorrhag\w+|blood clots?|bled|bleeding (?:out|internally)|internal bleeding|choked|suffocated|aspirated|collapsed|seizures?|overdosed?|anaphyla\w+)
(?:open wound|wound .{0,12}bone|ulcers?|bed ?sores?|blisters?|burns|scarred|disfigured|nerve damage|paraly[sz]ed|went blind|crippled|disabled)
(?:broken|broke|fractured|cracked|shattered|dislocated|bruised|crushed) (?:\w+ ){0,3}?(?:hip|arm|legs?|ribs?|wrist|ankle|nose|jaw|skull|bones?|neck|back|pelvis|shoulder|collarbone|finger|knee)
(?:hip|arm|leg|ribs|wrist|skull|pelvis|collarbone|ankle) (?:is |was |got )?(?:broke|broken|fractured)
(?:went|gone|turned) (?:black|blue|purple|numb|gray|grey)
swelled up
(?:in|needs?|stuck in) a wheelchair
lips? (?:\w+ )?blue
(?:can'?t|cannot|couldn'?t|no longer) (?:feel|move|walk|use) (?:my|his|her)? ?(?:\w+ )?(?:foot|feet|legs?|arms?|hands?|face|side|fingers?)?
(?:numb|ruined|lost) (?:\w+ )?(?:foot|hand|leg|arm|fingers?)
(?:foot|hand|leg|arm|fingers?) (?:is|are|was) (?:\w+ )?(?:numb|ruined|dead|paraly\w+)
brain (?:bleed|hemorrhage|injury|swelling)
bleed(?:ing)? (?:in|on) (?:the|his|her|my) brain
stage (?:3|4|three|four|iii|iv)
(?:ruptured|burst|perforated)
(?:born|was|were|stopped|quit) (?:not )?breathing
(?:ventilator|oxygen|feeding tube|iv|catheter|trach) (?:\w+ )?(?:came (?:loose|out|off)|disconnected|was off|ran out|unplugged)
(?:cut|sliced|hit|nicked) (?:an?|my|his|her|the) (?:artery|nerve|vein|bowel|bladder|lung)
(?:emergency|second|another|corrective) (?:surgery|operation)
(?:almost|nearly) (?:died|killed|lost)
(?:gauze|sponge|needle|clamp|metal) (?:\w+ )?(?:still |left )?(?:in|inside) (?:there|me|him|her|my)
allergic
"""
FAULT = r"""
because (?:they|you|the (?:nurse|doctor|staff|hospital)|of (?:you|your|them|their)|nobody|no one|the \w+ didn'?t)
in (?:your|their) care
because of (?:your|the|this|that|their|one) (?:\w+ )?(?:surgeon|doctor|nurse|hospital|staff|er|clinic|dentist|anesthesiologist|aide|mistake)
(?:you|they) (?:\w+ )?(?:discharged|released|turned away|fed|stuck|pulled|yanked|hooked up|gave up)
(?:let|letting) (?:his|her|my|the) (?:\w+ ){0,2}(?:drop|fall|rise|spike|run out|get)
left (?:the|a|an|my|his|her) (?:\w+ )?(?:tourniquet|clamp|catheter|iv|needle|tube|cast|bandage|dressing)
nobody (?:will|would) (?:return|answer|help|see|take)
(?:after|since) (?:the|my|his|her) (?:\w+ )?(?:epidural|injection|spinal|surgery|operation|block|shot|anesthesia|biopsy)
(?:your|their) (?:fault|negligence|mistake|error|carelessness)
(?:wouldn'?t|refused to|failed to|neglected to) (?:do|give|listen|come|check|order|see|help|take|treat|test|examine|operate|believe|admit|act)
(?:they|you|staff|nurses?|doctors?|midwi(?:fe|ves)|er|surgeon|resident|aides?|nobody|no one) (?:\w+ )?(?:ignored|dismissed|missed|forgot|refused|botched|caused|overlooked|neglected|fell asleep|kept giving|never (?:changed|cleaned|moved|removed|checked|turned|came|tested|noticed|washed|looked|monitored|answered|called))
(?:nobody|no one) (?:\w+ )?(?:checked|turned|came|noticed|saw|listened|looked|believed|was watching|answered|cleaned|changed|called|acted|responded|helped|told|stopped)
(?:chart|camera|video|record|log|monitor) (?:\w+ ){0,5}(?:says?|shows?|showed|said)
(?:dismissed|ignored) (?:my|his|her|our|the|me|him|them) (?:\w+ )?(?:symptoms?|pain|complaints?|concerns?|heartbeat|alarms?|calls?|warnings?|bleeding|fever|for)
ignored that
(?:let|letting) (?:her|him|me|my \w+) (?:fall|slip|die|lie|lay|choke|bleed)
sent (?:me|him|her|us|my \w+) (?:home|away)
(?:hid|hiding|covered|lied about) (?:it|the|what)
(?:put|placed|inserted|done|given|read|labell?ed) (?:in )?wrong
gave (?:him|her|me|them|my \w+) (?:\w+ )?(?:wrong|it anyway)
(?:though|although|even though) (?:his|her|my|the) (?:\w+ )?(?:wristband|chart|record|bracelet|file|says|said)
(?:came|went) in (?:for|with|walking) .. (?:left|came out|ended up|died|never)
(?:hours|days) (?:later|too late|before (?:anyone|someone|they))
too late
left (?:me|him|her|us|my \w+|it) (?:lying|alone|waiting|on the|for|in (?:there|me|him|her))
(?:with|from) (?:dirty|unwashed|unclean|contaminated) (?:hands|instruments|equipment|needles?)
(?:stitched|sewed|stapled|closed) (?:me|him|her|my \w+) up with
(?:surgeon|doctor|nurse|tech|aide|orderly|midwife|dentist) (?:\w+ )?(?:cut|dropped|broke|burned|tore|punctured|perforated|nicked|severed|overdosed|killed|let)
(?:after|during|since|from) (?:the|your|their|my|his|her) (?:\w+ )?(?:surgery|operation|procedure|injection|delivery|stay|visit|biopsy|infusion) (?:here|there|at your|by)
"""
GOOD_END = r"""
(?:saved|rescued) (?:my|his|her|our|me|him)
if (?:it )?(?:weren'?t|wasn'?t|not) for
(?:healed|recovered|recovering|cleared up|fully recovered|survivor)
caught (?:it|the|my|his|her|this)
(?:previous|other|another|last|old) (?:doctors?|hospitals?|clinics?|er) .. (?:missed|dismissed|ignored|sent|refused)
until (?:dr|doctor|i came|we came|this)
(?:phone|call|battery|line|internet|wifi|car|computer|tv|screen|phone line) (?:\w+ )?(?:died|dead|is dead|was dead|collapsed)
(?:dead|drop[- ]dead) (?:tired|line|serious|end|quiet|on|slow|gorgeous|battery)
(?:over|to|scared to|bored to) (?:my )?death
"""

RULES = (
    rule(
        "patient_safety",
        "medication",
        r"""
        (?:wrong|incorrect|double|too much|too many|expired|some(?:one|body) else'?s|another patient'?s|a different patient'?s|adult|lethal|massive|twice the|ten times the|10 times the) (?:\w+ ){0,3}(?:dos(?:e|es|age|ages)|medications?|medicines?|meds|pills|drugs?|insulin|prescription|vaccines?|blood|iv|antibiotics?|injection|chemo|morphine|anesthe\w+|tablets?)
        (?:gave|given|giving) .. an? (?:\w+ )?overdose of
        overdosed (?:me|him|her|my)
        (?:ten|10|two|three|four|five|twice|double|half) (?:times )?(?:the|his|her|my) (?:\w+ )?(?:amount|dose|dosage|strength)
        (?:wrong|incorrect) (?:strength|dose|dosage|amount|concentration|blood type|formula)
        (?:blood|transfusion) (?:of|from|for) (?:the|a|another|someone) (?:wrong|different|other|else)
        (?:forgot|failed|refused|never bothered) to give (?:me|him|her|my \w+) .. (?:insulin|medications?|meds|antibiotics?|medicine|blood thinners?|pills)
        (?:missed|skipped) (?:my|his|her|two|three|several) (?:\w+ )?(?:doses?|insulin|medications?)
        (?:gave|given|giving|prescribed|injected|administered|administer|fed|served) .. allerg(?:y|ic|ies)
        allerg(?:y|ic|ies) .. (?:gave (?:it|me|him|her|them)|anyway|ignored|injected|still (?:gave|prescribed))
        (?:mixed up|mix[- ]?up (?:of|with)|switched) .. (?:medications?|meds|blood|samples?|babies|charts?)
        """,
        unless=NEGATED + r"wrong (?:pharmacy|location|address|store)",
    ),
    rule(
        "patient_safety",
        "fall",
        r"""
        (?:fell|fallen|falling|fall|rolled|slid) (?:out of|off|off of|from) (?:the |her |his |my |a |an )?(?:\w+ )?(?:bed|table|stretcher|gurney|wheelchair|chair|toilet|trolley|commode|lift)
        (?:fell|fallen|slipped) .. (?:in your|on your|in the hospital|in (?:the|your) (?:hallway|corridor|lobby)|at (?:the|your|this) (?:facility|hospital|clinic)|on the (?:ward|unit)|unattended|in (?:your|their) care|no one|nobody|wet floor|call (?:light|button|bell)|left alone|unsupervised)
        (?:let|letting) (?:her|him|me|my \w+|them) (?:fall|roll off)
        <kin> (?:\w+ )?(?:fell|has fallen|had a fall|was dropped)
        (?:patients?|residents?) (?:\w+ )?(?:fell|was dropped)
        dropped (?:<kin>|my newborn|the (?:baby|newborn|patient)|him|her|me) (?:on|onto|while|during|from|and|twice|in the)
        dropped <kin>
        (?:found|discovered) (?:\w+ )?(?:on|lying on) the (?:\w+ )?(?:floor|ground)
        (?:tipped|knocked|flipped) (?:over )?(?:<kin>|him|her|me|my \w+)(?:'s)? (?:\w+ )?(?:over|wheelchair|bed|stretcher|gurney)
        (?:fell|fall) in (?:the|her|his|your) (?:shower|bathroom|hallway|corridor|room|ward|lobby|tub)
        left (?:\w+ )?(?:on|lying on) the (?:\w+ )?floor
        """,
        unless=NEGATED
        + AT_HOME
        + CARED_FOR
        + "dropped (?:me|him|her|<kin>) off|fall (?:semester|scheduled|colors|break)|appointment",
    ),
    rule(
        "patient_safety",
        "infection",
        r"""
        (?:got|gave|caught|developed|became|ended up with|contracted|came (?:home|out|back) with|gotten|left (?:me|him|her) with|acquired|picked up) .. (?:infect(?:ion|ed)|sepsis|septic|mrsa|c\.? ?diff|gangrene|staph|covid) .. (?:from|after|because|due to|since|there|surgery|hospital|iv|catheter|their|stay|they|in your|on your|at your|your)
        (?:picked up|caught|got|contracted) (?:mrsa|c\.? ?diff|sepsis|staph|an infection|a staph infection) (?:there|here|in|on|at|from|during)
        (?:incision|wound|surgical site|stitches|port|epidural|catheter|picc line|c-?section) (?:\w+ ){0,2}infected
        (?:surgical|post[- ]?op\w*|hospital[- ]acquired|wound|catheter|picc line|implant) infections?
        (?:went|became|was|turned|gone) (?:into )?(?:septic|sepsis) .. (?:because|after|they|no one|nobody|ignored|missed|sent)
        bed ?sores?
        pressure (?:ulcers?|sores?)
        maggots?
        """,
        unless=NEGATED
        + r"treated my|cleared (?:it )?up|healed|infection control|caught the infection early|"
        + "infection prevention|thank you",
    ),
    rule(
        "patient_safety",
        "procedure",
        r"""
        wrong (?:knee|leg|arm|side|site|tooth|teeth|eye|foot|hip|hand|kidney|patient|breast|finger|toe|ear|level|vertebra|body part|organ|baby)
        operated on the wrong
        (?:left|forgot|found) (?:a |an )?(?:\w+ )?(?:sponge|surgical instrument|gauze|needle|clamp|swab|scissors|scalpel|tool|packing) (?:\w+ )?(?:inside|in (?:me|him|her|my|his))
        (?:woke up|awake|felt everything) during (?:the |my |his |her )?(?:surgery|operation|procedure|c-?section)
        (?:punctured|perforated|nicked|severed|lacerated|tore) (?:my|his|her|a|an|the) (?:\w+ )?(?:lung|bowel|bladder|artery|nerve|colon|uterus|intestine|ureter|liver|esophagus|organ|vein|vocal \w+)
        (?:botched|butchered) (?:my|his|her|the|a|this|surgery|up my)
        (?:paraly[sz]ed|nerve damage|brain damage|disabled|lost (?:my|his|her) (?:leg|eye|sight|vision|hearing|uterus|foot|arm)) .. (?:since|from|after|because|during|surgery|procedure|injection)
        (?:used|dirty|reused|re-used|same|contaminated) (?:needles?|syringes?|scalpel|instruments)
        (?:needle|syringe|instruments?) (?:that )?(?:\w+ ){0,3}(?:already )?(?:been used|used on|reused|on someone else|on another)
        (?:unsterile|unsterilized|not steril\w+|never steril\w+)
        (?:didn'?t|did not|never|without|not) (?:wash\w*|changed?|changing|chang\w+) (?:\w+ )?(?:hands|gloves) .. (?:before|between|patients?|wound|iv|blood)
        """,
        unless=r"wrong (?:side of the (?:road|bed|building)|hand sanitizer)|(?:got off|on) the wrong foot|best surg\w+",
    ),
    rule(
        "patient_safety",
        "death",
        r"""
        (?:<kin>|he|she|patients?|baby|twins?) (?:\w+ ){0,2}(?:died|passed away|passed|bled to death|is dead|stopped breathing|suffocated) .. (?:because|alone|due to|neglect\w*|ignored|no one|nobody|after (?:they|you|being sent|the (?:surgery|procedure|doctor))|under your|at the hands|in your|in their care|waiting|hallway|their|fault|never checked|sent (?:him|her) home|preventable)
        (?:killed|murdered) (?:my|our|her|his) (?:\w+ )?(?:mother|mom|mum|father|dad|son|daughter|wife|husband|grand\w+|baby|brother|sister|aunt|uncle|friend|dog|cat|child|partner)
        (?:lost|losing) (?:my|our|the|her) (?:\w+ )?(?:baby|babies|twins?|son|daughter|child) .. (?:because|due|negligen\w+|they|ignored|after|no one|nobody|your)
        (?:let|left) (?:him|her|them|my \w+) (?:\w+ )?(?:die|to die)
        stillb(?:orn|irth) .. (?:because|ignored|they|monitor\w*|sent)
        (?:almost|nearly|could have|could've|would have) (?:died|killed (?:me|him|her|my|us)|lost (?:my|his|her) life|bled (?:out|to death)) .. (?:because|due|they|wrong|medication|dose|ignor\w+|waiting|nurse|doctor|hospital|sent|your|this|here|negligen\w+)
        (?:almost|nearly) (?:killed|let) (?:me|him|her|my \w+)(?: die)?
        could have (?:died|killed (?:me|him|her|my))
        wrongful death
        (?:was|were|is) (?:\w+ )?dead (?:by|within|before|when|the next|two|three|hours|that|an hour|a day)
        (?:cost|robbed) (?:me |us )?(?:<kin>|him|her|my \w+)(?: of)? (?:his|her|their) (?:own )?life
        (?:<kin>|he|she) (?:\w+ )?(?:did not|didn'?t|never) (?:make it|survive|wake up|come home|come back alive)
        (?:came|left) (?:\w+ )?out in a (?:body bag|box|casket|bag)
        """,
        unless=NEGATED
        + CARED_FOR
        + r"saved (?:my|his|her)|if (?:it )?(?:weren'?t|wasn'?t|not) for|without (?:them|this|him|her|you)|wait (?:is|was) killing|<ago> .. (?:so|very|kind)",
    ),
    rule(
        "patient_safety",
        "diagnosis",
        r"""
        misdiagnos\w+
        (?:missed(?! my appointment)|overlooked|ignored|failed to (?:see|diagnose|notice|catch|treat|spot)|didn'?t (?:catch|see|notice)) .. (?:cancer|fractures?|tumou?rs?|stroke|heart attack|appendicitis|sepsis|broken \w+|blood clot|clots?|bleed\w*|hemorrhag\w+|pneumonia|meningitis|aneurysm|preeclampsia)
        (?:sent|discharged|released) (?:me|him|her|us|my \w+|them) (?:\w+ )?home .. (?:heart attack|stroke|broken|appendi\w+|sepsis|septic|bleeding|clot|fracture|dying|died|pneumonia|ruptured|collapsed)
        (?:turned out|later|actually|another hospital (?:found|said)) .. (?:ruptured|burst|appendicitis|stroke|heart attack|sepsis|broken|fracture) .. (?:they|you|doctor|er|hospital) (?:said|told|missed|sent|dismissed)
        (?:told|said) .. (?:just|nothing|only|anxiety|fine|gas|flu|indigestion) .. (?:was|had|turned out|actually) .. (?:cancer|heart attack|stroke|appendicitis|sepsis|clot|broken|fracture|tumou?r|ruptured)
        wrong diagnosis
        """,
        unless=NEGATED
        + r"other (?:doctors?|hospitals?) .. (?:missed|misdiagnosed)|(?:elsewhere|previous doctors?) .. mis\w+|until dr|finally (?:diagnosed|found)",
    ),
    rule(
        "patient_safety",
        "injury",
        r"""
        (?:they|he|she|laser|machine|heating pad|ivs?|tape|scan|<staff>) (?:\w+ )?(?:broke|fractured|burned|burnt|dislocated|bruised|injured) (?:my|his|her) (?:\w+ )?(?:hip|arm|ribs?|leg|wrist|tooth|teeth|jaw|skin|face|shoulder|hand|neck|collarbone|finger)
        (?:burn|burns|bruises?|scars?|cuts?|wound|blisters?) .. (?:from (?:the|a|your|their|how|being)) .. (?:nurse|machine|laser|pad|restraints?|tech|staff|they|iv|aide|equipment|forgot|left)
        (?:broken|cracked|fractured|bruised) (?:\w+ )?(?:ribs?|hips?|wrists?|arms?|fingers?|collarbones?|bones?|pelvis|teeth|tooth) (?:\w+ )?(?:from|because|after) (?:how|the way|they|your|being|an aide|a nurse)
        (?:broke|broken|fractured|dislocated|burned|burnt|bruised) .. (?:while in (?:your|their)|in your care|by (?:the|your) (?:nurse|staff|aide|tech|doctor)|during (?:the )?(?:transfer|birth|delivery|surgery|x-?ray|laser))
        (?:bruises?|bruising|burns?|blisters?) (?:\w+ )?(?:all over|from (?:the|their|being|where)|shaped like|in the shape)
        (?:injured|hurt) (?:\w+ )?(?:during|by (?:the|your|a) (?:nurse|staff|doctor|tech|aide|surgeon)|because (?:of )?(?:the|your) (?:nurse|staff|doctor))
        (?:black and blue) .. (?:iv|needle|blood draw|stuck|arm|from)
        (?:arm|hand|leg|foot) (?:turned|went) (?:black|blue|purple|numb)
        (?:collapsed|punctured) (?:my|his|her) lung
        """,
        unless=AT_HOME + FIGURE + "before surgery|fixed|repaired|thank you|bike|bicycle",
    ),
    rule(
        "patient_safety",
        "neglect",
        r"""
        (?:left|sat|sitting|lying|laying|laid|lay) .. (?:in (?:his|her|my|their|its|a) (?:own )?(?:soiled |dirty |wet |full )?(?:urine|feces|waste|vomit|blood|poop|pee|soiled|filth|excrement|diaper)|in soiled|in wet)
        (?:left|was|lay|laying|lying|sat) (?:\w+ )?bleeding .. (?:hours?|floor|waiting|alone|no one|nobody|told|bus|home)
        left bleeding
        (?:call (?:button|light|bell)|no one|nobody) .. (?:answered|came|responded|checked|helped) .. (?:stopped breathing|bleeding|seizure|choking|unconscious|fell|collapsed|chest pain)
        (?:no one|nobody|didn'?t|never|ignored) (?:\w+ ){0,2}(?:noticed?|notice|check\w*|the) .. (?:stopped breathing|oxygen|bleeding|choking|monitor alarm|alarms?)
        (?:dehydrated|malnourished|starved|not fed|unfed|never fed|without (?:food|water)) .. (?:in your|at your|your (?:staff|facility|hospital)|nurs\w+|days|facility|ward)
        (?:restrained|tied|strapped|sedated|chained|handcuffed) .. (?:without|hours|against|for no|all night|all day|to (?:the|a|his|her) (?:bed|chair|wheelchair))
        medical (?:negligence|malpractice|neglect)
        """,
        unless=NEGATED,
    ),
    rule(
        "patient_safety",
        "outcome",
        OUTCOME,
        near=FAULT,
        unless=NEGATED + AT_HOME + CARED_FOR + GOOD_END,
    ),
    rule(
        "patient_safety",
        "es",
        r"""
        (?:dosis|medicamento|medicina|vacuna|pastilla|inyecci[oó]n|sangre|tipo de sangre) (?:equivocad[oa]|incorrect[oa]|vencid[oa])
        sangre de otro (?:tipo|paciente)
        (?:le|me) (?:dieron|pusieron|inyectaron) .. al[eé]rgic[oa]
        (?:equivocaron|confundieron) .. (?:dosis|medicamento|medicina|paciente|pierna|sangre)
        se (?:me |le |nos )?cay[oó] (?:(?:dos|tres|varias) veces )?(?:de la (?:cama|camilla|silla)|en el (?:hospital|baño|pasillo)|al (?:piso|suelo))
        (?:dejaron caer|tiraron) (?:a )?(?:mi|al) \w+
        (?:infecci[oó]n|infectad[oa]|infect[oó]) .. (?:por|despu[eé]s|en el hospital|cirug[ií]a|herida|operaci[oó]n)
        se (?:me |le )?infect[oó]
        (?:muri[oó]|falleci[oó]) .. (?:por (?:su|culpa|negligencia|falta)|esperando|sin (?:atenci[oó]n|que)|nadie|negligencia|descuido)
        (?:mataron|dejaron morir) a mi \w+
        casi (?:se )?(?:muere|muero|me matan|me muero|lo matan|la matan)
        (?:negligencia (?:m[eé]dica)?|mala praxis)
        (?:mal diagn[oó]stico|diagn[oó]stico equivocado|diagnosticaron mal)
        me operaron (?:mal|la \w+ equivocada|el \w+ equivocado)
        aguja (?:usada|sucia)
        (?:olvidaron|dejaron) una (?:gasa|esponja|aguja) (?:dentro|adentro)
        """,
        unless=r"casi me muero de (?:risa|hambre|fr[ií]o|la pena|verg[uü]enza)|gracias a|me salvaron",
    ),
    rule(
        "patient_safety",
        "abuse_by_staff",
        rf"""
        <staff> (?:\w+ ){{0,2}}{HURT} (?:me|my \w+|her|him|us|our \w+|the patient|a patient|an? \w+ (?:patient|resident|woman|man)|residents?|patients)
        (?:he|she|they) (?:\w+ )?{HURT} (?:my \w+|the patient|a patient|residents?|patients)
        (?:<staff>|he|she) (?:\w+ ){{0,2}}(?:touched|rubbed|kissed|exposed|undressed) (?:me|her|him|my \w+) (?:\w+ )?{TOUCHED}
        (?:<staff>|he|she) (?:\w+ ){{0,2}}(?:touched|rubbed|grabbed|squeezed|fondled) {TOUCHED}
        (?:{HURT}|abused|sexually harassed|touched inappropriately|bitten|sexually \w+) by .. <staff>
        (?:was|were|been|being) (?:\w+ )?(?:abused|assaulted|hit|slapped|beaten|raped|molested) .. (?:in your|at your|at this|by your|in the (?:nursing home|facility|memory care|hospital|ward|psych))
        elder abuse
        (?:<staff>|he|she|one of your \w+|somebody|someone) touched (?:me|her|him|my \w+) (?:under|while (?:i|she|he) (?:was|slept)|when (?:i|she|he) (?:was|were)|down)
        (?:put|stuck|shoved|slid|forced) (?:his|her|their) (?:hands?|fingers?|tongue|penis) (?:down|up|inside|in|under|into|between|on) (?:my|her|his|me|our)
        (?:residents?|patients?) .. being (?:hit|slapped|beaten|abused|assaulted|molested|drugged)
        (?:<staff>|he|she|they) .. (?:twisted|bent|yanked|pulled) (?:my|her|his) (?:\w+ )?(?:arm|hair|wrist|neck|leg|ear)
        (?:knelt|kneeled|stood|sat|stepped) on (?:my|his|her) (?:neck|chest|back|head|throat)
        """,
        unless=NEGATED + FIGURE,
    ),
    rule(
        "patient_safety",
        "abuse_by_staff.es",
        r"""
        (?:enfermer[oa]|doctora?|m[eé]dico|cirujan[oa]) (?:\w+ ){0,2}?(?:fractur[oó]|quebr[oó]|rompi[oó]|quem[oó]|perfor[oó]|cort[oó]) (?:el|la|un|una|su|mi) \w+
        (?:enfermer[oa]|doctora?|m[eé]dico|emplead[oa]|guardia|cuidador[a]?|t[eé]cnico) (?:\w+ ){0,3}?(?:golpe[oó]|peg[oó]|cachete[oó]|abofete[oó]|empuj[oó]|jal[oó]) (?:a|contra) (?:mi|la|una?|el) \w+
        (?:enfermer[oa]|doctora?|m[eé]dico|emplead[oa]|guardia|cuidador[a]?|t[eé]cnico) .. (?:me|le|la|lo|nos) (?:peg[oó]|golpe[oó]|manose[oó]|toc[oó] (?:indebidamente|sin permiso|los senos)|abus[oó]|viol[oó]|empuj[oó](?! la (?:silla|camilla)))
        """,
    ),
    rule(
        "abuse_suffered",
        "told",
        rf"""
        (?:i|we|<kin>|my \w+|she|he) (?:was|were|got|have been|has been|had been|am being|is being|been) (?:\w+ )?(?:raped|groped|molested|sexually (?:assaulted|abused|harassed)|assaulted|abused|slapped|beaten|fondled|violated|strangled|choked|punched|kicked|manhandled|battered)
        (?:he|she|they|<staff>|(?:my|her|his) (?:ex|husband|wife|father|stepfather|uncle|boyfriend|therapist|doctor|coach|boss)|(?:a|the|your) (?:\w+ )?(?:<staff>|man|woman|guy|patient)) (?:\w+ ){{0,2}}?{HURT} (?:me|my \w+|her|him|us|our \w+)
        (?:he|she|they|who|<staff>|(?:man|patient|guy|woman) [^.!?\n]{{0,30}}|uncle|father|stepfather|boyfriend|ex|husband|coach) (?:\w+ )?(?:raped|groped|molested|fondled|forced (?:himself|herself) on) (?:me|my \w+|her|him|us)
        touched (?:me|her|him) (?:under|while (?:i|she|he)|when (?:i|she|he) (?:was|were)|down|in (?:places|my|ways))
        (?:touched|rubbed|kissed|grabbed|squeezed) (?:me |her |him )?(?:\w+ )?{TOUCHED}
        (?:survivor|victim) of (?:\w+ )?(?:abuse|assault|rape|domestic violence|violence)
        my (?:abuser|rapist|attacker)
        (?:stepfather|father|stepdad|dad|uncle|ex|ex-\w+|husband|boyfriend|partner|wife|he|she|priest|coach|mother|brother|teacher|therapist|doctor|nurse) (?:\w+ )?abused me
        (?:rape|assault|abuse|incest|dv) (?:survivor|victim)
        (?:tried to |almost )?(?:strangled?|choked?|raped?|suffocated?) me
        (?:exposed|exposing|flashed) (?:himself|herself|his (?:penis|genitals)) (?:to|at|in front of)?(?: me| my \w+| us| her)?
        (?:doctor|priest|coach|uncle|stepfather|father|he|man|nurse|tech|aide|therapist|orderly|guard) (?:here |there |at \w+ )?touched me(?=[.!,]|$| when| while| under| where| there)
        (?:guard|aide|nurse|orderly|he|she|they|tech|cop|officer) (?:\w+ )?(?:broke|fractured|twisted|dislocated) my (?:arm|wrist|nose|jaw|ribs?|finger|shoulder|collarbone)
        (?:put|stuck|shoved|slid|forced) (?:his|her|their) (?:hands?|fingers?|tongue|penis) (?:down|up|inside|in|under|into|between|on) (?:my|her|his|me|our)(?! (?:shoulder|forehead|hand|arm))
        (?:told|telling|reported|disclosed) .. (?:about )?(?:the|my|a) (?:rape|assault|abuse|molestation)
        (?:my ex|he|husband|boyfriend|partner|father|stepfather) (?:broke|blackened|busted|fractured) my (?:jaw|nose|arm|ribs?|eye|face|wrist|cheekbone)
        (?:used to|would|kept) (?:\w+ )?(?:hit|beat|hitting|beating|rape|raping|molest|molesting|touch|touching|choke|choking) (?:me|us|my (?:mother|mom|sister|brother|kids?))
        (?:<kin>|my (?:ex|stepdad|stepfather)) (?:hits|beats|rapes|chokes|touches) (?:me|us|my \w+)
        """,
        unless=NEGATED + FIGURE,
    ),
    rule(
        "warned",
        "harm",
        r"""
        (?:(?:this|that|the|your|their|these|those)(?: \w+){1,3}?|it|they|somebody here|someone here)(?:'s|'re| is| are)? (?:actually |literally |honestly |probably |eventually )?(?:going to|gonna|will|could|can|might|about to|bound to) (?:\w+ )?(?:kill|hurt|be the death of) (?:someone|somebody|people|patients?|a patient|us|me|you|my \w+|a (?:kid|child|baby))
        (?:someone|somebody|a patient|people|patients|a (?:kid|child|baby)) (?:is|are|'s) (?:going to|gonna) (?:die|get (?:hurt|killed)|end up dead|be (?:hurt|killed))
        (?:someone|somebody|a patient|people|patients) (?:will|could|might) (?:die|get (?:hurt|killed)|be (?:hurt|killed)) (?:if|unless|because|as long as|when|here if|like this)
        you (?:might|may) as well have killed (?:me|him|her|my \w+)
        before (?:someone|somebody|a patient|another patient|a (?:kid|child|baby)) (?:dies|is killed|gets (?:hurt|killed))
        (?:almost|nearly|tried to|trying to) (?:kill|killed|murder|murdered) (?:me|us|him|her|my \w+|a patient)
        (?:killed|let) (?:my|our) (?:\w+ )?(?:mother|mom|mum|father|dad|son|daughter|wife|husband|brother|sister|baby|child|grand\w+)
        """,
        unless=r"(?:i'?m|i am|i'?ll|i will|we'?ll|we will|i'?m coming|and then i) (?:\w+ ){0,3}(?:kill|hurt|shoot|burn|break|find)",
    ),
    rule(
        "abuse_suffered",
        "es",
        r"""
        me (?:violaron|viol[oó]|violaba|manose[oó]|manosearon|golpearon|golpe[oó]|golpeaba|pegaba|peg[oó](?! (?:fuerte|duro)? ?(?:la|el|un|una) )(?! fuerte)|pegaron|abusaron|toc[oó] los senos|cachete[oó])
        abus[oó] de (?:m[ií]|ella|mi \w+)
        fui (?:violad[oa]|abusad[oa]|agredid[oa]|golpead[oa]|manosead[oa])
        (?:golpe[oó]|peg[oó]|cachete[oó]|abofete[oó]) a mi \w+
        (?:mi|su) (?:esposo|marido|novio|pareja|ex|pap[aá]|padrastro|hijo) (?:me|la|le|lo|nos) (?:pega|golpea|viola|maltrata)
        """,
    ),
)
