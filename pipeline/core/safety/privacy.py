"""Private data: a breach by us alleged (tells a person), and other people's identifiers in the post itself (hides)."""

from pipeline.core.safety.rule import rule

RECORD = r"(?:records?|results?|charts?|files?|diagnos[ei]s|(?:medical |personal |private |health )?info(?:rmation)?|paperwork|x-?rays?|bills?|notes|lab ?work|labs|tests?|discharge papers|prescriptions?|history|scans?|reports?|mri|ultrasounds?|letters?|biops(?:y|ies)|blood ?work|mammograms?)"
OTHERS = r"(?:a stranger|strangers|someone else|somebody else|the wrong|another (?:patient|person|woman|man|family)|a different (?:patient|person)|the (?:\w+ )?(?:man|woman|guy|lady|person|patient) (?:behind|next to|in front|beside|after|before)|my (?:ex\w*|boss|employer|neighbou?r|landlord|roommate|mother|mom|father|dad|husband|wife|coworkers?|sister|brother|family|school|old address)|the whole|everyone|anyone)"
INTIMATE = r"(?:diagnosis|hiv status|status|medications?|meds|condition|results?|medical (?:information|history|issues?|records?)|personal (?:information|info|business|details)|private (?:information|info|business|details|matters)|weight|ssn|social security(?: number)?|date of birth|pregnancy|cancer|herpes|depression|addiction|drug use|illness|mental health|stds?|sti|abortion|miscarriage|surgery|case|health (?:information|issues?))"
ALOUD = r"(?:out loud|aloud|loudly|in front of|in the (?:\w+ )?(?:waiting|elevator|hallway|lobby|cafeteria|corridor|open|lift)|waiting (?:room|area)|for (?:everyone|all|the whole)|could (?:all )?hear|within earshot|everyone (?:could )?hear\w*)"
PRIVATE = r"(?:(?:medical |patient |health |test |lab |private )(?:records?|results?|file|info(?:rmation)?|history)|records|results?|charts?|diagnos[ei]s|hiv(?: status)?|std|stds|pregnancy|abortion|miscarriage|blood ?work|ssn|social security)"
KNOWN = r"(?:ex\w*|boss|employer|mother|mom|father|dad|husband|wife|boyfriend|girlfriend|roommate|landlord|school|sister|brother|co-?workers?|in-?laws?|cousin|parents|neighbou?rs?|friends?|job|church|pastor|family)"
MINE = r"""
# one's own: "my SSN is …", "me: 123-…"
(?:my|mine|our|mi) (?:\w+ ){0,2}?(?:ssn|social(?: security)?(?: number)?|dob|d\.o\.b\.?|date of birth|birth ?date|birthday|fecha de nacimiento|seguro social)
(?:my name is|me llamo) \w+
(?:i'?m|i am|soy) (?:\w+ ){1,2}?\w+,? \(?(?:dob|ssn|born|mrn|nacid\w+)
"""
BUSINESS = r"""
(?:the|this|your|our|their) (?:\w+ )?(?:clinic|hospital|office|pharmacy|center|urgent care|practice|branch|location|entrance)(?: is| was| on| at)
(?:suite|located at|building [a-z\d]|across from the|parking at)
"""
REFERENCE = r"""
(?:claim|case|ticket|reference|account|order|tracking|invoice|confirmation|npi|fax|phone|call|tel)
"""

