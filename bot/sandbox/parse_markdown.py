"""Telegram's two Markdowns: https://core.telegram.org/bots/api#markdownv2-style."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.sandbox.detection import FormatError, Span
from bot.sandbox.parse_html import at_byte, checked_emoji, linked

_END = "\0\0\0"  # as in C: reading past the end finds zeros, which are no mark
_RESERVED = "_*[]()~`>#+-=|{}.!\n"
# What begins an entity, the longer first, with the name that Telegram's errors call it by.
_BEGINNINGS = {
    "__": "Underline",
    "_": "Italic",
    "*": "Bold",
    "~": "Strikethrough",
    "||": "Spoiler",
    "[": "TextUrl",
    "```": "Pre",
    "`": "Code",
    "![": "CustomEmoji",
}
_ENDINGS = {name: mark for mark, name in _BEGINNINGS.items()} | {"PreCode": "```", "TextUrl": "]", "CustomEmoji": "]"}
_TYPES = {"TextUrl": "text_link", "PreCode": "pre", "CustomEmoji": "custom_emoji"}
_CODE = ("Code", "Pre", "PreCode")
_LANGUAGE = re.compile(r"(?P<name>[^ \t\r\n\v\0`]+)(?=[ \t\r\n\v])")
_LINE_END = re.compile(r"\r\n|\n\r|\n|\r")
_EMOJI_LINK = re.compile(r"emoji/?\?(?:[^#]*&)?id=(?P<id>[^&#]*)")


class _Open(NamedTuple):
    name: str
    begin: int
    at: int
    language: str = ""


def parse_markdown_v2(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and its entities in the order in which they end; FormatError if it is wrong."""
    return _MarkdownV2(text).parse()


def parse_markdown(text: str) -> tuple[str, list[Span]]:
    """The same for the old Markdown without nesting: https://core.telegram.org/bots/api#markdown-style."""
    return _Markdown(text).parse()


class _Reader:
    """What both Markdowns do alike."""

    def __init__(self, source: str) -> None:
        self._source = source + _END
        self._size = len(source)
        self._at = 0
        self._text: list[str] = []
        self._spans: list[Span] = []

    def _byte(self, position: int) -> str:
        return at_byte(self._source, position)

    def _sees(self, mark: str) -> bool:
        return self._source.startswith(mark, self._at)

    def _language(self) -> str:
        """The language of a block of code, whose first line end does not count."""
        language = _LANGUAGE.match(self._source, self._at)
        if language:
            self._at = language.end()
        if line_end := _LINE_END.match(self._source, self._at):
            self._at = line_end.end()
        return language["name"] if language else ""

    def _add(self, type_: str, begin: int, extra: Mapping[str, Any] | None = None) -> None:
        if len(self._text) > begin:
            self._spans.append(Span(type_, begin, len(self._text), extra or {}))

    def _add_link(self, begin: int, link: str) -> None:
        if len(self._text) > begin:
            self._spans += linked(begin, len(self._text), link)


