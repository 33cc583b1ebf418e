"""What must stand in a text, and what must not, because people would read it as it is."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

# What is wrong with a text, how to fix it, and how many lines below its first.
Slip = tuple[str, str, int]

HELP_NUMBERS = {"988", "911", "1-800-222-1222"}

_PLACEHOLDER = re.compile(r"\{(.*?)\}")
_NUMBER = re.compile(r"(?<![\w-])\d[\d-]{2,}(?![\w-])")


def strange_placeholders(text: str, known: Iterable[str]) -> Iterator[Slip]:
    """Words in braces that have no meaning in a text, each with the way to fix it."""
    known = list(known)
    for found in _PLACEHOLDER.finditer(text):
        if found[1] not in known:
            yield (
                f'has "{found[0]}", which has no meaning here',
                _instead(found[1], known),
                line_in(text, found.start()),
            )


def _instead(name: str, known: list[str]) -> str:
    meant = name.strip().casefold()
    if meant in known:
        return f"write {{{meant}}}"
    return f"use {', '.join(f'{{{each}}}' for each in known)}" if known else "write the text out"


def line_in(text: str, index: int) -> int:
    """How many lines below the first of a text one of its characters stands."""
    return text.count("\n", 0, index)


def help_numbers(text: str) -> list[str]:
    """The help numbers that a text names."""
    return sorted(HELP_NUMBERS.intersection(_NUMBER.findall(text)))


def lost_numbers(text: str, required: Iterable[str]) -> Iterator[Slip]:
    """Help numbers that a text must name and does not, each with the way to fix it."""
    found = set(_NUMBER.findall(text))
    for number in required:
        if number not in found:
            yield f"must name {number}", f"put {number} back into the text", 0


def wrong_numbers(text: str, required: Iterable[str]) -> Iterator[Slip]:
    """Help numbers that are missing, and numbers that look like one with a slip, each with the way to fix it."""
    found = set(_NUMBER.findall(text))
    yield from lost_numbers(text, required)
    for number in sorted(found - HELP_NUMBERS):
        close = get_close_matches(number, sorted(HELP_NUMBERS), n=1, cutoff=0)
        yield f"names {number}, which is no help number", f"did you mean {close[0]}?", line_in(text, text.index(number))
