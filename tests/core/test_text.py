"""Folding sees through the usual tricks and leaves ordinary writing alone."""

import time

import pytest

from pipeline.core.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("i\u200bd\u200bi\u200bot", "idiot"),
        ("іdіоt", "idiot"),
        ("you stup1d b1tch", "you stupid bitch"),
        ("sh!t and a$$hole", "shit and asshole"),
        ("s t u p i d people", "stupid people"),
        ("i-d-i-o-t", "idiot"),
        ("fuuuuuuck off", "fuck off"),
        ("f*ck this, f**k that", "fuck this, fuck that"),
        ("sooooo slow", "soo slow"),
        ("what a 🐷🐷🐷", "what a pig face"),
        ("i̶d̶i̶o̶t̶", "idiot"),
        ("wh0re", "whore"),
        ("a**hole", "asshole"),
        # what a word list puts together
        ("you sme*l li*e a wor*e p*g", "you smell like a worse pig"),
        ("d*e, I h*te and would k*ll and r*pe", "die, I hate and would kill and rape"),
        ("F***ers, SH**, f*ing ST*PID", "Fuckers, SHIT, fucking STUPID"),
        ("peoplllle are stuuupid looooosers", "people are stupid losers"),
        ("kiiiill yourseeelf", "kill yourself"),
        ("smells like s hit a nd wo rse", "smells like shit and worse"),
        ("that g uy at th e billi ng desk", "that guy at the billing desk"),
        ("t h e b i l l i n g g u y", "the billing guy"),
        ("D I E you f a t p i g", "DIE you fat pig"),
        ("smells l1k3 4nd b4d", "smells like and bad"),
        ("a wrthlss clnc", "a worthless clinic"),
        ("call the mnky back srsly", "call the monkey back seriously"),
        ("foocking disgoosting kunts, fukking azzholes", "fucking disgusting cunts, fucking assholes"),
        ("you fuck ing C UNTS", "you fucking CUNTS"),
        ("s.h.e is n o t A L L there", "she is not ALL there"),
    ],
)
def test_tricks(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "I.V. line and E.R. visit, U.S.A.",
        "Open 24/7, call 555-0123 ext. 4 by 10am on 3/4/2026",
        "My B12 and H1N1 shots cost $150.50, 5 stars, 1st visit",
        "write to front.desk@clinic.example or see www.example.org",
        "c diff, A B C clinic, vitamin D3, 100mg, x-ray, follow-up",
        "Ничего хорошего",
        "Good, cool, need, three, bookkeeper, class, assess",
        "Dr. Cockburn and Mrs. Dykes in Scunthorpe",
        "Well... ok!! really?!",
        "50% off? No: 3-4 hours.",
        "J ames and C Ross, nurse Fagg, Mr Hoore, Ms Lynch",
        "I ll call, r u ok? u r kind, n all",
        "Vitamin B itch? hep b itching, ward c old",
        "20mg at 4am on the 3rd, COVID19, SE1, PS5, mp3, a 2nd try",
        "price* for *this* visit, #metoo, @the_clinic, so_called, me@work.com, join t.example/x",
        "msgs on Park Blvd, tbsp, mgmt",
        "the er visit and the main st and oak rd office",
        "they gave me a steroid, he is suing, me n my son, theres a queue, we re late",
        "teh recieptionist adn hre manger",
        "the asst and two assts, a goon, Dr. Hooker, Kunz, Phooey, NHS, N H S, R N I, I C U BED, ER DR",
        "the nurse bookd a scan, kool, look, cook",
    ],
)
def test_ordinary_writing_stays(text):
    assert fold(text) == text


def test_accents_stay_composed():
    assert fold("la atención fue pésima, señor") == "la atención fue pésima, señor"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 65536,
        " " * 65536,
        "a " * 32768,
        "e" + "\u0301" * 65536,
        "1a" * 32768,
        "*" * 65536,
        "f*" * 32768,
        "@" * 65536,
        "🐷" * 16384,
        "$a" * 30000,
        "a*b " * 16_000,
        "q*z" * 20_000,
        "s h " * 16_000,
        "ab cd " * 10_000,
        "xq zj " * 10_000,
        " ".join(f"k*l{i}" for i in range(3_000)),
    ],
)
def test_hostile_text_is_folded_in_linear_time(text):
    started = time.process_time()
    fold(text)
    assert time.process_time() - started < 2, "quadratic: this takes milliseconds when it is linear"
