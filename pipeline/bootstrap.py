"""Settings → wired objects; the only place that knows which adapter stands behind which port."""

import logging
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import msgspec

from pipeline.adapters.file_secret import Secrets, load_secrets
from pipeline.adapters.log_platform import LogPlatform
from pipeline.adapters.sql_brake import SqlBrake
from pipeline.adapters.sql_bus import SqlBus
from pipeline.adapters.sql_cases import SqlCases
from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_histories import SqlHistories
from pipeline.adapters.sql_ledger import SqlLedger
from pipeline.adapters.sql_states import SqlStates
from pipeline.adapters.sql_timers import SqlTimers
from pipeline.adapters.sql_vault import SqlVault
from pipeline.adapters.system_clock import SystemClock
from pipeline.adapters.toml_files import AlertFile, read_locations, read_platforms, read_secret, read_text
from pipeline.adapters.webhook_alerts import WebhookAlerts
from pipeline.config import Settings
from pipeline.core import policy as policies
from pipeline.core.policy import Policy
from pipeline.core.safety import VERSION, signals
from pipeline.errors import Malformed, Misconfigured
from pipeline.handlers.accept import Accept
from pipeline.handlers.bury import Bury
from pipeline.handlers.enforce import Enforce
from pipeline.handlers.moderate import Limits, Moderate
from pipeline.handlers.respond import AlertSettings, Respond
from pipeline.handlers.timers import FireTimers
from pipeline.ports import Bus, Place, Scorer
from schemas.case import Contact
from schemas.codec import encode
from schemas.ledger import Entry

LOG = logging.getLogger("bedside")
GROUPS: dict[str, tuple[str, ...]] = {
    "moderate": ("comments",),
    "enforce": ("decisions", "rulings"),
    "respond": ("decisions", "rulings"),
}
"""Consumer group → the topics it reads, on whatever carries them."""
DEFAULT_POLICY = Path(str(files("deploy") / "policies" / "default.toml"))


