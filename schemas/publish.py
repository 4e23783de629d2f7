"""The vocabulary for others: JSON Schemas and an AsyncAPI 3 document, generated from the types (``make schemas``)."""

import json
from typing import Any

import msgspec

from schemas.case import CaseEvent
from schemas.comment import CommentWire
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement
from schemas.ruling import Ruling

MESSAGES: dict[str, tuple[type, str, str]] = {
    "comment": (CommentWire, "comments", "A comment or review as received; removed comments too."),
    "decision": (Decision, "decisions", "What was decided about one version of a comment, and why."),
    "removal": (Removal, "decisions", "The comment was taken away by its author or the platform."),
    "ruling": (Ruling, "rulings", "A person's verdict on a decision."),
    "enforcement": (Enforcement, "enforcements", "What the platform did when asked, or would have been."),
    "case": (CaseEvent, "cases", "One line of a case's timeline in the response queue."),
    "dead-letter": (DeadLetter, "dead-letters", "Bytes that could not be read or handled."),
}
"""name → (type, topic, what it is)."""
KEYS = {
    "comments": "platform:author_id; platform:comment_id where the author is unknown",
    "decisions": "platform:comment_id",
    "rulings": "platform:comment_id",
    "enforcements": "platform:comment_id",
    "cases": "case_id",
    "dead-letters": "source",
}


def json_schemas() -> dict[str, str]:
    """File name → JSON Schema (2020-12) of every message."""
    return {f"{name}.schema.json": _pretty(_schema(kind)) for name, (kind, _, _) in MESSAGES.items()}


def _schema(kind: type) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}


def _pretty(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def asyncapi() -> dict[str, Any]:
    """Return the AsyncAPI 3 document: topics, their keys, their messages as CloudEvents in binary mode."""
    channels: dict[str, Any] = {
        topic: {
            "address": topic,
            "messages": {},
            "bindings": {"kafka": {"key": {"type": "string", "description": key}}},
        }
        for topic, key in KEYS.items()
    }
    for name, (_, topic, _) in MESSAGES.items():
        channels[topic]["messages"][name] = {"$ref": f"#/components/messages/{name}"}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Bedside",
            "version": "1",
            "description": "Comment moderation for health systems. Values are JSON; unknown fields are ignored; additions never raise schema_version.",
        },
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": {
            "receiveComments": {"action": "receive", "channel": {"$ref": "#/channels/comments"}},
            **{
                "send" + "".join(part.title() for part in topic.split("-")): {
                    "action": "send",
                    "channel": {"$ref": f"#/channels/{topic}"},
                }
                for topic in KEYS
                if topic != "comments"
            },
        },
        "components": {
            "messages": {
                name: {
                    "name": f"bedside.{name}.v1",
                    "summary": summary,
                    "headers": {
                        "type": "object",
                        "properties": {
                            key: {"type": "string"}
                            for key in ("ce_id", "ce_source", "ce_specversion", "ce_type", "ce_time", "content-type")
                        },
                    },
                    "payload": {"$ref": f"./{name}.schema.json"},
                }
                for name, (_, _, summary) in MESSAGES.items()
            }
        },
    }


def documents() -> dict[str, str]:
    """File name in ``schemas/`` → its whole text."""
    return json_schemas() | {"asyncapi.yaml": msgspec.yaml.encode(asyncapi()).decode()}
