"""From a reply to what Telegram takes: the only place that escapes."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from bot.conversation.inline import Choice
from bot.conversation.reply import (
    Action,
    AtDesk,
    Button,
    CopyText,
    Judge,
    NoneOfThese,
    OpenEntry,
    OpenLink,
    OpenTopic,
    OpenTopics,
    Reply,
    SetLanguage,
)
from bot.faq.model import ENGLISH
from bot.language.markup import Span, spans
from bot.language.text import utf16_length
from bot.limits import MAX_MESSAGE

# Answers come again and again; so many are rendered once.
REMEMBERED = 256
_TAGS = {"": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TOPIC = "topic:"
_TOPICS = "topics:"
_NONE = "none:"
_LANGUAGE = "language:"
_HELPED = {True: "yes:", False: "no:"}
# A button in another language than English begins with its code and a sign that no id has: what has most room in
# English is short here, since all of it may have 64 bytes.
_SIGNS = {".": "", ">": _TOPIC, "*": _TOPICS, "~": _NONE, "=": _LANGUAGE, "+": _HELPED[True], "!": _HELPED[False]}
_IN_LANGUAGE = re.compile(rf"(?P<code>[a-z]{{2,3}})(?P<sign>[{re.escape(''.join(_SIGNS))}])(?P<rest>.*)", re.DOTALL)
_DESK = re.compile(r"desk:(?P<verb>[a-z]+):(?P<work>[0-9]{1,12}):(?P<choice>[0-9]{1,18})")
_PAGE = re.compile(r"(?:topics|topic:(?P<topic>[^:]+)):(?P<page>[0-9]{1,4})")


def to_html(reply: Reply) -> str:
    """The text as Telegram's HTML, cut where it would not fit one message; what is quiet as a quote that opens."""
    return _to_html(reply.text, reply.quiet, reply.contact, reply.copy)


@lru_cache(REMEMBERED)
def _to_html(text: str, quiet: str, contact: str, copy: str) -> str:
    text, quiet, contact, copy = map(_html, _fitting(Reply(text, quiet=quiet, contact=contact, copy=copy)))
    quote = f"<blockquote expandable>{quiet}</blockquote>" if quiet else ""
    below = f"<pre>{copy}</pre>" if copy else ""
    return "\n".join(filter(None, [text, quote, contact, below]))


def to_plain(reply: Reply) -> str:
    """The text with no markup at all, cut likewise."""
    return "\n".join("".join(span.text for span in part) for part in _fitting(reply) if part)


def _html(part: Sequence[Span]) -> str:
    return "".join(_TAGS[span.style].format(escape(span.text, quote=False)) for span in part)


def to_keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """The buttons, one a row but for those beside another, and last those that tell whether it helped; or None."""
    return _keyboard(reply.buttons, reply.judging, reply.language)


def to_markup(reply: Reply) -> Any:
    """The same as JSON."""
    return _markup(reply.buttons, reply.judging, reply.language)


@lru_cache(REMEMBERED)
def _keyboard(buttons: tuple[Button, ...], judging: tuple[Button, ...], language: str) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        if not button.beside:
            rows.append([])
        rows[-1].append(_button(button, language))
    if judging:
        rows.append([_button(button, language) for button in judging])
    return InlineKeyboardMarkup(rows) if rows else None


@lru_cache(REMEMBERED)
def _markup(buttons: tuple[Button, ...], judging: tuple[Button, ...], language: str) -> Any:
    keyboard = _keyboard(buttons, judging, language)
    return keyboard.to_dict() if keyboard else None


