"""The web platform and the alert webhook against a real HTTP server: signed, idempotent, every failure one of ours."""

import json

import pytest
from fakes.build import enforcement, strike
from fakes.clock import FakeClock
from fakes.site import Site
from fakes.world import World

from pipeline.adapters.web_calls import sign
from pipeline.adapters.web_platform import WebPlatform
from pipeline.adapters.webhook_alerts import WebhookAlerts
from pipeline.errors import Refused, Unavailable
from pipeline.ports import Place

ALL = frozenset({"hide", "unhide", "block", "unblock", "reply"})
SECRET = b"s" * 32
ACT = enforcement(strike(1), "block", enforcement_id="e-1")


@pytest.fixture
def site():
    site = Site(SECRET)
    yield site
    site.close()


def platform(site, secret=SECRET):
    return WebPlatform(site.url, secret, ALL)


def test_an_act_is_posted_signed_with_its_key(site):
    assert platform(site).act(ACT, "a1") is None
    ((headers, body),) = site.requests
    assert site.effects == {"e-1": json.loads(body)}
    assert json.loads(body) == {
        "idempotency_key": "e-1",
        "action": "block",
        "platform": "web",
        "location_id": "boston",
        "comment_id": "c1",
        "author_id": "a1",
    }
    assert headers["X-Bedside-Signature-256"] == sign(SECRET, headers["X-Bedside-Timestamp"], body)
    assert site.faults == []


def test_a_reply_carries_its_text(site):
    platform(site).act(ACT, None, "Please call us: ☎")
    assert json.loads(site.requests[0][1])["text"] == "Please call us: ☎"


def test_done_before_is_done(site):
    here = platform(site)
    here.act(ACT, "a1")
    assert here.act(ACT, "a1") == "was done before"
    assert len(site.effects) == 1


def test_another_secret_is_refused(site):
    with pytest.raises(Refused, match="401"):
        platform(site, b"x" * 32).act(ACT, "a1")
    assert (site.faults, site.effects) == (["signature"], {})


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_unavailable(site, status):
    site.script = [status]
    with pytest.raises(Unavailable, match=str(status)):
        platform(site).act(ACT, "a1")


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 405, 410, 422, 451])
def test_a_no_is_refused_and_no_redirect_is_followed(site, status):
    site.script = [status]
    with pytest.raises(Refused, match=str(status)):
        platform(site).act(ACT, "a1")
    assert len(site.requests) == 1


def test_an_answer_that_breaks_off_is_unavailable(site):
    site.script = [lambda handler: handler.connection.close()]
    with pytest.raises(Unavailable):
        platform(site).act(ACT, "a1")


def test_nobody_listening_is_unavailable_and_names_the_host_and_no_path(site):
    site.close()
    with pytest.raises(Unavailable, match=r"^127\.0\.0\.1 did not answer \(ConnectError\)$"):
        platform(site).act(ACT, "a1")


def test_an_act_is_tried_again_under_one_key_and_happens_once(site):
    world = World()
    world.wire(place=Place(platform(site)))
    site.script = [503, 429, 500]
    world.say(1, "SEVERE")
    keys = {headers["Idempotency-Key"] for headers, _ in site.requests}
    assert (len(site.requests), len(keys), len(site.effects)) == (4, 1, 1)
    assert world.outcomes(1) == [("hide", "done")]


def test_a_no_goes_to_a_person(site):
    world = World()
    world.wire(place=Place(platform(site)))
    site.script = [403]
    world.say(1, "SEVERE")
    (act,) = world.states.effective("web", "c1").enforcements
    assert (act.outcome, act.detail) == ("refused", "127.0.0.1 answered 403")


def test_an_author_is_named_to_the_site_as_the_site_knows_them(site):
    world = World()
    world.wire(place=Place(platform(site)))
    for n in range(3):
        world.say(n, "SEVERE", author_id="user-7")
    assert [e["author_id"] for e in site.effects.values() if e["action"] == "block"] == ["user-7"]
    assert all("SEVERE" not in body.decode() for _, body in site.requests)


def test_alerts_go_to_their_rung_and_begin_again(site):
    alerts = WebhookAlerts((f"{site.url}/a", f"{site.url}/b"), SECRET)
    sent = {"alert_id": "x", "lane": "crisis", "location_id": "boston", "case_id": "case-1", "link": "/cases/case-1"}
    for rung in range(3):
        alerts.send(rung, sent)
    assert alerts.rungs == 2
    assert [json.loads(body) for _, body in site.requests] == [sent] * 3
    assert site.faults == []
    site.script = [500]
    with pytest.raises(Unavailable):
        alerts.send(0, sent)


def test_an_empty_list_sends_nothing():
    alerts = WebhookAlerts((), b"")
    alerts.send(0, {"lane": "crisis"})
    assert (alerts.rungs, FakeClock().slept_s) == (0, 0)
