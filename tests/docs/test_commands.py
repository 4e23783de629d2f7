"""Every command stands in the interface page."""

import re
from pathlib import Path

import typer

from pipeline.cli import app

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


def _commands(command, path=()):
    inner = getattr(command, "commands", None)
    if not inner:
        yield path
        return
    for name, sub in inner.items():
        yield from _commands(sub, (*path, name))


def test_every_command_is_in_the_interface_page():
    rows = re.findall(r"^\| (`bedside .*?) \|", API.replace("\\|", "/"), re.MULTILINE)
    named = {word for row in rows for word in re.findall(r"[a-z][a-z-]*", row)}
    for path in _commands(typer.main.get_command(app)):
        assert set(path) <= named, f"bedside {' '.join(path)}"
