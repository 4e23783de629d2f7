"""Scams and advertising: with a way to reach the seller they hide, without one a person looks."""

from pipeline.core.safety.rule import rules

CONTACT = r"(?:https?://|www\.|\b\w[\w-]*\.(?:com|net|org|info|biz|xyz|top|shop|online|site|club|io|ru|cn|example|me|link|store)\b|\bwhats ?app\b|\btelegram\b|\bt\.me\b|\+?\d[\d ()-]{8,}\d|\b[\w.]+ ?(?:@|\(at\)| at ) ?\w+ ?(?:\.|dot) ?(?:com|net|org|example)\b|\bdm me\b|\binbox me\b|\btext me\b|\bemail (?:him|her|me|them) (?:now|today|at|on|via)\b|\bclick (?:the |my |on )?(?:link|profile|here|bio)\b|\blink in (?:my )?bio\b)"
CURE = r"(?:herbal (?:doctor|medicine|remed\w+|cure)|(?:cured?|curing) (?:me |my |of |from )?(?:\w+ ){0,4}(?:herpes|hsv|diabetes|cancer|hiv|hpv|hepatitis|copd|als|fibroids|lupus|arthritis)|(?:natural|miracle|permanent) (?:cure|remedy|oil)|spell ?caster|love spell|get (?:your )?ex back)"
MONEY = r"(?:bitcoin|crypto(?:currency)?|forex|binary options?|(?:passive|extra) income|earn(?:ed|ing)? \$?\d[\d,]* (?:a|per|every|in a) (?:day|week|month)|make (?:money|\$\d[\d,]*) (?:from home|a day|daily|online|fast)|work from home|investment (?:platform|plan|manager|opportunity)|recover(?:ed|y)? (?:my |your |of )?(?:lost )?(?:funds|money|bitcoin|crypto)|(?:quick|instant|urgent|personal|cheap|low.interest|payday) loans?|loan (?:offer|lender|today|company)|get a loan|free gift ?cards?|you(?:'ve| have) won|lottery|sugar (?:daddy|mummy))"
GOODS = r"(?:(?:buy|get|cheap|order|sell\w*) (?:\w+ ){0,3}(?:followers|likes|reviews|viagra|cialis|xanax|oxy\w*|adderall|percocet|tramadol|weed|ozempic|steroids|meds|pills|fake (?:id|diplom\w+))|no prescription (?:needed|required)|lose \d+ (?:pounds|lbs|kg)|weight loss (?:pills?|tea|gummies|secret)|seo services?|web ?design services?|escort services?|hot (?:girls|singles)|onlyfans|visit my (?:page|channel|profile|site|website)|check out my (?:page|channel|profile|website|site|store|shop|link)|subscribe to my|promo code|discount code|(?:best|cheap) (?:essay|assignment) writ\w+)"
OFFER = rf"(?:{CURE}|{MONEY}|{GOODS})"
NEAR = r"\b(?:student loans?|pay(?:ing)? (?:it |them )?off|took out|had to (?:get|take)|collections|my insurance|your website|their website|the portal|your portal|your billing|refund|sold (?:me|us)|tried to sell|scam(?:mers?|med)?|refus\w+|wouldn'?t|asked for|prescri(?:be|bed|ption (?:for|was|refill)))\b"
"""A patient who speaks of loans, pills or websites in a complaint."""

RULES = (
    *rules(
        "scam",
        {
            "offer_then_contact": (rf"\b{OFFER}\b[^\n]{{0,200}}?{CONTACT}", NEAR),
            "contact_then_offer": (rf"{CONTACT}[^\n]{{0,120}}?\b{OFFER}\b", NEAR),
            "es": rf"\b(?:pr[eé]stamos? (?:r[aá]pidos?|urgentes?|personales)|cura natural|gan[ae]r? dinero|brujo|amarres? de amor|trabaj[ae]r? desde casa)\b[^\n]{{0,160}}?{CONTACT}",
        },
    ),
    *rules(
        "scam_possible",
        {
            "offer": (rf"\b(?:{CURE}|{GOODS}|bitcoin|forex|passive income|loan offer|get a loan|work from home|make money online|you(?:'ve| have) won)\b", NEAR),
            "es": r"\b(?:amarres? de amor|ganar dinero desde casa|pr[eé]stamos? (?:r[aá]pidos?|urgentes?))\b",
        },
    ),
)  # fmt: skip
