"""A text with its entities, as Telegram's servers keep it: https://core.telegram.org/bots/api#formatting-options."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from bot.sandbox.detection import LinkError, checked_link, detect
from bot.sandbox.errors import FormatError, bad_request
from bot.sandbox.parse_html import at_byte, checked_emoji, parse_html
from bot.sandbox.spans import FARTHEST, FOUND, HIDDEN, QUOTES, TYPES, Span, at_most, fixed, place_of, with_found

Entity = dict[str, Any]

_BLANK = " \n"
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_INVISIBLE = re.compile("[ \n\xa0\u1680\u180e\u2000-\u200f\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]*")


class EntityError(FormatError):
    """An entity that does not fit its text, or a text that is not Unicode."""

    @property
    def description(self) -> str:
        """What the Bot API says after "Bad Request: "."""
        return str(self)[:1].lower() + str(self)[1:]


@dataclass(frozen=True)
class Formatted:
    """A text and its MessageEntity objects in Telegram's order, with offsets and lengths in UTF-16 units."""

    text: str
    entities: tuple[Entity, ...]


def utf16_length(text: str) -> int:
    """How long Telegram takes a text to be: it counts UTF-16 code units."""
    return len(text) + len(_ASTRAL.findall(text))


def format_text(text: str, parse_mode: str | None = None, entities: Sequence[Entity] | None = None) -> Formatted:
    """The text as Telegram keeps it, with the entities of its markup or those given, and those it finds by itself.

    Entities given beside a parse mode are ignored; a text may come out empty. FormatError says what Telegram says.

    Raises ApiError where the parse mode is not HTML, the only one that is read here.
    """
    _check_unicode(text)
    text, spans = _parsed(text, parse_mode) if parse_mode else (text, list(_given(text, entities or ())))
    text, spans = _cleaned(text, spans)
    text, spans = _trimmed(text, _visible(text, fixed(spans)))
    spans = _visible(text, with_found(at_most(spans), detect(text)))
    return Formatted(text, tuple(_entities(text, sorted(spans, key=place_of))))


def _check_unicode(text: str) -> None:
    if _SURROGATE.search(text):
        raise EntityError("Text must be encoded in UTF-8")


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Span]]:
    if parse_mode.lower() != "html":
        raise bad_request("the local Telegram reads HTML alone: send parse_mode HTML or none")
    return parse_html(text)


def _given(text: str, entities: Sequence[Any]) -> Iterator[Span]:
    """The given entities in code points, without those that Telegram finds by itself."""
    positions = [place for place, char in enumerate(text) for place in ([place, -1] if char > "\uffff" else [place])]
    positions.append(len(text))
    for entity in entities:
        span = _read(entity)
        if span.type not in FOUND and span.end > span.begin:
            _check_place(text, positions, span)
            yield span._replace(begin=positions[span.begin], end=positions[span.end])


def _check_place(text: str, positions: Sequence[int], span: Span) -> None:
    """Refuse a span of UTF-16 units beyond the text or with a border in a character; positions has -1 there."""
    beginning = f"Entity beginning at UTF-16 offset {span.begin} ends"
    if span.begin >= len(positions):
        raise EntityError(f"Entity begins after the end of the text at UTF-16 offset {span.begin}")
    if span.end >= len(positions):
        raise EntityError(f"{beginning} after the end of the text at UTF-16 offset {span.end}")
    if positions[span.begin] < 0:
        after = at_byte(text, positions[span.begin + 1])
        raise EntityError(f"Entity begins in a middle of a UTF-16 symbol {after}")
    if positions[span.end] < 0:
        after = at_byte(text, positions[span.end + 1])
        raise EntityError(f"{beginning} in a middle of a UTF-16 symbol {after}")


def _read(entity: Any) -> Span:
    """A given entity as a span of UTF-16 units."""
    if not isinstance(entity, dict):
        raise EntityError("Can't parse MessageEntity: expected an Object")
    offset, length = _number(entity, "offset"), _number(entity, "length")
    for what, value in (("offset", offset), ("length", length)):
        if not 0 <= value <= FARTHEST:
            raise EntityError(f"Receive an entity with incorrect {what} {value}")
    return Span(_string(entity, "type"), offset, offset + length, _extra(entity))


def _number(entity: Entity, field: str) -> int:
    if field not in entity:
        raise EntityError(f"Can't parse MessageEntity: Can't find field \"{field}\"")
    if not re.fullmatch(r"-?[0-9]{1,10}", str(entity[field])):
        raise EntityError(f'Can\'t parse MessageEntity: Field "{field}" must be a valid Number')
    return int(entity[field])


def _string(entity: Entity, field: str) -> str:
    value = entity.get(field)
    if not isinstance(value, str):
        raise EntityError(f"Can't parse MessageEntity: Can't find field \"{field}\"")
    _check_unicode(value)
    return value


def _extra(entity: Entity) -> Entity:
    """What a given entity carries beside its type and place."""
    match _string(entity, "type"):
        case "text_link":
            return {"url": _url(_string(entity, "url"))}
        case "text_mention" if isinstance(entity.get("user"), dict):
            return {"user": entity["user"]}
        case "custom_emoji":
            return {"custom_emoji_id": checked_emoji(str(entity.get("custom_emoji_id")))}
        case "pre" if entity.get("language"):
            return {"language": _string(entity, "language")}
        case "text_mention":
            raise EntityError("Can't parse MessageEntity: Can't find field \"user\"")
        case type_ if type_ not in TYPES:
            raise EntityError("Can't parse MessageEntity: Unsupported type specified")
    return {}


def _url(url: str) -> str:
    try:
        return checked_link(url)
    except LinkError as error:
        raise EntityError(f"Entity URL '{url}' is invalid: {error}") from error


def _cleaned(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Without the characters that Telegram drops, with spaces for other control characters."""
    places: Sequence[int] = range(len(text) + 1)
    if _DROPPED.search(text):
        places = [0, *accumulate(not _DROPPED.match(char) for char in text)]
    text = _DIRECTION_MARKS.sub("\u200c", _CONTROL.sub(" ", _DROPPED.sub("", text)))
    return text, [span._replace(begin=places[span.begin], end=places[span.end]) for span in spans]


def _visible(text: str, spans: list[Span]) -> list[Span]:
    """Without the blanks at the beginning of spans, and without spans of nothing else."""
    hidden = {span.begin for span in spans if span.type in HIDDEN}
    moved: list[Span] = []
    for span in spans:
        begin = span.begin
        held = hidden if span.type in QUOTES else ()
        while span.type not in HIDDEN and begin < span.end and text[begin] in _BLANK and begin not in held:
            begin += 1
        moved.append(span._replace(begin=begin))
    return [span for span in moved if span.end > span.begin]


def _trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Without blanks at both ends, except those at the beginning that a link or code holds."""
    if _INVISIBLE.fullmatch(text):
        return "", []
    end = len(text.rstrip(_BLANK))
    begin = min([len(text) - len(text.lstrip(_BLANK)), *(span.begin for span in spans)])
    kept = (span for span in spans if span.begin < end)
    return text[begin:end], [span._replace(begin=span.begin - begin, end=min(span.end, end) - begin) for span in kept]


def _entities(text: str, spans: Iterable[Span]) -> Iterator[Entity]:
    units: Sequence[int] = range(len(text) + 1)
    if _ASTRAL.search(text):
        units = [0, *accumulate(utf16_length(char) for char in text)]
    for type_, begin, end, extra in spans:
        yield {"type": type_, "offset": units[begin], "length": units[end] - units[begin], **extra}
