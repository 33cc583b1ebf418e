"""What people correct is answered anew, in place of the reply that stands there."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from bot.sandbox.running import Sandbox
from bot.telegram_app.updates.throttle import QUESTIONS
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped

CHAT_IDS = count(6000)
WINE = shipped("answers.alcohol")
STUDY = shipped("answers.ldn-for-depression")
CRISIS = shipped("safety.self_harm")


class Writer:
    """Someone who corrects what they wrote, in a chat of their own."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.chat_id = sandbox, next(CHAT_IDS)

    def write(self, **content: Any) -> int:
        """The number of a new message, once it has its reply."""
        before = len(self.replies())
        id: int = self.sandbox.do("message", chat_id=self.chat_id, **content)["message"]["message_id"]
        eventually(lambda: len(self.replies()) > before)
        return id

    def edit(self, message_id: int, text: str) -> None:
        """Changes a message, and returns when the bot is done with that."""
        self.sandbox.do("edit", chat_id=self.chat_id, message_id=message_id, text=text)
        eventually(lambda: self.sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)

    def replies(self) -> list[dict[str, Any]]:
        messages = self.sandbox.see("transcript", chat_id=self.chat_id)["messages"]
        return [message for message in messages if message["from"]["is_bot"]]


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox) as bot:
        yield sandbox
        bot.end()
        assert "Traceback" not in bot.log
        assert "failed" not in bot.log


@pytest.fixture
def writer(telegram: Sandbox) -> Writer:
    return Writer(telegram)


def edit_calls(writer: Writer) -> list[int]:
    """What the edits in this chat came to."""
    calls = writer.sandbox.see("calls", method="editMessageText")
    return [call["status"] for call in calls if str(call["arguments"]["chat_id"]) == str(writer.chat_id)]


def test_an_edited_question_changes_its_reply_with_its_buttons(writer: Writer) -> None:
    id = writer.write(text="is wine ok")
    (before,) = writer.replies()
    writer.edit(id, "what if i stop")
    (after,) = writer.replies()
    assert after["message_id"] == before["message_id"]
    assert after["text"].startswith(shipped("messages.did_you_mean"))
    assert after["reply_markup"] != before["reply_markup"]
    assert after["link_preview_options"] == {"is_disabled": True}


def test_each_question_has_its_own_reply_and_a_second_edit_finds_it_too(writer: Writer) -> None:
    first = writer.write(text="what is ldn")
    writer.write(text="whats your phone number")
    for text in ("does ldn help depression", "is wine ok"):
        writer.edit(first, text)
    changed, other = writer.replies()
    assert changed["text"].startswith(WINE)
    assert "1-855-247-7948" in other["text"]


@pytest.mark.parametrize("text", ["/help", "/start alcohol", "/contact", "/nonsense"])
def test_a_question_may_become_a_command(writer: Writer, text: str) -> None:
    id = writer.write(text="is wine ok on ldn")
    writer.edit(id, text)
    assert len(writer.replies()) == 1


def test_an_edit_that_changes_nothing_is_no_matter(writer: Writer) -> None:
    id = writer.write(text="is wine ok")
    (before,) = writer.replies()
    writer.edit(id, "is wine ok?")
    assert writer.replies() == [before]
    assert edit_calls(writer) == [400]


def test_an_edit_that_tells_of_danger_gets_a_message_of_its_own(writer: Writer) -> None:
    id = writer.write(text="is wine ok")
    writer.edit(id, "i want to die")
    answer, crisis = writer.replies()
    assert answer["text"].startswith(WINE)
    assert crisis["text"].startswith(CRISIS)
    assert edit_calls(writer) == []


def test_help_numbers_are_never_edited_away(writer: Writer) -> None:
    id = writer.write(text="i want to die")
    writer.edit(id, "is wine ok")
    crisis, answer = writer.replies()
    assert crisis["text"].startswith(CRISIS)
    assert answer["text"].startswith(WINE)
    writer.edit(id, "does ldn help depression")
    crisis, answer = writer.replies()
    assert crisis["text"].startswith(CRISIS)
    assert STUDY in answer["text"]


