"""The list of topics where its message can't be changed: it comes anew, and nobody is left without it."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from bot.sandbox.running import Sandbox
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped

LIST = shipped("messages.topics").split("\n")[0]
CHAT_IDS = count(6000)


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox):
        yield sandbox


class Reader:
    """Someone with the list of topics in a chat of their own."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.chat_id = sandbox, next(CHAT_IDS)
        sandbox.do("message", chat_id=self.chat_id, text="/topics")
        eventually(self.messages)
        self.list = self.messages()[0]["message_id"]

    def press(self, data: str) -> None:
        """Presses a button under the list, be it one that stood there earlier."""
        self.sandbox.do("press", chat_id=self.chat_id, message_id=self.list, data=data, force=True)

    def fault(self, **fault: Any) -> None:
        """The next change of a message in this chat fails."""
        self.sandbox.do("fault", method="editMessageText", chat_id=self.chat_id, **fault)

    def messages(self) -> list[dict[str, Any]]:
        messages = self.sandbox.see("transcript", chat_id=self.chat_id)["messages"]
        return [message for message in messages if message["from"]["is_bot"]]

    def reads(self, *titles: str) -> None:
        """Sees that the messages of the bot begin with these words, and that each press was acknowledged."""
        eventually(lambda: [title_of(message) for message in self.messages()] == list(titles))
        eventually(lambda: self.events("press") == self.events("answer"))

    def events(self, kind: str) -> list[str]:
        events = self.sandbox.see("transcript", chat_id=self.chat_id)["events"]
        return [event["callback_query_id"] for event in events if event["kind"] == kind]


def title_of(message: dict[str, Any]) -> str:
    return re.sub(r" \(\d/\d\)$", "", str(message["text"]).split("\n")[0])


@pytest.fixture
def reader(telegram: Sandbox) -> Reader:
    return Reader(telegram)


def test_a_button_pressed_twice_leaves_the_list_where_it_is(reader: Reader) -> None:
    reader.press("topic:dose")
    reader.press("topic:dose")
    reader.reads("Dose and use")
    reader.press("dose")
    eventually(lambda: len(reader.messages()) == 2)


@pytest.mark.parametrize("refusal", ["message to edit not found", "message can't be edited"])
def test_where_the_message_cannot_be_changed_the_list_comes_anew(reader: Reader, refusal: str) -> None:
    reader.fault(kind="400", description=refusal)
    reader.press("topic:dose")
    reader.reads(LIST, "Dose and use")


@pytest.mark.parametrize("kind", ["500", "close", "429"])
def test_a_fault_that_passes_is_not_seen(reader: Reader, kind: str) -> None:
    reader.fault(kind=kind, **({"retry_after": 1} if kind == "429" else {}))
    reader.press("topic:dose")
    reader.reads("Dose and use")


def test_a_change_that_arrived_although_nobody_heard_of_it_is_not_made_twice(reader: Reader) -> None:
    reader.fault(kind="close", executed=True)
    reader.press("topic:dose")
    reader.reads("Dose and use")


def test_buttons_of_earlier_messages_go_on_working(reader: Reader) -> None:
    reader.press("topic:dose")
    reader.reads("Dose and use")
    reader.press("topics:")
    reader.reads(LIST)
    reader.press("dose")
    eventually(lambda: len(reader.messages()) == 2)
    assert shipped("answers.dose") in reader.messages()[1]["text"]
