"""Plain evidence of a complaint, a question or talk of work, for when no model answers or the text is in Spanish."""

from pipeline.core.safety.rule import rules

RULES = (
    *rules(
        "complaint_words",
        {
            "waiting": r"\b(?:wait(?:ed|ing)?|sat|hold)\b[^.!?\n]{0,30}\b(?:hours?|hrs?|minutes|mins?|weeks?|months?|forever|all (?:day|night)|too long)\b|\blong wait\b",
            "manner": r"\b(?:rude|rudely|disrespect\w*|unprofessional|dismissive|condescending|arrogant|uncaring|unhelpful|incompetent|ignored (?:me|us|my|her|him)|laughed at|yelled at|attitude|no (?:compassion|empathy|bedside manner))\b",
            "verdict": r"\b(?:worst|terrible|horrible|awful|disgusting|appalling|unacceptable|nightmare|pathetic|disappoint\w+|never (?:again|going back|coming back|return)|avoid (?:this|at all)|stay away|zero stars|would(?: not|n'?t) recommend|do(?: not|n'?t) (?:go|come|recommend|waste)|a joke|ridiculous|poor (?:service|care|experience|communication)|negligen\w+|malpractice|filthy)\b",
            "billing": r"\b(?:overcharged|billed (?:me |us )?(?:twice|wrong|for)|charged (?:me|us|twice)|surprise bill|sent (?:me )?to collections|refund|billing (?:error|department|nightmare|issue|mistake))\b",
            "reach": r"\b(?:never (?:called|returned|answer\w*|got a call)|no(?: one|body) (?:called|answers?|answered|came|told|listen\w*|helped|cares?|picks up)|won'?t (?:return|call|answer)|can'?t (?:get through|reach|get an appointment)|cancel+ed my|lost my|hung up on|refused to)\b",
            "es": r"\b(?:p[eé]sim[oa]|horrible|terrible|mala (?:atenci[oó]n|experiencia)|mal (?:servicio|trato|atendid[oa])|groser[oa]s?|maleducad[oa]s?|esper(?:[eé]|amos|ando)\b[^.!?\n]{0,20}\b(?:horas?|minutos|meses|semanas)|nunca (?:m[aá]s|contestan|llaman|llamaron|me llamaron)|nadie (?:contesta|me ayud[oó]|nos atendi[oó]|me atendi[oó]|me dijo|responde)|no (?:contestan|lo recomiendo|recomiendo|vuelvo|me atendieron|respondieron)|me cobraron|factura|queja|irrespetuos[oa]s?|sucio|decepci[oó]n|decepcionad[oa]|in[uú]til(?:es)?|incompetentes?|no me (?:hicieron caso|escuch\w+)|cancelaron)\b",
        },
        unless=r"\b(?:no|not|never|wasn'?t|weren'?t|isn'?t|without|didn'?t) (?:a |any |been |once )?(?:\w+ )?(?:wait|rude|long|disappoint\w*|ignored|terrible|bad)\b|\bnunca (?:tuve|hubo) (?:problema|queja)s?\b|\bsin queja",
    ),
    *rules(
        "question_words",
        {
            "ask": r"\b(?:what (?:are|time|is)|do you|does (?:this|the|anyone|your)|is there|are you|can (?:i|you|my|someone|we)|how (?:do|can|much|long|late|early)|where (?:do|can|is)|when (?:do|does|is|will)|which|who do i)\b[^.!\n]{0,80}\?",
            "es": r"[¿][^?\n]{3,120}\?|\b(?:cu[aá]l es el horario|aceptan (?:seguro|medicaid|medicare)|necesito una cita|c[oó]mo (?:puedo|hago)|a qu[eé] hora|d[oó]nde (?:queda|est[aá]))\b",
        },
        unless=r"\bwhat (?:is|are) (?:wrong|you people|the point|going on)\b|\bare you (?:kidding|serious|fucking|stupid|insane|crazy|all)\b|\bhow (?:is this|can you (?:treat|call|sleep|people)|do you (?:sleep|people))\b",
    ),
    *rules(
        "praise_words",
        {
            "en": r"\b(?:thank(?:s| you)|amazing|wonderful|excellent|fantastic|great (?:care|experience|staff|service|doctor)|highly recommend|grateful|love (?:this|my|dr|the)|best (?:doctor|nurse|hospital|care|experience)|so (?:kind|caring|helpful)|five stars|5 stars|awesome|angels?)\b",
            "es": r"\b(?:gracias|excelentes?|maravillos[oa]s?|muy (?:amables?|buen[oa]s?|atent[oa]s?)|recomiendo mucho|la recomiendo|los recomiendo|encantad[oa]|agradecid[oa]s?|incre[ií]bles?|bendici[oó]n|[aá]ngel(?:es)?)\b",
        },
    ),
    *rules(
        "staff_work",
        {
            "union": r"\b(?:union(?:s|ize|izing)?|collective bargaining|strike vote|picket(?:ing)?|vote yes|contract (?:vote|negotiat\w+)|nurses? deserve|safe staffing|staffing ratios?|mandatory overtime|short[- ]staffed|understaffed|our shift|i work (?:here|there|at this)|as an? (?:employee|nurse) here|my coworkers|our pay|pay us|wages|underpaid|hazard pay)\b",
            "es": r"\b(?:sindicato|huelga|trabajo aqu[ií]|nuestro (?:sueldo|salario)|falta de personal)\b",
        },
    ),
)  # fmt: skip
