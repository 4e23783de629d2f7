"""Matching is linear in the text, whoever wrote it, and quick on what people write."""

import time

import pytest
from core.safety.tables import tables

from pipeline.core.safety import signals

SIZE = 65_536
REVIEW = (
    "I brought my mother to the emergency room last Tuesday because she had trouble breathing and we waited for nearly "
    "five hours before a doctor came to see her. The nurse at the front desk was rude and told us to sit down. Nobody "
    "explained anything, the room was dirty, and the bill we received later was wrong. I will not come back here again."
)
SECONDS_MAX = 2.0
REVIEW_MS_MAX = 6.0
"""1.5 ms when this was written, on a busy core; the rest is room for a busier one."""
UNITS = [
    "a", " ", "1", "\n", "1-", "w.", "a@", "a ", "my ", "i'll ", "kill ", "wrong ", "fell ", "wait ", "he said ", "called me ",
    "i will find you ", "hope that ", "lives at 1 a b ", "(", '"', "i'll kill my ", "the nurse said ", "died ", "my records ",
    "i want to ", "x" * 50 + " ", "dr. ", "as a former ", "born 1", "me dijo ", "bought a rope ", "no no no ", "not breathing ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_text_is_read_in_linear_time(unit):
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    started = time.process_time()
    signals(text)
    assert time.process_time() - started < SECONDS_MAX


@pytest.mark.parametrize("part", ["hits", "near_misses"])
def test_a_flood_of_what_rules_look_for_is_read_in_linear_time(part):
    """Every table's texts in one, the points taken out: many beginnings, many near misses, all anchors."""
    text = " ".join(text for entry in tables().values() for text in entry[part]).replace(".", "")
    text = (text * (SIZE // len(text) + 1))[:SIZE]
    started = time.process_time()
    signals(text)
    assert time.process_time() - started < SECONDS_MAX


def test_a_review_takes_a_millisecond_or_so():
    best = SECONDS_MAX
    for _ in range(30):
        started = time.process_time()
        signals(REVIEW)
        best = min(best, time.process_time() - started)
    assert best * 1000 < REVIEW_MS_MAX
