"""Broken words are put together on the evidence of a trick, and ordinary writing is left alone."""

import time

import pytest

from pipeline.core.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
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
    ],
)
def test_broken_words_are_put_together(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "J ames and C Ross, nurse Fagg, Mr Hoore, Ms Lynch",
        "I ll call, r u ok? u r kind, n all",
        "Vitamin B itch? hep b itching, ward c old",
        "20mg at 4am on the 3rd, COVID19, SE1, PS5, mp3, a 2nd try",
        "price* for *this* visit, #metoo, @the_clinic, so_called, me@work.com, join t.example/x",
        "msgs on Park Blvd, tbsp, mgmt",
        "the er visit and the main st and oak rd office",
        "they gave me a steroid, he is suing, me n my son, theres a queue, we re late",
        "teh recieptionist adn hre manger",
    ],
)
def test_ordinary_writing_stays(text):
    assert fold(text) == text


@pytest.mark.parametrize(
    "text", ["a*b " * 16_000, "q*z" * 20_000, "s h " * 16_000, "ab cd " * 10_000, "xq zj " * 10_000, " ".join(f"k*l{i}" for i in range(3_000))]
)  # fmt: skip
def test_hostile_text_is_mended_in_linear_time(text):
    started = time.process_time()
    fold(text)
    assert time.process_time() - started < 2, "quadratic: this takes milliseconds when it is linear"
