"""``bedside doctor``: whether this deployment is fit to work, and if not, what to do."""

from collections.abc import Iterator
from typing import Literal

import typer

from pipeline.bootstrap import GROUPS, Store, load_scorer, open_store
from pipeline.cli.options import AsJson, Data, settings
from pipeline.cli.show import emit, say
from pipeline.config import Settings
from pipeline.errors import ModerationError
from schemas.assessment import Assessment

FINDINGS = 1
Grade = Literal["ok", "note", "problem"]
Finding = tuple[Grade, str, str]
"""(grade, what was looked at, what was found and what to do)."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(data: Data = None, as_json: AsJson = False) -> None:
    """Look over settings, data, model, platforms and people on call; exit 1 where something must change."""
    findings = list(_examine(settings(data)))
    for grade, what, found in findings:
        if as_json:
            emit({"grade": grade, "what": what, "found": found})
        else:
            say(f"{grade:<8}{what}: {found}")
    if any(grade == "problem" for grade, _, _ in findings):
        raise typer.Exit(FINDINGS)


def _examine(found: Settings) -> Iterator[Finding]:
    try:
        store = open_store(found)
    except ModerationError as error:
        yield "problem", "data and files", str(error)
        return
    yield (
        "ok",
        "data",
        f"{store.database.engine.url.render_as_string(hide_password=True)}, {store.ledger.head()} ledger entries",
    )
    yield "ok", "policy", f"{store.policy.name} ({store.policy.hash})"
    yield from _model(store)
    for look in (_backlog, _platforms, _people, _door):
        yield look(store)


def _model(store: Store) -> Iterator[Finding]:
    try:
        scorer = load_scorer(store.settings, store.policy)
        (answer,) = scorer.score(["The nurses were kind."])
    except ModerationError as error:
        yield "problem", "model", str(error)
        return
    if not isinstance(answer, Assessment):
        yield "problem", "model", f"{scorer.model_id} cannot score a plain sentence: {answer.reason}"
        return
    yield "ok", "model", f"{scorer.model_id}, languages {', '.join(sorted(scorer.languages))}"
    if scorer.model_id not in store.policy.thresholds:
        yield (
            "problem",
            "thresholds",
            f"the policy has none for {scorer.model_id}, so it only holds; see `bedside policy calibrate`",
        )


def _backlog(store: Store) -> Finding:
    waiting = {group: store.bus.lag(group) for group in GROUPS}
    if not any(waiting.values()):
        return "ok", "backlog", "every group has read all there is"
    counts = ", ".join(f"{group} {n}" for group, n in waiting.items() if n)
    return "note", "backlog", f"not worked off yet: {counts}; `bedside serve` does it"


def _platforms(store: Store) -> Finding:
    if not store.places:
        return "note", "platforms", "no platforms file: every platform is a dry run, nothing real is hidden or blocked"
    said = ", ".join(f"{name} ({'dry run' if place.dry else place.mode_max})" for name, place in store.places.items())
    return "ok", "platforms", said


def _people(store: Store) -> Finding:
    if store.alerts.rungs:
        return "ok", "on call", f"{store.alerts.rungs} to tell; try `bedside alerts test`"
    return "note", "on call", "nobody is told of a crisis: name a webhook in BEDSIDE_ALERT_URL or in the platforms file"


def _door(store: Store) -> Finding:
    if store.settings.token:
        return "ok", "token", "POST /v1/comments asks for it"
    return "note", "token", "none: serve listens on loopback only"
