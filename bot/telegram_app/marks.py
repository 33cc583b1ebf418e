"""The marks of a message, such as bold, as those of faq.yaml."""

import re
from collections.abc import Iterator

from telegram import Message, MessageEntity

from bot.language.markup import Span, Style, spans
from bot.telegram_app.addressing import without_name

MARKS: dict[str, tuple[str, Style]] = {MessageEntity.BOLD: ("*", "bold"), MessageEntity.ITALIC: ("_", "italic")}
# What Telegram finds by itself in plain words, and what a whole text has that was copied from us.
BY_ITSELF = (
    MessageEntity.MENTION,
    MessageEntity.HASHTAG,
    MessageEntity.CASHTAG,
    MessageEntity.BOT_COMMAND,
    MessageEntity.URL,
    MessageEntity.EMAIL,
    MessageEntity.PHONE_NUMBER,
    MessageEntity.CUSTOM_EMOJI,
)
COPIED = (MessageEntity.PRE, MessageEntity.CODE)
NAMES: dict[str, str] = {
    MessageEntity.TEXT_LINK: "link",
    MessageEntity.TEXT_MENTION: "link",
    MessageEntity.UNDERLINE: "underline",
    MessageEntity.STRIKETHROUGH: "strikethrough",
    MessageEntity.SPOILER: "spoiler",
    MessageEntity.CODE: "code",
    MessageEntity.PRE: "code",
    MessageEntity.BLOCKQUOTE: "quote",
    MessageEntity.EXPANDABLE_BLOCKQUOTE: "quote",
}
MOST_WORDS = 40


class WrongMarkError(ValueError):
    """A mark that no answer can have: its kind, and the words that have it."""

    def __init__(self, kind: str, words: str) -> None:
        self.kind, self.words = kind, words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"
        super().__init__(kind)


def marked(message: Message) -> str:
    """The words of a message without the bot's name, its bold as *bold*, its italics as _italics_, its bullets as "- ".

    Raises WrongMarkError where it has another mark, or one where the file can't have it.
    """
    # Telegram counts in UTF-16 code units.
    text = (message.text or "").encode("utf-16-le")
    runs = sorted(_runs(text, message.entities))
    made, at = "", 0
    for start, end, mark in runs:
        if start < at:
            raise WrongMarkError("both", _words(text, start, end))
        made += _words(text, at, start) + _wrapped(_words(text, start, end), mark)
        at = end
    made += _words(text, at, len(text))
    found = list(spans(made))
    for start, end, mark in runs:
        style: Style = "bold" if mark == "*" else "italic"
        for piece in filter(str.strip, _words(text, start, end).split("\n")):
            if Span(piece.strip(), style) not in found:
                raise WrongMarkError("inside", piece)
    return re.sub(r"^\s*[•·]\s*", "- ", without_name(message, made), flags=re.MULTILINE)


def _runs(text: bytes, entities: tuple[MessageEntity, ...]) -> Iterator[tuple[int, int, str]]:
    """Where bold and italics begin and end, in bytes; what only cuts them up is put together."""
    for entity in entities:
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        words = _words(text, start, end)
        if entity.type in MARKS:
            yield start, end, MARKS[entity.type][0]
        elif entity.type not in BY_ITSELF and not (entity.type in COPIED and words.strip() == _words(text).strip()):
            raise WrongMarkError(NAMES.get(entity.type, "other"), words)


def _words(text: bytes, start: int = 0, end: int | None = None) -> str:
    return text[start:end].decode("utf-16-le", "replace")


def _wrapped(words: str, mark: str) -> str:
    """Words with a mark around them on each line, which no blank parts from it."""
    return re.sub(r"[^\s\n](?:[^\n]*[^\s\n])?", lambda found: f"{mark}{found[0]}{mark}", words)
