"""Whatever comes in ends as a decision or as a dead letter that says where the fault is; counts add up, nothing else suffers."""

import json

from e2e.hostile import HOSTILE
from e2e.serving import Serving, command, rows

LINES = [line for line, _ in HOSTILE.values()]
GOOD = sum(good for _, good in HOSTILE.values())


def test_a_file_of_it(tmp_path):
    file, data = tmp_path / "in.ndjson", tmp_path / "data"
    file.write_bytes(b"\n".join([*LINES, b"", b"  "]) + b"\n")
    first = json.loads(command("moderate", file, data=data, check=0).stdout.splitlines()[-1])
    names = list(HOSTILE)
    dead = {row["source"].rpartition(":")[2]: row for row in rows("dead-letters", "list", data=data)}
    for number, (name, (_, good)) in enumerate(HOSTILE.items(), 1):
        assert (str(number) not in dead) == good, (name, dead.get(str(number)))
    assert first["lines"] == len(LINES) + 2
    assert first["lines"] == sum(first[k] for k in ("comments", "duplicates", "removals", "dead_letters", "blank"))
    assert (first["comments"], first["dead_letters"], first["blank"]) == (GOOD, len(LINES) - GOOD, 2)
    assert first["comments"] == first["shown"] + first["hidden"] + first["held"]
    assert dead[str(names.index("an impossible date") + 1)]["path"] == "$.posted_at"
    assert dead[str(names.index("a text of the wrong type") + 1)]["path"] == "$.text"
    flags = {row["comment_id"]: row["flags"] for row in rows("decisions", data=data)}
    assert "repaired:$.text" in flags["c12"]
    assert "clamped:$.posted_at" in flags["c14"]
    second = json.loads(command("moderate", file, data=data, check=0).stdout.splitlines()[-1])
    assert (second["comments"], second["duplicates"], second["dead_letters"]) == (0, GOOD, len(LINES) - GOOD)
    assert len(rows("dead-letters", "list", data=data)) == len(LINES) - GOOD, "a second run added dead letters"


def test_by_http_one_by_one(tmp_path):
    with Serving(tmp_path / "data") as serving:
        for name, (line, good) in HOSTILE.items():
            answer = serving.post(line)
            if good:
                assert (answer.status_code, answer.json()["accepted"]) == (202, 1), (name, answer.text)
            else:
                assert answer.status_code in {202, 413, 422}, (name, answer.text)
                assert answer.status_code != 202 or answer.json()["rejected"][0]["error"], name
        serving.settle()
    assert len(rows("decisions", data=tmp_path / "data")) == GOOD
    # by HTTP an array is many comments: here two of no use
    assert len(rows("dead-letters", "list", data=tmp_path / "data")) == len(LINES) - GOOD + 1


def test_score_answers_every_line_in_order(tmp_path):
    file = tmp_path / "in.ndjson"
    file.write_bytes(b"\n".join(LINES) + b"\n\n")
    out = [json.loads(line) for line in command("score", file, check=0).stdout.splitlines()]
    assert len(out) == len(LINES) + 1
    for (name, (line, good)), row in zip(HOSTILE.items(), out, strict=False):
        empty = good and not json.loads(line.removeprefix(b"\xef\xbb\xbf")).get("text")
        assert ("error" in row) == (not good) or empty, (name, row)
        assert "error" not in row or set(row["error"]) == {"path", "message"}
    assert "error" in out[-1]