class Store(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the model: enough to read, to rule and to accept."""

    settings: Settings
    database: Database
    clock: SystemClock
    secrets: Secrets
    policy: Policy
    ledger: SqlLedger
    histories: SqlHistories
    vault: SqlVault
    cases: SqlCases
    states: SqlStates
    timers: SqlTimers
    bus: SqlBus
    contacts: Mapping[str, Contact]
    places: Mapping[str, Place]
    alerts: WebhookAlerts
    alert_settings: AlertSettings


class Handlers(msgspec.Struct, frozen=True, kw_only=True):
    """The handlers, each over the same store."""

    moderate: Moderate
    enforce: Enforce
    respond: Respond
    fire: FireTimers
    bury: Bury


def read_policy(path: Path | None) -> Policy:
    """Read a policy file, the default one where none is named; raises Misconfigured with file, line and key."""
    path = path or DEFAULT_POLICY
    try:
        return policies.load(read_text(path), str(path))
    except Malformed as error:
        raise Misconfigured(str(error)) from None


def open_store(settings: Settings, policy: Path | None = None) -> Store:
    """Open, or make, the data of one deployment; raises Misconfigured with one sentence that says what to change."""
    chosen = read_policy(policy or settings.policy)
    contacts = _contacts(settings)
    places, alert_file = read_platforms(_optional(settings.platforms, settings.data / "platforms.toml"))
    secrets = load_secrets(settings)
    database, clock = Database(settings.database_url), SystemClock()
    database.migrate()
    return Store(
        settings=settings,
        database=database,
        clock=clock,
        secrets=secrets,
        policy=chosen,
        ledger=SqlLedger(database, clock),
        histories=SqlHistories(database),
        vault=SqlVault(database, secrets.vault),
        cases=SqlCases(database),
        states=SqlStates(database),
        timers=SqlTimers(database),
        bus=SqlBus(database, clock, GROUPS),
        contacts=contacts,
        places=places,
        alerts=_alerts(settings, alert_file),
        alert_settings=AlertSettings(repeat_minutes=alert_file.repeat_minutes),
    )


def wire(store: Store, scorer: Scorer, *, backfill: bool = False) -> Handlers:
    """Wire the handlers, and record which policy and model decide from now on."""
    settings = store.settings
    if scorer.model_id not in store.policy.thresholds:
        LOG.warning(
            "policy %s has no thresholds for model %s: it may hold, never hide", store.policy.name, scorer.model_id
        )
    _record_load(store, "policy", store.policy.hash, store.policy)
    _record_load(
        store,
        "model",
        scorer.model_id,
        {"model": scorer.model_id, "languages": sorted(scorer.languages), "rules": VERSION},
    )
    moderate = Moderate(
        ledger=store.ledger,
        histories=store.histories,
        vault=store.vault,
        timers=store.timers,
        scorer=scorer,
        signals=signals,
        policy=store.policy,
        keys=store.secrets.keys,
        clock=store.clock,
        limits=Limits(
            text_bytes_max=settings.text_bytes_max,
            scorer_wait_s=settings.scorer_wait_s,
            future_tolerance_s=settings.future_tolerance_s,
        ),
        backfill=backfill,
    )
    enforce, respond = wire_enforce(store), wire_respond(store)
    fire = FireTimers(
        timers=store.timers,
        ledger=store.ledger,
        cases=store.cases,
        moderate=moderate,
        enforce=enforce,
        respond=respond,
        clock=store.clock,
    )
    bury = Bury(store.ledger, store.vault, store.clock)
    return Handlers(moderate=moderate, enforce=enforce, respond=respond, fire=fire, bury=bury)


def wire_enforce(store: Store) -> Enforce:
    """Wire what works the platforms."""
    return Enforce(
        ledger=store.ledger,
        states=store.states,
        brake=SqlBrake(store.database),
        places=store.places,
        default=Place(LogPlatform(), dry=True),
        vault=store.vault,
        timers=store.timers,
        policy=store.policy,
        clock=store.clock,
        paused=store.settings.pause,
    )


def wire_respond(store: Store) -> Respond:
    """Wire what works the response queue."""
    return Respond(
        ledger=store.ledger,
        states=store.states,
        cases=store.cases,
        contacts=store.contacts,
        policy=store.policy,
        timers=store.timers,
        alerts=store.alerts,
        clock=store.clock,
        alert_settings=store.alert_settings,
    )


def wire_accept(store: Store, bus: Bus) -> Accept:
    """Wire the door."""
    return Accept(
        bus=bus,
        ledger=store.ledger,
        vault=store.vault,
        keys=store.secrets.keys,
        clock=store.clock,
        text_bytes_max=store.settings.text_bytes_max,
    )


def _record_load(store: Store, kind: str, name: str, content: object) -> None:
    """Say in the ledger that this is now in use, unless the last such entry says so already."""
    with store.ledger.exclusive():
        last = store.ledger.last(kind)
        if last is None or not last.event_id.startswith(f"{kind}:{name}:"):
            number = last.seq if last else 0
            entry = Entry(event_id=f"{kind}:{name}:{number}", kind=kind, payload=encode(content))  # type: ignore[arg-type]
            store.ledger.append([entry])


def _contacts(settings: Settings) -> dict[str, Contact]:
    path = _optional(settings.locations, settings.data / "locations.toml")
    return read_locations(path) if path else {}


def _optional(named: Path | None, usual: Path) -> Path | None:
    return named or (usual if usual.exists() else None)


def _alerts(settings: Settings, file: AlertFile) -> WebhookAlerts:
    urls = (*((settings.alert_url,) if settings.alert_url else ()), *file.urls)
    if not urls:
        return WebhookAlerts((), b"")
    return WebhookAlerts(urls, read_secret(file.secret_env or "BEDSIDE_ALERT_SECRET", "alerts"))
