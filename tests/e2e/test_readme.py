"""What the front page says of six comments is what the shipped model and policy make of them."""

import json

from e2e.serving import ROOT, command, comment, rows

CLAIMS = {
    "three fucking hours in your waiting room with a broken finger": ("show", "complaint", "none"),
    "That so-called surgeon is a butcher, he won't return my calls": ("show", "complaint", "none"),
    "Four hours and nobody looked at my mother. That whole desk is worthless human garbage.": ("hide", "complaint", "strike"),
    "I don't want to be here anymore": ("show", "crisis", "none"),
    "i know what car she drives and i know what time she leaves": ("hide", "security", "strike"),
}  # fmt: skip


def test_the_front_page_is_true(tmp_path):
    page = (ROOT / "README.md").read_text()
    stream = [comment(n, text) for n, text in enumerate(CLAIMS)] + [comment("bare", "", rating=1)]
    lines = "".join(json.dumps(c) + "\n" for c in stream).encode()
    command("moderate", "-", data=tmp_path / "data", stdin=lines, check=0, BEDSIDE_MODEL="")
    found = {
        r["comment_id"]: (r["visibility"], r["lane"], r["author_action"])
        for r in rows("decisions", data=tmp_path / "data")
    }
    for n, (text, claim) in enumerate(CLAIMS.items()):
        assert f'"{text}"' in page
        assert found[f"c{n}"] == claim, text
    assert found["cbare"] == ("show", "complaint", "none")
