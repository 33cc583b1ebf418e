"""Phone numbers that can't be one."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from bot.faq.reading.placeholders import HELP_NUMBERS, Slip, line_in

# The time zones of each country, as the tz database lists them: code, place, zone.
_ZONES = "zone.tab"
_WRITTEN = re.compile(
    r"(?!20\d\d-)(?<![\w/.,-])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?|\d{3}[ .-])\d{2,4}(?:[ .-]\d{1,4}){1,3}(?![\w/])"
)


def country_of(timezone: str) -> str:
    """The code of the country where a time zone is; that of the US where the zone is no place of its own."""
    return _countries().get(timezone, "US")


def can_not_be(number: str, country: str) -> str:
    """Why nobody can be called at a number, in a few words; empty where somebody may be."""
    import phonenumbers  # what all countries' numbers look like, which only an edit or a check needs

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return "is no phone number"
    match phonenumbers.is_possible_number_with_reason(parsed):
        case phonenumbers.ValidationResult.TOO_SHORT | phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            return "is too short for a phone number"
        case phonenumbers.ValidationResult.TOO_LONG:
            return "is too long for a phone number"
    return "" if phonenumbers.is_valid_number(parsed) else "is nobody's phone number"


def wrong_phones(text: str, country: str) -> Iterator[Slip]:
    """What is written as a phone number in a text, and can't be one."""
    for found in _WRITTEN.finditer(text):
        number = found[0].strip()
        if number not in HELP_NUMBERS and (reason := can_not_be(number, country)):
            yield (
                f'has "{number}", which {reason}',
                "look it up, and write it with its area code",
                line_in(text, found.start()),
            )


@cache
def _countries() -> dict[str, str]:
    table = resources.files("tzdata.zoneinfo").joinpath(_ZONES).read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {zone: code for code, _, zone, *_ in rows}