def without_judging(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """A keyboard once somebody has told whether the answer helped."""
    rows = [row for row in keyboard.inline_keyboard if not any(_judges(button) for button in row)]
    return InlineKeyboardMarkup(rows)


def _judges(button: InlineKeyboardButton) -> bool:
    return isinstance(button.callback_data, str) and isinstance(from_data(button.callback_data), Judge)


def _button(button: Button, language: str) -> InlineKeyboardButton:
    match button.action:
        case CopyText(text):
            return InlineKeyboardButton(button.label, copy_text=CopyTextButton(text))
        case OpenLink(url):
            return InlineKeyboardButton(button.label, url=url)
        case action:
            return InlineKeyboardButton(button.label, callback_data=to_data(action, language))


def to_article(choice: Choice) -> InlineQueryResultArticle:
    """A choice for another chat, which comes there without buttons."""
    content = InputTextMessageContent(to_html(choice.reply), parse_mode=ParseMode.HTML)
    return InlineQueryResultArticle(choice.id, choice.title, content, description=choice.line)


def to_data(action: Action, language: str = ENGLISH) -> str:
    """What a pressed button sends back: at most 64 bytes, by the limits that the FAQ's loader sets to ids."""
    data = _to_data(action)
    if language == ENGLISH:
        return data
    sign, start = next((sign, start) for sign, start in reversed(_SIGNS.items()) if data.startswith(start))
    return f"{language}{sign}{data.removeprefix(start)}"


def _to_data(action: Action) -> str:
    match action:
        case OpenEntry(id):
            return id
        case OpenTopic(id, page):
            return f"{_TOPIC}{id}" if page == 1 else f"{_TOPIC}{id}:{page}"
        case OpenTopics(page):
            return _TOPICS if page == 1 else f"{_TOPICS}{page}"
        case NoneOfThese():
            return _NONE
        case Judge(id, helped):
            return f"{_HELPED[helped]}{id}"
        case SetLanguage(code):
            return f"{_LANGUAGE}{code}"
        case AtDesk(verb, work, choice):
            return f"desk:{verb}:{work}:{choice}"


def language_of(data: str) -> str:
    """The language of the button that sent something."""
    found = _IN_LANGUAGE.fullmatch(data)
    return found["code"] if found else ENGLISH


def from_data(data: str) -> Action:
    """The action behind what a pressed button sent."""
    if found := _IN_LANGUAGE.fullmatch(data):
        data = _SIGNS[found["sign"]] + found["rest"]
    turned = _PAGE.fullmatch(data)
    if turned:
        page = int(turned["page"])
        return OpenTopics(page) if turned["topic"] is None else OpenTopic(turned["topic"], page)
    if desk := _DESK.fullmatch(data):
        return AtDesk(desk["verb"], int(desk["work"]), int(desk["choice"]))
    if data == _TOPICS:
        return OpenTopics()
    if data == _NONE:
        return NoneOfThese()
    if data.startswith(_LANGUAGE):
        return SetLanguage(data.removeprefix(_LANGUAGE))
    for helped, prefix in _HELPED.items():
        if data.startswith(prefix):
            return Judge(data.removeprefix(prefix), helped)
    if data.startswith(_TOPIC):
        return OpenTopic(data.removeprefix(_TOPIC))
    return OpenEntry(data)


def _fitting(reply: Reply) -> tuple[list[Span], ...]:
    """The spans of text, quiet, contact and copy that fit one message, without characters that Telegram refuses."""
    quiet, contact = _spans(reply.quiet), _spans(reply.contact)
    copy = [Span(_FORBIDDEN.sub("", reply.copy))] if reply.copy else []
    room = MAX_MESSAGE - sum(_length(part) + 1 for part in (quiet, contact, copy) if part)
    text = _spans(reply.text) or [Span("…")]
    return (text if _length(text) <= room else _cut(text, room)), quiet, contact, copy


def _spans(text: str) -> list[Span]:
    return list(spans(_FORBIDDEN.sub("", text).strip()))


def _length(part: Sequence[Span]) -> int:
    return sum(utf16_length(span.text) for span in part)


def _cut(text: Sequence[Span], room: int) -> list[Span]:
    kept: list[Span] = []
    room -= 1
    for span in text:
        kept.append(Span(_start(span.text, room), span.style))
        room -= utf16_length(kept[-1].text)
    return [*(span for span in kept if span.text), Span("…")]


def _start(text: str, room: int) -> str:
    """The start of a text, as much as fits into so many UTF-16 units."""
    while utf16_length(text) > room:
        text = text[: len(text) - (utf16_length(text) - room + 1) // 2]
    return text
