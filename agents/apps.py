"""One Faust app per consumer group: raw topics, no tables, no web server, nothing declared; its consumer is ours."""

import ssl
from typing import Any

import faust
from aiokafka.helpers import create_ssl_context

from agents.consumer import Transport
from agents.delivery import Delivery, Means, end_process
from pipeline.adapters.kafka_options import client
from pipeline.config import Settings
from pipeline.ports import Handler

COMMIT_INTERVAL_S = 0.5
SESSION_TIMEOUT_S = 10.0
REBALANCE_TIMEOUT_S = 60.0
STREAM_BUFFER_RECORDS = 16_384
"""Above two seconds of peak rate: a full buffer sleeps for one."""


def app(group: str, handler: Handler, means: Means) -> faust.App:
    """Return the app of one group with its one agent; an error that escapes the agent ends the process without a commit."""
    settings, topics = means.settings, means.topics
    made = faust.App(
        topics.real(group),
        broker=";".join(f"kafka://{server}" for server in client(settings)["bootstrap_servers"]),
        broker_credentials=_credentials(settings),
        broker_commit_interval=COMMIT_INTERVAL_S,
        broker_session_timeout=SESSION_TIMEOUT_S,
        broker_heartbeat_interval=SESSION_TIMEOUT_S / 5,
        broker_rebalance_timeout=REBALANCE_TIMEOUT_S,
        consumer_auto_offset_reset="earliest",
        stream_wait_empty=True,
        stream_buffer_maxsize=STREAM_BUFFER_RECORDS,
        store="memory://",
        table_standby_replicas=0,
        topic_allow_declare=False,
        topic_disable_leader=True,
        value_serializer="raw",
        key_serializer="raw",
        web_enabled=False,
        web_bind="127.0.0.1",
        autodiscover=False,
        datadir=str(settings.data / "faust"),
    )
    made.transport = Transport(made.conf.broker_consumer, made)

    async def on_agent_error(_agent: Any, error: BaseException) -> None:
        end_process(group, error)

    made._on_agent_error = on_agent_error  # noqa: SLF001 - the default commits; set before the first agent
    channel = made.topic(*map(topics.real, topics.groups[group]), key_type=bytes, value_type=bytes, internal=False)
    made.agent(channel, name=group)(Delivery(group, handler, means).__call__)
    return made


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """Return the context for TLS, None where the broker speaks plain text."""
    given = client(settings)
    if "SSL" not in given.get("security_protocol", "PLAINTEXT"):
        return None
    context: ssl.SSLContext = create_ssl_context(
        cafile=given.get("ssl_cafile"),
        certfile=given.get("ssl_certfile"),
        keyfile=given.get("ssl_keyfile"),
        password=given.get("ssl_password"),
    )
    context.check_hostname = given.get("ssl_check_hostname", True)
    return context


def _credentials(settings: Settings) -> Any:
    given, context = client(settings), ssl_context(settings)
    if given.get("sasl_mechanism"):
        return faust.SASLCredentials(
            username=given.get("sasl_plain_username"),
            password=given.get("sasl_plain_password"),
            mechanism=given["sasl_mechanism"],
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context else None
