"""From a reply to what Telegram takes: the only place that escapes."""

import re
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation.replies import MAX_REPLY, Action, NoneOfThese, OpenEntry, OpenTopic, OpenTopics, Reply
from bot.markup import Span, spans
from bot.text import utf16_length

_TAGS = {"": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TOPIC = "topic:"
_TOPICS = "topics:"
_NONE = "none:"


def to_html(reply: Reply) -> str:
    """The text as Telegram's HTML, cut where it would not fit one message."""
    return "".join(_TAGS[span.style].format(escape(span.text, quote=False)) for span in _fitting(reply))


def to_plain(reply: Reply) -> str:
    """The text with no markup at all, cut likewise."""
    return "".join(span.text for span in _fitting(reply))


def to_keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """The buttons, one a row, or None."""
    rows = [[InlineKeyboardButton(button.label, callback_data=to_data(button.action))] for button in reply.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def to_data(action: Action) -> str:
    """What a pressed button sends back: at most 64 bytes, by the limits that the FAQ's loader sets to ids."""
    match action:
        case OpenEntry(id):
            return id
        case OpenTopic(id):
            return f"{_TOPIC}{id}"
        case OpenTopics():
            return _TOPICS
        case NoneOfThese():
            return _NONE


def from_data(data: str) -> Action:
    """The action behind what a pressed button sent."""
    if data == _TOPICS:
        return OpenTopics()
    if data == _NONE:
        return NoneOfThese()
    if data.startswith(_TOPIC):
        return OpenTopic(data.removeprefix(_TOPIC))
    return OpenEntry(data)


def _fitting(reply: Reply) -> list[Span]:
    """The spans of a reply that fit one message, without characters that Telegram refuses; never nothing."""
    whole = list(spans(_FORBIDDEN.sub("", reply.text).strip())) or [Span("…")]
    if sum(utf16_length(span.text) for span in whole) <= MAX_REPLY:
        return whole
    kept: list[Span] = []
    room = MAX_REPLY - 1
    for span in whole:
        kept.append(Span(_start(span.text, room), span.style))
        room -= utf16_length(kept[-1].text)
    return [*(span for span in kept if span.text), Span("…")]


def _start(text: str, room: int) -> str:
    """The start of a text, as much as fits into so many UTF-16 units."""
    while utf16_length(text) > room:
        text = text[: len(text) - (utf16_length(text) - room + 1) // 2]
    return text
