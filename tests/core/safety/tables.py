"""The tables of made-up texts beside this file: for every rule what must raise its kind, and what must not."""

import tomllib
from pathlib import Path

HOLDING = {"staff_exposed", "identifiers_possible", "scam_possible"}
HIDING = {"threat", "slur", "dehumanising", "death_wish", "sexual_degradation", "identifiers", "scam"}


def tables():
    """rule id → {"hits": texts, "near_misses": texts}"""
    found = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        table = tomllib.loads(file.read_text())
        assert not found.keys() & table.keys(), f"{file.name} says twice what {found.keys() & table.keys()} is"
        found |= table
    return found


def harmless():
    """Lines of criticism, figures of speech and ordinary matters that nothing may hide or hold."""
    lines = (Path(__file__).parent / "harmless.txt").read_text().splitlines()
    return [line for line in lines if not line.startswith("#")]


def texts():
    """Every text of every table."""
    return [text for entry in tables().values() for part in entry.values() for text in part] + harmless()
