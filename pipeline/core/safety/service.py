"""Plain evidence of a complaint, a question, praise or talk of work, for when no model answers or it lacks the language."""

from pipeline.core.safety.rule import rule

DENIED = r"""
(?:no|nobody|no one|opposite of|not|never|wasn'?t|weren'?t|isn'?t|without|didn'?t|hardly any|don'?t|nothing) (?:a |any |been |once |have to |too |to |was |is )?(?:\w+ )?(?:waits?|waited|waiting|rude|arrogan\w+|careless|unprofessional|dismissive|long|disappoint\w*|ignored|terrible|bad|problems?|issues?|complain\w*|rushed|dirty)
nothing to complain
(?:used to be|unlike|compared to|after a) .. (?:rude|terrible|awful|horrible|worst|bad)
"""

RULES = (
    rule(
        "complaint_words",
        "waiting",
        r"""
        (?:wait(?:ed|ing|s)?|sat|sitting|on hold|held on) .. (?:hours?|hrs?|minutes|mins?|weeks?|months?|forever|all (?:day|night)|too long|so long|ages)
        (?:long|longer|endless|excessive|terrible|ridiculous|horrible) (?:wait\w*|delays?|queues?|lines?)
        (?:wait|waiting)(?:ing)? (?:times?|lists?|room) (?:\w+ ){0,2}(?:too |very |so |was |is |are |were |ridiculously )?(?:long|terrible|ridiculous|horrible|awful|bad|hours)
        waiting times?
        (?:took|takes|taking) (?:\w+ )?(?:forever|too long|so long|ages|hours|weeks|months|over an hour)
        (?:\d+|two|three|four|five|six|ten|twenty|thirty|forty|fifty|sixty|ninety|several|many|an|half an) (?:hours?|hrs|minutes?|mins?|months?|weeks?|days?) (?:\w+ )?(?:late|delay|wait\w*|past my|after my)
        running (?:\w+ )?late
        waited[,.!]+ (?:and )?waited
        (?:days|weeks|months) (?:just )?(?:for|to get) (?:an? )?(?:\w+ )?(?:\w+ )?(?:appointment|mri|ct|scan|x-?ray|results?|referral|test|call back|ultrasound)
        (?:kept|keep|left) (?:me|us|him|her|my \w+|you|patients|people)? ?(?:waiting|on hold)
        """,
        unless=DENIED,
    ),
    rule(
        "complaint_words",
        "manner",
        r"""
        (?:rude|rudely|rudeness|disrespect\w*|unprofessional\w*|dismissive|dismissed (?:me|my|her|him)|condescend\w*|arrogan\w+|uncaring|unhelpful|incompeten\w+|inconsiderate|patroni[sz]ing|abrupt|impolite|unfriendly|careless|lazy|heartless|cruel|callous|hostile|impatient|snappy|insulting|judg(?:e)?mental|belittl\w+|bull(?:y|ied|ying))
        (?:ignored|ignoring|ignores) (?:me|us|my|her|him|our|patients?|the)
        (?:laughed|yelled|shouted|screamed|snapped|swore|barked|rolled (?:her|his|their) eyes) at (?:me|us|my|her|him)
        (?:bad|poor|terrible|nasty|awful|horrible|an|such) (?:\w+ )?(?:attitude|manners|bedside manner)
        (?:no|zero|lack of|lacks?|lacking) (?:\w+ )?(?:compassion|empathy|bedside manner|respect|communication|care|professionalism|sympathy|manners|dignity|concern|kindness)
        (?:didn'?t|did not|doesn'?t|does not|don'?t|never|won'?t|wouldn'?t|not) (?:\w+ )?(?:listen\w*|care|explain\w*|help|believe me|take (?:me|it|my \w+) serious\w*|acknowledge|apologi[sz]e|introduce|examine\w*)
        (?:(?:was|were|been|felt) treated|treated (?:me|us|my \w+|her|him|people|patients)|made (?:me|us|my \w+|her|him|people|patients))(?: \w+){0,3}? (?:like (?:a |an )?(?:\w+ )?(?:dirt|crap|shit|garbage|animal|criminal|number|burden|nuisance|child|idiot|nothing|joke|second[- ]class)|feel (?:\w+ )?(?:stupid|small|bad|rushed|unwelcome|guilty|worse|like))
        felt (?:\w+ )?(?:rushed|ignored|dismissed|unheard|humiliated|judged|unwelcome|let down|like (?:a |an )?(?:number|burden|nuisance|inconvenience))
        (?:talk\w*|spoke|speak) down to
        spent (?:\w+ )?(?:\w+ )?(?:minutes?|mins|seconds) with (?:me|us|him|her|my)
        (?:left|walked out|was|came out|went home) (?:\w+ )?(?:in tears|crying|sobbing|humiliated)
        (?:blamed|blaming|blames) (?:me|us|him|her|my|it on)
        rushed (?:me|us|through|out|visit|appointment)
        """,
        unless=DENIED,
    ),
    rule(
        "complaint_words",
        "verdict",
        r"""
        (?:worst|terrible|horrible|horrendous|awful|disgust\w+|appalling|atrocious|unacceptable|nightmare|pathetic|disappoint\w+|ridiculous|shambles|shambolic|disgrace\w*|shameful|dreadful|abysmal|disaster|unsafe|useless|subpar|mediocre|a joke|shame on|frustrat\w+)
        (?:never|not|won'?t|will not|wouldn'?t) (?:ever )?(?:again|going back|go back|coming back|come back|return\w*|be back|using them again|recommend\w*)
        (?:avoid|stay away|run away|beware|steer clear|go elsewhere|look elsewhere|find another|do not go|don'?t go|don'?t waste|do not recommend|don'?t recommend|do not use|don'?t use)
        (?:zero|0|1|one) stars?
        (?:poor|bad|lousy|rubbish|shoddy|crap|shit|shitty|sub-?standard) (?:\w+ )?(?:service|care|experience|communication|treatment|food|organi[sz]ation|management|attitude|staff|quality)
        (?:negligen\w+|malpractice|neglect\w*|mistreat\w*|discriminat\w+|racis\w+|lied|lies|liars?|greedy|money[- ]grab\w*|waste of (?:time|money)|rip[- ]?off)
        (?:filthy|dirty|unclean|unhygienic|roach\w*|mou?ldy|smell(?:s|ed)? (?:of|like)|stank|stinks?|blood on the)
        (?:could|should|needs?|need to|must) (?:\w+ )?(?:be better|improve\w*|do better|be improved)
        (?:complaint|complain(?:ed|ing)?|report(?:ing|ed)? (?:this|them|you)|lawsuit|lawyer|sue|suing|attorney|grievance)
        (?:too|so|very) (?:noisy|loud|cold|hot|crowded|expensive|busy|short|slow|painful)
        (?:food|room|water|floor|bathroom|meal|coffee|ward) (?:was|is|were) (?:\w+ )?(?:cold|freezing|inedible|disgusting|stale|boiling|sticky|bland|awful)
        overpriced
        (?:let down|fed up|put off|not good enough|not happy|unhappy|upset\w*|not impressed|unsatisf\w+|dissatisf\w+)
        """,
        unless=DENIED + "not disappoint\\w*|never disappoint\\w*",
    ),
    rule(
        "complaint_words",
        "billing",
        r"""
        (?:overcharg\w+|double[- ]billed|over-?billed|wrongly billed|billed (?:me |us |my \w+ )?(?:twice|wrong|incorrectly|for|\$)|charged (?:me|us|twice|for (?:a|something)))
        charged \$ ?\d+
        (?:keep|kept|still) (?:getting|receiving|sending)(?: me| us)? (?:\w+ )?(?:bills?|charges|invoices?|collection)
        (?:surprise|huge|outrageous|ridiculous|unexpected|crazy|wrong) (?:\w+ )?(?:bills?|charges?|fees?)
        (?:sent|turned) (?:me |it |us )?(?:over )?to collections
        (?:refund|billing (?:error|nightmare|issues?|mistakes?|problems?|practices)|bill (?:is|was) wrong|still (?:getting|receiving) bills)
        """,
        unless=r"(?:quick|prompt|helpful|easy|great) (?:\w+ )?(?:refund|billing)|explained (?:my|the) bill",
    ),
    rule(
        "complaint_words",
        "reach",
        r"""
        (?:never|not|didn'?t|don'?t|doesn'?t|won'?t|wouldn'?t|can'?t|couldn'?t|cannot|unable to|impossible to|hard to|difficult to) (?:\w+ )?(?:call(?:ed|s)? (?:me |us |you )?back|return\w* (?:my |our |any )?(?:calls?|phone)|answer\w* (?:the |my |their )?(?:phone|calls?|emails?|questions?|messages?)|respond\w*|repl(?:y|ied)|get (?:through|an appointment|a hold of|hold of|in touch|anyone|a call)|got (?:a|my|any) (?:call|results?|response|answer)|reach (?:anyone|them|the|a)|pick(?:s|ed)? up)
        (?:no one|nobody|noone) (?:\w+ ){0,2}(?:call\w*|answer\w*|came|come|comes|told|listen\w*|help\w*|cares?|cared|picks? up|responds?|responded|explained|checked|seem\w*|knows?|knew|available|bothered|spoke)
        (?:cancel+ed|rescheduled|lost) (?:my|our|his|her|the|my \w+'s) (?:\w+ )?(?:appointment|appt|surgery|operation|records?|paperwork|referral|results?|prescription|samples?|labs?|belongings|glasses|teeth|hearing aids?|clothes)
        (?:appointments?|surgery|operation|scan) (?:\w+ ){0,3}(?:cancel+ed|postponed)
        hung up on
        (?:refused|refuses|refusing) to
        (?:turned|sent) (?:me|us|him|her|my \w+) away
        (?:wrong|incorrect) (?:information|appointment|number|advice|address|instructions|place|department|results?)
        (?:not enough|lack of|more|short of|shortage of) (?:staff|nurses|doctors|parking|appointments|information|beds|seats|chairs|seating|communication|privacy)
        still (?:waiting|no (?:answer|results?|appointment|call)|haven'?t|have not|in pain)
        """,
        unless=DENIED,
    ),
    rule(
        "complaint_words",
        "es",
        r"""
        p[eé]sim[oa]s?
        (?:horrible|terrible|mal[oa]|fatal|lent[oa]) (?:\w+ )?(?:atenci[oó]n|experiencia|servicio|trato|lugar|hospital|cl[ií]nica|actitud)
        (?:atenci[oó]n|servicio|trato|experiencia|lugar) (?:\w+ ){0,2}(?:horrible|terrible|p[eé]sim[oa]|mal[oa]|lent[oa]|fatal|desagradable)
        mal(?:a)? (?:servicio|trato|atendid[oa]s?|educad[oa]s?)
        (?:groser[oa]s?|grosería|maleducad[oa]s?|irrespetuos[oa]s?|prepotentes?|d[eé]spotas?|incompetentes?|in[uú]til(?:es)?|ineptos?|negligen\w+)
        (?:esper[eé]|esperamos|esperando|espera de|tardaron|tardan|tard[oó]) .. (?:horas?|minutos|meses|semanas|mucho|siglos)
        nunca (?:m[aá]s|contestan|llaman|llamaron|me llamaron|devuelven|vuelvo|volver[eé])
        nadie (?:contesta|(?:me|nos) (?:ayud[oó]|atendi[oó]|dijo|explic[oó]|llam[oó]|hizo caso)|responde|hace nada)
        no (?:contestan|responden|atienden|vuelvo|se (?:lo|la) recomiendo|(?:lo|la|los|las|le)? ?recomiendo(?: este| esta| a nadie)?|me (?:atendieron|hicieron caso|llamaron|escuch\w+|dieron|explic\w+))
        (?:me|nos) (?:cobraron|ignor\w+|trat\w+ (?:muy )?mal|cancelaron|perdieron|mintieron|gritaron|gritó)
        (?:queja|quejarme|denuncia\w*|demanda\w*|vergüenza|decepci[oó]n|decepcionad[oa]|asqueros[oa]|suci[oa]s?|estafa)
        """,
        unless=r"nunca (?:tuve|hubo|tuvimos) (?:un |una |ning[uú]n )?(?:problema|queja)s?|sin (?:queja|problema)s?|ninguna queja|no (?:tengo|hay) (?:ninguna )?quejas?",
    ),
    rule(
        "question_words",
        "ask",
        r"""
        (?:what (?:are|time|is)|what's|do (?:you|they|i)|does (?:this|the|anyone|your|dr\.?|medic\w+)|did|is (?:there|this|it|the|dr\.?)|are (?:you|there|walk|masks|visitors|the|kids)|can (?:i|you|my|someone|we|anyone|kids)|could (?:i|you|someone)|how (?:do|can|much|long|late|early|soon|would)|where (?:do|can|is|are|should)|when (?:do|does|is|will|are|can)|which|who (?:do|can|should|is|takes)|will (?:you|my|the)|has anyone|anyone know)\b(?:[^.!?\n]|(?<=\bdr)\.){0,80}\?
        (?:does )?anyone know (?:if|what|when|where|how|whether|the|their)
        (?:what are|need|looking for|tell me) (?:the |your )?(?:hours|opening times|visiting hours|fax number|phone number for)
        (?:i'?d like|i would like|need|trying|want|how) to (?:make|schedule|book|get|request|reschedule) (?:an |my |a )?(?:appointment|appt|copy of my (?:\w+ )?records?|medical records|vaccine|referral)
        (?:can|are|is|do) (?:kids|children|visitors|dogs|pets|walk-?ins|masks|siblings|i) (?:visit|allowed|come|welcome|required|accepted|stay|need)(?: \w+){0,6}[?.]?$
        (?:accept|take|taking) (?:\w+ )?(?:medicaid|medicare|insurance|aetna|cigna|new patients) ?\?
        """,
        unless=r"""
        what (?:is|are) (?:wrong|you people|the point|going on|people|they thinking)
        (?:are you|are they|is this) (?:a )?(?:kidding|serious|fucking|stupid|insane|crazy|joke|for real)
        how (?:is this|can you (?:treat|call|sleep|people|be|run|start|recommend|let)|do you (?:sleep|people|live)|would you feel|can (?:they|someone|anyone|people))
        do you (?:know|think|even|people|realize|want|understand)
        what is this
        where do i (?:start|begin)
        """,
    ),
    rule(
        "question_words",
        "es",
        r"""
        (?:aceptan|toman|reciben) (?:\w+ )?(?:seguro|medicaid|medicare|pacientes|aseguranza)
        (?:cu[aá]l es (?:el|la|su)|a qu[eé] hora|qu[eé] horario|cu[aá]nto (?:cuesta|cobran|tarda)|d[oó]nde (?:queda|est[aá]n?|puedo)|c[oó]mo (?:puedo|hago|saco|consigo|pido)|tienen (?:citas?|doctor|pediatra|estacionamiento)|hay (?:citas?|estacionamiento|alguien que hable)|puedo (?:llevar|ir|hacer|pedir|sacar))\b(?:[^.!?\n]|(?<=\bdr)\.){0,80}\?
        ¿ ?(?:atienden|abren|cierran|hacen|ofrecen|est[aá]n|tienen|se puede|puedo|necesito|d[oó]nde|cu[aá]ndo|cu[aá]nto|a qu[eé]|qui[eé]n|hablan|hay)\b(?:[^.!?\n]|(?<=\bdr)\.){0,80}\?
        (?:cu[aá]l es el horario|necesito (?:una cita|sacar cita|mi expediente)|quisiera (?:una cita|saber|preguntar))
        """,
        unless=r"c[oó]mo (?:puede|es posible)|qu[eé] les pasa",
    ),
    rule(
        "praise_words",
        "en",
        r"""
        (?:thanks|thank (?:you|u|god)|thankful|amazing|wonderful\w*|excellent\w*|fantastic|outstanding|superb|brilliant|exceptional|phenomenal|terrific|fabulous|incredible|lovely|perfect|top[- ]notch|first class|marvellous|marvelous|impressed|grateful|blessed|awesome|angels?|life ?saver|second to none|no complaints?)
        (?:great|good|best|very good|nice|kind|friendly|helpful|caring|professional) (?:\w+ )?(?:care|experience|staff|service|doctors?|nurses?|team|hospital|job|place|people|treatment|clinic)
        (?:staff|nurses?|doctors?|everyone|team|service|care|they|she|he|all|dr\.? \w+) (?:\w+ )?(?:is|are|was|were|have been|has been)? ?(?:all |so |very |really |always |extremely |incredibly |super |absolutely )*(?:great|kind|friendly|helpful|caring|professional|attentive|polite|pleasant|nice|patient|gentle|courteous|good|supportive|understanding|efficient|welcoming)
        (?:is|are|was|were) (?:simply |just |hands down )?the best
        (?:highly|definitely|would|100%|strongly) recommend
        (?:love|loved|adore) (?:this|my|dr\.?|the|these|that|our|it|her|him|them)
        (?:saved|changed) (?:my|his|her|our) (?:\w+ )?(?:life|lives|son|daughter|baby|husband|wife|mother|father)
        (?:five|5) stars?
        (?:10/10|100/100|5/5)
        (?:couldn'?t|could not) (?:have )?(?:ask(?:ed)?|wish(?:ed)?|hope[d]?) for (?:a )?(?:better|more|nicer)
        shout[- ]?outs? to
        (?:you|she|he|they|team|nurses?|staff) (?:all )?rocks?
        made (?:a|my|our|the|me|it|everything) (?:\w+ ){0,3}(?:easy|easier|comfortable|smooth|special|bearable|at ease|fun|calm)
        (?:very|so|really|extremely|always|super) (?:kind|friendly|helpful|caring|professional|thorough|polite|pleasant|attentive|quick|efficient|supportive|reassuring|informative|satisfied|happy|pleased|good)
        (?:went|go|goes) (?:above and beyond|the extra mile)
        """,
        unless=r"(?:not|never|wasn'?t|weren'?t|isn'?t|aren'?t|no|thanks for nothing|would be|could be|should be|need|wish) (?:\w+ ){0,2}(?:amazing|great|good|kind|friendly|helpful|caring|professional|impressed|perfect|happy|satisfied|recommend|thanks|polite)|thanks for nothing",
    ),
    rule(
        "praise_words",
        "es",
        r"""
        (?:gracias|excelentes?|maravillos[oa]s?|fant[aá]stic[oa]s?|encantad[oa]s?|agradecid[oa]s?|incre[ií]bles?|bendici(?:[oó]n|ones)|bendiga|[aá]ngel(?:es)?|felicidades|lo m[aá]ximo)
        (?:es|son) (?:un|puro) (?:amor|sol|encanto|[aá]ngel)
        (?:muy|super|s[uú]per|tan) (?:amables?|buen[oa]s?|atent[oa]s?|profesional(?:es)?|cariñ?os[oa]s?|bonit[oa]|bien atendid[oa]|content[oa])
        (?:recomiendo (?:mucho|ampliamente|al 100|este|esta|a)|(?:lo|la|los|las|se los|se lo) recomiendo)
        (?:buena|gran|mejor|buen) (?:atenci[oó]n|servicio|trato|experiencia|hospital|doctora?|cl[ií]nica)
        """,
        unless=r"no (?:\w+ )?(?:recomiendo|es|son|fue|fueron)|gracias por nada|nada",
    ),
    rule(
        "staff_work",
        "voice",
        r"""
        # someone who works here speaks
        (?:i|i've|i have|we) (?:\w+ )?(?:work(?:ed|ing)?|been working|am employed) (?:here|there|at this (?:hospital|clinic|facility|place)|on (?:this|the|that) (?:unit|ward|floor)|for (?:this|the) (?:hospital|company|system)|in (?:this|the) (?:er|icu|hospital|department))
        (?:i'?m|i am) an? (?:\w+ )?(?:nurse|tech|aide|cna|employee|resident|phlebotomist|housekeeper|janitor|clerk|staff member) (?:here|at (?:this|your|that|the)|in (?:this|your|the))
        (?:employee|staff|nurse|worker|insider) here[:,.]
        (?:without|no|denied|refused us|give us) (?:a |any )?(?:raises?|breaks?|overtime pay|hazard pay|sick days?)
        (?:i|we) (?:just )?(?:resigned|quit) (?:because|after|over|due)
        on my (?:floor|unit|shift)
        as an? (?:\w+ )?(?:employee|nurse|aide|tech|cna|staff member|resident|worker) (?:here|at this|there|of this|who works)
        (?:i|i've|i have) (?:\w+ ){0,2}?(?:been|was) an? (?:\w+ )?(?:nurse|tech|aide|cna|employee|resident|clerk|receptionist|medic|housekeeper) (?:here|there|on (?:this|that|the)|at (?:this|that))
        i (?:just )?(?:quit|left|resigned from) (?:my )?(?:job|position|work) (?:here|there|at (?:this|that|the) (?:hospital|clinic|place|facility))
        used to work (?:here|there|at (?:this|that) (?:hospital|clinic|place|facility))
        (?:cut|slashed|froze|stole) our (?:hours|pay|wages|breaks|raises)
        (?:former|current|ex)[- ](?:employee|staff|nurse|worker)
        my (?:co-?workers|shift|manager here|unit|paycheck|nursing license)
        our (?:pay|shifts?|raises?|wages|contract|breaks|patient ratios?|ratios|union|hazard pay|coworkers)
        (?:we|us) (?:nurses|techs|aides|residents|staff|employees|workers)
        """,
        unless=r"my shift at (?:work|the)|our contract with|my unit (?:number|apartment)",
    ),
    rule(
        "staff_work",
        "union",
        r"""
        (?:nurses?'?|workers'?|staff|employees|hospital|health ?care|our|the|a|join the|residents'?) unions?(?! station| street| square| st| ave\w*| hospital| city| county| office| memorial| general| location)
        (?:unioni[sz]e|unioni[sz]ing|unioni[sz]ation|union[- ]bust\w*|union vote|vote union|seiu|nnu|nlrb|afscme)
        (?:nurses|staff|workers|aides|we) (?:are |is |will be )?(?:walking out|walk out|picketing|protesting)
        (?:short[- ]staffed|understaffed) .. (?:management|bonus\w*|ceo|executives|pay)
        ceo (?:\w+ )?(?:makes|earns|gets|pockets) .. (?:million|while)
        (?:collective bargaining|strike vote|picket(?:ing|ed| line)|contract (?:vote|negotiat\w+)|on strike|going on strike)
        (?:safe staffing|(?:safe|staffing|nurse|patient) ratios?|(?:talks?|mentions?|talking) (?:about )?(?:the )?unions?|retaliat\w+|mandatory overtime|hazard pay|wage theft|underpaid|pay (?:your|the|their) (?:nurses|staff|employees|workers)|nurses deserve)
        """,
        unless=r"credit union|european union|student union|western union",
    ),
    rule(
        "staff_work",
        "es",
        r"""
        (?:sindicato|sindicales|huelga|paro laboral)
        (?:trabajo|trabaj[eé]|trabajamos|trabajaba) (?:aqu[ií]|en este hospital|en esta cl[ií]nica)
        nuestr[oa]s? (?:sueldos?|salarios?|turnos?|contrato)
        (?:ex ?emplead[oa]|como emplead[oa])
        """,
    ),
)
