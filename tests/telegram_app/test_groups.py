"""In a group the bot hears what is for it, answers in short, and leaves the rest alone."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from telegram import Update
from telegram.error import ChatMigrated
from telegram.ext import TypeHandler

from bot.conversation.reply import Situation
from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.render import to_plain
from bot.telegram_app.updates.throttle import QUESTIONS
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped
from tests.telegram_app.wire import BOT, GROUP, PRIVATE, Wire, application, message, receive

NUMBERS = count(7000)
NAME = "@sandbox_bot"
WINE = shipped("answers.alcohol")
CRISIS = shipped("safety.self_harm")


class Group:
    """A group of Sam and Alex, with the bot in it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.sam, self.alex = sandbox, next(NUMBERS), next(NUMBERS)
        self.id = int(sandbox.do("chat", type="group", title="Friends", user_ids=[self.sam, self.alex])["id"])

    def write(self, user_id: int | None = None, **content: Any) -> int:
        """The number of a new message, by Sam if not by someone else."""
        written = self.sandbox.do("message", chat_id=self.id, user_id=user_id or self.sam, **content)
        return int(written["message"]["message_id"])

    def let_hear(self, text: str, **more: Any) -> None:
        """Has a message of Sam come to the bot, as to one that hears all that is said in a group."""
        chat, sam = {"id": self.id, "type": "group", "title": "Friends"}, {"id": self.sam, "is_bot": False}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": {**sam, "first_name": "Sam"}, "text": text}
        self.sandbox.do("update", message={**message, **more})

    def ask(self, user_id: int | None = None, **content: Any) -> dict[str, Any]:
        """The one reply to a message."""
        before = len(self.replies())
        id = self.write(user_id, **content)
        self.settle()
        (reply,) = self.replies()[before:]
        assert reply["reply_to_message"]["message_id"] == id
        assert "reply_markup" not in reply
        assert reply["link_preview_options"] == {"is_disabled": True}
        return reply

    def settle(self) -> None:
        """Returns when the bot is done with all that was said."""
        eventually(lambda: self.sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)

    def replies(self, chat_id: int | None = None) -> list[dict[str, Any]]:
        messages = self.sandbox.see("transcript", chat_id=chat_id or self.id)["messages"]
        return [message for message in messages if message["from"]["is_bot"]]


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox) as bot:
        yield sandbox
        refused = [call for call in sandbox.see("calls") if call["status"] not in (200, None)]
        bot.end()
        assert not refused
        assert "Traceback" not in bot.log
        assert "failed" not in bot.log


@pytest.fixture
def group(telegram: Sandbox) -> Group:
    return Group(telegram)


def test_a_question_that_names_the_bot_is_answered_in_short(group: Group, responder: Responder) -> None:
    expected = to_plain(responder.respond("is wine ok", Situation(in_group=True)).reply)
    for text in (f"{NAME} is wine ok", f"is wine ok {NAME}", f"{NAME.upper()}, is wine ok"):
        assert group.ask(text=text)["text"] == expected
    assert responder.faq.disclaimer.short in expected
    assert group.ask(group.alex, photo=True, caption=f"{NAME} is wine ok")["text"] == expected


def test_suggestions_are_a_list_that_can_be_asked(group: Group) -> None:
    listed = group.ask(text=f"{NAME} what if i stop")
    intro, *questions = listed["text"].split("\n")
    assert intro == shipped("messages.ask_one_of")
    assert questions[0].startswith("• ")
    answer = group.ask(group.alex, text=questions[0].removeprefix("• "), reply_to_message_id=listed["message_id"])
    assert shipped("disclaimer.short") in answer["text"]


