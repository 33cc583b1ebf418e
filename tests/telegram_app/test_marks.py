"""What staff mark in Telegram becomes the marks of the file, or is named."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, Message

from bot.language.text import utf16_length
from bot.telegram_app.marks import WrongMarkError, marked
from tests.telegram_app.wire import PRIVATE, TOKEN, Wire


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    wire = Wire()
    async with Bot(TOKEN, request=wire, get_updates_request=wire) as bot:
        yield bot


def written(bot: Bot, text: str, *marks: tuple[str, str], **more: Any) -> Message:
    """A message in which some words have a mark."""
    entities = [
        {"type": kind, "offset": utf16_length(text[: text.index(words)]), "length": utf16_length(words), **more}
        for kind, words in marks
    ]
    return Message.de_json({"message_id": 1, "date": 1, "chat": PRIVATE, "text": text, "entities": entities}, bot)


MARKED = [
    ("Take care.", [], "Take care."),
    ("Never stop at once.", [("bold", "Never")], "*Never* stop at once."),
    ("😀 Never stop 😀 at once.", [("bold", "Never"), ("italic", "😀 at")], "😀 *Never* stop _😀 at_ once."),
    ("Call us now, please", [("bold", " us ")], "Call *us* now, please"),
    ("One\nTwo\n\nThree", [("bold", "One\nTwo\n\nThree")], "*One*\n*Two*\n\n*Three*"),
    ("• one\n• two", [], "- one\n- two"),
    ("See 555-0100, a@b.co, x.org #1 /help @me", [("phone_number", "555-0100"), ("email", "a@b.co"), ("url", "x.org"),
     ("bot_command", "/help"), ("mention", "@me")], "See 555-0100, a@b.co, x.org #1 /help @me"),
    ("All of *this* was copied.", [("pre", "All of *this* was copied.")], "All of *this* was copied."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marks", "made"), MARKED, ids=[text[:20] for text, _, _ in MARKED])
async def test_marks_become_those_of_the_file(bot: Bot, text: str, marks: list[tuple[str, str]], made: str) -> None:
    assert marked(written(bot, text, *marks)) == made


WRONG = [
    ([("text_link", "the label")], "link", "the label"),
    ([("underline", "Read")], "underline", "Read"),
    ([("strikethrough", "Read")], "strikethrough", "Read"),
    ([("spoiler", "Read")], "spoiler", "Read"),
    ([("code", "label")], "code", "label"),
    ([("blockquote", "Read the label.")], "quote", "Read the label."),
    ([("bold", "the label"), ("italic", "label")], "both", "label"),
    ([("bold", "abel")], "inside", "abel"),
    ([("date_time", "Read")], "other", "Read"),
]


@pytest.mark.parametrize(("marks", "kind", "words"), WRONG, ids=[kind for _, kind, _ in WRONG])
async def test_another_mark_is_named_with_its_words(
    bot: Bot, marks: list[tuple[str, str]], kind: str, words: str
) -> None:
    with pytest.raises(WrongMarkError) as found:
        marked(written(bot, "Read the label.", *marks, url="https://x.org"))
    assert (found.value.kind, found.value.words) == (kind, words)
