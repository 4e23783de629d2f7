"""Private data: a breach by us alleged (tells a person), and other people's identifiers in the post itself (hides)."""

from pipeline.core.safety.rule import GAP, rules

MINE = r"\b(?:my|mine|i'?m|i am|our)\b"
CLINIC = r"\b(?:clinic|hospital|office|suite|located|building|pharmacy|center|urgent care|across from|corner of|parking|entrance)\b"
STREET = r"\b\d{1,5}\s+(?:[nsew]\.?\s+)?(?:\w+\s){1,3}(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|boulevard|blvd|way|place|pl|terrace|circle)\b"
DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? (?:19|20)\d{2})"

RULES = (
    *rules(
        "privacy_breach",
        {
            "records_to_stranger": r"\b(?:sent|emailed|e-mailed|mailed|faxed|gave|released|shared|showed|handed|texted|leaked|forwarded)\b[^.!?\n]{0,40}\b(?:records?|results?|chart|file|diagnosis|information|info|paperwork|x-?rays?|bill|psych notes|notes|lab work|test|discharge papers)\b[^.!?\n]{0,30}\bto (?:a stranger|someone else|the wrong|another (?:patient|person)|my (?:ex|boss|employer|neighbou?r|landlord|roommate|mother|husband|wife|coworker|sister)|somebody else|a different (?:patient|person)|strangers)\b",
            "wrong_persons": r"\b(?:got|received|gave (?:me|us)|handed (?:me|us)|sent (?:me|us)|given|in the mail|shows?|saw|have) (?:\w+ ){0,2}(?:someone else'?s|another (?:patient|person)'?s|other (?:patients?|people)'?s?|a stranger'?s|somebody else'?s|the wrong (?:patient|person)'?s) (?:\w+ ){0,2}(?:records?|results?|chart|information|info|file|paperwork|bill|labs?|name|papers|discharge|x-?rays?)\b|\bportal shows? (?:another|someone)",
            "snooping": r"\b(?:looked|looking|went|snoop\w*|peek\w*|accessed|got|opened|read|logged|digging) (?:in(?:to|side)?|at|up|through|around in)? ?(?:my|her|his|our) (?:\w+ )?(?:chart|medical records?|records?|file|medical history)\b[^.!?\n]{0,40}\b(?:gossip|curious|without|permission|ex|works? there|not my|no reason|spread|cousin|friend|consent)\b|\bopened my (?:file|chart)\b",
            "said_aloud": rf"\b(?:read|said|yelled|shouted|announced|discuss\w*|talk\w*|blurted|called) ?(?:out |about )?{GAP}\b(?:my|her|his|our|patients?'?|other patients?'?)\b (?:\w+ ){{0,3}}(?:diagnosis|hiv status|status|medications?(?: list)?|condition|results?|medical (?:information|history|issues?)|personal (?:information|business)|private (?:information|business)|weight|ssn|social security|pregnancy|std|abortion)\b{GAP}\b(?:out loud|aloud|in front of|waiting room|elevator|hallway|lobby|everyone|whole|loudly|could hear|for all|cafeteria)\b",
            "told_someone": r"\b(?:told|informed|called|notified) (?:my|her|his) (?:\w+ )?(?:ex|boss|employer|mother|mom|father|dad|husband|wife|boyfriend|girlfriend|roommate|family|landlord|school|sister|coworkers?|in-?laws?|cousin|parents)\b[^.!?\n]{0,40}\b(?:about my|my (?:diagnosis|results|pregnancy|appointment|abortion|test|hiv|condition|visit)|that i (?:was|am|had|have)|without (?:my|asking|permission)|everything)\b",
            "hipaa": (r"\b(?:hipaa|hippa) (?:violations?|breach|complaint|laws?\b[^.!?\n]{0,20}\b(?:broke|violat))|\b(?:violat\w+|breach\w*|broke|breaking|against) (?:\w+ ){0,3}(?:hipaa|hippa|confidentiality|my privacy|patient privacy|our privacy|privacy)\b|\bbreach of (?:privacy|confidentiality)\b|\bdata breach\b", r"\bno hipaa violation\b"),
            "posted": r"\b(?:posted|put|shared|uploaded)\b[^.!?\n]{0,30}\b(?:pictures?|photos?|videos?|name|records?) of (?:me|my|a patient|patients|her|him|us|their patients)\b[^.!?\n]{0,40}\b(?:without|facebook|instagram|tik ?tok|online|snapchat|social media)\b|\b(?:chart|charts|papers|records|forms?|ssn) (?:\w+ ){0,4}(?:lying|left|face up|sitting|laying) (?:\w+ ){0,3}(?:counter|desk|open|out|trash|hallway|anyone)\b",
            "address_to_ex": r"\bgave (?:my|her|his) (?:\w+ )?(?:address|phone number|information|number) to (?:my|her|his|a)\b",
            "es": r"\b(?:compartieron|divulgaron|dieron|mostraron|enviaron) (?:mi|mis|su|sus) (?:expediente|resultados|informaci[oó]n|datos|historial)\b|\bviolaron mi privacidad\b|\bexpediente de otr[oa] (?:paciente|persona)\b",
        },
        unless=r"\b(?:never|didn'?t|did not|always) (?:\w+ ){0,2}(?:share|discuss|told|tell|ask)\b|\basked before\b|\bwith my (?:permission|consent)\b|\bhow (?:do|can) i\b",
    ),
    *rules(
        "identifiers",
        {
            "ssn": (r"\b(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}\b", MINE),
            "ssn.named": (r"\b(?:ssn|social security(?: number)?)\b[^.!?\n]{0,15}?\b\d{3}[- ]?\d{2}[- ]?\d{4}\b", r"\bmy (?:ssn|social)"),
            "record_number": (r"\b(?:mrn|medical record(?: number)?|record number|patient (?:id|number)|chart (?:number|no\.?|#))\W{0,4}(?:is |number |no\.? |# ?)?[a-z]{0,3}\d{5,12}\b", r"\bmy (?:mrn|medical record|record number|patient (?:id|number)|chart)"),
            "birth_date": (rf"\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?|birth ?date|birthday is)\W{{0,4}}(?:is |was )?{DATE}", rf"{MINE}|\bwas born\b[^.]{{0,10}}\bhere\b"),
            "home_address": (rf"\b(?:(?:he|she|they|who|dr\.? \w+|doctor \w+|nurse \w+|mr\.? \w+|mrs\.? \w+|ms\.? \w+|patient \w+|\w+ \w+) lives? (?:at|on)|(?:his|her|their|'s) (?:home )?address(?: is)?:?|house at)\s+{STREET}", rf"\b(?:i live|my)\b|{CLINIC}"),
        },
    ),
    *rules(
        "identifiers_possible",
        {
            "own": r"\bmy (?:ssn|social security(?: number)?|mrn|medical record(?: number)?|date of birth|dob|member id|policy number)\W{0,4}(?:is |number |# ?)?[a-z]{0,3}[\d/-]{5,12}\b",
            "digits": (r"\b(?:ssn|mrn|dob|member id|policy (?:number|no))\b[^.!?\n]{0,12}\d{4,}", r"\bmy\b"),
            "card": r"\b(?:\d{4}[ -]){3}\d{4}\b",
            "address": (rf"\b(?:lives? (?:at|on)|home address|'s house|her house|his house)\b[^.!?\n]{{0,15}}\b{STREET}", CLINIC),
        },
    ),
)  # fmt: skip
