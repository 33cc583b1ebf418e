"""What no person wrote to be answered gets no reply, so that two programs never talk without end."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from bot.conversation.responder import Current, Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.throttle import QUESTIONS, Throttle
from bot.telegram_app.updates.worker import Worker
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped, shipped_in_html
from tests.telegram_app.wire import BOT, GROUP, PRIVATE, Wire, application, message, receive

NUMBERS = count(8000)
SAM, FRIENDS = 1001, -2001
WINE, CRISIS = "is wine ok", "i want to die"
NAMED = {"entities": [{"type": "mention", "offset": 0, "length": 13}]}
ANOTHER_BOT = {"id": 99, "is_bot": True, "first_name": "Echo", "username": "echo_bot"}
# Telegram's own, for those who write as a chat.
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
AS_CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
LINKED = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL = {"id": -1005, "type": "channel", "title": "News"}
OTHER_CHANNEL = {**CHANNEL, "id": -1006}
Raw = dict[str, Any]


def named(text: str, **more: Any) -> Raw:
    """A message in a group that names the bot."""
    return message(GROUP, text=f"@ldn_test_bot {text}", **{**NAMED, **more})


@pytest.mark.parametrize(
    ("update", "replies"),
    [
        (named(WINE), 1),
        (message(PRIVATE, text=WINE, **{"from": ANOTHER_BOT}), 0),
        (message(PRIVATE, text=CRISIS, **{"from": ANOTHER_BOT}), 0),
        (named(CRISIS, **{"from": ANOTHER_BOT}), 0),
        (message(GROUP, text="/help", **{"from": ANOTHER_BOT}), 0),
        (message(GROUP, text=WINE, reply_to_message={**named("")["message"], "from": BOT}, **{"from": ANOTHER_BOT}), 0),
        (named(WINE, **{"from": ANONYMOUS}, sender_chat=GROUP), 1),
        (named(CRISIS, **{"from": AS_CHANNEL}, sender_chat=CHANNEL), 1),
        (named(WINE, **{"from": LINKED}, sender_chat=CHANNEL, is_automatic_forward=True), 0),
        (message(PRIVATE, text=CRISIS, via_bot=BOT), 0),
        (named(WINE, via_bot=BOT), 0),
        (message(PRIVATE, text=CRISIS, forward_origin={"type": "user", "date": 1, "sender_user": BOT}), 0),
        (message(PRIVATE, text=CRISIS, forward_origin={"type": "user", "date": 1, "sender_user": ANOTHER_BOT}), 1),
        (message(PRIVATE, text=CRISIS, via_bot=ANOTHER_BOT), 1),
    ],
)
@pytest.mark.parametrize("kind", ["message", "edited_message"])
async def test_who_gets_a_reply(responder: Responder, update: Raw, replies: int, kind: str) -> None:
    wire = Wire()
    await receive(application(responder, wire), {kind: update["message"]})
    assert len(wire.sent()) == replies


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox) as bot:
        yield sandbox
        bot.end()
        assert "Traceback" not in bot.log


def said_by_the_bot(telegram: Sandbox, chat_id: int) -> list[str]:
    eventually(lambda: telegram.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
    messages = telegram.see("transcript", chat_id=chat_id)["messages"]
    return [each["text"] for each in messages if each["from"]["is_bot"]]


@pytest.mark.parametrize("chat_id", [SAM, FRIENDS])
@pytest.mark.parametrize("query", ["", CRISIS, "side effects"])
def test_our_own_answers_from_inline_mode_are_no_questions(telegram: Sandbox, chat_id: int, query: str) -> None:
    id = str(telegram.do("inline", user_id=SAM, query=query)["inline_query_id"])

    def results() -> list[Raw]:
        events = telegram.see("transcript")["events"]
        answers = [each for each in events if each["kind"] == "inline_answer" and each["inline_query_id"] == id]
        return list(answers[0]["results"]) if answers else []

    eventually(results)
    before = said_by_the_bot(telegram, chat_id)
    for result in results():
        telegram.do("choose", inline_query_id=id, result_id=result["id"], chat_id=chat_id, user_id=SAM)
    assert said_by_the_bot(telegram, chat_id) == before


def test_a_bot_that_answers_each_answer_is_not_answered(telegram: Sandbox) -> None:
    group = int(telegram.do("chat", type="group", title="Bots", user_ids=[SAM])["id"])
    chat = {"id": group, "type": "group", "title": "Bots"}
    telegram.do("message", chat_id=group, user_id=SAM, text=f"@sandbox_bot {WINE}")
    for _ in range(QUESTIONS + 3):
        ours = {"message_id": 2, "date": 1, "chat": chat, "from": telegram.call("getMe")["result"], "text": "a"}
        theirs = {"message_id": 3, "date": 1, "chat": chat, "from": ANOTHER_BOT, "text": CRISIS}
        telegram.do("update", message={**theirs, "reply_to_message": ours})
    (reply,) = said_by_the_bot(telegram, group)
    assert reply.startswith(shipped("answers.alcohol"))


async def test_of_those_who_write_as_their_channel_each_has_a_pace_of_their_own(responder: Responder) -> None:
    wire = Wire()
    one, other = (
        {**named(WINE, **{"from": AS_CHANNEL}, sender_chat=channel)["message"], "message_id": next(NUMBERS)}
        for channel in (CHANNEL, OTHER_CHANNEL)
    )
    handlers = Handlers(Current(responder), Metrics(lambda: 0.0))
    async with application(responder, wire, handlers) as app:
        worker = Worker(app, handlers, Current(responder), Throttle(lambda: 0.0))
        for number, said in enumerate([one] * (QUESTIONS + 3) + [other]):
            await worker.work({"update_id": number, "message": said})
    wine = shipped_in_html("answers.alcohol")
    assert [sent["text"].startswith(wine) for sent in wire.sent()] == [True] * QUESTIONS + [False, True]
