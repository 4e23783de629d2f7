"""Alleged harm: adverse events, and accounts of abuse suffered. These only tell a person: recall first."""

from pipeline.core.safety.rule import GAP, KIN, STAFF, rules

FINE = r"\b(?:no one|nobody|didn'?t|did not|never|without|wasn'?t|not) (?:\w+ ){0,2}(?:fell|fall|infect\w*|injur\w*|die|died|wrong|drop\w*)\b|\bat home\b|\bbefore (?:i|we|she|he) (?:came|arrived|got)\b|\b(?:took (?:such )?(?:good|great|wonderful) care|so kind|so grateful|grateful|peacefully|hospice|thank you|amazing|wonderful|compassion\w*|treated my|cleared up|caught the|control)\b"

RULES = (
    *rules(
        "patient_safety",
        {
            "medication.wrong": (
                r"\b(?:wrong|incorrect|double|too much|too many|expired|someone else'?s|another patient'?s|twice the|ten times the) (?:\w+ ){0,2}(?:dos(?:e|age)|medications?|medicine|meds|pills?|drugs?|insulin|prescription|vaccine|shot|blood|iv|antibiotics?|injection|chemo)\b|\boverdosed (?:me|him|her|my)\b",
                r"\b(?:pharmacy|sent|called in) (?:\w+ ){0,3}wrong (?:pharmacy|location)\b",
            ),
            "medication.allergy": rf"\b(?:gave|given|giving|prescribed)\b{GAP}\b(?:i'?m|i am|she is|he is|she's|he's|was|known to be|though)\b{GAP}\ballergic\b|\ballerg(?:y|ic|ies)\b{GAP}\b(?:gave|given|anyway|ignored|injected)\b",
            "fall": rf"\b(?:{KIN}|i|he|she|patient|resident)\b(?:\s\w+){{0,3}}? (?:fell|was dropped|slipped and fell)\b(?! asleep| in love| behind| through| for\b| ill\b| short)|\bdropped (?:my (?:mother|mom|dad|father|baby|newborn|son|daughter|wife|husband|grand\w+)|the baby|him|her|me)\b|\bleft (?:\w+ )?on the floor\b|\bfall(?:en)? out of (?:the )?bed\b|\bfell out of (?:the |his |her )?bed\b",
            "infection": r"\b(?:got|gave|caught|developed|became|left (?:me|him|her) with|ended up with|contracted|came (?:home|out) with|gotten|has|had)\b[^.!?\n]{0,30}\b(?:infect(?:ion|ed)|sepsis|septic|mrsa|c\.? ?diff|gangrene|staph)\b[^.!?\n]{0,60}\b(?:from|after|because|due to|since|there|surgery|hospital|iv|catheter|their|stay|they)\b|\b(?:incision|wound|surgical site|stitches|site|port|epidural) (?:\w+ ){0,2}(?:got |became |is |was |are )?infected\b",
            "bedsores": r"\bbed ?sores?\b|\bpressure (?:ulcers?|sores?)\b|\bmaggots?\b",
            "surgery": r"\b(?:wrong (?:knee|leg|arm|side|site|tooth|eye|foot|hip|hand|kidney|patient|breast|finger|level)|operated on the wrong|left (?:a |an )?(?:sponge|instrument|gauze|needle|clamp|swab)\b|sponge (?:was )?left|woke up during (?:the )?surgery|awake during (?:the )?surgery|punctured (?:my|his|her)|perforated|nicked (?:my|his|her)|botched|severed (?:my|a|his|her)|paraly[sz]ed (?:since|after|from)|nerve damage (?:from|after))\b",
            "needle": r"\b(?:used|dirty|reused|same) needles?\b|\bneedle (?:that )?(?:was |had been )?(?:already )?(?:used|reused)\b|\bunsterile\b|\bnot sterili[sz]ed\b",
            "death": rf"\b(?:{KIN}|he|she|the baby|patient)\b(?:\s\w+){{0,3}}? (?:died|passed away|is dead|bled to death|stopped breathing)\b[^.!?\n]{{0,60}}\b(?:because|waiting|alone|after they|due to|in (?:the|your) (?:er|waiting|hallway)|neglect\w*|ignored|no one|nobody|their|your|under|at the hands|while)\b|\b(?:killed|murdered) (?:my|our|her|his) (?:\w+ )?(?:mother|mom|father|dad|son|daughter|wife|husband|grand\w+|baby|brother|sister|aunt|uncle|friend|cat|dog)?\b|\blost (?:my|our|the) baby\b|\bcame out in a (?:bag|box|casket)\b|\balmost (?:killed|died because)|\bnearly (?:killed (?:me|him|her|my)|died because)|\bcould have (?:died|killed)\b|\bwrongful death\b",
            "misdiagnosis": r"\bmisdiagnos\w+\b|\b(?:missed|overlooked|failed to (?:see|diagnose|notice|catch|treat))\b[^.!?\n]{0,40}\b(?:cancer|fracture|tumou?r|stroke|heart attack|appendicitis|sepsis|broken|clot|infection|bleed\w*|hemorrhage|pneumonia)\b|\bsent (?:me|him|her|us|my \w+) home\b[^.!?\n]{0,40}\b(?:heart attack|stroke|broken|appendi\w+|sepsis|internal bleeding|clot|fracture|dying)\b",
            "injury": r"\b(?:burn(?:ed|t) (?:my|his|her)|broke (?:my|his|her) (?:hip|arm|rib|ribs|leg|wrist|tooth|jaw)|bruises? (?:all over|on (?:my|his|her)|from|shaped)|collapsed (?:my|his|her) lung|tore (?:my|his|her)|black and blue|injured (?:me|him|her|my|by|during|while)|arm (?:turned|went) (?:black|blue))\b",
            "neglect": r"\b(?:left|sat|lying|laid|lay) (?:\w+ ){0,3}(?:in (?:his|her|my|their) own (?:urine|feces|waste|vomit|blood)|bleeding)\b|\b(?:call (?:button|light|bell)|no one (?:answered|came|responded))\b[^.!?\n]{0,40}\b(?:fell|stopped breathing|bleeding|seizure|choking|unconscious|pain)\b|\bstopped breathing\b|\bignored (?:the|my|his|her) bleeding\b",
            "es": r"\b(?:dosis equivocada|medicamento equivocado|medicina equivocada|se cay[oó] de la cama|infecci[oó]n (?:por|despu[eé]s)|se infect[oó]|muri[oó] (?:por|esperando)|casi (?:se )?muere|negligencia|mal diagn[oó]stico|me operaron (?:mal|la pierna equivocada)|aguja usada)\b",
        },
        unless=FINE,
    ),
    *rules(
        "patient_safety",
        {
            "abuse_by_staff": rf"\b{STAFF}\b(?:\s\w+){{0,2}}? (?:hit|slapped|punched|grabbed|choked|shoved|groped|fondled|molested|raped|assaulted|sexually assaulted|beat|restrained|kicked|pinched|touched (?:me|her|him|my \w+)(?:\s\w+){{0,2}} (?:inappropriately|sexually|breasts?|privates?|down there|between)) (?:me|my|her|him|our|the patient|a patient|residents?|patients|inappropriately)?\b",
            "abused_by_staff": r"\b(?:was|were|got|been) (?:\w+ )?(?:sexually (?:assaulted|abused|harassed)|groped|molested|raped|fondled|touched inappropriately|physically abused|manhandled|slapped|abused) by\b[^.!?\n]{0,30}\b(?:doctor|dr|nurse|staff|tech|aide|therapist|orderly|guard|employee|worker|caregiver)\b|\btouched (?:me|her|him) inappropriately\b|\belder abuse\b",
            "abuse_by_staff.es": r"\b(?:enfermer[oa]|doctor[a]?|m[eé]dico|empleado)\b[^.!?\n]{0,30}\b(?:me|le|la|lo) (?:peg[oó]|golpe[oó]|manose[oó]|toc[oó] (?:indebidamente|sin permiso)|abus[oó])\b",
        },
        unless=r"\bhit it off|hit the (?:spot|nail|vein|button)|hit or miss|grabbed (?:me )?(?:a|some|my (?:chart|coat|hand|bag))|beat the|touched (?:my|our) (?:heart|soul|lives)|restrained (?:manner|tone)\b",
    ),
    *rules(
        "abuse_suffered",
        {
            "first_person": r"\b(?:i|we|my \w+(?: \w+)?|she|he) (?:was|were|got|have been|had been|am being|is being) (?:\w+ )?(?:raped|groped|molested|sexually (?:assaulted|abused|harassed)|assaulted|abused|slapped|beaten|fondled|violated|strangled|choked)\b",
            "by_somebody": r"\b(?:he|she|they|the \w+(?: \w+)?|dr\.? \w+|nurse \w+|a (?:nurse|doctor|tech|guard|therapist|man|orderly)|my (?:ex|husband|father|uncle|boyfriend|therapist|doctor))\s(?:\w+ ){0,2}?(?:raped|groped|molested|assaulted|abused|slapped|hit|beat|fondled|choked|forced (?:himself|me)|grabbed (?:my|her) (?:breasts?|crotch|butt|ass|genitals?))\s?(?:me|my|her|him|us)?\b",
            "es": r"\b(?:me (?:violaron|viol[oó]|manose[oó]|golpearon|peg[oó]|abusaron|abus[oó] de m[ií])|fui (?:violada|violado|abusada|abusado|agredida|agredido))\b",
        },
        unless=r"\bhit it off|beat the|hit the\b",
    ),
)  # fmt: skip
