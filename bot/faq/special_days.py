"""Days on which other hours hold: a date, a federal holiday of the US by its name, or all of these."""

import re
from calendar import month_name, monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache

FEDERAL = "Federal holidays"

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
            return day in _federal(day.year)
        if self.name in HOLIDAYS:
            return _federal(day.year).get(day) == HOLIDAYS[self.name]
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


# The federal holidays of the US as people name them, and as the library does.
HOLIDAYS = {
    "New Year's Day": "New Year's Day",
    "Martin Luther King Jr. Day": "Martin Luther King Jr. Day",
    "Presidents' Day": "Washington's Birthday",
    "Memorial Day": "Memorial Day",
    "Juneteenth": "Juneteenth National Independence Day",
    "Independence Day": "Independence Day",
    "Labor Day": "Labor Day",
    "Columbus Day": "Columbus Day",
    "Veterans Day": "Veterans Day",
    "Thanksgiving": "Thanksgiving Day",
    "Christmas": "Christmas Day",
}
ALIASES = {
    "mlk": "martin luther king jr",
    "martin luther king": "martin luther king jr",
    "washingtons birthday": "president",
    "indigenous people": "columbu",
    "fourth of july": "independence",
    "xma": "christma",
}


@cache
def _federal(year: int) -> Mapping[date, str]:
    """The federal holidays of a year by their days, with the working days on which those of a weekend are kept."""
    from holidays import country_holidays  # takes a tenth of a second, which few files need

    return country_holidays("US", years=year, language="en_US")
