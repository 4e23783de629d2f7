"""Every metric: name, type, unit, meaning. None of them carries a text, a name or a token."""

from prometheus_client import Counter, Gauge, Histogram

RECORDS = Counter("bedside_records", "Records handled, by group", ["group"])
DECISIONS = Counter(
    "bedside_decisions", "Decisions recorded or repeated, by what was decided", ["visibility", "route", "lane"]
)
REMOVALS = Counter("bedside_removals", "Comments taken away by their authors or the platform")
DEAD_LETTERS = Counter(
    "bedside_dead_letters", "Records that could not be read or handled, by where they came from", ["source"]
)
ENFORCEMENTS = Counter("bedside_enforcements", "Acts towards a platform, by what became of them", ["action", "outcome"])
CASE_EVENTS = Counter("bedside_case_events", "Lines of case timelines, by kind", ["kind"])
BATCH_SECONDS = Histogram(
    "bedside_batch_seconds",
    "Seconds from a batch's arrival to its acknowledgement, by group",
    ["group"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
STALLED = Counter(
    "bedside_stalls", "Times a group gave up waiting for something it depends on, and began anew", ["group"]
)
LAG = Gauge(
    "bedside_lag_records",
    "Records that a group has not acknowledged; of a worker, those of its own partitions",
    ["group"],
)
HTTP_COMMENTS = Counter("bedside_http_comments", "Comments posted, by what became of them", ["outcome"])