def test_a_reply_that_is_gone_is_given_anew(writer: Writer) -> None:
    id = writer.write(text="what is ldn")
    (gone,) = writer.replies()
    writer.sandbox.call("deleteMessage", chat_id=writer.chat_id, message_id=gone["message_id"])
    writer.edit(id, "is wine ok")
    (anew,) = writer.replies()
    assert anew["text"].startswith(WINE)
    writer.edit(id, "does ldn help depression")
    (changed,) = writer.replies()
    assert changed["message_id"] == anew["message_id"]


def test_a_picture_that_gets_words_is_answered_by_them(writer: Writer) -> None:
    id = writer.write(photo=True)
    writer.edit(id, "is wine ok")
    (reply,) = writer.replies()
    assert reply["text"].startswith(WINE)


def test_the_words_of_an_album_take_the_place_of_what_was_said_of_its_pictures(writer: Writer) -> None:
    writer.write(document=True, media_group_id="7")
    (before,) = writer.replies()
    writer.sandbox.do("message", chat_id=writer.chat_id, document=True, caption="is wine ok", media_group_id="7")
    eventually(lambda: writer.replies()[0]["text"].startswith(WINE))
    (after,) = writer.replies()
    assert after["message_id"] == before["message_id"]
    writer.write(document=True, caption="does ldn help depression", media_group_id="7")
    assert [STUDY in reply["text"] for reply in writer.replies()] == [False, True]


def test_an_album_that_tells_of_danger_gets_a_message_of_its_own(writer: Writer) -> None:
    writer.write(photo=True, media_group_id="8")
    writer.write(photo=True, caption="i want to die", media_group_id="8")
    writer.sandbox.do("message", chat_id=writer.chat_id, photo=True, media_group_id="8")
    writer.write(text="/help")
    assert [reply["text"][:20] for reply in writer.replies()][:-1] == [shipped("messages.photo")[:20], CRISIS[:20]]


def test_a_place_that_moves_is_no_question(writer: Writer) -> None:
    id = writer.write(location=True)
    who = {"id": writer.chat_id, "is_bot": False, "first_name": "Kim"}
    chat = {"id": writer.chat_id, "type": "private", "first_name": "Kim"}
    for step in range(QUESTIONS + 2):
        place = {"latitude": 33.8 + step / 1000, "longitude": -118.3}
        moved = {"message_id": id, "date": 1, "edit_date": 2, "chat": chat, "from": who, "location": place}
        writer.sandbox.do("update", edited_message=moved)
    writer.write(text="is wine ok")
    assert [reply["text"][:20] for reply in writer.replies()] == [shipped("messages.location")[:20], WINE[:20]]


def test_edits_count_for_the_pace_and_danger_is_answered_all_the_same(writer: Writer) -> None:
    id = writer.write(text="is wine ok")
    for number in range(QUESTIONS + 1):
        writer.edit(id, f"is wine ok with {number} mg")
    assert [reply["text"].startswith(shipped("messages.slow_down")) for reply in writer.replies()] == [False, True]
    writer.edit(id, "i want to die")
    assert writer.replies()[-1]["text"].startswith(CRISIS)


def test_what_is_not_remembered_gets_a_new_reply(sandbox: Sandbox) -> None:
    writer = Writer(sandbox)
    with bots(sandbox) as start:
        first = start()
        id = writer.write(text="what is ldn")
        first.end()
        start()
        writer.edit(id, "is wine ok")
    old, new = writer.replies()
    assert not old["text"].startswith(WINE)
    assert new["text"].startswith(WINE)


@pytest.mark.parametrize("kind", ["500", "close", "half_body"])
def test_an_edit_that_fails_on_the_way_is_made_again(sandbox: Sandbox, kind: str) -> None:
    writer = Writer(sandbox)
    with running_bot(sandbox):
        id = writer.write(text="what is ldn")
        sandbox.do("fault", method="editMessageText", kind=kind, times=5)
        sandbox.do("edit", chat_id=writer.chat_id, message_id=id, text="is wine ok")
        eventually(lambda: writer.replies()[0]["text"].startswith(WINE), seconds=20)
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
    assert len(writer.replies()) == 1


def test_an_edit_that_can_not_be_made_is_a_new_reply(sandbox: Sandbox) -> None:
    writer = Writer(sandbox)
    with running_bot(sandbox):
        id = writer.write(text="what is ldn")
        sandbox.do("fault", method="editMessageText", kind="400", description="Bad Request: message can't be edited")
        writer.edit(id, "is wine ok")
    assert [reply["text"].startswith(WINE) for reply in writer.replies()] == [False, True]
