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
from pipeline.errors import Corrupt, Malformed, Misconfigured
from pipeline.handlers.accept import Accept
from pipeline.handlers.acts import Acts
from pipeline.handlers.bury import Bury
from pipeline.handlers.enforce import Enforce
from pipeline.handlers.moderate import Limits, Moderate
from pipeline.handlers.respond import AlertSettings, Respond
from pipeline.handlers.timers import FireTimers
from pipeline.ports import Brake, Bus, Handler, Histories, Place, Scorer
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
    histories: Histories
    brake: Brake
    vault: SqlVault
    cases: SqlCases
    states: SqlStates
    timers: SqlTimers
    bus: SqlBus
    """What the embedded loop reads."""
    outlet: Bus
    """Where people's acts and the door publish: Kafka where there is one, else the embedded bus."""
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

    @property
    def groups(self) -> dict[str, Handler]:
        """Consumer group → its handler."""
        return {"moderate": self.moderate, "enforce": self.enforce, "respond": self.respond}


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
    bus = SqlBus(database, clock, GROUPS)
    remote = _remote(settings, database, clock, places)
    vault = SqlVault(database, secrets.vault)
    try:
        vault.check()
    except Corrupt:
        raise Misconfigured(
            f"this data was made under another master secret: give back the BEDSIDE_SECRET, or {settings.data / 'secret.key'}, "
            "that it was made with; under a new one every author would be a stranger"
        ) from None
    return Store(
        settings=settings,
        database=database,
        clock=clock,
        secrets=secrets,
        policy=chosen,
        ledger=SqlLedger(database, clock),
        histories=remote.histories or SqlHistories(database),
        brake=remote.brake or SqlBrake(database),
        vault=vault,
        cases=SqlCases(database),
        states=SqlStates(database),
        timers=SqlTimers(database),
        bus=bus,
        outlet=remote.bus or bus,
        contacts=contacts,
        places=remote.places,
        alerts=_alerts(settings, alert_file),
        alert_settings=AlertSettings(repeat_minutes=alert_file.repeat_minutes),
    )


class _Remote(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in Redis and Kafka, where the settings name them."""

    places: Mapping[str, Place]
    histories: Histories | None = None
    brake: Brake | None = None
    bus: Bus | None = None


def _remote(settings: Settings, database: Database, clock: SystemClock, places: Mapping[str, Place]) -> _Remote:
    """Wire the servers that the settings name; without any, nothing of theirs is imported. Raises Misconfigured."""
    if not settings.redis and not settings.kafka:
        return _Remote(places=places)
    try:
        from pipeline.adapters import kafka_bus, kafka_topics, redis_seen, redis_stores  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise Misconfigured(
            f"{error.name} is not installed: install bedside[stream], or unset BEDSIDE_KAFKA and BEDSIDE_REDIS"
        ) from None
    stores = redis_stores.open_stores(settings.redis, database, clock, places) if settings.redis else None
    seen = redis_seen.RedisSeen(stores.client) if stores else None
    return _Remote(
        places=stores.places if stores else places,
        histories=stores.histories if stores else None,
        brake=stores.brake if stores else None,
        bus=kafka_bus.KafkaBus(settings, kafka_topics.read_topics(settings), clock, seen) if settings.kafka else None,
    )


def load_scorer(settings: Settings, policy: Policy | None = None) -> Scorer:
    """Load the model that the settings name, to decide by ``policy`` or, without one, for its scores; raises Misconfigured."""
    from pipeline.adapters import load_scorer as scorers  # noqa: PLC0415 - commands that score nothing start without it

    thresholds = policy.thresholds if policy and settings.student else None
    return scorers.load_scorer(settings.model, settings.model_threads, thresholds)


def wire(store: Store, scorer: Scorer, *, backfill: bool = False) -> Handlers:
    """Wire the handlers, and record which policy and model decide from now on."""
    from pipeline.core.safety import VERSION, signals  # noqa: PLC0415 - commands that judge nothing need not compile the rules

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
        states=store.states,
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
    return Handlers(moderate=moderate, enforce=enforce, respond=respond, fire=fire, bury=wire_bury(store))


def wire_bury(store: Store) -> Bury:
    """Wire what keeps the unreadable."""
    return Bury(store.ledger, store.vault, store.clock)


def wire_enforce(store: Store) -> Enforce:
    """Wire what works the platforms."""
    acts = Acts(
        ledger=store.ledger,
        brake=store.brake,
        places=store.places,
        default=Place(LogPlatform(), dry=True),
        vault=store.vault,
        policy=store.policy,
        clock=store.clock,
        paused=store.settings.pause,
    )
    return Enforce(
        acts=acts,
        ledger=store.ledger,
        states=store.states,
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
