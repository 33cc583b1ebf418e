"""What must stand in a text, and what must not, because people would read it as it is."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

SAFETY_NUMBERS = {
    "self_harm": ("988", "911"),
    "emergency": ("911", "1-800-222-1222", "988"),
    "self_harm_title": ("988", "911"),
    "emergency_title": ("911", "1-800-222-1222"),
    "low_mood": ("988",),
}
HELP_NUMBERS = {"988", "911", "1-800-222-1222"}
# The pharmacy's data that texts may name in braces; {hours} too, where an answer is for when they are known.
ALWAYS_KNOWN = ("name", "phone", "address", "pharmacist")
LABELS_KNOW = {"open_now": ("time",), "opens_today": ("time",), "opens_later": ("day", "time")}

_PLACEHOLDER = re.compile(r"\{(.*?)\}")
_NUMBER = re.compile(r"(?<![\w-])\d[\d-]{2,}(?![\w-])")


def strange_placeholders(text: str, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words in braces that are not filled in with the pharmacy's data, each with the way to mend it."""
    may = ", ".join(f"{{{name}}}" for name in known)
    for name in _PLACEHOLDER.findall(text):
        if name not in known:
            yield f'has "{{{name}}}", which has no meaning here', f"use {may}" if may else "write the text out"


def help_numbers(text: str) -> list[str]:
    """The help numbers that a text names."""
    return sorted(HELP_NUMBERS.intersection(_NUMBER.findall(text)))


def wrong_numbers(text: str, required: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Help numbers that are missing, and numbers that look like one with a slip, each with the way to mend it."""
    found = set(_NUMBER.findall(text))
    for number in required:
        if number not in found:
            yield f"must name {number}", f"put {number} back into the text"
    for number in sorted(found - HELP_NUMBERS):
        close = get_close_matches(number, sorted(HELP_NUMBERS), n=1, cutoff=0)
        yield f"names {number}, which is no help number", f"did you mean {close[0]}?"
