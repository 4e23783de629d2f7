"""The stream from the command line: topics, produce, worker, dead letters sent again."""

import json
import os
import subprocess
import sys

import pytest
from integration.conftest import ROOT, behind, until
from integration.test_stream import comment, entries

from pipeline.adapters import kafka_topics
from pipeline.errors import Misconfigured

pytestmark = pytest.mark.servers


@pytest.fixture
def bedside(settings):
    def run(*arguments, check=0):
        environment = {
            "BEDSIDE_DATA": settings.data,
            "BEDSIDE_KAFKA": settings.kafka,
            "BEDSIDE_TOPICS": settings.topics,
            "BEDSIDE_MODEL": "fake",
        }
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments]
        ended = subprocess.run(
            command,
            env={**os.environ, **{k: str(v) for k, v in environment.items()}},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == check, ended.stderr
        return ended

    return run


def test_a_file_goes_in_and_its_lag_is_shown_and_worked_off(bedside, settings, worker, tmp_path):
    file = tmp_path / "comments.ndjson"
    long = comment(9, text="x" * 1_200_000)
    file.write_bytes(b"\n".join([comment(1), b"", comment(2), b"no json", long, comment(3)]) + b"\n")
    assert bedside("topics", "apply").stdout == "nothing to do\n"
    assert json.loads(bedside("produce", str(file)).stdout) == {"lines": 6, "sent": 4, "blank": 1, "too_long": 1}
    shown = {row["group"]: row for row in map(json.loads, bedside("topics", "show", "--json").stdout.splitlines())}
    assert shown["moderate"]["records"] == 4
    assert 0 < shown["moderate"]["seconds"] < 100
    one = worker()
    until(lambda: not behind(settings) and len(entries(settings, "decision")) == 3)
    assert one.stop() == 0
    letters = [json.loads(e.payload) for e in entries(settings, "dead_letter")]
    assert sorted(x["size_bytes"] for x in letters) == [7, len(long)]


def test_without_a_kafka_one_sentence_says_what_to_set(bedside, settings):
    settings.kafka = ""
    ended = bedside("topics", "show", check=2)
    assert "BEDSIDE_KAFKA" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_topics_that_are_not_as_the_file_says_stop_a_worker(settings, worker, tmp_path):
    text = settings.topics.read_text()
    settings.topics.write_text(text.replace("partitions = 2", "partitions = 3", 1))
    assert any(
        "has 2 partitions, the file says 3" in fault
        for fault in kafka_topics.check(settings, kafka_topics.read_topics(settings))
    )
    one = worker()
    assert one.process.wait(60) == 2
    assert "partitions" in one.log.read_text().splitlines()[-1]


def test_texts_that_would_be_kept_too_long_are_refused(settings):
    text = settings.topics.read_text()
    for old, new in (("604800000", "604800001"), ('"cleanup.policy" = "delete"', '"cleanup.policy" = "compact"')):
        settings.topics.write_text(text.replace(old, new))
        with pytest.raises(Misconfigured, match="people's words"):
            kafka_topics.read_topics(settings)


def test_a_setting_changed_on_the_broker_is_put_right(settings):
    file = kafka_topics.read_topics(settings)
    settings.topics.write_text(settings.topics.read_text().replace("2592000000", "86400000"))
    done = kafka_topics.apply(settings, kafka_topics.read_topics(settings))
    assert f"set retention.ms=86400000 on {file.real('decisions')}" in done
    assert kafka_topics.apply(settings, kafka_topics.read_topics(settings)) == []


def test_dead_letters_go_back_where_they_came_from(bedside, settings, worker, tmp_path):
    file = tmp_path / "comments.ndjson"
    file.write_bytes(comment(1, text="x" * 2_000, received_at=None) + b"\n" + comment(2) + b"\nno json\n")
    bedside("produce", str(file))
    one = worker(BEDSIDE_TEXT_BYTES_MAX="1024")
    until(lambda: not behind(settings) and len(entries(settings, "decision")) == 1)
    assert one.stop() == 0
    done = json.loads(bedside("dead-letters", "replay", "--all", "--json").stdout)
    assert (done["replayed"], done["still_dead"]) == (1, 1)
    two = worker()
    until(lambda: not behind(settings) and len(entries(settings, "decision")) == 2)
    assert two.stop() == 0
    (letter,) = [
        json.loads(e.payload) for e in entries(settings, "dead_letter") if json.loads(e.payload)["size_bytes"] > 1_024
    ]
    (made,) = [
        d for d in map(json.loads, (e.payload for e in entries(settings, "decision"))) if d["comment_id"] == "c1"
    ]
    assert made["received_at"] == letter["received_at"]
