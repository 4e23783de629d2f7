"""TLS and SASL, said once (``BEDSIDE_KAFKA_OPTIONS``) for every Kafka client we use."""

import json
from typing import Any

from pipeline.config import Settings
from pipeline.errors import Misconfigured

KNOWN = frozenset(
    {
        "security_protocol",
        "sasl_mechanism",
        "sasl_plain_username",
        "sasl_plain_password",
        "ssl_cafile",
        "ssl_certfile",
        "ssl_keyfile",
        "ssl_password",
        "ssl_check_hostname",
    }
)
REQUEST_TIMEOUT_MS = 10_000


def options(settings: Settings) -> dict[str, Any]:
    """Read the options; raises Misconfigured, naming the option but never its value."""
    try:
        given = json.loads(settings.kafka_options)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Misconfigured('BEDSIDE_KAFKA_OPTIONS: write a JSON object such as {"security_protocol": "SSL"}')
    unknown = sorted(given.keys() - KNOWN)
    if unknown:
        raise Misconfigured(f"BEDSIDE_KAFKA_OPTIONS: unknown {unknown[0]}; known are {', '.join(sorted(KNOWN))}")
    return given


def client(settings: Settings) -> dict[str, Any]:
    """Return what kafka-python's clients take: where the brokers are, and how to reach them."""
    if not settings.kafka:
        raise Misconfigured("set BEDSIDE_KAFKA to the bootstrap servers of a Kafka, such as 127.0.0.1:9092")
    return {"bootstrap_servers": settings.kafka.split(","), "client_id": "bedside", **options(settings)}