class _MarkdownV2(_Reader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._open: list[_Open] = []
        self._in_quote = False
        self._at_line_start = True

    def parse(self) -> tuple[str, list[Span]]:
        while self._at < self._size:
            char = self._source[self._at]
            if self._escapes():
                self._at += 1
                self._put(at_line_start=self._sees("\n"))
            elif char not in ("`" if self._open and self._open[-1].name in _CODE else _RESERVED):
                self._put()
            elif self._ends_quote():
                self._end_quote()
            elif self._ends():
                self._end()
            else:
                self._begin()
        if self._in_quote:
            type_ = self._quote_type(self._size)
            if self._open[-1].name == "BlockQuote":
                self._add(type_, self._open.pop().begin)
        if self._open:
            raise self._unfinished()
        return "".join(self._text), self._spans

    def _escapes(self) -> bool:
        return self._source[self._at] == "\\" and "\0" < self._source[self._at + 1] <= "~"

    def _put(self, at_line_start: bool = False) -> None:
        char = self._source[self._at]
        self._text.append(char)
        self._at += 1
        if char != "\r":
            self._at_line_start = at_line_start

    def _unfinished(self) -> FormatError:
        return FormatError(f"Can't find end of {self._open[-1].name} entity {self._byte(self._open[-1].at)}")

    def _begin(self) -> None:
        for mark, name in _BEGINNINGS.items():
            if self._sees(mark):
                self._begin_entity(mark, name)
                return
        char = self._source[self._at]
        if char == "\n":
            self._put(at_line_start=True)
            return
        if char != ">" or not self._at_line_start:
            raise FormatError(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        if not self._in_quote:
            self._in_quote = True
            self._open.append(_Open("BlockQuote", len(self._text), self._at))
        self._at += 1

    def _begin_entity(self, mark: str, name: str) -> None:
        begin = self._at
        self._at += len(mark)
        language = self._language() if name == "Pre" else ""
        self._open.append(_Open("PreCode" if language else name, len(self._text), begin, language))

    def _ends(self) -> bool:
        name = self._open[-1].name if self._open else "BlockQuote"
        return name != "BlockQuote" and self._sees(_ENDINGS[name]) and not (name == "Italic" and self._sees("__"))

    def _end(self) -> None:
        entity = self._open.pop()
        self._at += len(_ENDINGS[entity.name])
        if entity.name == "TextUrl":
            link = self._address("a URL") if self._sees("(") else "".join(self._text[entity.begin :])
            self._add_link(entity.begin, link)
        elif entity.name == "CustomEmoji":
            if not self._sees("("):
                raise FormatError("Custom emoji entity must contain a tg://emoji URL")
            emoji = _emoji_of(self._address("a custom emoji URL"))
            self._add("custom_emoji", entity.begin, {"custom_emoji_id": emoji})
        else:
            extra = {"language": entity.language} if entity.language else {}
            self._add(_TYPES.get(entity.name, entity.name.lower()), entity.begin, extra)

    def _address(self, what: str) -> str:
        """What stands in the brackets here, and go on behind them."""
        self._at += 1
        begin = self._at
        address: list[str] = []
        while self._at < self._size and not self._sees(")"):
            self._at += self._escapes()
            address.append(self._source[self._at])
            self._at += 1
        if not self._sees(")"):
            raise FormatError(f"Can't find end of {what} {self._byte(begin)}")
        self._at += 1
        return "".join(address)

    def _ends_quote(self) -> bool:
        return self._in_quote and bool(self._open) and self._sees("\n") and not self._sees("\n>")

    def _end_quote(self) -> None:
        """End a quotation at a line that does not go on with it; the line end belongs to it."""
        type_ = self._quote_type(self._at - (self._source[self._at - 1] == "\r"))
        if self._open[-1].name != "BlockQuote":
            raise self._unfinished()
        self._put(at_line_start=True)
        self._in_quote = False
        self._add(type_, self._open.pop().begin)

    def _quote_type(self, end: int) -> str:
        """A quotation can be expanded if it ends with "||", which begins nothing then."""
        if self._open[-1].name == "Spoiler" and self._open[-1].at == end - 2:
            self._open.pop()
            return "expandable_blockquote"
        return "blockquote"


class _Markdown(_Reader):
    def parse(self) -> tuple[str, list[Span]]:
        while self._at < self._size:
            char = self._source[self._at]
            if char == "\\" and self._source[self._at + 1] in "_*`[":
                self._at += 1
                char = self._source[self._at]
            elif char in "_*`[":
                self._entity(char)
                continue
            self._text.append(char)
            self._at += 1
        return "".join(self._text), self._spans

    def _entity(self, char: str) -> None:
        begin, start = len(self._text), self._at
        mark = "```" if self._sees("```") else char
        self._at += len(mark)
        language = self._language() if mark == "```" else ""
        end = self._source.find({"[": "]"}.get(mark, mark), self._at, self._size)
        if end < 0:
            raise FormatError(f"Can't find end of the entity starting {self._byte(start)}")
        self._text.extend(self._source[self._at : end])
        self._at = end + len(mark)
        if mark != "[":
            type_ = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}[mark]
            self._add(type_, begin, {"language": language} if language else {})
        elif len(self._text) > begin:
            self._add_link(begin, self._address() if self._sees("(") else "".join(self._text[begin:]))

    def _address(self) -> str:
        """What stands in the brackets here; they need not end."""
        end = self._source.find(")", self._at, self._size)
        address = self._source[self._at + 1 : end if end >= 0 else self._size]
        self._at = end + 1 if end >= 0 else self._size
        return address


def _emoji_of(link: str) -> str:
    """The identifier in a link such as tg://emoji?id=5368324170671202286."""
    if not link.startswith("tg:"):
        raise FormatError("Custom emoji URL must have scheme tg")
    rest = link[3:].removeprefix("//")
    if not rest.startswith("emoji"):
        raise FormatError('Custom emoji URL must have host "emoji"')
    if emoji := _EMOJI_LINK.match(rest):
        return checked_emoji(emoji["id"])
    raise FormatError("Custom emoji URL must have an emoji identifier")
