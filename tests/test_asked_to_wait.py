"""Telegram asks to wait (429): nobody waits for that but whom it is meant for, and danger goes first."""

import time
from typing import Any

import httpx
import pytest

from bot.sandbox.running import Sandbox, bound_socket
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.servers import free_port
from tests.shipped import shipped
from tests.test_nothing_lost import answers, ask

GROUP, DANGER = -9, "i want to kill myself"
LONG = {"kind": "429", "retry_after": 600}
# So long may a person in danger wait for the reply, in seconds, on a busy computer.
SOON = 2.0


@pytest.fixture
def port() -> int:
    with bound_socket("127.0.0.1", 0) as free:
        return int(free.getsockname()[1])


def brought(port: int) -> dict[str, str]:
    """Settings of a bot with a webhook."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_PORT": str(port), "WEBHOOK_SECRET": "for-tests"}


def soon_helped(sandbox: Sandbox, chat_id: int) -> float:
    """How long somebody in danger waits for the help numbers, in seconds."""
    begun = time.monotonic()
    sandbox.do("message", chat_id=chat_id, text=DANGER)
    eventually(lambda: answers(sandbox)[chat_id] == 1, seconds=30)
    waited = time.monotonic() - begun
    (reply,) = [m["text"] for m in sandbox.see("transcript", chat_id=chat_id)["messages"] if m["from"]["is_bot"]]
    assert reply.startswith(shipped("safety.self_harm"))
    return waited


def crowd_asks(sandbox: Sandbox, people: range) -> None:
    """All of them ask in one group."""
    sandbox.do("chat", id=GROUP, type="group", title="Friends")
    username = sandbox.call("getMe")["result"]["username"]
    for person in people:
        sandbox.do("message", chat_id=GROUP, user_id=person, text=f"@{username} is wine ok")


def refused(sandbox: Sandbox) -> set[int]:
    """The chats in which Telegram asked to wait."""
    calls = sandbox.see("calls", method="sendMessage")
    return {int(call["arguments"]["chat_id"]) for call in calls if call["status"] == 429}


def test_a_wait_for_the_profile_keeps_nobody_waiting_and_is_told(sandbox: Sandbox, port: int) -> None:
    for method in ("setMyCommands", "setMyDescription"):
        sandbox.do("fault", method=method, lasting=True, **LONG)
    with running_bot(sandbox, HEALTH_PORT=str(port)) as bot:
        ask(sandbox, range(5000, 5010))
        eventually(lambda: set(answers(sandbox)) == set(range(5000, 5010)), seconds=20)
        eventually(lambda: sandbox.see("calls", method="setMyShortDescription"))
        told = httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
        assert told.status_code == 200
        first, second, *_ = told.text.splitlines()
        assert first == "ok"
        assert second.startswith("menus and descriptions are not up to date (RetryAfter); next try in ")
        assert bot.process.poll() is None
    assert len(sandbox.see("calls", method="setMyCommands")) == 1
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
def test_a_wait_at_the_start_keeps_nobody_waiting(sandbox: Sandbox, method: str) -> None:
    sandbox.do("fault", method=method, lasting=True, **LONG)
    with running_bot(sandbox) as bot:
        ask(sandbox, range(5000, 5010))
        eventually(lambda: set(answers(sandbox)) == set(range(5000, 5010)), seconds=20)
        sandbox.do("message", chat_id=5000, text="/help")
        eventually(lambda: answers(sandbox)[5000] == 2)
    assert len(sandbox.see("calls", method=method)) == 1
    assert "Traceback" not in bot.log


def test_a_bot_that_was_asked_to_wait_with_its_name_learns_it_and_is_heard_in_groups(sandbox: Sandbox) -> None:
    sandbox.do("fault", method="getMe", kind="429", retry_after=2)
    with running_bot(sandbox) as bot:
        ask(sandbox, range(5000, 5001))
        eventually(lambda: answers(sandbox) == {5000: 1})
        eventually(lambda: len(sandbox.see("calls", method="getMe")) == 2)
        crowd_asks(sandbox, range(7000, 7001))
        eventually(lambda: answers(sandbox)[GROUP] == 1)
    assert "the bot is @sandbox_bot" in bot.log


@pytest.mark.parametrize("is_set", [True, False])
def test_a_wait_with_the_webhook_leaves_the_one_that_is_set_at_work(sandbox: Sandbox, port: int, is_set: bool) -> None:
    with bots(sandbox, **brought(port), HEALTH_PORT=str(free_port())) as start:
        if is_set:
            first = start()
            eventually(lambda: sandbox.call("getWebhookInfo")["result"]["url"])
            first.kill()
        sandbox.do("fault", method="setWebhook", lasting=True, **LONG)
        bot = start()
        ask(sandbox, range(5000, 5001))
        if is_set:
            eventually(lambda: answers(sandbox) == {5000: 1}, seconds=20)
        else:
            eventually(lambda: sandbox.see("calls", method="getWebhookInfo"))
        bot.end()
    assert ("the webhook is not set yet, and can't be set" in bot.log) == (not is_set)
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("method", ["answerInlineQuery", "answerCallbackQuery"])
def test_a_wait_for_a_method_keeps_no_reply_waiting(sandbox: Sandbox, method: str) -> None:
    sandbox.do("fault", method=method, lasting=True, **LONG)
    with running_bot(sandbox) as bot:
        ask(sandbox, range(5000, 5001))
        eventually(lambda: answers(sandbox)[5000] == 1)
        held = sandbox.see("transcript", chat_id=5000)["messages"][-1]
        data = held["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for _ in range(3):
            sandbox.do("press", chat_id=5000, message_id=held["message_id"], data=data)
        inline = {"id": "1", "from": {"id": 5000, "is_bot": False, "first_name": "A"}, "query": "wine", "offset": ""}
        sandbox.do("update", inline_query=inline)
        eventually(lambda: sandbox.see("calls", method=method))
        ask(sandbox, range(5001, 5010))
        eventually(lambda: answers(sandbox) == {5000: 4, **dict.fromkeys(range(5001, 5010), 1)}, seconds=20)
        assert len(sandbox.see("calls", method=method)) == 1
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("chat_id", [5000, GROUP])
def test_a_wait_in_one_chat_keeps_no_other_waiting(sandbox: Sandbox, chat_id: int) -> None:
    sandbox.do("fault", method="sendMessage", chat_id=chat_id, lasting=True, **LONG)
    with running_bot(sandbox) as bot:
        if chat_id == GROUP:
            crowd_asks(sandbox, range(7000, 7120))  # more than Telegram shows at once
        else:
            ask(sandbox, range(chat_id, chat_id + 1))
        eventually(lambda: refused(sandbox) == {chat_id})
        ask(sandbox, range(6000, 6010))
        eventually(lambda: set(answers(sandbox)) == set(range(6000, 6010)), seconds=30)
        assert soon_helped(sandbox, 6100) < SOON
    assert len(sandbox.see("calls", method="sendMessage")) == 12
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("webhook", [False, True])
def test_a_wait_for_all_slows_all_but_danger_which_goes_first(sandbox: Sandbox, port: int, webhook: bool) -> None:
    waiting = range(5000, 5060)
    sandbox.do("fault", method="sendMessage", times=8, kind="429", retry_after=8)
    with bots(sandbox, **(brought(port) if webhook else {})) as start:
        bot = start()
        ask(sandbox, waiting)
        eventually(lambda: len(refused(sandbox)) >= 3)
        begun = time.monotonic()
        eventually(lambda: sum(call["status"] == 429 for call in sandbox.see("calls", method="sendMessage")) <= 8)
        assert soon_helped(sandbox, 6000) < SOON
        if time.monotonic() - begun < 6:
            assert len(set(answers(sandbox)) & set(waiting)) < len(waiting) // 2
        eventually(lambda: set(answers(sandbox)) == {6000, *waiting}, seconds=40)
        bot.end()
    assert set(answers(sandbox).values()) == {1}
    assert "Traceback" not in bot.log


def test_a_group_that_has_to_wait_leaves_room_for_deliveries(sandbox: Sandbox, port: int) -> None:
    crowd = range(7000, 7045)
    sandbox.do("fault", method="sendMessage", chat_id=GROUP, kind="429", retry_after=10)
    with bots(sandbox, **brought(port)) as start:
        first = start()
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["url"])
        crowd_asks(sandbox, crowd)
        eventually(lambda: refused(sandbox) == {GROUP})
        assert soon_helped(sandbox, 6000) < SOON
        first.kill()
        second = start()
        eventually(lambda: len(replied(sandbox)) == len(crowd), seconds=60)
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        second.end()
    assert len(replied(sandbox)) == len(set(replied(sandbox)))
    assert "Traceback" not in first.log + second.log


def replied(sandbox: Sandbox) -> list[Any]:
    """The messages in the group that have a reply, each as often as it has one."""
    said = sandbox.see("transcript", chat_id=GROUP)["messages"]
    return [m["reply_to_message"]["message_id"] for m in said if m["from"]["is_bot"]]
