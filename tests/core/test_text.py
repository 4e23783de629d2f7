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
    ],
)
def test_hostile_text_is_folded_in_linear_time(text):
    started = time.process_time()
    fold(text)
    assert time.process_time() - started < 2, "quadratic: this takes milliseconds when it is linear"
