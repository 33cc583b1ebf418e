"""Days, months and times of day, which are kept in English, in the words of a language."""

import re
from collections.abc import Mapping
from functools import cache

from bot.faq.texts import Labels

# "Mon" and "Dec" stand for whole names.
SHORT = 3


def in_words(text: str, labels: Labels) -> str:
    """A text such as "Monday to Friday: 9 am to noon" with its words as the labels have them; the same in English."""
    known = _pairs(labels.calendar)
    return re.sub(r"[A-Za-z]+", lambda found: known.get(found[0].casefold(), found[0]), text) if known else text


@cache
def _pairs(calendar: str) -> Mapping[str, str]:
    pairs = [pair.partition("=") for pair in calendar.split(",")]
    named = {name.strip().casefold(): own.strip() for name, _, own in pairs if own.strip()}
    return {name[:SHORT]: own for name, own in named.items() if len(name) > SHORT} | named
