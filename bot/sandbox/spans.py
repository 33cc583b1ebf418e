"""Pieces of a text that are entities, and which of them Telegram can have together.

Positions are code points; formatting.py turns them into UTF-16 units.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

QUOTES = ("blockquote", "expandable_blockquote")
_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_CODE = ("pre", "code")
# They tell something even where the text is only spaces.
HIDDEN = (*_CODE, "text_link", "text_mention")
# Those that Telegram finds by itself.
FOUND = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number")
_SORTED = (*HIDDEN, *FOUND, *_STYLES, "custom_emoji")
TYPES = (*QUOTES, *_SORTED)
MOST_ENTITIES = 100
# No entity reaches further.
FARTHEST = 1_000_000


class Span(NamedTuple):
    """An entity between two positions of a text, in code points."""

    type: str
    begin: int
    end: int
    extra: Mapping[str, Any] = {}


def apart(spans: Iterable[Span]) -> list[Span]:
    """Those that overlap none before them, of spans in order."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.begin >= kept[-1].end:
            kept.append(span)
    return kept


def fixed(spans: Iterable[Span]) -> list[Span]:
    """Without spans that Telegram can't have together: of two that overlap, only styles and what a quotation holds."""
    ordered = sorted((span for span in spans if span.end > span.begin), key=place_of)
    quotes = apart(span for span in ordered if span.type in QUOTES)
    others = apart(span for span in ordered if span.type not in _STYLES + QUOTES)
    others = [span for span in others if not any(_clash(span, quote) for quote in quotes)]
    return _styled([span for span in ordered if span.type in _STYLES], quotes + others)


def with_found(spans: Iterable[Span], found: Iterable[Span]) -> list[Span]:
    """With those of the found spans for which there is room."""
    ordered = sorted(spans, key=place_of)
    solid = [span for span in ordered if span.type not in _STYLES]
    solid += [span for span in found if not any(_clash(span, other) for other in solid)]
    return _styled([span for span in ordered if span.type in _STYLES], solid)


def _clash(span: Span, other: Span) -> bool:
    """Whether two spans overlap, unless the other is a quotation around the first."""
    inside = other.type in QUOTES and other.begin <= span.begin and span.end <= other.end
    return span.begin < other.end and other.begin < span.end and not inside


def _styled(styles: Iterable[Span], solid: list[Span]) -> list[Span]:
    """Styles merged, cut where anything else begins or ends, and dropped in code."""
    cuts = {border for span in solid for border in span[1:3]}
    code = [span for span in solid if span.type in _CODE]
    steps: list[tuple[int, Span | None]] = [(cut, None) for cut in cuts]
    steps = sorted([*steps, *((span.begin, span) for span in styles)], key=lambda step: (step[0], step[1] is not None))
    done: list[Span] = []
    open_: dict[str, Span] = {}
    for place, span in [*steps, (FARTHEST, None)]:
        same = open_.get(span.type) if span else None
        if span and same and span.begin <= same.end:
            open_[span.type] = same._replace(end=max(same.end, span.end))
            continue
        done += [style._replace(end=min(place, style.end)) for style in open_.values() if style.begin < place]
        left = [style._replace(begin=max(place, style.begin)) for style in open_.values() if style.end > place]
        open_ = {style.type: style for style in [*left, *([span] if span else [])]}
    return solid + [span for span in done if not any(_clash(span, block) for block in code)]


def at_most(spans: list[Span]) -> list[Span]:
    """The first hundred, styles last, which is all that Telegram keeps; custom emoji don't count."""
    counted = sorted((span for span in spans if span.type != "custom_emoji"), key=lambda span: span.type in _STYLES)
    return counted[:MOST_ENTITIES] + [span for span in spans if span.type == "custom_emoji"]


def place_of(span: Span) -> tuple[int, int, int]:
    """Telegram's order: the earlier, the longer, and the outer first."""
    found = span.type in FOUND
    return span.begin, -span.end, -1 if span.type in QUOTES else _SORTED.index("mention" if found else span.type)
