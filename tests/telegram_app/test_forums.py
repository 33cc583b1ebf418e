"""In a group with topics each reply stands in the topic of what it answers, those to buttons too."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped
from tests.telegram_app.wire import Wire, application, message, press, receive

SAM, FORUM, TOPIC = 1001, -1001002003, 17
NAME = "@sandbox_bot"


class Forum:
    """The staff's group, which has topics."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        sandbox.do("chat", id=FORUM, type="supergroup", title="Staff", is_forum=True, user_ids=[SAM])

    def write(self, text: str, topic: int | None = TOPIC) -> dict[str, Any]:
        """The newest reply to a message."""
        seen = len(self.replies())
        self.sandbox.do("message", chat_id=FORUM, user_id=SAM, text=text, message_thread_id=topic)
        return self.next(seen)

    def press(self, reply: dict[str, Any], row: int) -> dict[str, Any]:
        """The newest reply after a button was pressed."""
        seen = len(self.replies())
        data = reply["reply_markup"]["inline_keyboard"][row][0]["callback_data"]
        self.sandbox.do("press", chat_id=FORUM, user_id=SAM, message_id=reply["message_id"], data=data)
        return self.next(seen)

    def next(self, seen: int) -> dict[str, Any]:
        eventually(lambda: len(self.replies()) > seen)
        return self.replies()[-1]

    def replies(self) -> list[dict[str, Any]]:
        messages = self.sandbox.see("transcript", chat_id=FORUM)["messages"]
        return [message for message in messages if message["from"]["is_bot"]]

    def actions(self) -> list[dict[str, Any]]:
        return [each for each in self.sandbox.see("transcript", chat_id=FORUM)["events"] if each["kind"] == "action"]


@pytest.fixture(scope="module")
def forum() -> Iterator[Forum]:
    with Sandbox() as sandbox:
        house = Forum(sandbox)
        with running_bot(sandbox, STAFF_IDS=str(SAM), STAFF_CHAT_ID=str(FORUM)) as bot:
            yield house
            bot.end()
            assert "Traceback" not in bot.log


def test_a_message_is_answered_in_its_topic(forum: Forum) -> None:
    reply = forum.write(f"{NAME} is wine ok")
    assert reply["text"].startswith(shipped("answers.alcohol"))
    assert reply["message_thread_id"] == TOPIC
    assert "message_thread_id" not in forum.write(f"{NAME} is wine ok", topic=None)


def test_a_button_is_answered_in_its_topic(forum: Forum) -> None:
    asked = forum.write("/add can zebras have ldn")
    assert asked["message_thread_id"] == TOPIC
    rows = asked["reply_markup"]["inline_keyboard"]
    new = next(row for row, (button, *_) in enumerate(rows) if ":new:" in button["callback_data"])
    assert forum.press(asked, new)["message_thread_id"] == TOPIC
    assert forum.actions()[-1]["message_thread_id"] == TOPIC


def test_an_unknown_topic_is_refused_as_on_telegram(forum: Forum) -> None:
    answer = forum.sandbox.call("sendMessage", chat_id=FORUM, text="a", message_thread_id=99)
    assert answer["description"] == "Bad Request: message thread not found"


IN_TOPIC = {"message_thread_id": TOPIC, "is_topic_message": True}


async def test_in_a_chat_with_topics_what_comes_with_a_reply_and_an_apology_stand_there_too(
    responder: Responder,
) -> None:
    wire = Wire()
    app = application(responder, wire)
    pressed = press("alcohol")
    pressed["callback_query"]["message"] |= IN_TOPIC
    await receive(app, message(text="/contact", **IN_TOPIC), pressed, message(text="/contact"))
    topics = [call.get("message_thread_id") for name, call in wire.calls if name in ("sendMessage", "sendContact")]
    assert topics == [TOPIC, TOPIC, TOPIC, None, None]
    wire.refuse = lambda _, arguments: (400, "no") if "parse_mode" in arguments or "reply_markup" in arguments else None
    await receive(app, message(text="/start", **IN_TOPIC))
    assert wire.sent()[-1]["message_thread_id"] == TOPIC


async def test_a_chain_of_replies_is_no_topic(responder: Responder) -> None:
    wire = Wire()
    await receive(application(responder, wire), message(text="is wine ok", message_thread_id=TOPIC))
    (sent,) = wire.sent()
    assert "message_thread_id" not in sent