def test_a_reply_to_the_bot_is_for_it_and_one_to_a_person_is_not(group: Group) -> None:
    answer = group.ask(text=f"{NAME} is wine ok")
    another = group.ask(text="does ldn help depression", reply_to_message_id=answer["message_id"])
    assert shipped("answers.ldn-for-depression") in another["text"]
    said = group.write(text="hello Alex")
    group.write(group.alex, text="is wine ok", reply_to_message_id=said)
    group.settle()
    assert len(group.replies()) == 2


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("/help", shipped("messages.in_group")),
        (f"/help{NAME}", shipped("messages.in_group")),
        ("/help!", shipped("messages.in_group")),
        (f"/help{NAME}.", shipped("messages.in_group")),
        (f"/start{NAME}.", shipped("messages.in_group")),
        ("/search: is wine ok on ldn", WINE),
        (f"/help{NAME}! i want to kill myself", CRISIS),
        (f"/START{NAME.upper()}", shipped("messages.in_group")),
        (f"/topics{NAME}", shipped("messages.in_group")),
        (f"/search{NAME}", shipped("messages.in_group")),
        (f"/search{NAME} is wine ok on ldn", WINE),
        (f"/contact{NAME}", "American Integrative Pharmacy\n1-855-247-7948"),
        (f"/disclaimer{NAME}", shipped("disclaimer.full")),
        (f"/privacy{NAME}", shipped("messages.privacy")),
        (f"/start{NAME} alcohol", ""),
        (f"/topics{NAME} is wine ok on ldn", WINE),
        (f"/kill{NAME} myself", CRISIS),
        (NAME, shipped("messages.empty")),
        (f"{NAME} asdf qwer zxcv", shipped("messages.no_match")),
    ],
    ids=lambda value: str(value)[:30],
)
def test_commands_with_and_without_the_name(group: Group, text: str, starts: str) -> None:
    assert group.ask(text=text)["text"].startswith(starts)


def test_a_crisis_gets_the_numbers_only_where_the_bot_is_addressed(group: Group) -> None:
    group.let_hear("i want to die")
    group.settle()
    assert group.replies() == []
    assert group.ask(text=f"{NAME} i want to die")["text"].startswith(CRISIS)
    first = group.replies()[0]["message_id"]
    assert group.ask(text="i took 40 pills", reply_to_message_id=first)["text"].startswith(shipped("safety.emergency"))


def test_a_bot_that_hears_everything_stays_silent_too(group: Group) -> None:
    for text in ("is wine ok", "i want to die", "what is ldn?", "hi"):
        group.let_hear(text)
    group.let_hear("", photo=[{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}])
    group.let_hear("", new_chat_members=[group.sandbox.call("getMe")["result"]])
    mentioned = [{"type": "mention", "offset": 0, "length": 12}]
    group.let_hear("@sandbox_bo2 is wine ok", entities=mentioned)
    group.let_hear(f"x{NAME} is wine ok")
    group.settle()
    assert group.replies() == []


def test_what_can_not_be_read_is_told_where_it_answers_the_bot(group: Group) -> None:
    answer = group.ask(text=f"{NAME} is wine ok")
    said = group.ask(voice=True, reply_to_message_id=answer["message_id"])
    assert said["text"].startswith(shipped("messages.recording"))
    group.write(voice=True)
    group.settle()
    assert len(group.replies()) == 2


def test_a_corrected_question_changes_its_reply(group: Group) -> None:
    answer = group.ask(text=f"{NAME} what is ldn")
    group.sandbox.do(
        "edit", chat_id=group.id, message_id=answer["reply_to_message"]["message_id"], text=f"{NAME} is wine ok"
    )
    group.settle()
    (changed,) = group.replies()
    assert changed["text"].startswith(WINE)
    assert "reply_markup" not in changed


def test_who_floods_a_group_silences_the_bot_for_nobody_else(group: Group) -> None:
    for _ in range(QUESTIONS + 20):
        group.write(group.sam, text=f"{NAME} is wine ok")
    eventually(lambda: len(group.replies()) > QUESTIONS)
    assert [reply["text"].startswith(WINE) for reply in group.replies()] == [True] * QUESTIONS + [False]
    assert group.replies()[-1]["text"].startswith(shipped("messages.slow_down"))
    other = group.write(group.alex, text=f"{NAME} is wine ok")
    danger = group.write(group.sam, text=f"{NAME} i want to die")
    replied = lambda: {reply["reply_to_message"]["message_id"]: reply["text"] for reply in group.replies()}  # noqa: E731
    eventually(lambda: {other, danger} <= replied().keys())
    assert replied()[other].startswith(WINE)
    assert replied()[danger].startswith(CRISIS)
    group.settle()
    assert group.replies()[-1]["text"].startswith(WINE)  # to what came last, once it was over
    assert len(group.replies()) == QUESTIONS + 4
    group.sandbox.do("message", chat_id=group.sam, text="is wine ok")
    eventually(lambda: group.replies(group.sam))
    assert group.replies(group.sam)[0]["text"].startswith(WINE)


def test_talk_that_is_not_for_the_bot_counts_for_nobody_s_pace(group: Group) -> None:
    for _ in range(QUESTIONS + 5):
        group.let_hear("is wine ok")
    assert group.ask(text=f"{NAME} is wine ok")["text"].startswith(WINE)


