"""Every table. Times are RFC 3339 in UTC with microseconds, as text, so that they sort on both databases."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()
BIG = BigInteger().with_variant(Integer, "sqlite")

ledger_entries = Table(
    "ledger_entries",
    METADATA,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False, index=True),
    Column("recorded_at", Text, nullable=False),
    Column("payload", Text, nullable=False),
)
"""The source of truth: append-only by triggers; everything below it can be rebuilt from it, but for the vault."""

decisions = Table(
    "decisions",
    METADATA,
    Column("event_id", Text, primary_key=True),
    Column("seq", BIG, nullable=False, unique=True),
    Column("place", BIG, nullable=False),
    Column("input_id", Text, nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("comment_id", Text, nullable=False, index=True),
    Column("author", Text, index=True),
    Column("location_id", Text, nullable=False),
    Column("posted_at", Text, nullable=False),
    Column("machine_visibility", Text, nullable=False),
    Column("visibility", Text, nullable=False, index=True),
    Column("superseded", Boolean, nullable=False, default=False),
    Index("decisions_comment", "platform", "comment_id", "place"),
)
"""``place``: seq of the first decision on the same input, so that an old version decided again stays older than an edit."""
author_histories = Table(
    "author_histories",
    METADATA,
    Column("author", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
rulings = Table(
    "rulings",
    METADATA,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("decision_id", Text, nullable=False, index=True),
)
enforcements = Table(
    "enforcements",
    METADATA,
    Column("event_id", Text, primary_key=True),
    Column("seq", BIG, nullable=False),
    Column("enforcement_id", Text, nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("comment_id", Text, nullable=False),
    Column("author", Text),
    Column("location_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Index("enforcements_comment", "platform", "comment_id", "seq"),
    Index("enforcements_page", "author", "location_id", "seq"),
)
removals = Table(
    "removals",
    METADATA,
    Column("platform", Text, primary_key=True),
    Column("comment_id", Text, primary_key=True),
)
cases = Table(
    "cases",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("author", Text),
    Column("parent_id", Text),
    Column("location_id", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("due_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("cases_author", "platform", "author", "parent_id"),
)
"""``body`` is the case without its comments and its timeline, which may be long: they stand in the two tables below."""
case_comments = Table(
    "case_comments",
    METADATA,
    Column("platform", Text, primary_key=True),
    Column("comment_id", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("seq", BIG, nullable=False),
    Index("case_comments_case", "case_id", "seq"),
)
case_events = Table(
    "case_events",
    METADATA,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("case_id", Text, nullable=False, index=True),
)
dead_letters = Table(
    "dead_letters",
    METADATA,
    Column("dead_letter_id", Text, primary_key=True),
    Column("seq", BIG, nullable=False),
)
PROJECTIONS = (
    decisions,
    author_histories,
    rulings,
    enforcements,
    removals,
    cases,
    case_comments,
    case_events,
    dead_letters,
)

author_keys = Table(
    "author_keys",
    METADATA,
    Column("owner", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
sealed = Table(
    "sealed",
    METADATA,
    Column("sealed_id", Text, primary_key=True),
    Column("owner", Text, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
)

bus = Table(
    "bus",
    METADATA,
    Column("offset", BIG, primary_key=True, autoincrement=True),
    Column("topic", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("published_at", Text, nullable=False),
    UniqueConstraint("topic", "id"),
    sqlite_autoincrement=True,
)
bus_groups = Table(
    "bus_groups",
    METADATA,
    Column("group", Text, primary_key=True),
    Column("offset", BIG, nullable=False),
)
timers = Table(
    "timers",
    METADATA,
    Column("timer_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("done", Boolean, nullable=False, default=False),
    Index("timers_due", "done", "due_at"),
)
brake = Table(
    "brake",
    METADATA,
    Column("decision_id", Text, primary_key=True),
    Column("location_id", Text, nullable=False),
    Column("hour", Text, nullable=False),
    Column("admitted", Boolean, nullable=False),
    Index("brake_count", "location_id", "hour"),
)


def stamp(moment: datetime) -> str:
    """Write a moment so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
