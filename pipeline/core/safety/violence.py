"""Threats of violence, open and veiled, and a staff member's home or family exposed. These hide: precision first."""

from pipeline.core.safety.rule import GAP, PERSON, rules

I_WILL = r"\b(?:i'?m (?:going to|gonna|about to|coming (?:down there )?to)|i am (?:going to|gonna|coming to)|i'?ll|i will|we'?ll|we will|we'?re (?:going to|gonna)|ima|imma|gonna|i swear i'?ll|i want to|i could just)"
FIGURE = (
    r"\b(?:with kindness|an email|me an email|emails?|for an appointment|to death with|for a|the vibe|time|two birds|it at|the dance|the game|questions?|pictures?|photos?|video|flu shots?|covid|virus|cancer|germs|bacteria|pain|appetite|the deal|mood|bugs|roaches|weeds)\b|"
    r"\bcalled me\b|\b(?:he|she|they|clerk|nurse|guard|man|woman|ex|husband|boyfriend|patient|guy) (?:\w+ )?(?:said|told|yelled|screamed|threatened|texted|shouted|was yelling|kept (?:yelling|saying))\b|\bthreatened (?:me|us|my|to)\b|\bthreat(?:s|ened)? (?:against|from|by)\b"
)
"""Killing time and shooting an email; and threats that are told of, not made."""

RULES = (
    *rules(
        "threat",
        {
            "kill": rf"{I_WILL}\s+(?:\w+\s)?(?:kill|murder|shoot|stab|strangle|behead|execute|slaughter|slit|choke|gut)\b\s*(?:{PERSON}|your throat)",
            "hurt": rf"{I_WILL}\s+(?:\w+\s)?(?:beat (?:the (?:shit|hell|crap) out of|up)|break (?:your|his|her|their)|smash (?:your|his|her|their)|punch|kick (?:your|his|her|their) (?:ass|teeth|head)|hurt|put (?:you|him|her|them) in (?:the ground|the hospital|a (?:box|grave|wheelchair|coffin)|one of your)|hunt (?:you|him|her|them) down|find (?:you|him|her|them) and)\b",
            "burn": rf"{I_WILL}\s+(?:\w+\s)?(?:burn|blow|torch|bomb|shoot up|shoot)\b{GAP}\b(?:down|up|place|hospital|clinic|building|office|house|er|waiting room|lobby)\b",
            "weapon": r"\bi(?:'m| am|'ll be| will be)? (?:coming|bringing|bring|come|got|have|own)\b[^.!?\n]{0,30}\b(?:my|a|with my) (?:gun|guns|rifle|ar-?15|shotgun|knife|machete|bat|glock)\b[^.!?\n]{0,50}\b(?:there|down|your|his|her|clinic|hospital|office|shift|name|waiting)\b|\b(?:next time|tomorrow|monday|tonight) i(?:'m| am|'ll be|'ll| will be)? (?:bring(?:ing)?|com(?:e|ing) with) (?:my|a) (?:gun|rifle|knife|bat|shotgun)\b",
            "bullet": r"\b(?:put|deserves?|needs?|take|with|a) (?:a )?bullet (?:in|to|for|through|with)\b[^.!?\n]{0,20}\b(?:you|your|him|his|her|head|them|their|name|skull|brain|dr|doctor|nurse)\b|\b(?:should|needs to|ought to|deserves? to) (?:be|get) (?:shot|stabbed|lynched|hanged|hung|beaten|executed|jumped|strung up)\b",
            "bomb": r"\b(?:there is|there's|i (?:put|planted|left|hid)|we (?:put|planted)) a bomb\b|\bi(?:'ll| will| am going to|'m going to|'m gonna) (?:bomb|blow up)\b",
            "know_where": (
                rf"\b(?:i|we) know (?:exactly )?(?:where|what (?:car|school|time|street)|when)\b{GAP}\b(?:lives?|parks?|live|park|sleeps?|drives?|kids? go|leaves work|gets? off|walks?|your (?:kids|family|house))\b",
                r"\bparking\b|\bwhere to park\b|\bwhere (?:i|we) (?:live|park)\b",
            ),
            "watch_back": r"\b(?:watch|better watch) (?:your|his|her|their|ur) back\b|\bsleep with one eye open\b|\blook(?:ing)? over (?:your|his|her|their) shoulder\b[^.!?\n]{0,40}\b(?:when|from now|walk|car|night)\b|\byour days are numbered\b",
            "wait_outside": rf"\b(?:i'?ll|i will|we'?ll|we will|i'?m going to|gonna) be waiting (?:for (?:{PERSON}|you|dr|nurse|\w+)\b)?{GAP}\b(?:parking lot|garage|outside|after (?:his|her|your|work|the) ?shift|by (?:his|her|your) car|at (?:his|her|your) (?:house|car))\b|\bsee you in the parking lot\b|\b(?:wait|just wait) (?:till|until) i (?:catch|see|find|get) (?:you|him|her|them)\b",
            "dead": r"\byou(?:'re| are) (?:all )?(?:dead|a dead (?:man|woman))(?: (?:dr|doctor|nurse|meat)\b|[!.]|$)|\b(?:you|he|she|they) won'?t (?:live|make it|walk|be breathing|see)\b[^.!?\n]{0,20}\b(?:christmas|tomorrow|week|morning|next|again|away|home)\b|\bsay goodbye to your (?:family|kids|life)\b|\bpay (?:with|in) blood\b|\byour blood will\b",
            "someone_hurt": r"\bsome(?:body|one) (?:is going to|is gonna|will|gonna) (?:get hurt|die|get shot|bleed)\b|\bblood will (?:be spilled|run|flow)\b|\baccidents happen\b",
            "es": r"\b(?:te|lo|la|los|las|le|les) voy a (?:matar|golpear|buscar|quemar|romper la cara|partir la cara)\b|\bs[eé] d[oó]nde (?:vives?|vive|trabajas?|estaciona)\b|\bcu[ií]date la espalda\b|\bvas? a morir\b[^.!?\n]{0,20}(?:!|perr|doctor|$)|\bte vas a arrepentir\b[^.!?\n]{0,30}\b(?:casa|familia|hijos|solo|sola)\b",
        },
        unless=FIGURE,
    ),
    *rules(
        "staff_exposed",
        {
            "home": rf"\b(?:dr\.?|doctor|nurse|she|he|{PERSON})\b{GAP}\b(?:lives?|home is|house is|home address|address is)\b[^.!?\n]{{0,12}}\b(?:at|on|in the (?:house|apartment))\b",
            "family": r"\b(?:his|her|their|the doctor's|the nurse's) (?:kids?|children|daughter|son|wife|husband)\b[^.!?\n]{0,20}\b(?:goes? to|attends?|works? at|plays? at)\b",
        },
        unless=r"\b(?:who|that) lives (?:in|at)\b|\bfar\b|\bmy (?:mother|father|mom|dad|wife|husband|son|daughter)\b|\bgroup home|nursing home|care home|\bour\b",
    ),
)  # fmt: skip
