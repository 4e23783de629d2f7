"""The published schemas are those of the types, and every value the types make satisfies them."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml

from schemas import publish
from schemas.codec import decode, decode_comment, decode_event
from schemas.errors import Malformed, TooNew

FOLDER = Path(publish.__file__).parent
GOLDEN = Path(__file__).parent.parent / "golden" / "wire"


@pytest.mark.parametrize("name", publish.documents())
def test_committed_documents_are_current(name):
    assert (FOLDER / name).read_text() == publish.documents()[name], "stale: run `make schemas` and commit"


@pytest.mark.parametrize("sample", sorted(GOLDEN.glob("*.json")), ids=lambda p: p.stem)
def test_golden_samples_stay_readable(sample):
    name = sample.stem.split(".")[0]
    kind = publish.MESSAGES[name][0]
    raw = sample.read_bytes()
    jsonschema.validate(json.loads(raw), json.loads(publish.documents()[f"{name}.schema.json"]))
    decode(raw, kind)
    if name in {"decision", "removal", "ruling"}:
        decode_event(raw)
    if name == "comment":
        decode_comment(raw)


def test_every_message_has_a_golden_sample():
    assert {p.stem.split(".")[0] for p in GOLDEN.glob("*.v1.json")} == set(publish.MESSAGES)


def test_asyncapi_refers_only_to_what_is_there():
    document = yaml.safe_load(publish.documents()["asyncapi.yaml"])
    assert document["asyncapi"] == "3.0.0"
    for message in document["components"]["messages"].values():
        assert (FOLDER / message["payload"]["$ref"]).exists()


@pytest.mark.parametrize("name", ["decision", "ruling", "removal"])
def test_a_newer_version_on_our_own_topics_is_too_new(name):
    value = json.loads((GOLDEN / f"{name}.v1.json").read_bytes()) | {"schema_version": 2}
    with pytest.raises(TooNew):
        decode_event(msgspec.json.encode(value))


def test_unknown_fields_are_ignored():
    value = json.loads((GOLDEN / "comment.v1.json").read_bytes()) | {"new_field": {"a": [1]}}
    assert decode_comment(msgspec.json.encode(value)).comment.comment_id


def test_not_an_event_is_malformed():
    with pytest.raises(Malformed):
        decode_event(b'{"kind":"pie"}')
