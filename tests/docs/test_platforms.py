"""What docs/platforms.md tells a site to do accepts what Bedside sends, and its platforms file can be read."""

import re
from pathlib import Path

import httpx
import pytest

from pipeline.adapters.toml_files import read_platforms
from pipeline.adapters.web_calls import post

PAGE = (Path(__file__).parents[2] / "docs" / "platforms.md").read_text()
SECRET = b"sixteen characters, at least"


def _block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]


@pytest.fixture
def check():
    names = {}
    exec(_block("python"), names)
    return names["is_from_bedside"]


@pytest.fixture
def sent():
    calls = []

    def take(request):
        calls.append(request)
        return httpx.Response(200)

    client = httpx.Client(transport=httpx.MockTransport(take))
    post(client, "https://site.example/bedside", b'{"action":"hide"}', SECRET, {"Idempotency-Key": "e-1"})
    (call,) = calls
    return call


def _headers(call):
    return {name.title(): value for name, value in call.headers.items()}


def test_a_genuine_call_passes(check, sent):
    assert check(SECRET, _headers(sent), sent.content)


def test_a_forged_changed_or_old_call_does_not(check, sent):
    headers = _headers(sent)
    assert not check(b"another secret altogether", headers, sent.content)
    assert not check(SECRET, headers, sent.content + b" ")
    assert not check(SECRET, headers | {"X-Bedside-Timestamp": "1700000000"}, sent.content)


def test_the_headers_are_those_that_the_page_names(sent):
    named = set(re.findall(r"^\| `([A-Za-z0-9-]+)` \|", PAGE, re.MULTILINE))
    assert named <= _headers(sent).keys()


def test_the_platforms_file_can_be_read(tmp_path, monkeypatch):
    monkeypatch.setenv("BEDSIDE_WEB_SECRET", SECRET.decode())
    file = tmp_path / "platforms.toml"
    file.write_text(_block("toml"))
    places, alerts = read_platforms(file)
    assert places["web"].mode_max == "observe"
    assert len(alerts.urls) == 2
