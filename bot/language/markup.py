"""The light markup of faq.yaml: *bold*, _italic_, "- " lists as in a chat, and words in braces to be filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Style = Literal["", "bold", "italic"]

_MARKED = re.compile(r"(?<!\w)(?P<mark>[*_])(?=\S)(?P<text>[^*_\n]+)(?<=\S)(?P=mark)(?!\w)")
_BULLET = re.compile(r"^- ", re.MULTILINE)


@dataclass(frozen=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = ""


def spans(text: str) -> Iterator[Span]:
    """The text in runs of one style, its list items with bullets; what is no complete mark stays as typed."""
    text = _BULLET.sub("• ", text)
    position = 0
    for match in _MARKED.finditer(text):
        if match.start() > position:
            yield Span(text[position : match.start()])
        yield Span(match["text"], "bold" if match["mark"] == "*" else "italic")
        position = match.end()
    if position < len(text):
        yield Span(text[position:])


def plain(text: str) -> str:
    """The text as a person reads it where there is no bold and no italic."""
    return "".join(span.text for span in spans(text))


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with the values for its words in braces; None leaves nothing, and what is no known word stays."""
    return re.sub(r"\{(\w+)\}", lambda found: _shown(values, found), text)


def _shown(values: Mapping[str, object], found: re.Match[str]) -> str:
    value = values.get(found[1], found[0])
    return "" if value is None else str(value)


def listed(items: Iterable[str]) -> str:
    """The items as a list."""
    return "\n".join(f"- {item}" for item in items)
