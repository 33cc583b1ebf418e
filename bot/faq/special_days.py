"""Days on which other hours hold: a date, a federal holiday of the US by its name, or all of these."""

import re
from calendar import month_name, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

FEDERAL = "Federal holidays"
THURSDAY, MONDAY = 3, 0

_DATE = re.compile(
    r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>20\d\d))?"
    r"|(?P<month>\d{1,2})/(?P<day_of>\d{1,2})(?:/(?P<year_of>20\d\d))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SpecialDay:
    """Some days of the year, as people read them; `holds` tells whether a day is one.

    Of two that hold for a day the one of the lower `rank` counts: a date of one year, a date, a holiday, all holidays.
    """

    name: str
    rank: int

    def holds(self, day: date) -> bool:
        """Whether these hours are those of a day."""
        if self.name == FEDERAL:
            return any(day in (at, observed(at)) for at in _holidays_near(day))
        if self.name in HOLIDAYS:
            return HOLIDAYS[self.name](day.year) == day
        month, number, *year = self.name.replace(",", "").split()
        return (month_name[day.month], day.day, [str(day.year)] if year else []) == (month, int(number), year)


def special_day(text: str) -> SpecialDay | None:
    """The special day that a text names ("Dec 25", "12/25/2026", "Thanksgiving", "federal holidays"), if it names one.

    Raises ValueError for a date that no calendar has.
    """
    if found := _DATE.fullmatch(text.strip()):
        return _dated(found)
    wanted = _plain(text)
    if wanted == "federal holiday":
        return SpecialDay(FEDERAL, 3)
    names = {_plain(name): name for name in HOLIDAYS}
    close = get_close_matches(ALIASES.get(wanted, wanted), names, n=1, cutoff=0.85)
    return SpecialDay(names[close[0]], 2) if close else None


def observed(day: date) -> date:
    """The working day on which a holiday is kept that falls on a weekend."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _dated(found: re.Match[str]) -> SpecialDay | None:
    year, number = found["year"] or found["year_of"], int(found["day"] or found["day_of"])
    month = int(found["month"]) if found["month"] else _month(found["name"])
    if month is None:
        return None
    # Without a year it may be the 29th of February.
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(int(year or 2028), month)[1]:
        raise ValueError(found[0])
    return SpecialDay(f"{month_name[month]} {number}{f', {year}' if year else ''}", 0 if year else 1)


def _month(name: str) -> int | None:
    return next((number for number in range(1, 13) if month_name[number].casefold().startswith(name.casefold())), None)


def _plain(text: str) -> str:
    plain = re.sub(r"[^a-z0-9 ]", "", text.casefold()).strip()
    return plain.removeprefix("all ").removeprefix("the ").removesuffix(" day").removesuffix("s")


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The first, second … such day of a month; -1 for the last."""

    def found(year: int) -> date:
        days = [date(year, month, day + 1) for day in range(monthrange(year, month)[1])]
        matching = [day for day in days if day.weekday() == weekday]
        return matching[number - 1 if number > 0 else number]

    return found


# https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "New Year's Day": _fixed(1, 1),
    "Martin Luther King Jr. Day": _nth(1, MONDAY, 3),
    "Presidents' Day": _nth(2, MONDAY, 3),
    "Memorial Day": _nth(5, MONDAY, -1),
    "Juneteenth": _fixed(6, 19),
    "Independence Day": _fixed(7, 4),
    "Labor Day": _nth(9, MONDAY, 1),
    "Columbus Day": _nth(10, MONDAY, 2),
    "Veterans Day": _fixed(11, 11),
    "Thanksgiving": _nth(11, THURSDAY, 4),
    "Christmas": _fixed(12, 25),
}
ALIASES = {
    "mlk": "martin luther king jr",
    "martin luther king": "martin luther king jr",
    "washingtons birthday": "president",
    "indigenous people": "columbu",
    "fourth of july": "independence",
    "xma": "christma",
}


def _holidays_near(day: date) -> list[date]:
    """The holidays of a day's year, and the first of the next, which may be kept the day before."""
    return [*(of_year(day.year) for of_year in HOLIDAYS.values()), date(day.year + 1, 1, 1)]
