"""Marks of other programs, which people would read as they stand."""

import re
from collections.abc import Callable, Iterator

from bot.faq.reading.placeholders import Slip, line_in

_SHOWN = 40
_BOLD, _ITALIC = ("b", "strong", "h1", "h2", "h3"), ("i", "em")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": "'", "apos": "'", "nbsp": "a space"}
_MARKS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"\*\*(?=\S)([^*\n]+?)\*\*", lambda found: f"write *{found[1]}*, with one star on each side"),
    (r"__(?=\S)([^_\n]+?)__", lambda found: f"write _{found[1]}_, with one line on each side"),
    (r"\[([^\]\n]+)\]\((\S+?)\)", lambda found: f"write the address itself:  {found[1]}: {found[2]}"),
    (r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>\n]*)?/?>", lambda found: _without_tag(found[1].casefold())),
    (r"&(?:([a-z]{2,8})|#\d{1,5}|#x[0-9a-f]{1,4});", lambda found: f"write {_SIGNS.get(found[1], 'the sign itself')}"),
)


def strange_marks(text: str) -> Iterator[Slip]:
    """Marks of Markdown and HTML, each with the one that is right here."""
    for pattern, way in _MARKS:
        for found in re.finditer(pattern, text):
            yield (
                f"has {_short(found[0])}, which people would read as it stands",
                way(found),
                line_in(text, found.start()),
            )


def curly_quotes(text: str) -> Iterator[Slip]:
    """Curly quotes around half a text, and those around the whole of it."""
    for number, line in enumerate(text.split("\n")):
        if line.count("“") != line.count("”"):
            yield f"has one of the quotes “ ” alone: {_short(line)}", "type the other one, or delete this one", number
    if re.fullmatch(r"“[^“”]*”", text):
        yield "stands in curly quotes, which people would read", 'delete them, or type straight ones: "', 0


def _without_tag(tag: str) -> str:
    if tag in _BOLD + _ITALIC:
        return "write *bold* for it" if tag in _BOLD else "write _italic_ for it"
    return "write the address itself" if tag == "a" else "delete it; for a new line, start one"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
