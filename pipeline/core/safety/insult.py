"""Words and wishes that are abuse whatever the model feels: slurs, degradation, wishes of death; and abuse that is told of."""

from pipeline.core.safety.rule import PERSON, rules

TOLD = r"\b(?:called|calling|calls|call) (?:me|us|my|him|her|them|our|patients?|someone|people)\b|\b(?:said|told|yelled|screamed|shouted|wrote|referred|muttered|whispered|used|heard|says)\b|\bn-word\b|\bmisgender|\breclaim|\bas an? (?:proud )?(?:fag|dyke|queer)\b|\bproud\b|\bi'?m an?\b|\bi am an?\b"

RULES = (
    *rules(
        "slur",
        {
            "race": r"\b(?:n[i1]gg(?:er|a|az|ers|as)|chinks?(?! in)|gooks?|spics?|wetbacks?|beaners?|kikes?|ragheads?|towelheads?|sand ?niggers?|jungle bunn(?:y|ies)|porch monkeys?|pak(?:i|is)\b(?!stan)|zipperheads?|coons?(?! hound| rapids| river| valley| cat)|darkies|camel jockeys?)\b",
            "orientation": r"\b(?:fagg?ots?|fags?|trannies|tranny|shemales?|carpet munchers?|dyke (?:bitch|whore|freak))\b",
            "disability": r"\b(?:retards|mongoloids?|fucktards?|libtards?|(?:fucking|stupid|dumb|you|bunch of|total|complete|absolute|a) retard(?:ed)?(?! my| the| growth| effect))\b",
            "es": r"\b(?:maric[oó]n(?:es)?|sudacas?|negr[oa]s? de mierda|pinche indi[oa]|put[oa] negr[oa])\b",
        },
        unless=TOLD,
    ),
    *rules(
        "dehumanising",
        {
            "animal": r"\b(?:you|she|he|they|that|this|these|those|what a|the)\b(?:\s\w+){0,4}?\s(?:fat|filthy|ugly|disgusting|stupid|smelly|dirty|lazy fat|greasy|old)\s(?:\w+ )?(?:pigs?|cows?|whales?|sows?|hogs?|apes?|monkeys?|gorillas?|dogs?|rats?|beasts?|animals?)\b",
            "vermin": r"\b(?:subhumans?|untermensch\w*|human (?:garbage|trash|waste|filth|scum)|waste of (?:oxygen|space|skin|air)|(?:are|is|like) (?:vermin|cockroaches|parasites)|worthless piece of (?:shit|trash|garbage))\b",
            "es": r"\b(?:cerd[oa] asqueros[oa]|gord[oa] (?:cerd[oa]|asqueros[oa]|de mierda)|rata inmunda|perra asquerosa|basura humana)\b",
        },
        unless=TOLD + r"|\b(?:therapy|service|guinea|the) dogs?\b|\bin the (?:room|hallway|kitchen|cafeteria|ceiling|bathroom)\b|\b(?:saw|seen|found) (?:a|an|some)\b",
    ),
    *rules(
        "death_wish",
        {
            "hope": rf"\b(?:i |we |just )?(?:hope|wish|pray|can'?t wait (?:until|till|for))\b[^.!?\n]{{0,30}}\b(?:{PERSON}|you|he|she|they|your (?:kids?|children|family|mother|whole family|mom))\b[^.!?\n]{{0,20}}\b(?:dies?|died|get(?:s)? (?:cancer|covid|aids|hit by|run over|shot|raped|sick and die|a tumou?r|what's coming to)|rots?|burns?(?: alive| in hell)|suffers? (?:and die|a slow|horribl)|drops? dead|chokes?|bleed out|is dead|was dead|were dead)\b",
            "imperative": r"\b(?:go |please |just |and )?(?:kill yourself|kys|drop dead|go die|die (?:already|slow(?:ly)?|in a (?:fire|hole|ditch|car)|you|bitch|of (?:cancer|aids))|eat shit and die|rot in hell|burn in hell|go hang yourself|neck yourself|jump off a (?:bridge|cliff|building))\b",
            "deserve": r"\b(?:deserves?|ought|needs?|should) (?:to |all )?(?:die|be (?:put down|killed|gassed|exterminated|raped|dead|lynched|murdered)|burn in hell|get (?:raped|cancer|killed|shot))\b|\bbetter (?:off )?(?:dead|if (?:you|she|he|they) (?:was|were|are) dead)\b|\bpainful death\b|\bmother should have aborted\b",
            "es": r"\b(?:ojal[aá] (?:te|se) (?:mueras?|mueran|muera|pudran?|pudras)|mu[eé]rete|p[uú]dr(?:e|a)te en el infierno|mereces? morir|m[aá]tate)\b",
        },
        unless=TOLD + r"|\b(?:i'?d|i would|rather|nobody|no one|not|doesn'?t|don'?t|didn'?t|never|patients?|animals?) (?:\w+ ){0,3}(?:deserves?|should|drop dead|die|dies)\b|\bdrop dead gorgeous\b|\bdead to me\b|\bwas going to die\b|\bleft to die\b",
    ),
    *rules(
        "sexual_degradation",
        {
            "act": r"\b(?:suck(?:s|ing)? (?:my|his|a|their|the) (?:dick|cock|balls)|(?:i'?d|i would|wanna|want to|gonna|let me) (?:\w+ )?(?:fuck|bang|bend over|rape|screw|tap|bend) (?:her|him|that|you|nurse|dr)|(?:needs?|wants?) a (?:good|hard)[^.!?\n]{0,12}(?:fuck|fucking|dick|dicking|lay)|spread(?:s|ing)? (?:her|his|your) legs|on (?:her|his|your) knees|show (?:me|us) (?:your|ur) (?:tits|boobs|pussy|ass)|nice (?:tits|ass|rack|boobs)|great (?:tits|rack)|whore(?:s)? (?:who|that|of|around|nurse|doctor)|cheap (?:whore|slut)|(?:she|nurse \w+|dr\.? \w+) (?:is|looks) (?:so )?(?:fuckable|rapeable))\b",
            "name": r"\b(?:you|she is an?|she's an?|what an?|that|stupid|dumb|fat|dirty|ugly|fucking|lying|old|filthy|is an?) (?:\w+ )?(?:whore|slut|cunt|cumdump|skank|hoe bag)s?\b|^\W*(?:cunts?|whores?|sluts?)\W*$",
            "es": r"\b(?:put[ao] (?:enfermera|doctora|vieja|madre que)|ch[uú]pa(?:me)?la|hij[oa] de (?:puta|perra)|pinche puta|perra (?:maldita|estúpida))\b",
        },
        unless=TOLD + r"|\bhands and knees\b|\bsurger|\bpray|\bknee replacement\b|\bgot (?:down )?on (?:her|his) knees to\b|\bto (?:talk|help|tie|clean|comfort|speak)\b",
    ),
    *rules(
        "quoted_abuse",
        {
            "called": r"\b(?:called|calling|calls) (?:me|us|my \w+(?: \w+)?|him|her|them|our \w+|the patient|patients|another patient) (?:an? |the |names|every name|all (?:sorts|kinds))",
            "told": r"\b(?:told|said to|yelled at|screamed at|shouted at|swore at|cursed at|cussed (?:out |at )?|screamed) (?:me|us|my \w+(?: \w+)?|him|her|them|patients?)\b",
            "said": r"\b(?:nurse|doctor|dr\.? \w+|clerk|receptionist|guard|tech|staff|he|she|they|someone|man|woman|surgeon|employee|lady|guy)\b(?:\s\w+){0,6}? (?:said|says|yelled|screamed|shouted|muttered|whispered|wrote|kept yelling|kept saying|used|laughed)\b[^.!?\n]{0,25}['\"]",
            "slur_used": r"\bused (?:the|a|an)(?: \w+)? (?:n-word|slur|f-word|racial slur|r-word)s?\b|\breferred to (?:me|my|us|her|him|them)\b",
            "es": r"\b(?:me|nos|le) (?:llam[oó]|llamaron|dijo|dijeron|grit[oó]|gritaron|insult[oó]|insultaron)\b",
        },
        unless=r"\bcalled (?:me|us|him|her|them) (?:a|an|the) (?:few|couple|next|day|week|hour|cab|taxi|ambulance|uber|ride|prescription|morning|same|other|minute|number|bit|time|second)\b",
    ),
)  # fmt: skip