def test_a_group_that_is_told_to_wait_keeps_nobody_else_waiting(sandbox: Sandbox) -> None:
    group = Group(sandbox)
    with running_bot(sandbox) as bot:
        sandbox.do("fault", method="sendMessage", kind="429", retry_after=3, chat_id=group.id)
        asked = group.write(text=f"{NAME} is wine ok")
        eventually(lambda: sandbox.see("calls", method="sendMessage"))
        sandbox.do("message", chat_id=group.alex, text="is wine ok")
        eventually(lambda: group.replies(group.alex))
        assert group.replies() == []
        eventually(lambda: group.replies(), seconds=20)
        group.settle()
    (late,) = group.replies()
    assert late["text"].startswith(WINE)
    assert late["reply_to_message"]["message_id"] == asked
    assert len([call for call in sandbox.see("calls", method="sendMessage") if call["status"] == 429]) == 1
    assert "Traceback" not in bot.log


def test_a_bot_thrown_out_of_a_group_goes_on_elsewhere(sandbox: Sandbox) -> None:
    group = Group(sandbox)
    with running_bot(sandbox) as bot:
        sandbox.do("block", chat_id=group.id, blocked=True)
        group.let_hear("/help", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
        sandbox.do("message", chat_id=group.alex, text="is wine ok")
        eventually(lambda: group.replies(group.alex))
        group.settle()
    assert "Traceback" not in bot.log


def test_with_privacy_mode_a_reply_and_a_command_arrive_though_a_name_alone_may_not(sandbox: Sandbox) -> None:
    group = Group(sandbox)
    sandbox.do("privacy", hears_its_name=False)
    with running_bot(sandbox) as bot:
        group.write(text=f"{NAME} is wine ok")
        answer = group.ask(text="/search is wine ok")
        assert group.ask(text="does ldn help depression", reply_to_message_id=answer["message_id"])
        assert group.ask(group.alex, text=f"/search{NAME} is wine ok")
        bot.end()
    assert len(group.replies()) == 3
    assert "privacy mode is on" in bot.log


def test_without_privacy_mode_the_rest_is_left_alone(sandbox: Sandbox) -> None:
    group = Group(sandbox)
    sandbox.do("privacy", hears_all=True)
    with running_bot(sandbox) as bot:
        for text in ("is wine ok", "i want to die", "/ban@other_bot"):
            group.write(text=text)
        assert group.ask(text=f"{NAME} is wine ok")["text"].startswith(WINE)
        bot.end()
    assert len(group.replies()) == 1
    assert "privacy mode is off" in bot.log


NAMING = {"text": "🍷 @ldn_test_bot is wine ok", "entities": [{"type": "mention", "offset": 3, "length": 13}]}
TO_A_PERSON = {"reply_to_message": message(GROUP, text="a")["message"]}
TO_THE_BOT = {"reply_to_message": {**TO_A_PERSON["reply_to_message"], "from": BOT}}


@pytest.mark.parametrize(
    ("update", "heard"),
    [
        (message(GROUP, **NAMING), True),
        (message({**GROUP, "type": "supergroup"}, **NAMING), True),
        (message({**GROUP, "type": "channel"}, **NAMING), False),
        (message(GROUP, text=NAMING["text"]), False),
        (message(GROUP, text="is wine ok", **TO_A_PERSON), False),
        (message(GROUP, text="is wine ok", **TO_THE_BOT), True),
        (message(GROUP, text="/ban@other_bot", **TO_THE_BOT), False),
        (message(GROUP, new_chat_members=[BOT]), False),
        (message(GROUP, left_chat_member=BOT), False),
    ],
)
async def test_what_is_heard(responder: Responder, update: dict[str, Any], heard: bool) -> None:
    wire = Wire()
    await receive(application(responder, wire), update)
    assert len(wire.sent()) == heard


async def test_a_reply_in_a_group_goes_out_even_if_its_question_is_gone(responder: Responder) -> None:
    wire = Wire()
    await receive(application(responder, wire), message(GROUP, **NAMING), message(PRIVATE, text="is wine ok"))
    in_group, in_private = wire.sent()
    assert in_group["reply_parameters"] == {"message_id": 1, "allow_sending_without_reply": True}
    assert "reply_parameters" not in in_private
    assert in_group["text"].rpartition("\n")[0] == in_private["text"].rpartition("\n")[0]


async def test_a_group_that_became_a_supergroup_is_not_written_to_again_and_again(responder: Responder) -> None:
    wire = Wire()
    app = application(responder, wire)
    app.handlers[0].insert(0, TypeHandler(Update, migrated))
    await receive(app, message(GROUP, **NAMING))
    assert wire.sent() == []


async def migrated(*_: Any) -> None:
    raise ChatMigrated(-100)