RULES = (
    rule(
        "privacy_breach",
        "sent",
        rf"""
        (?:sent|emailed|e-mailed|mailed|faxed|gave|given|released|shared|showed|shown|handed|texted|leaked|forwarded|disclosed|sold) .. {RECORD} .. to {OTHERS}
        (?:sent|emailed|e-mailed|mailed|faxed|gave|handed|showed|texted) {OTHERS} (?:\w+ )?(?:my|our|her|his) (?:\w+ ){{0,2}}{RECORD}
        (?:my|her|his|our) (?:\w+ )?(?:{RECORD}|blood ?work|labs?) (?:\w+ )?(?:went|(?:was|were|got|being) (?:given|sent|emailed|texted|shared|released|disclosed|leaked|mailed|faxed|shown|sold)|ended up|were sent|was sent|got sent|going|showed up|appeared) (?:\w+ )?(?:to|with|in|on|under) {OTHERS}
        (?:<kin>|my (?:ex\w*|boss|abuser|stalker)(?: \w+)?) got my (?:\w+ )?(?:address|phone|number|results|records) from (?:your|the|a)
        (?:gave|given|sent) (?:my|her|his) (?:\w+ )?(?:address|phone number|number|{RECORD}) to (?:my|her|his|a|an|the) (?:ex\w*|abuser|stalker|stranger|boss|employer|landlord|wrong \w+|media|press)
        """,
        unless=r"with my (?:permission|consent)|at my request|i asked|wrong (?:location|pharmacy|insurance|department|doctor)",
    ),
    rule(
        "privacy_breach",
        "received",
        rf"""
        (?:someone else'?s|another (?:patient|person|woman|man)'?s|other (?:patients?|people)(?:'s|s'|')?|(?:a|some) (?:stranger|other (?:woman|man|person))'?s|somebody else'?s|a different patient'?s|the wrong (?:patient|person)'?s) (?:\w+ ){{0,2}}(?:{RECORD}|papers|name|date of birth|address|portal)
        portal shows? .. (?:another|someone|somebody|other)
        """,
        near=r"(?:looking at|logged in|log in|got|opened|was|were|contained|included|found|received|gave|handed|sent|given|mail(?:ed)?|shows?|saw|see|have|had|printed|emailed|faxed|could|reading|left|in my)",
        unless=r"(?:wait|listen\w*|compare\w*) .. (?:other|another)|other patients'? (?:needs|feelings)",
    ),
    rule(
        "privacy_breach",
        "snooped",
        r"""
        (?:looked up|looked|looking|look|went|going|snoop\w*|peek\w*|access\w*|opened|read|reading|logged|digging|dug|pulled up|pulling up) (?:in|into|inside|at|up|through|around in)? ?(?:my|her|his|our|my \w+'s) (?:\w+ )?(?:charts?|medical (?:records?|file|history)|records?|file) .. (?:gossip\w*|curious|without|permission|ex|who works|works? there|no reason|not my (?:doctor|nurse)|wasn'?t my|because (?:we|she|he|they)|spread|cousin|friend|consent|told|neighbou?r|never treated|business)
        (?:not (?:even )?my (?:doctor|nurse)|works? (?:there|here|at (?:the|your) \w+)|my ex|ex-\w+) .. (?:looked|looking|went|snooped|snooping|opened|accessed|reading|read) .. my (?:\w+ )?(?:charts?|records?|file)
        snoop\w* .. (?:chart|records?|file|medical)
        """,
    ),
    rule(
        "privacy_breach",
        "aloud",
        rf"""
        (?:read|said|says?|saying|yell\w*|shout\w*|announc\w*|discuss\w*|talk\w*|blurt\w*|call\w*|ask\w*|repeat\w*|mention\w*) .. (?:my|her|his|our|patients?'?s?|people'?s|other patients?'?|about (?:my|a) \w+'?s?) (?:\w+ ){{0,3}}{INTIMATE}s? .. {ALOUD}
        (?:announced|yelled|shouted|called out|told the (?:whole|entire)|broadcast) .. i (?:was|am|had|have) (?:there|here|in|an?|seen|being)
        {ALOUD} .. (?:read|said|yell\w*|shout\w*|announc\w*|discuss\w*|talk\w* about|blurt\w*) .. (?:my|her|his|our|patients?'?s?) (?:\w+ ){{0,2}}{INTIMATE}
        (?:said|shout\w*|yell\w*|announc\w*|call\w*|read|blurt\w*) (?:out )?(?:my|her|his) (?:\w+ )?{INTIMATE} (?:\w+ )?(?:across|over|to the (?:whole|entire)|from (?:the|across|behind))
        (?:made|had|forced|asked|wanted|asking) (?:me|her|him|my \w+|patients|people) (?:to )?(?:say|give|tell|repeat|spell|state|recite) .. {INTIMATE} .. (?:listening|hear\w*|in front of|out loud|aloud|line|lobby|waiting|people)
        (?:could|can) (?:\w+ )?hear .. (?:other patients?'?|everyone'?s|patients?'?|someone'?s|my) (?:\w+ )?(?:{INTIMATE}s?|problems|conversations? with (?:the|their) doctor)
        (?:nurses?|staff|doctors?|receptionists?|they) .. (?:gossip\w*|joking|joked|laugh\w*) about (?:patients?|my|other patients?|a patient|her|his)
        """,
        unless=r"discuss\w* .. (?:privately|in private)|talk\w* .. in private|no one could hear",
    ),
    rule(
        "privacy_breach",
        "told",
        r"""
        (?:told|tells|telling) (?:everyone|everybody|people|the whole \w+|half the \w+|her friends|his friends) .. (?:about )?(?:my|i (?:was|am|had|have)|our)
        my (?:\w+ )?(?:ex\w*|boss|employer|mother|mom|father|dad|husband|wife|boyfriend|girlfriend|roommate|landlord|school|sister|brother|coworkers?|in-?laws?|cousin|neighbou?r) (?:\w+ )?(?:knew|knows|found out|heard) (?:all )?about my (?:\w+ )?(?:surgery|condition|diagnosis|results|pregnancy|appointment|abortion|test|visit|treatment|illness|hospital)
        (?:told|informed|called|notified|contacted|texted|emailed) (?:my|her|his) (?:\w+ )?(?:ex\w*|boss|employer|mother|mom|father|dad|husband|wife|boyfriend|girlfriend|roommate|family|landlord|school|sister|brother|coworkers?|in-?laws?|cousin|parents|neighbou?r|friend|job) .. (?:about my|my (?:diagnosis|results|pregnancy|appointment|abortion|test|hiv|condition|visit|medical|health|surgery)|that i (?:was|am|had|have)|what i (?:was|am|had|have|came)|everything|my business|without (?:my|asking|permission)|i was pregnant)
        """,
        unless=r"emergency contact|i (?:told|called|informed)|with my (?:permission|consent)",
    ),
    rule(
        "privacy_breach",
        "named",
        r"""
        (?:hipaa|hippa|hippaa) (?:\w+ )?(?:violat\w+|breach\w*|complaint|issue|laws?|rules)
        (?:violat\w+|breach\w*|broke|breaking|broken|against|illegal under) (?:\w+ ){0,3}(?:hipaa|hippa|hippaa|confidentiality|my privacy|patient privacy|our privacy|privacy)
        (?:breach|violation|invasion|lack) of (?:\w+ )?(?:privacy|confidentiality|hipaa)
        no (?:privacy|confidentiality) .. (?:front desk|reception|check[- ]?in|waiting|hear|desk|window)
        data breach
        confidential .. (?:shared|leaked|passed on|disclosed|told everyone)
        """,
        unless=r"no hipaa violation|(?:because of|due to|for) hipaa|respect\w* (?:my )?privacy",
    ),
    rule(
        "privacy_breach",
        "posted",
        rf"""
        (?:posted|put|shared|uploaded|took) .. (?:pictures?|photos?|videos?|name|records?|selfies?) of (?:me|my|a patient|patients|her|him|us|their patients|the patient) .. (?:without|facebook|instagram|tik ?tok|online|snapchat|social media|website|phone)
        (?:posted|put|shared|used|uploaded|published) (?:\w+ )?(?:my|her|his|our|patients?'?|my \w+'s) (?:\w+ )?(?:{RECORD}|picture|photo|photos|pictures|video|face|image|story|name) .. (?:facebook|instagram|tik ?tok|online|snapchat|social media|website|without (?:my|our|her|his) (?:consent|permission))
        posted about (?:me|my|a patient|patients|her patients|his patients)
        (?:charts?|records?|files?|results) (?:\w+ )?(?:open|up|visible|showing|displayed) on (?:the|a|your|her|his) (?:\w+ )?(?:screen|monitor|computer|desk|counter|tv)
        (?:showing|showed|shows|passing|sharing|sent) (?:around )?(?:my|her|his|our) (?:\w+ )?(?:x-?rays?|mri|scans?|ultrasound|photos?|pictures?|results?|chart) (?:around|to (?:her|his|their|the other|other|some|a) (?:friends?|colleagues|students|buddies|people|patients|family))
        (?:charts?|papers|records|paperwork|forms?|ssn|files|patient information) (?:\w+ ){{0,4}}(?:lying|left|face up|sitting|laying|visible|thrown) .. (?:counter|desk|open|out|trash|hallway|anyone|dumpster|everyone|printer)
        """,
        unless=r"with (?:my|our) (?:permission|consent)",
    ),
    rule(
        "privacy_breach",
        "exposed",
        # data about a patient, near somebody or some place that should not have it
        rf"""
        (?:my|her|his|our|my \w+'s) (?:\w+ ){{0,2}}(?:{PRIVATE})
        (?:patients'|other patients?'?s?|another (?:patient|person|woman|man)'?s?|someone else'?s|mr\.? \w+'s|mrs\.? \w+'s|other people'?s) (?:\w+ ){{0,2}}(?:{PRIVATE}|{RECORD}|{INTIMATE}|appointments?|names?|data)
        (?:patients?|patient) (?:charts?|files?|records?|names?|information|forms?|data)
        (?:names and|names with) (?:\w+ )?(?:illness\w*|diagnos\w*|conditions|birthdays?|what)
        i (?:was|am|had been) (?:there|here|in|at|pregnant|coming|being) .. (?:abortion|hiv|std|pregnan\w+|rehab|overdose|test|procedure|treatment|surgery|hospital)
        what (?:they'?re|they are|i was|i'?m|people are) (?:in|there|here|seen) for
        why i was (?:in|at|seen|there)
        (?:picture|photo|video)s? of (?:me|my \w+|him|her|patients?)
        """,
        near=rf"""
        (?:told|tell\w*|said|informed|mentioned) (?:to )?(?:my|her|his|the) (?:\w+ )?(?:{KNOWN})
        (?:with|to|by|from|on) (?:my|her|his|a|the|our) (?:\w+ )?(?:{KNOWN}|stranger)(?:'s)?
        my (?:\w+ )?(?:{KNOWN})\b[^.!?\n]{{0,40}}\b(?:knew|knows|saw|found out|heard|read)
        (?:called|emailed|texted|phoned|contacted) my (?:job|work|boss|employer|school|ex|landlord|church)
        (?:on|across|printed on|written on|visible on|through) the (?:outside|envelope|front of the envelope|window of the envelope)
        (?:recycling|trash|dumpster|garbage|bin|printer|sidewalk|copy room|elevator|coffee|cafeteria|lunch ?room|hallway|parking lot|bus|street|gym|bar|church|grocery store)
        (?:internet|online|facebook|instagram|tik ?tok|snapchat|google|whatsapp|group chat|dark web)
        (?:to|with) (?:(?:her|his|their) )?(?:friends?|boyfriend|girlfriend|husband|wife|mother|family|cousin|group|buddies)
        (?:in|on) my (?:app|portal|account|mychart|my chart|envelope|bag|folder|packet|email|inbox)
        (?:emailed|mailed|faxed|sent|handed|gave|showed) (?:me|us) (?:mr|mrs|ms|another|someone|somebody|other|a stranger|the wrong)
        voice ?mail
        shout\w*|yell\w*|gossip\w*|loudly|overheard|overhear
        (?:because|since) (?:we are|we'?re|she is|he is|she'?s|he'?s) (?:my )?(?:\w+ )?(?:neighbou?rs|neighbou?r|related|cousins?|friends?|ex)
        i (?:could |can )?(?:heard|hear) (?:names|everything|their|every word|other)
        """,
        near_chars=60,
        unless=r"i (?:told|called|asked|texted|showed)|with my (?:permission|consent)|as i (?:asked|requested)|at my request|(?:see|view|check|access|read) my (?:\w+ )?(?:results?|records?|appointments?|labs?|chart) (?:online|in my|on)|(?:called|took|take) my name|my (?:\w+ )?(?:appointments?|bill|name|results?|prescription|test)\b[^.!?\n]{0,25}\b(?:online|portal|app|by (?:phone|email)|to my (?:doctor|pharmacy|insurance))|thank",
    ),
    rule(
        "privacy_breach",
        "es",
        r"""
        (?:compartieron|divulgaron|dieron|mostraron|enviaron|mandaron|entregaron) (?:mi|mis|su|sus|el|los) (?:expediente|resultados?|informaci[oó]n|datos|historial|diagn[oó]stico)(?: \w+){0,3}? (?:a|con|de) (?:otr[oa]|mi|un|una|mis|extra[nñ]os?|desconocid\w+)
        (?:violaron|violaci[oó]n de) (?:mi|la|nuestra) (?:privacidad|confidencialidad)
        (?:expediente|resultados|datos|papeles) de otr[oa] (?:paciente|persona|señora|señor)
        (?:dijo|dijeron|grit[oó]|leyeron|ley[oó]) mi (?:diagn[oó]stico|peso|condici[oó]n|resultado) .. (?:delante|frente|todos|voz alta|sala)
        (?:le |les )?(?:dijo|dijeron|cont[oó]|contaron) a (?:mi|mis) (?:\w+ )?que (?:estoy|estaba|tengo|ten[ií]a|soy) (?:embarazada|enferm[oa]|\w+)
        (?:le )?(?:dijeron|dijo|cont[oó]|contaron) a mi (?:jefe|ex|esposo|esposa|mam[aá]|familia|suegra|patr[oó]n) .. (?:diagn[oó]stico|embaraz\w+|resultados?|enfermedad|cita)
        (?:vio|miraron|mir[oó]|abrieron|abri[oó]) mi (?:expediente|historial) sin (?:permiso|autorizaci[oó]n|raz[oó]n)
        """,
    ),
    rule(
        "identifiers",
        "ssn",
        r"""
        (?!000|666|9\d\d)\d{3}-\d{2}-\d{4}
        (?:ssn|social security(?: number)?|social)\W{0,3}(?:(?:is|number|no\.?|of|for [^.!?\n\d]{1,30})\W{0,3})?\d{3}[- ]?\d{2}[- ]?\d{4}
        """,
        unless=REFERENCE + MINE,
    ),
    rule(
        "identifiers",
        "record_number",
        r"""
        (?:mrn|medical record(?: number| no\.?)?|record (?:number|no\.?)|patient (?:id|number|no\.?)|chart (?:number|no\.?)|n[uú]mero de expediente|expediente n[uú]mero)\W{0,4}(?:is |es |number |no\.? )?\W{0,2}[a-z]{0,3}-?\d{5,12}
        """,
        unless=r"(?:my|our|mi) (?:\w+ )?(?:mrn|medical|record|patient|chart|n[uú]mero|expediente)",
    ),
    rule(
        "identifiers",
        "birth_date",
        r"""
        (?:dob|d\.o\.b\.?|date of birth|birth ?date|fecha de nacimiento)\W{0,4}(?:is |was |es )?<date>
        # born on a date, said of someone named
        \w+,? born (?:on )?<date>
        (?:nacid[oa]|naci[oó]) el <date>
        """,
        unless=MINE
        + r"(?:was|were|baby|twins|boy|girl|delivered|weigh\w+|mi|nuestr[oa]) (?:\w+ )?(?:born|naci\w*)|born (?:here|at)|wrong (?:dob|date)|instead of",
    ),
    rule(
        "identifiers",
        "home_address",
        r"""
        (?:he|she|they|who|patient \w+|mr\.? \w+|mrs\.? \w+|ms\.? \w+|dr\.? \w+|doctor \w+|nurse \w+|receptionist \w+|\w+ \w+,?) lives? (?:at|over at) <street>
        (?:his|her|their|\w+'s) home address(?: is|:)? <street>
        (?:his|her|their|\w+'s) house (?:is )?at <street>
        vive en (?:la )?(?:calle|avenida) (?:\w+ ){1,3}(?:n[uú]mero |# ?)?\d{1,5}
        """,
        unless=r"i live|we live|my (?:home|house|address)|mi (?:casa|mam[aá]|pap[aá]|abuel[oa])|<kin>(?:,? \w+){0,3} lives?|<kin>'s (?:house|home|address|apartment)"
        + BUSINESS,
    ),
    rule(
        "identifiers_possible",
        "own",
        r"""
        (?:my|mi) (?:\w+ )?(?:ssn|social security(?: number)?|social|mrn|medical record(?: number)?|record number|patient (?:id|number)|chart number|date of birth|dob|birthday|member id|policy number|n[uú]mero de expediente|fecha de nacimiento|seguro social)\W{0,4}(?:is |es |number )?\W{0,2}(?:[a-z]{0,3}-?[\d/-]{5,12}|<date>)
        """,
    ),
    rule(
        "identifiers_possible",
        "digits",
        r"""
        (?:ssn|mrn|dob|member id|policy (?:number|no\.?)|medicare (?:number|id)|insurance id|medicaid (?:number|id))[^.!?\n\d]{0,12}[a-z]{0,3}\d{4,12}
        (?:\d{4}[ -]){3}\d{4}
        # looks like a social security number, said of one's own or of a claim
        (?!000|666|9\d\d)\d{3}-\d{2}-\d{4}
        """,
        unless=r"(?:order|tracking|invoice|confirmation|ticket) (?:number|no\.?|#)?",
    ),
    rule(
        "identifiers_possible",
        "birth_date",
        r"""
        (?:patient|mr\.?|mrs\.?|ms\.?) \w+ .. born .. (?:19|20)\d{2}
        (?:his|her|their|\w+'s) (?:date of birth|dob|birthday)\W{0,4}(?:is |was )?(?:on )?(?:[a-z]{3,9}\.? \d{1,2},? (?:19|20)\d{2}|)(?:<date>|\d{1,2}[/-]\d{1,2})
        """,
        unless=r"my (?:\w+ )?(?:son|daughter|baby|mother|father|husband|wife|mom|dad|twins?|child|kid)'?s?",
    ),
    rule(
        "identifiers_possible",
        "address",
        r"""
        (?:lives? (?:at|on|over on)|home address|(?:his|her|their|'s) (?:house|apartment|address)(?: is)?(?: at| on)?:?) (?:[^.!?\n]{0,40}? )?<street>
        (?:his|her|their) (?:home|cell|personal|private) (?:phone|number|cell)(?: number)?(?: is|:)? \(?\d{3}
        """,
        unless=r"i live|we live|my (?:home|house|address)|<kin>(?:,? \w+){0,3} lives?|<kin>'s (?:house|home|address|apartment)"
        + BUSINESS,
    ),
)
