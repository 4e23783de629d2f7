"""Scams and advertising: with a way to reach the seller they hide, without one a person looks."""

from pipeline.core.safety.rule import rule

CONTACT = r"""
https?
www
[\w-]{1,40}\.(?:com|net|org|info|biz|xyz|top|shop|online|site|club|io|ru|cn|example|me|link|store|live|pro|vip)
what'?s ?app
telegram
t\.me
\+?\(?\d{2,4}\)?[ .-]?\d{3}[ .-]?\d{3,4}\d?
[\w.+-]{1,40} ?(?:@|\(at\)|\[at\]) ?[\w-]{1,40}
[\w.]{1,40} at (?:gmail|yahoo|hotmail|outlook|proton\w*)
gmail
(?:dm|inbox|text|message|pm) (?:me|@\w+)
@\w{3,30}
(?:hit|join|on) (?:me up|my|our|the) (?:telegram|whatsapp|channel|group)
(?:contact|email|reach|message|add|dm|text|whatsapp) (?:him|her|them|us|me|dr\.? \w+) (?:now|today|at|on|via|for|through)
click (?:the |my |on |this )?(?:link|profile|here|bio|picture|name|below)
link (?:in|is in) (?:my |the )?(?:bio|profile|comments?)
(?:check|visit|see) (?:out )?my (?:page|channel|profile|website|site|store|shop|bio)
escr[ií]b(?:eme|ame|enos)
cont[aá]ct(?:ame|eme|enos|alo)
"""
CURE = r"""
herbal (?:doctor|medicines?|remed\w+|cures?|healers?|treatments?|products?|roots?)
(?:spell ?casters?|love spells?|voodoo|witch doctor|powerful spell)
(?:get|got|bring|brought) (?:back )?(?:your|my) (?:ex(?:[- ]\w+)?|lover) back
(?:get|got|bring|brought) (?:your|my) (?:husband|wife|boyfriend|girlfriend) back (?:in|within) \d+
(?:husband|wife|boyfriend|girlfriend|ex|lover) (?:is |came |come |was )?back .. (?:thanks to|help of|because of) (?:dr|doctor|priest|prophet|baba|chief)
(?:cured|cures|curing|healed|healing|cure for|anyone (?:with|suffering)) .. (?:herpes|hsv|hiv|hpv|hepatitis|copd|als|lupus|diabetes|fibroids|parkinson\w*|alzheimer\w*) .. (?:herb\w*|email|contact|whatsapp|@|natural\w*|completely|permanent\w*|dr\.? \w+|within|forever|days|weeks)
(?:natural|miracle|permanent|secret) (?:\w+ )?(?:cures?|remed(?:y|ies)|oil|formula)
(?:herpes|hsv|hiv|hpv|hepatitis|copd|als|lupus|diabetes|fibroids|cancer) .. (?:herbalist|with (?:\w+ )?(?:herbs|roots)|(?:herbs|roots) (?:that|and))
(?:great|good|powerful|african|traditional|native) (?:herbalist|spell ?caster|healer|spiritualist)
(?:herbalist|healer|spell ?caster) .. cured
(?:cast(?:s|ed)?|did) (?:a|the|his|her) (?:\w+ )?spell
spell .. (?:back|returned|came)
doctors (?:don'?t want you to know|hate)
(?:detox|cleanse) (?:tea|program|foot pads|kit)
"""
HEALER = r"""
(?:dr\.?|doctor|priest|prophet|baba|mama|chief) \w+ .. (?:cured|healed) (?:my|me of|me from|his|her) (?:\w+ )?(?:herpes|hsv|hiv|hpv|lupus|als|diabetes|fibroids|infertility|arthritis|hepatitis|cancer|impotence|erectile \w+)
(?:cured|healed|free|freed) (?:of|from) (?:my )?(?:herpes|hsv|hiv|hpv|lupus|als|diabetes|fibroids|infertility|arthritis|hepatitis|cancer|impotence|erectile \w+)
"""
PRIVATE_ADDRESS = r"""
what'?s ?app
telegram
[\w.+-]{1,40}@(?:gmail|yahoo|hotmail|outlook|proton\w*|aol|icloud|mail)
\+(?:27|2\d\d|44) ?\d[\d -]{6,14}
"""
MONEY = r"""
(?:invest\w*|trad(?:e|ing)|mining|profits?|earn\w*|doubl\w+|recover\w*) .. (?:bitcoin|btc|crypto\w*|forex|binary options?)
(?:bitcoin|btc|crypto\w*|forex|binary options?) .. (?:invest\w*|trad(?:e|er|ing)|mining|profits?|earn\w*|doubl\w+|recover\w*|expert|manager)
(?:get|got|become|became) (?:rich|a millionaire|financially free)
turn(?:ed)? \$? ?\d[\d,.]* into \$? ?\d[\d,.]*
(?:passive|extra|second|residual) income
(?:earn(?:ed|ing)?|mak(?:e|ing)|made) (?:up to )?(?:\$ ?)?(?:\d[\d,.]{1,9}k?|\w+ (?:hundred|thousand))(?: dollars| bucks| usd)? (?:a|per|every|each|in a|weekly|daily|monthly) ?(?:day|week|month|hour)?
(?:earn|income|money|profit) .. from (?:your|my) (?:phone|couch|laptop)
hack (?:any|a|your|his|her|into any) (?:\w+ )?(?:phone|account|whatsapp|facebook|instagram|iphone)
(?:earn(?:ed|ing)?|mak(?:e|ing)|made) \$ ?\d[\d,.]{0,12}k? .. (?:a|per|every|in a|each|in) (?:day|week|month|hour|\d)
(?:make|making|earn) money (?:from home|online|fast|daily|easily)
work(?:ing)? from home (?:and earn|opportunit\w+|job)
investment (?:platform|plan|manager|opportunit\w+|expert)
recover\w* (?:my |your |of |all )?(?:lost |stolen |scammed )(?:funds|money|bitcoin|crypto\w*|assets)
(?:quick|instant|urgent|cheap|low[- ]interest|payday|guaranteed|fast|easy) (?:\w+ )?loans?
loans? (?:offers?|lender|company|approved|up to|from \$? ?\d[\d,.]*k?|available|without|no credit|of \$? ?\d[\d,.]*k?|at \d+%?)
(?:need|get|want|looking for) (?:a|an) (?:\w+ )?loan(?: today|\?| now| fast| of| without| approved)
free (?:gift ?cards?|iphone)
(?:you'?ve|you have) been selected
you(?:'ve| have)? (?:just )?won (?:a|an|the|\$|our|one|free|\d)(?! (?:patient|customer|fan|friend|believer|convert))
sugar (?:daddy|mummy|mama|baby)
(?:credit (?:repair|score)|debt relief) .. (?:experts?|service|fixed|hack\w*|boost|help)
"""
GOODS = r"""
(?:buy|get|want|need|cheap|sell\w*|gain|free|real) (?:more )?(?:\w+ ){0,2}(?:(?:verified |real )?followers|subscribers|5[- ]star reviews|google reviews|positive reviews)
(?:followers|likes) .. (?:cheap|instagram|tik ?tok|\$ ?\d)
(?:buy|order|sell\w*|cheap|shop|discreet \w+) (?:\w+ ){0,3}(?:viagra|cialis|xanax|oxy\w*|adderall|percs?|percocet\w*|fentanyl|codeine|lean|tramadol|hydrocodone|weed|ozempic|semaglutide|steroids|ketamine|fake (?:ids?|diplom\w+|passports?))
(?:cheap|buy|order|get) (?:\w+ )?(?:meds|medications?|pills|drugs|antibiotics) (?:online|without|no|overnight)
(?:no prescription (?:needed|required)|without (?:a )?prescription .. (?:ship\w*|deliver\w*|order))
(?:lost|lose|losing|dropped) (?:up to )?\d{1,3} ?(?:pounds|lbs|kg|kilos) .. (?:gumm(?:y|ies)|tea|pill|pills|drops|patch|powder|keto|formula|supplement)
lose (?:up to )?\d{1,3} ?(?:pounds|lbs|kg|kilos) .. (?:fast|in (?:\d{1,2}|two|three|four) (?:days|weeks)|guarantee\w*|without (?:exercise|dieting))
(?:lose|burn|melt|blast) (?:your )?(?:belly|stubborn|body) fat
weight loss (?:pills?|tea|gummies|secret|drops|patch\w*)
(?:seo|web ?design|reputation management|review removal|digital marketing) (?:services?|agency|experts?|company)
(?:remove|delete) (?:your )?(?:bad|negative) reviews
(?:escort|massage) services? .. (?:call|text|hot|discreet)
hot (?:girls|singles|babes)
onlyfans
(?:check out|subscribe to|follow|visit) my (?:page|channel|profile|website|site|store|shop|link|onlyfans|youtube|insta\w*)
(?:promo|discount|coupon|referral) code
(?:essay|assignment|dissertation) writ\w+ (?:service|help)
"""
PATIENT = r"""
# a patient who speaks of loans, pills or websites in a complaint
student loans?
(?:had to|took out|forced to|to) (?:get|take|taking|taken) (?:out )?a (?:\w+ )?loan
took out
collections
my insurance
(?:your|their|the) (?:website|portal|billing)
refund
(?:helped me|in a year|over \w+ months|diet(?:itian|ician)|nutritionist|bariatric)
(?:tried to|try to|trying to|wanted to|keep trying to|pushed) (?:sell|push)
scam\w*
my prescription
(?:only )?with (?:a|my|the) prescription
(?:doctor|nurse|he|she|they) (?:refused|wouldn'?t|won'?t)
"""
OFFER_ES = r"""
(?:pr[eé]stamos?) (?:r[aá]pidos?|urgentes?|personales|inmediatos?|sin (?:bur[oó]|inter[eé]s))
cura (?:natural|milagrosa|definitiva) (?:para|contra|de)
(?:remedio|medicina) (?:natural|herbal|milagros[oa]) .. (?:cura|cur[oó]|diabetes|c[aá]ncer|artritis)
(?:gana|ganar|gane|ganas) (?:dinero|\$ ?\d+) .. (?:casa|d[ií]a|d[ií]arios?|semana|f[aá]cil)
(?:amarres?|hechizos?) de amor
trabaj[ae]r? desde (?:casa|tu casa)
(?:invertir|invierte|invierta) en (?:bitcoin|cripto\w*|forex)
(?:inversi[oó]n|inversiones|ganancias) .. (?:criptomonedas?|bitcoin|cripto|forex|garantizad\w+)
(?:gana|gane|ganas|ganar) (?:hasta )?\$? ?\d[\d,.]{1,8} (?:d[oó]lares |pesos )?(?:al|por|a la|cada|diarios?|semanales)
(?:comprar?|vendo|venta de) (?:seguidores|viagra|ozempic)
"""

RULES = (
    rule("scam", "cure", CURE, near=CONTACT, unless=PATIENT),
    # a healer by name is a doctor too, so that only a private address tells
    rule("scam", "healer", HEALER, near=PRIVATE_ADDRESS),
    rule("scam", "money", MONEY, near=CONTACT, unless=PATIENT),
    rule("scam", "goods", GOODS, near=CONTACT, unless=PATIENT),
    rule("scam", "es", OFFER_ES, near=CONTACT),
    rule("scam_possible", "cure", CURE, unless=PATIENT),
    rule("scam_possible", "money", MONEY, unless=PATIENT),
    rule("scam_possible", "goods", GOODS, unless=PATIENT),
    rule("scam_possible", "es", OFFER_ES),
)
