"""What time it is, for those who may know."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    return datetime.now(UTC)


def day_there(moment: datetime, timezone: str) -> date:
    """The day that calendars in a time zone show."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def minute_of_week(moment: datetime, timezone: str) -> int:
    """The minute of the week that clocks in a time zone show, Monday 00:00 being 0."""
    there = moment.astimezone(ZoneInfo(timezone))
    return (there.weekday() * 24 + there.hour) * 60 + there.minute
