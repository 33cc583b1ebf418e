"""Opening hours: from what staff write for each day to minutes of the week, of which Monday 00:00 is the first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import pairwise

from bot.faq.special_days import SpecialDay, special_day

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = 24 * 60
WEEK = 7 * DAY

_BETWEEN_DAYS = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|\s*[-–—]\s*", re.IGNORECASE)
_TIME = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\.?", re.IGNORECASE)
_NAMED = {"noon": DAY // 2, "midnight": 0}
_DAYS_HINT = 'write a day, "Monday to Friday", "Monday, Wednesday", a date such as "Dec 25", or "federal holidays"'
_TIMES_HINT = 'write "9 am to 6 pm", "9 am to 1 pm, 2 pm to 6 pm", or "closed"'


class HoursError(ValueError):
    """Days or times that mean nothing here; `hint` says how to write them."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@dataclass(frozen=True)
class Line:
    """One line of the hours, as staff wrote it."""

    days: str
    times: str


@dataclass(frozen=True)
class Exceptional:
    """A special day, and from when to when it is open then, in minutes of the day."""

    day: SpecialDay
    openings: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Hours:
    """When the pharmacy is open: the lines for people, and from when to when in minutes of the week, in order.

    On special days other times hold.
    """

    lines: tuple[Line, ...]
    openings: tuple[tuple[int, int], ...]
    special: tuple[Exceptional, ...] = ()

    def from_day(self, ordinal: int) -> "Hours":
        """The hours of the seven days from one on, which is counted as `date.toordinal` does."""
        if not self.special:
            return self
        days = [date.fromordinal(ordinal + later) for later in range(7)]
        starts = [(day.weekday() * DAY, self._on(day)) for day in days]
        openings = [(start + opens, start + closes) for start, spans in starts for opens, closes in spans]
        return replace(self, openings=tuple(sorted(openings)), special=())

    def _on(self, day: date) -> list[tuple[int, int]]:
        """From when to when it is open on a day, in minutes of that day."""
        holding = [each for each in self.special if each.day.holds(day)]
        if holding:
            return list(min(holding, key=lambda each: each.day.rank).openings)
        start = day.weekday() * DAY
        return [(opens - start, closes - start) for opens, closes in self.openings if 0 <= opens - start < DAY]

    @property
    def is_always_open(self) -> bool:
        return sum(closes - opens for opens, closes in self.openings) == WEEK

    def closing(self, minute: int) -> int | None:
        """When what is open at a minute closes, or None while it is closed."""
        closings = dict(self.openings)
        closes = next((closes for opens, closes in self.openings if opens <= minute < closes), None)
        while closes is not None and closes % WEEK in closings and not self.is_always_open:
            closes = closings[closes % WEEK]
        return closes

    def opening(self, minute: int) -> int:
        """The next opening from a minute on; before that minute where it is in the week after."""
        return min((opens for opens, _ in self.openings), key=lambda opens: (opens - minute) % WEEK)


def hours_of(lines: Iterable[tuple[str, str]]) -> Hours:
    """The hours of lines of days and times.

    Raises HoursError.
    """
    written, openings, special = list[Line](), list[tuple[int, int]](), list[Exceptional]()
    for days, times in lines:
        written.append(Line(days, times))
        if other := special_in(days):
            special.append(Exceptional(other, tuple(times_in(times))))
        else:
            openings += [
                (day * DAY + opens, day * DAY + closes) for day in days_in(days) for opens, closes in times_in(times)
            ]
    return Hours(tuple(written), tuple(sorted(openings)), tuple(special))


def days_in(text: str) -> list[int]:
    """The days that a text names, Monday being 0: "Monday to Wednesday, Sat" gives 0, 1, 2 and 5.

    Raises HoursError.
    """
    days: list[int] = []
    for part in _BETWEEN_DAYS.split(text.strip()):
        ends = [_day(word) for word in _TO.split(part)]
        if len(ends) > 2:
            raise HoursError(f'"{part}" names no days', _DAYS_HINT)
        days += [(ends[0] + more) % 7 for more in range((ends[-1] - ends[0]) % 7 + 1)]
    return days


def special_in(text: str) -> SpecialDay | None:
    """The special day that a text names, if it names one.

    Raises HoursError.
    """
    try:
        return special_day(text)
    except ValueError:
        raise HoursError(f'"{text}" is no date', 'write it as "Dec 25", or with its year: "Dec 25, 2026"') from None


def times_in(text: str) -> list[tuple[int, int]]:
    """From when to when it is open on a day, in minutes of the day; none for "closed".

    Raises HoursError.
    """
    if text.strip().casefold() == "closed":
        return []
    spans = list(_spans(text))
    for (_, closed), (opens, _) in pairwise(spans):
        if opens < closed:
            raise HoursError(f'"{text}" opens again before it closes', "name the times of a day one after the other")
    return spans


def clock(minute: int) -> str:
    """A minute of a day or week as people say it: "9 am", "5:30 pm", "noon", "midnight"."""
    hour, past = divmod(minute % DAY, 60)
    named = {at: name for name, at in _NAMED.items()}.get(minute % DAY)
    return named or f"{hour % 12 or 12}{f':{past:02}' if past else ''} {'am' if hour < 12 else 'pm'}"


def _day(word: str) -> int:
    name = word.strip().rstrip(".").casefold().removesuffix("s")
    found = [number for number, day in enumerate(DAYS) if len(name) >= 3 and day.casefold().startswith(name)]
    if not found:
        close = get_close_matches(word.strip().capitalize(), DAYS, n=1)
        raise HoursError(f'"{word.strip()}" is no day', f'did you mean "{close[0]}"?' if close else _DAYS_HINT)
    return found[0]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for part in text.split(","):
        ends = _TO.split(part.strip())
        if len(ends) != 2:
            raise HoursError(f'"{part.strip()}" is no opening and closing time', _TIMES_HINT)
        opens, closes = _minute(ends[0]), _minute(ends[1]) or DAY  # who closes at midnight closes at the end of the day
        if closes <= opens:
            late = f'for hours past midnight write "{clock(opens)} to midnight", and the rest on the next day'
            raise HoursError(f'"{part.strip()}" closes before it opens', f"mind am and pm; {late}")
        yield opens, closes


def _minute(time: str) -> int:
    if time.casefold() in _NAMED:
        return _NAMED[time.casefold()]
    match = _TIME.fullmatch(time)
    if match is None or not 1 <= int(match["hour"]) <= 12:
        raise HoursError(f'"{time}" is no time of day', _TIMES_HINT)
    return int(match["hour"]) % 12 * 60 + int(match["minute"] or 0) + (DAY // 2 if match["half"] in "pP" else 0)
