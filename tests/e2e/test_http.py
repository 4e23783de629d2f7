"""The HTTP contract, over a real socket: counts, limits, tokens, health, and a clean end."""

import json

import httpx
import pytest
from e2e.serving import Serving, command, comment, rows


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with Serving(tmp_path_factory.mktemp("http") / "data", BEDSIDE_HTTP_BYTES_MAX="100000") as running:
        yield running


def test_an_object_and_an_array_are_accepted(serving):
    one = comment("one", "The nurses were kind.")
    assert serving.post(one).json() == {"accepted": 1, "duplicates": 0, "rejected": []}
    many = [one, comment("two", "Still waiting."), {"text": "no names"}, comment("three", 5)]
    answer = serving.post(many)
    assert answer.status_code == 202
    body = answer.json()
    assert (body["accepted"], body["duplicates"]) == (1, 1)
    assert [(r["index"], r["path"]) for r in body["rejected"]] == [(2, "$.comment_id"), (3, "$.text")]
    serving.settle()
    assert serving.post([one] * 3).json()["duplicates"] == 3, "known from the ledger too"


def test_a_half_character_spoils_only_itself(serving):
    broken = json.dumps(comment("half", "x")).replace('"x"', '"kind\\ud83dly"')
    answer = serving.post(f"[{json.dumps(comment('whole', 'fine'))},{broken}]".encode())
    assert (answer.status_code, answer.json()["accepted"]) == (202, 2)


def test_removals_are_taken(serving):
    gone = comment("gone", "", verb="removed")
    assert serving.post([gone, gone]).json() == {"accepted": 1, "duplicates": 1, "rejected": []}


@pytest.mark.parametrize("body", [b"", b"nonsense", b"17", b'"text"', b'{"comment_id":', b"[1,"])
def test_what_is_no_json_is_422_as_a_problem(serving, body):
    answer = serving.post(body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["status"] == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("body", [b"[" + b"0," * 1_000 + b"0]", b" " * 200_000])
def test_too_much_is_413_as_a_problem(serving, body):
    answer = serving.post(body)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_a_body_without_a_length_is_bounded_too(serving):
    answer = httpx.post(f"{serving.url}/v1/comments", content=(b"x" * 10_000 for _ in range(50)), timeout=30)
    assert answer.status_code == 413


def test_health_and_metrics(serving):
    assert httpx.get(f"{serving.url}/healthz").text == "ok\n"
    assert httpx.get(f"{serving.url}/readyz").text == "ok\n"
    page = httpx.get(f"{serving.url}/metrics").text
    assert "bedside_decisions_total" in page
    assert "kind" not in page.replace("by kind", ""), "a text reached the metrics"


def test_a_token_is_asked_for_and_checked(tmp_path):
    with Serving(tmp_path / "data", BEDSIDE_TOKEN="correct horse") as serving:
        one = comment("one", "fine")
        assert serving.post(one).status_code == 401
        assert serving.post(one, Authorization="Bearer wrong").status_code == 401
        assert serving.post(one, Authorization="Bearer correct horse").status_code == 202
        assert httpx.get(f"{serving.url}/healthz").status_code == 200


def test_anything_but_loopback_needs_a_token(tmp_path):
    done = command("serve", "--host", "0.0.0.0", "--port", "0", data=tmp_path / "data", check=2)
    assert b"BEDSIDE_TOKEN" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_port_in_use_is_said(serving, tmp_path):
    port = serving.url.rpartition(":")[2]
    assert b"--port" in command("serve", "--port", port, data=tmp_path / "data", check=2).stderr


def test_sigterm_ends_cleanly_and_loses_nothing(tmp_path):
    serving = Serving(tmp_path / "data").start()
    assert serving.post([comment(n, "Still waiting.") for n in range(500)]).json()["accepted"] == 500
    assert serving.stop() == 0
    with serving:
        serving.settle()
    assert len(rows("decisions", data=tmp_path / "data")) == 500
