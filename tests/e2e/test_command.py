"""The ``bedside`` command as its user has it: real processes, the contract's outputs and exit codes."""

import json
from datetime import datetime

import pytest
from e2e.serving import ROOT, command, comment, rows

SAMPLE = ROOT / "deploy" / "sample" / "comments.ndjson"
DECISION_FIELDS = {
    "comment_id", "platform", "location_id", "author_id", "input_id", "posted_at", "received_at", "decided_at", "visibility",
    "machine_visibility", "author_action", "route", "lane", "other_lanes", "reasons", "enforcement", "model", "policy",
}  # fmt: skip


def said(**scores):
    """Return a text that the fake model scores as it says."""
    return json.dumps(scores)


STREAM = [
    comment(1, said(complaint=0.9)),
    comment(2, said(severe=0.99), author_id="troll"),
    comment(3, said(severe=0.99, complaint=0.9), author_id="troll", posted_at="2026-11-01T12:10:00Z"),
    comment(4, said(severe=0.99), author_id="troll", posted_at="2026-11-02T12:10:00Z"),
    comment(5, said(mild=0.9)),
    comment(6, said(sentiment=0.9)),
    comment(7, said(question=0.9)),
    comment(8, "", verb="removed"),
    comment(9, "", rating=1),
    comment(1, said(complaint=0.9)),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("command")
    file = folder / "in.ndjson"
    file.write_text("".join(json.dumps(c) + "\n" for c in STREAM) + "not json\n\n")
    done = command("moderate", file, data=folder / "data", check=0)
    (folder / "summary.json").write_bytes(done.stdout.splitlines()[-1])
    return folder / "data"


def test_moderate_counts_add_up(data):
    summary = json.loads((data.parent / "summary.json").read_text())
    seconds = summary.pop("seconds")
    assert seconds > 0
    assert summary == {
        "lines": 12, "comments": 8, "duplicates": 1, "removals": 1, "dead_letters": 1, "blank": 1,
        "shown": 4, "hidden": 3, "held": 1, "cases": 4, "blocked_authors": 1,
        "lanes": {"complaint": 3, "question": 1, "praise": 1},
    }  # fmt: skip


def test_a_second_run_adds_nothing(data):
    before = command("audit", "export", data=data, check=0).stdout
    again = json.loads(command("moderate", data.parent / "in.ndjson", data=data, check=0).stdout.splitlines()[-1])
    assert (again["comments"], again["duplicates"], again["removals"], again["dead_letters"]) == (0, 9, 1, 1)
    assert command("audit", "export", data=data, check=0).stdout == before


def test_decisions_have_the_contract_s_fields(data):
    found = {row["comment_id"]: row for row in rows("decisions", data=data)}
    assert set(found) == {"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c9"}
    assert all(set(row) >= DECISION_FIELDS for row in found.values())
    assert found["c4"]["author_action"] == "block"
    assert found["c4"]["author_id"] == "troll"
    assert found["c2"]["enforcement"]["outcome"] == "done"
    reason = next(r for r in found["c2"]["reasons"] if r["ground"])
    assert set(reason) >= {"rule", "label", "score", "threshold"}
    assert (reason["label"], reason["score"]) == ("severe", 0.99)


def test_decisions_can_be_narrowed(data):
    assert [r["comment_id"] for r in rows("decisions", "--visibility", "hold", data=data)] == ["c5"]
    assert {r["comment_id"] for r in rows("decisions", "--author", "site:troll", data=data)} == {"c2", "c3", "c4"}
    assert {r["comment_id"] for r in rows("decisions", "--author", "troll", data=data)} == {"c2", "c3", "c4"}
    assert [r["comment_id"] for r in rows("decisions", "--comment", "site:c7", data=data)] == ["c7"]
    assert [r["comment_id"] for r in rows("decisions", "--since", "2026-11-02T00:00:00Z", data=data)] == ["c4"]


def test_explain_says_what_why_and_what_to_do(data):
    text = command("explain", "site:c3", data=data, check=0).stdout.decode()
    for part in ("hidden", "severe 0.990 reaches 0.85", "ground: harassment", "Case: case-", "bedside rule site:c3"):
        assert part in text


def test_rulings_take_strikes_and_blocks_back(tmp_path):
    file, data = tmp_path / "in.ndjson", tmp_path / "data"
    file.write_text("".join(json.dumps(c) + "\n" for c in STREAM))
    command("moderate", file, data=data, check=0)
    assert b"now hide" in command("rule", "c5", "uphold", "--by", "ann", "--why", "seen", data=data, check=0).stdout
    (ruled,) = rows("rule", "c2", "overturn", "--by", "ann", "--why", "a quote", data=data)
    assert (ruled["visibility"], ruled["strike_taken_back"], ruled["blocks_undone"]) == ("show", True, ["c4"])
    assert {(e["action"], e["outcome"]) for e in ruled["enforcement"]} == {("unhide", "done"), ("unblock", "done")}
    (history,) = rows("history", "show", "troll", data=data)
    assert (history["prior"], history["blocks"]) == (2, [])
    assert command("rule", "c6", "release", "--by", "ann", "--why", "x", data=data).returncode == 2
    (everything,) = rows("decisions", "--comment", "c2", "--all", data=data)
    assert [r["verdict"] for r in everything["rulings"]] == ["overturn"]


def test_history_shows_strikes_and_the_end_of_blocks(data):
    (found,) = rows("history", "show", "site:troll", data=data)
    assert [s["weight"] for s in found["strikes"]] == [1, 1, 1]
    (block,) = found["blocks"]
    length = datetime.fromisoformat(block["until"]) - datetime.fromisoformat(block["from"])
    assert length.days == 7


def test_cases_are_worked(tmp_path):
    data = tmp_path / "data"
    command("moderate", "-", data=data, stdin=json.dumps(comment(1, said(complaint=0.9))).encode(), check=0)
    (case,) = rows("cases", "list", data=data)
    assert (case["lane"], case["state"], case["comment_ids"]) == ("complaint", "open", ["c1"])
    command("cases", "assign", case["case_id"], "--to", "bea", "--by", "ann", data=data, check=0)
    (shown,) = rows("cases", "show", case["case_id"], data=data)
    assert (shown["case"]["owner"], shown["texts"]["c1"]) == ("bea", said(complaint=0.9))
    command("cases", "close", case["case_id"], "--by", "bea", "--why", "called her", data=data, check=0)
    assert rows("cases", "list", data=data) == []
    assert len(rows("cases", "list", "--state", "closed", data=data)) == 1
    (shown,) = rows("cases", "show", case["case_id"], data=data)
    assert [e["kind"] for e in shown["case"]["timeline"]] == ["opened", "assigned", "closed"]
    assert command("cases", "close", case["case_id"], "--by", "x", "--why", "y", data=data).returncode == 2


def test_the_ledger_holds_no_text_and_no_name(data):
    lines = command("audit", "export", data=data, check=0).stdout
    entries = [json.loads(line) for line in lines.splitlines()]
    assert [e["seq"] for e in entries] == list(range(1, len(entries) + 1))
    assert set(entries[0]) == {"seq", "event_id", "kind", "recorded_at", "payload"}
    assert {e["kind"] for e in entries} >= {
        "policy",
        "model",
        "decision",
        "enforcement",
        "case",
        "removal",
        "dead_letter",
    }
    assert b"troll" not in lines
    assert b"not json" not in lines


def test_dead_letters_are_replayed_when_they_can_be_read(tmp_path):
    data = tmp_path / "data"
    long = json.dumps(comment(1, "a" * 2_000)).encode()
    command("moderate", "-", data=data, stdin=long, check=0, BEDSIDE_TEXT_BYTES_MAX="1024")
    (letter,) = rows("dead-letters", "list", data=data)
    assert letter["path"] == "$.text"
    assert b"a" * 100 in command("dead-letters", "show", letter["id"], data=data, check=0).stdout
    assert (
        b"0 moderated, 1 still"
        in command("dead-letters", "replay", "--all", data=data, check=0, BEDSIDE_TEXT_BYTES_MAX="1024").stdout
    )
    assert b"1 moderated" in command("dead-letters", "replay", letter["id"], data=data, check=0).stdout
    assert [r["comment_id"] for r in rows("decisions", data=data)] == ["c1"]


def test_backfill_is_history_only(tmp_path):
    data = tmp_path / "data"
    stream = "".join(json.dumps(c) + "\n" for c in STREAM).encode()
    summary = json.loads(
        command("moderate", "-", "--backfill", data=data, stdin=stream, check=0).stdout.splitlines()[-1]
    )
    assert summary["hidden"] == 3
    assert rows("cases", "list", data=data) == []
    assert all(row["enforcement"] is None for row in rows("decisions", data=data))
    (history,) = rows("history", "show", "troll", data=data)
    assert len(history["blocks"]) == 1


def test_score_has_the_contract_s_shape():
    lines = [json.dumps(comment(1, "The nurses were kind.")), json.dumps({"text": said(severe=0.9)}), "broken"]
    out = [json.loads(x) for x in command("score", "-", stdin="\n".join(lines).encode(), check=0).stdout.splitlines()]
    assert set(out[0]) == {
        "toxicity",
        "abuse",
        "complaint",
        "question",
        "sentiment",
        "topics",
        "safety",
        "spans",
        "language",
        "model",
    }
    assert out[1]["abuse"]["severe"] == 0.9
    assert set(out[2]["error"]) == {"path", "message"}
    (plain,) = command("score", "-", "--text", stdin=b"just words", check=0).stdout.splitlines()
    assert json.loads(plain)["language"] == "en"


def test_policy_check_passes_on_the_default_and_finds_faults(tmp_path):
    policy = ROOT / "deploy" / "policies" / "default.toml"
    done = command("policy", "check", policy, check=0)
    assert b"0 failed" in done.stdout
    broken = tmp_path / "p.toml"
    broken.write_text(policy.read_text().replace("block_at = 3", 'block_at = "three"'))
    found = command("policy", "check", broken, check=1).stdout.decode()
    assert "p.toml:" in found
    assert "strikes.block_at" in found
    changed = tmp_path / "q.toml"
    changed.write_text(policy.read_text().replace("threat_weight = 2", "threat_weight = 1"))
    (tmp_path / "q.cases.toml").write_text((policy.parent / "default.cases.toml").read_text())
    assert b"FAIL" in command("policy", "check", changed, check=1).stdout
    assert command("policy", "check", tmp_path / "none.toml").returncode == 2


def test_doctor_finds_what_must_change(tmp_path):
    assert command("doctor", data=tmp_path / "data", check=0).stdout
    bad = tmp_path / "locations.toml"
    bad.write_text('[locations.x]\nname = "X"\ntime_zone = "Mars/Base"\n')
    assert b"Mars" in command("doctor", data=tmp_path / "data", check=1, BEDSIDE_LOCATIONS=str(bad)).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["moderate"], ["moderate", "/nowhere"], ["bogus"], ["decisions", "--since", "soon"], ["decisions", "--visibility", "pink"],
        ["explain", "nothing"], ["rule", "nothing", "uphold", "--by", "a", "--why", "b"], ["cases", "show", "case-x"],
        ["dead-letters", "show", "dl-x"], ["history", "show", "nobody"], ["moderate", "-", "--policy", "/nowhere"], ["alerts", "test"],
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_and_exit_2(words, tmp_path):
    done = command(*words, "--data", tmp_path / "data", stdin=b"")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize(
    "env",
    [
        {"BEDSIDE_MODEL": "nothing"}, {"BEDSIDE_DATABASE": "mysql://x/y"}, {"BEDSIDE_DATABASE": "nonsense"}, {"BEDSIDE_SECRET": "short"},
        {"BEDSIDE_BATCH_ROWS_MAX": "many"}, {"BEDSIDE_POLICY": "/nowhere.toml"}, {"BEDSIDE_LOG_LEVEL": "loud"},
    ],
    ids=lambda env: next(iter(env)),
)  # fmt: skip
def test_a_wrong_setting_is_named(env, tmp_path):
    done = command("moderate", "-", data=tmp_path / "data", stdin=b"", **env)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr


def test_the_sample_runs_through(tmp_path):
    summary = json.loads(command("moderate", SAMPLE, data=tmp_path / "data", check=0).stdout.splitlines()[-1])
    assert summary["lines"] == len(SAMPLE.read_bytes().splitlines())
    assert summary["dead_letters"] == 3
    assert summary["comments"] > 350


def test_policy_calibrate_proposes_and_never_overwrites(tmp_path):
    labelled, out = tmp_path / "labelled.csv", tmp_path / "proposal.toml"
    lines = [f'"{{""severe"": {i / 100}, ""complaint"": 0.9}} {i}",0,1' for i in range(40)]
    lines += [f'"{{""severe"": 0.9{i}}} {i}",1,0' for i in range(10)]
    labelled.write_text("text,hide,complaint\n" + "\n".join(lines) + "\n")
    command("policy", "calibrate", labelled, "--out", out, check=0)
    assert '[thresholds."fake"]' in out.read_text().replace("[thresholds.fake]", '[thresholds."fake"]')
    before = out.read_bytes()
    assert command("policy", "calibrate", labelled, "--out", out).returncode == 2
    assert out.read_bytes() == before
    assert command("policy", "calibrate", tmp_path / "none.csv", "--out", tmp_path / "x.toml").returncode == 2
