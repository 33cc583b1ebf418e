import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.reply import (
    Action,
    Button,
    CopyText,
    Judge,
    NoneOfThese,
    OpenEntry,
    OpenLink,
    OpenTopic,
    OpenTopics,
    Reply,
)
from bot.faq.model import Faq
from bot.language.text import utf16_length
from bot.limits import MAX_MESSAGE
from bot.telegram_app.replies.render import from_data, to_data, to_html, to_keyboard, to_plain


class Checker(HTMLParser):
    """Takes only what Telegram's HTML has here, each tag closed in its order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs) in [("b", []), ("i", []), ("blockquote", [("expandable", None)])]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_charref(self, name: str) -> None:
        raise AssertionError(name)

    def handle_entityref(self, name: str) -> None:
        assert name in ("lt", "gt", "amp")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* & <b>", "<b>bold</b> &amp; &lt;b&gt;"),
        ("_a_ *b*", "<i>a</i> <b>b</b>"),
        ("- item", "• item"),
        ("", "…"),
        (" \n ", "…"),
        ("null\x00 and \ud800 gone", "null and  gone"),
    ],
)
def test_html(text: str, html: str) -> None:
    assert to_html(Reply(text)) == html


@given(st.text())
def test_any_text_gives_html_that_telegram_takes(text: str) -> None:
    html = to_html(Reply(text))
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    visible = unescape(re.sub(r"</?[bi]>", "", html))
    assert visible == to_plain(Reply(text))
    assert 1 <= utf16_length(visible) <= MAX_MESSAGE
    assert visible.encode("utf-8")
    assert visible.strip()


@pytest.mark.parametrize("character", ["x", "🙂", "*b* "])
def test_too_long_a_text_is_cut_to_the_limit_and_says_so(character: str) -> None:
    plain = to_plain(Reply(character * 5000))
    assert MAX_MESSAGE - 4 <= utf16_length(plain) <= MAX_MESSAGE
    assert plain.endswith("…")


@pytest.mark.parametrize(
    "action",
    [
        OpenEntry("x" * 60),
        OpenTopic("dose"),
        OpenTopic("x" * 53, 9999),
        OpenTopics(),
        OpenTopics(2),
        NoneOfThese(),
        Judge("x" * 60, True),
        Judge("y", False),
    ],
)
def test_a_pressed_button_leads_back_to_its_action(action: Action) -> None:
    assert from_data(to_data(action)) == action
    assert 1 <= len(to_data(action).encode()) <= 64


@pytest.mark.parametrize(
    ("data", "action"),
    [
        ("topic:dose", OpenTopic("dose")),
        ("topics:", OpenTopics()),
        ("topics:0", OpenTopics(0)),
        ("topics:12345", OpenEntry("topics:12345")),
        (f"topics:{'9' * 5000}", OpenEntry(f"topics:{'9' * 5000}")),
        ("topics:２", OpenEntry("topics:２")),
        ("topic:a:b:2", OpenTopic("a:b:2")),
        ("topic::2", OpenTopic(":2")),
        ("topic:", OpenTopic("")),
        ("", OpenEntry("")),
    ],
)
def test_whatever_a_button_sends_is_some_action(data: str, action: Action) -> None:
    assert from_data(data) == action


def test_each_button_of_the_shipped_faq_fits(faq: Faq) -> None:
    actions = [*(OpenEntry(id) for id in faq.entries), *(OpenTopic(topic.id) for topic in faq.topics)]
    assert all(1 <= len(to_data(action).encode()) <= 64 for action in actions)


def test_a_button_may_copy_or_open_a_page() -> None:
    keyboard = to_keyboard(Reply("x", (Button("Copy", CopyText("1-2")), Button("Map", OpenLink("https://x.y/?q=1")))))
    assert keyboard is not None
    assert keyboard.to_dict()["inline_keyboard"] == [
        [{"text": "Copy", "copy_text": {"text": "1-2"}}],
        [{"text": "Map", "url": "https://x.y/?q=1"}],
    ]


def test_keyboard_has_a_row_for_each_button() -> None:
    keyboard = to_keyboard(Reply("x", (Button("One", OpenEntry("one")), Button("None", NoneOfThese()))))
    assert keyboard is not None
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [["One"], ["None"]]
    assert to_keyboard(Reply("x")) is None


def test_a_button_may_stand_beside_the_one_before() -> None:
    buttons = (Button("One", OpenEntry("one")), Button("‹", OpenTopics()), Button("›", OpenTopics(3), beside=True))
    keyboard = to_keyboard(Reply("x", buttons))
    assert keyboard is not None
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [["One"], ["‹", "›"]]
