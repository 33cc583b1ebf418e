"""What must stand in a text, and what must not, because people would read it as it is."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

HELP_NUMBERS = {"988", "911", "1-800-222-1222"}

_PLACEHOLDER = re.compile(r"\{(.*?)\}")
_NUMBER = re.compile(r"(?<![\w-])\d[\d-]{2,}(?![\w-])")


def strange_placeholders(text: str, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words in braces that have no meaning in a text, each with the way to fix it."""
    may = ", ".join(f"{{{name}}}" for name in known)
    for name in _PLACEHOLDER.findall(text):
        if name not in known:
            yield f'has "{{{name}}}", which has no meaning here', f"use {may}" if may else "write the text out"


def help_numbers(text: str) -> list[str]:
    """The help numbers that a text names."""
    return sorted(HELP_NUMBERS.intersection(_NUMBER.findall(text)))


def wrong_numbers(text: str, required: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Help numbers that are missing, and numbers that look like one with a slip, each with the way to fix it."""
    found = set(_NUMBER.findall(text))
    for number in required:
        if number not in found:
            yield f"must name {number}", f"put {number} back into the text"
    for number in sorted(found - HELP_NUMBERS):
        close = get_close_matches(number, sorted(HELP_NUMBERS), n=1, cutoff=0)
        yield f"names {number}, which is no help number", f"did you mean {close[0]}?"
