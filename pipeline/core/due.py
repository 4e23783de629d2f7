"""When a case is due: so many minutes of wall time, or of the location's opening hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.core.policy import LaneRule
from schemas.case import Contact

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_AHEAD_MAX = 400
"""Beyond this a location is never open; wall time is used instead."""


def due_at(received_at: datetime, rule: LaneRule, contact: Contact | None) -> datetime:
    """Return the due time in UTC; a location without opening hours is always open."""
    minutes = timedelta(minutes=rule.due_minutes)
    if rule.clock == "wall" or contact is None or not contact.hours:
        return received_at + minutes
    zone = ZoneInfo(contact.time_zone)
    day, left = received_at.astimezone(zone).date(), minutes
    for _ in range(DAYS_AHEAD_MAX):
        opens, closes = _hours(contact, day, zone)
        start = max(opens, received_at)
        if start < closes:
            if closes - start >= left:
                return start + left
            left -= closes - start
        day += timedelta(days=1)
    return received_at + minutes


def _hours(contact: Contact, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when the location opens and closes on a day, in UTC: differences there are real time, also when clocks change."""
    hours = contact.hours.get(WEEKDAYS[day.weekday()], "00:00-00:00")
    opens, _, closes = hours.partition("-")
    return _moment(day, opens, zone), _moment(day, closes, zone)


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone).astimezone(UTC)
