"""Settings from the environment (``BEDSIDE_*``), validated once at start; docs/settings.md is generated from here."""

from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import Misconfigured


class Settings(BaseSettings):
    """Every setting, with its unit last in the name."""

    model_config = SettingsConfigDict(env_prefix="BEDSIDE_", extra="ignore", env_ignore_empty=True)

    data: Path = Field(
        Path("bedside-data"), description="folder of the embedded database, the secret and the operator's files"
    )
    database: str | None = Field(None, description="SQLAlchemy URL; default: SQLite in the data folder")
    secret: SecretStr | None = Field(
        None, description="master secret, at least 32 characters; default: DATA/secret.key, made at first start"
    )
    policy: Path | None = Field(None, description="policy file; default: deploy/policies/default.toml")
    locations: Path | None = Field(
        None,
        description="locations file (names, time zones, hours, contacts); default: DATA/locations.toml if it is there",
    )
    platforms: Path | None = Field(
        None,
        description="platforms file; default: DATA/platforms.toml if it is there, else every platform is a dry run",
    )
    model: str = Field("minilm", description="minilm, linear, detoxify:PATH or detoxify:original|unbiased|multilingual")
    model_threads: int = Field(2, ge=1, le=64, description="threads of one worker's model")
    student: bool = Field(
        True,
        description="minilm's small student answers what is far enough from every threshold; false: the model alone",
    )
    host: str = Field("127.0.0.1", description="where serve listens; anything but loopback needs BEDSIDE_TOKEN")
    port: int = Field(8080, ge=0, le=65535, description="port of serve; 0 lets the system choose")
    metrics_port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="port of a worker's /metrics, on BEDSIDE_HOST; default: none (serve has its own)",
    )
    token: SecretStr | None = Field(None, description="bearer token for POST /v1/comments")
    text_bytes_max: int = Field(65_536, ge=1_024, le=900_000, description="longest text scored, in bytes of UTF-8")
    batch_rows_max: int = Field(256, ge=1, le=10_000, description="comments a batch, at most")
    batch_tokens_max: int = Field(32_768, ge=128, description="tokens a batch, at most (estimated as bytes / 4)")
    batch_linger_ms: int = Field(0, ge=0, le=1_000, description="milliseconds a batch waits for more comments")
    scorer_wait_s: float = Field(30, ge=0, description="seconds a partition waits for a scorer that is down")
    retry_wait_s: float = Field(
        60, ge=0, description="seconds an unavailable platform, database or broker is retried in one go"
    )
    future_tolerance_s: int = Field(
        600, ge=0, description="seconds posted_at may lie after received_at before it is clamped"
    )
    kafka: str | None = Field(None, description="bootstrap servers of Kafka; default: the embedded bus")
    kafka_options: str = Field(
        "{}", description="JSON: security_protocol, sasl_mechanism, ssl_cafile … for both Kafka clients"
    )
    topics: Path | None = Field(None, description="topics file; default: deploy/topics.toml")
    redis: str | None = Field(
        None, description="Redis URL (rediss:// for TLS); default: what Redis would keep stands in the database"
    )
    pause: bool = Field(False, description="one switch that pauses every automatic act")
    alert_url: str | None = Field(
        None, description="alert webhook, signed with BEDSIDE_ALERT_SECRET; also [alerts] in the platforms file"
    )
    http_bytes_max: int = Field(16_777_216, ge=1_024, description="longest request body that serve reads, in bytes")
    drain_s: float = Field(20, ge=0, description="seconds that a stop waits for batches in flight")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="how much is logged to stderr; texts and names never are"
    )

    @property
    def database_url(self) -> str:
        """The database in use; SQLite in the data folder unless told otherwise."""
        return self.database or f"sqlite:///{self.data / 'bedside.db'}"


def load_settings(**overrides: object) -> Settings:
    """Read the environment; raises Misconfigured with one sentence that names the setting."""
    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "BEDSIDE_" + str(first["loc"][0]).upper() if first["loc"] else "a BEDSIDE_ setting"
        raise Misconfigured(f"{name}: {first['msg']} (it is {first['input']!r}); correct it and start again") from None


def settings_page() -> str:
    """Return docs/settings.md (``make docs``): every setting with its default, its bounds and what it means."""
    rows = [
        "<!-- Generated from pipeline/config.py by `make docs`; a test fails when it is stale. -->",
        "# Settings",
        "All are environment variables, read and checked once at start; a wrong one ends the start with a sentence that",
        "names it. An empty variable counts as absent. `--data DIR` on the command line stands for `BEDSIDE_DATA`.",
        "",
        "| setting | default | bounds | meaning |",
        "|---|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        row = (f"`BEDSIDE_{name.upper()}`", default, _bounds(field), (field.description or "").replace("|", "\\|"))
        rows.append("| " + " | ".join(row) + " |")
    return "\n".join(rows) + "\n"


def _bounds(field: FieldInfo) -> str:
    """Say what values a setting takes."""
    choices = [str(choice) for choice in get_args(field.annotation) if isinstance(choice, str)]
    low, high = (
        next((getattr(rule, end) for rule in field.metadata if hasattr(rule, end)), None) for end in ("ge", "le")
    )
    if choices:
        return ", ".join(choices)
    return f"{low} … {high}" if high is not None else "" if low is None else f"from {low}"
