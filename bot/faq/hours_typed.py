"""Opening hours as people type them on a phone, in the words of the file."""

import re
from collections.abc import Iterable
from contextlib import suppress

from bot.faq.hours import DAYS, HoursError, clock, days_in, special_in, times_in

# "Closed on Dec 25".
_CLOSED_ON = re.compile(r"closed\s+(?:on\s+)?(?P<days>.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*:\s*|\s+-\s+|\s+")
_HINT = 'write a line for each, such as "Monday to Friday: 9 am to 6 pm" or "Dec 25: closed"'


def typed_hours(text: str) -> tuple[tuple[str, str], ...]:
    """The lines of days and times in a text; the days of the week that it does not name come last, as closed.

    Raises HoursError.
    """
    lines = [_line(line.strip(" \t•-")) for line in text.splitlines() if line.strip(" \t•-")]
    named = [day for days, _ in lines if not special_in(days) for day in days_in(days)]
    missing = [day for day in range(len(DAYS)) if day not in named]
    if len(missing) == len(DAYS):
        raise HoursError("no day of the week is named", _HINT)
    weekly = [*(line for line in lines if not special_in(line[0])), *([(_days(missing), "closed")] if missing else [])]
    return (*weekly, *(line for line in lines if special_in(line[0])))


def _line(line: str) -> tuple[str, str]:
    """The days and times of a line, parted where both sides can be read; where none can, what is wrong with it."""
    if closed := _CLOSED_ON.fullmatch(line):
        return _as_days(closed["days"]), "closed"
    for between in _BETWEEN.finditer(line):
        with suppress(HoursError):
            return _as_days(line[: between.start()]), _as_times(line[between.end() :])
    days, colon, times = line.partition(": ")
    if not colon:
        raise HoursError(f'"{line}" names no days with their times', _HINT)
    return _as_days(days), _as_times(times)


def _as_times(text: str) -> str:
    return ", ".join(f"{clock(opens)} to {clock(closes)}" for opens, closes in times_in(text)) or "closed"


def _as_days(text: str) -> str:
    special = special_in(text)
    return special.name if special else _days(days_in(text))


def _days(days: Iterable[int]) -> str:
    """Days as people read them: "Monday to Friday", "Saturday, Monday"."""
    runs: list[list[int]] = []
    for day in days:
        if runs and (runs[-1][-1] + 1) % 7 == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(f"{DAYS[run[0]]} to {DAYS[run[-1]]}" if len(run) > 1 else DAYS[run[0]] for run in runs)
