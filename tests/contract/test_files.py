"""The operator's files: what is wrong is said in one sentence that names the file and the key."""

import multiprocessing
import stat

import pytest

from pipeline.adapters.file_secret import load_secrets
from pipeline.adapters.log_platform import LogPlatform
from pipeline.adapters.toml_files import read_locations, read_platforms
from pipeline.adapters.web_platform import WebPlatform
from pipeline.config import load_settings
from pipeline.errors import Misconfigured

SPAWN = multiprocessing.get_context("spawn")
LOCATION = """[locations.boston]
name = "Boston"
time_zone = "America/New_York"
hours = { mon = "09:00-17:00", sun = "00:00-24:00" }
phone = "1"
"""
PLATFORM = """[platforms.web]
adapter = "web"
url = "https://site.example/hook"
secret_env = "TEST_SITE_SECRET"
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "file.toml"
        path.write_text(text)
        return path

    return write


def test_locations_are_contacts(file):
    contact = read_locations(file(LOCATION))["boston"]
    assert (contact.name, contact.phone, contact.hours["sun"]) == ("Boston", "1", "00:00-24:00")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("09:00-17:00", "9:00-17:00", "hours.mon"),
        ("09:00-17:00", "17:00-09:00", "does not end after it begins"),
        ("09:00-17:00", "24:00-24:00", "hours.mon"),
        ("09:00-17:00", "09:00", "hours.mon"),
        ("09:00-17:00", "09:60-17:00", "hours.mon"),
        ("09:00-17:00", "09:00-17:00 ", "hours.mon"),
        ("mon =", "monday =", "weekday"),
        ("America/New_York", "America/Nowhere", "locations.boston"),
        ("America/New_York", "America", "locations.boston"),
        ("America/New_York", "../../etc/passwd", "locations.boston"),
        ("America/New_York", "", "locations.boston"),
        ('name = "Boston"', "name = 1", "name"),
        ("[locations.boston]", "[locations.boston", "file.toml"),
        ("[locations.boston]", "[location.boston]", "location"),
    ],
)
def test_a_wrong_location_is_named(file, old, new, said):
    with pytest.raises(Misconfigured, match=said):
        read_locations(file(LOCATION.replace(old, new)))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Misconfigured, match=r"nowhere\.toml"):
        read_locations(tmp_path / "nowhere.toml")


def test_a_new_platform_starts_in_observe(file, monkeypatch):
    monkeypatch.setenv("TEST_SITE_SECRET", "s" * 16)
    places, _ = read_platforms(
        file(PLATFORM + '[platforms.dry]\nadapter = "log"\n[alerts]\nurls = ["https://a.example"]')
    )
    assert isinstance(places["web"].platform, WebPlatform)
    assert (places["web"].mode_max, places["web"].dry) == ("observe", False)
    assert isinstance(places["dry"].platform, LogPlatform)
    assert places["dry"].dry
    assert read_platforms(None)[0] == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("TEST_SITE_SECRET", "TEST_ABSENT_SECRET", "TEST_ABSENT_SECRET"),
        ("https://site.example/hook", "site.example", r"platforms\.web\.url"),
        ("https://site.example/hook", "http://", r"platforms\.web\.url"),
        ("https://site.example/hook", "http://[::1", r"platforms\.web\.url"),
        ("https://site.example/hook", "http://a b", r"platforms\.web\.url"),
        ('adapter = "web"', 'adapter = "fax"', "known are log and web"),
        ('adapter = "web"', 'adapter = "web"\nmode = "often"', "mode"),
        ('adapter = "web"', 'adapter = "web"\nsecret = "in the file"', "secret"),
        ("[platforms.web]", "[alerts]\nrepeat_minutes = 0\n[platforms.web]", "repeat_minutes"),
        ("[platforms.web]", '[alerts]\nurls = ["ftp://a"]\n[platforms.web]', r"alerts\.urls"),
    ],
)
def test_a_wrong_platform_is_named(file, monkeypatch, old, new, said):
    monkeypatch.setenv("TEST_SITE_SECRET", "s" * 16)
    with pytest.raises(Misconfigured, match=said):
        read_platforms(file(PLATFORM.replace(old, new, 1)))


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    settings = load_settings(data=tmp_path / "data", secret=None)
    first, second = load_secrets(settings), load_secrets(settings)
    assert first == second
    assert len({first.vault, first.keys.pseudonym, first.keys.text}) == 3
    mode = (tmp_path / "data" / "secret.key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["secret.key"]


def make(folder, start, found):
    start.wait()
    found.put(load_secrets(load_settings(data=folder)).vault)


def test_two_processes_that_make_it_at_once_agree(tmp_path):
    start, found = SPAWN.Event(), SPAWN.Queue()
    workers = [SPAWN.Process(target=make, args=(tmp_path / "data", start, found)) for _ in range(3)]
    for worker in workers:
        worker.start()
    start.set()
    assert len({found.get(timeout=60) for _ in workers}) == 1
    for worker in workers:
        worker.join(60)


def test_a_short_secret_is_refused(tmp_path):
    with pytest.raises(Misconfigured, match="at least 32"):
        load_secrets(load_settings(data=tmp_path, secret="short"))
    (tmp_path / "secret.key").write_text("")
    with pytest.raises(Misconfigured, match="at least 32"):
        load_secrets(load_settings(data=tmp_path))
