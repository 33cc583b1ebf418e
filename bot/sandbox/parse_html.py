"""Telegram's HTML: https://core.telegram.org/bots/api#html-style."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from bot.sandbox.character_references import character_at
from bot.sandbox.detection import LinkError, checked_link
from bot.sandbox.errors import FormatError
from bot.sandbox.spans import Span

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_END = "\0"
_SPECIAL = re.compile("[<&]")
_TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"[ \t\r\n\v]*")


class _Tag(NamedTuple):
    name: str
    begin: int
    attributes: Mapping[str, str]


def parse_html(text: str) -> tuple[str, list[Span]]:
    """The text without its tags, and its entities in the order in which they end; FormatError if it is wrong.

    Positions in the errors are bytes of UTF-8.
    """
    return _Parser(text).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        # As in C: reading past the end finds a zero, which ends every name and value.
        self._source = source + _END
        self._size = len(source)
        self._at = 0
        self._text: list[str] = []
        self._open: list[_Tag] = []
        self._spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        while self._at < self._size:
            char = self._source[self._at]
            if char not in "<&":
                self._text += self._plain()
            elif char == "&":
                self._text.append(self._character())
            elif self._source[self._at + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise FormatError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._text), [span._replace(extra={}) if span.type == "code" else span for span in self._spans]

    def _plain(self) -> str:
        """What comes before the next tag or character reference."""
        start, special = self._at, _SPECIAL.search(self._source, self._at, self._size)
        self._at = special.start() if special else self._size
        return self._source[start : self._at]

    def _character(self) -> str:
        """The character here, and go on behind it; a character reference is one."""
        char, self._at = character_at(self._source, self._at)
        return char

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        taken = match[0] if match else ""
        self._at += len(taken)
        return taken

    def _byte(self, position: int) -> str:
        return at_byte(self._source, position)

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = _lower(self._take(_TAG_NAME))
        if self._source[self._at] == _END:
            raise FormatError(f"Unclosed start tag {self._byte(begin)}")
        if name not in _TYPES:
            raise FormatError(f'Unsupported start tag "{name}" {self._byte(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise FormatError(f'Tag "span" must have class "tg-spoiler" {self._byte(begin)}')
        self._open.append(_Tag(name, len(self._text), attributes))

    def _attributes(self, tag: str, begin: int) -> Mapping[str, str]:
        attributes: dict[str, str] = {}
        while self._source[self._at] != ">":
            self._take(_SPACE)
            if self._source[self._at] == ">":
                break
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                raise FormatError(f'Empty attribute name in the tag "{tag}" {self._byte(begin)}')
            value = self._value(tag, begin)
            if _counts(tag, name, value):
                attributes[name] = value
        self._at += 1
        return attributes

    def _value(self, tag: str, begin: int) -> str:
        """The value of the attribute whose name was just read; empty if it has none."""
        self._take(_SPACE)
        has_value = self._source[self._at] == "="
        if has_value:
            self._at += 1
            self._take(_SPACE)
        if self._source[self._at] == _END:
            raise FormatError(f'Unclosed start tag "{tag}" {self._byte(begin)}')
        if not has_value:
            return ""
        value = self._quoted() if self._source[self._at] in "'\"" else self._token()
        if self._source[self._at] == _END:
            raise FormatError(f"Unclosed start tag {self._byte(begin)}")
        return value

    def _token(self) -> str:
        begin = self._at
        token = self._take(_TOKEN)
        if self._source[self._at] not in " \t\r\n\v\0>":
            raise FormatError(f"Unexpected end of name token {self._byte(begin)}")
        return _lower(token)

    def _quoted(self) -> str:
        quote = self._source[self._at]
        self._at += 1
        value: list[str] = []
        while self._source[self._at] not in (quote, _END):
            value.append(self._character())
        if self._source[self._at] == quote:
            self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise FormatError(f"Unexpected end tag {self._byte(begin)}")
        self._at += 2
        name = _lower(self._take(_TAG_NAME))
        self._take(_SPACE)
        if self._source[self._at] != ">":
            raise FormatError(f"Unclosed end tag {self._byte(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            raise FormatError(f'Unmatched end tag {self._byte(begin)}, expected "</{tag.name}>", found "</{name}>"')
        if len(self._text) > tag.begin:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        span = Span(_TYPES[tag.name], tag.begin, len(self._text))
        match tag.name:
            case "a":
                self._link(span, tag.attributes.get("href") or "".join(self._text[tag.begin :]))
            case "pre" | "code":
                self._code(span, tag.attributes.get("class", "").removeprefix("language-"))
            case "tg-emoji":
                self._spans.append(
                    span._replace(extra={"custom_emoji_id": checked_emoji(tag.attributes.get("emoji-id"))})
                )
            case "blockquote" if "expandable" in tag.attributes:
                self._spans.append(span._replace(type="expandable_blockquote"))
            case _:
                self._spans.append(span)

    def _link(self, span: Span, link: str) -> None:
        """Add a link; the text stays plain if Telegram does not take it."""
        with suppress(LinkError):
            self._spans.append(span._replace(extra={"url": checked_link(link)}))

    def _code(self, span: Span, language: str) -> None:
        """Add code; <pre> and <code class="language-…"> around the same text are one entity with a language."""
        inner = self._spans[-1] if self._spans else None
        if inner and inner.type != span.type and inner[1:3] == span[1:3] and inner.type in ("pre", "code"):
            language = language or inner.extra.get("language", "")
            if language:
                self._spans[-1] = Span("pre", span.begin, span.end, {"language": language})
                return
        self._spans.append(span._replace(extra={"language": language} if language else {}))


def at_byte(source: str, position: int) -> str:
    """Where in the source, as Telegram says it: in bytes of UTF-8."""
    return f"at byte offset {len(source[:position].encode())}"


def checked_emoji(identifier: str | None) -> str:
    """The identifier of a custom emoji, a 64-bit number that is not 0; FormatError otherwise."""
    if not re.fullmatch(r"-?[0-9]{1,19}", identifier or "") or not 0 < abs(int(identifier or 0)) < 2**63:
        raise FormatError("Invalid custom emoji identifier specified")
    return str(int(identifier or 0))


def _counts(tag: str, name: str, value: str) -> bool:
    """Whether an attribute means anything to Telegram; of two that do, the last one counts."""
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("blockquote", "expandable"):
            return True
        case "code", "class":
            return value.startswith("language-")
        case "span", "class":
            return value.startswith("tg-")
    return False


def _lower(text: str) -> str:
    """Lower case for ASCII only, as Telegram does."""
    return "".join(char.lower() if char.isascii() else char for char in text)
