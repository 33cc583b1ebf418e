"""Every question gets its answer once, whatever dies: the real bot against the local Telegram and its faults."""

import os
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox, bound_socket
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped

chaos = pytest.mark.chaos
# What was in work when the bot was killed may be answered twice.
IN_WORK = 8


def ask(sandbox: Sandbox, chats: range) -> None:
    """A question of each of these people, from chats of their own."""
    for chat_id in chats:
        sandbox.do("message", chat_id=chat_id, text="is wine ok")


def answers(sandbox: Sandbox) -> Counter[int]:
    """How often each chat was answered, as Telegram saw it."""
    events = sandbox.see("transcript")["events"]
    return Counter(event["chat_id"] for event in events if event["kind"] == "message" and event["by"] == "bot")


def sent(sandbox: Sandbox) -> int:
    return sum(call["status"] == 200 for call in sandbox.see("calls", method="sendMessage"))


@pytest.mark.parametrize(
    "after", [100, *(pytest.param(number, marks=chaos) for number in (0, 1, 30, 75, 98, 99, 101, 102, 150))]
)
def test_killed_in_a_burst(sandbox: Sandbox, after: int) -> None:
    burst = range(5000, 5200)
    ask(sandbox, burst)
    with bots(sandbox) as start:
        first = start()
        eventually(lambda: sent(sandbox) >= after if after else sandbox.see("calls", method="getUpdates"))
        first.kill()
        start()
        eventually(lambda: set(answers(sandbox)) == set(burst))
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        twice = {chat: times for chat, times in answers(sandbox).items() if times > 1}
    assert len(twice) <= IN_WORK
    assert set(twice.values()) <= {2}


@pytest.mark.parametrize("signals", [pytest.param(1, marks=chaos), 2])
def test_asked_to_end_in_a_burst(sandbox: Sandbox, signals: int) -> None:
    burst = range(5000, 5200)
    ask(sandbox, burst)
    sandbox.do("fault", method="sendMessage", kind="delay", seconds=0.05, lasting=True)
    with bots(sandbox) as start:
        first = start()
        eventually(lambda: sent(sandbox) >= 20)
        for _ in range(signals - 1):
            first.process.send_signal(signal.SIGTERM)
        assert first.end() < 5
        assert first.process.returncode == 0
        assert "Traceback" not in first.log
        sandbox.do("fault")
        start()
        eventually(lambda: set(answers(sandbox)) == set(burst))
        assert set(answers(sandbox).values()) == {1}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "429", "retry_after": 30},
        pytest.param({"kind": "500"}, marks=chaos),
        pytest.param({"kind": "no_answer", "seconds": 60}, marks=chaos),
    ],
)
def test_asked_to_end_in_a_back_off(sandbox: Sandbox, fault: dict[str, Any]) -> None:
    ask(sandbox, range(5000, 5001))
    sandbox.do("fault", method="sendMessage", lasting=True, **fault)
    with bots(sandbox) as start:
        first = start()
        eventually(lambda: sandbox.see("calls", method="sendMessage"))
        assert first.end() < 5
        assert first.process.returncode == 0
        sandbox.do("fault")
        start()
        eventually(lambda: answers(sandbox) == {5000: 1})


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        ({"kind": "500"}, {1}),
        ({"kind": "html"}, {1}),
        ({"kind": "close"}, {1}),
        ({"kind": "close", "executed": True}, {1, 2}),
        ({"kind": "half_body", "executed": True}, {1, 2}),
        ({"kind": "401"}, {1}),
        ({"kind": "404"}, {1}),
    ],
)
def test_a_send_that_fails_is_sent_again(sandbox: Sandbox, fault: dict[str, Any], copies: set[int]) -> None:
    burst = range(5000, 5030)
    with running_bot(sandbox):
        sandbox.do("fault", method="sendMessage", times=10, **fault)
        ask(sandbox, burst)
        eventually(lambda: set(answers(sandbox)) == set(burst))
        times = answers(sandbox)
    assert set(times.values()) <= copies
    assert sum(times.values()) <= len(burst) + (10 if 2 in copies else 0)


def test_nothing_is_sent_while_telegram_asks_to_wait(sandbox: Sandbox) -> None:
    burst = range(5000, 5040)
    with running_bot(sandbox):
        sandbox.do("fault", method="sendMessage", kind="429", retry_after=1, times=12)
        ask(sandbox, burst)
        eventually(lambda: set(answers(sandbox)) == set(burst))
        assert set(answers(sandbox).values()) == {1}
    calls = sandbox.see("calls", method="sendMessage")
    refused = sorted(call["at"] + call["seconds"] for call in calls if call["status"] == 429)
    # What was on its way when Telegram refused the third chat can't be called back.
    inside = [call for call in calls if refused[2] + 0.3 < call["at"] < refused[0] + 1]
    assert inside == []


def test_a_chat_that_can_not_be_reached_keeps_no_other_waiting(sandbox: Sandbox) -> None:
    others = range(6000, 6250)  # more than Telegram shows at once
    with running_bot(sandbox) as bot:
        sandbox.do("fault", method="sendMessage", kind="500", chat_id=5000, lasting=True)
        ask(sandbox, range(5000, 5001))
        ask(sandbox, others)
        eventually(lambda: set(answers(sandbox)) == set(others))
        eventually(lambda: [call["status"] for call in sandbox.see("calls", method="sendMessage")].count(500) > 3)
        sandbox.do("fault")
        eventually(lambda: set(answers(sandbox)) == {5000, *others})
        assert set(answers(sandbox).values()) == {1}
    assert "tried again in" in bot.log
    assert "Traceback" not in bot.log


def test_a_chat_is_answered_in_order(sandbox: Sandbox) -> None:
    asked = ["is wine ok", "/disclaimer", "is it fda approved", "/help", "who is dr neema"]
    sandbox.do("fault", method="sendMessage", kind="500", times=3)
    for text in asked:
        sandbox.do("message", chat_id=5000, text=text)
    ask(sandbox, range(6000, 6050))
    with running_bot(sandbox):
        eventually(lambda: answers(sandbox)[5000] == len(asked))
    replies = [m["text"] for m in sandbox.see("transcript", chat_id=5000)["messages"] if m["from"]["is_bot"]]
    starts = [shipped("answers.alcohol"), shipped("disclaimer.full"), "", shipped("messages.help"), ""]
    assert all(reply.startswith(start) for reply, start in zip(replies, starts, strict=True))
    assert "1984" in replies[2]
    assert "Yazdanpanah" in replies[4]


def test_a_single_refusal_of_the_token_passes(sandbox: Sandbox) -> None:
    with running_bot(sandbox) as bot:
        for kind in ("401", "404"):
            sandbox.do("fault", method="getUpdates", kind=kind)
            ask(sandbox, range(5000, 5001))  # ends the long poll
            eventually(lambda: sandbox.see("calls", method="getUpdates")[-1]["status"] is None)
        eventually(lambda: answers(sandbox) == {5000: 2})
        assert bot.process.poll() is None


@pytest.mark.parametrize(("method", "kind"), [("getUpdates", "404"), pytest.param("*", "401", marks=chaos)])
def test_a_lasting_refusal_of_the_token_ends_the_bot(sandbox: Sandbox, method: str, kind: str) -> None:
    sandbox.do("fault", method=method, kind=kind, lasting=True)
    with bots(sandbox) as start:
        bot = start()
        assert bot.wait(30) == 1
    assert bot.log.splitlines()[-1] == "Telegram does not accept this token; get the right one from @BotFather"
    assert "Traceback" not in bot.log


ODD: list[Any] = [
    {"message": None},
    {"message": "text"},
    {"message": []},
    {"message": {}},
    {"message": {"message_id": "x", "chat": None, "date": "y"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 5000, "type": "private"}, "text": ["a"]}},
    {"message": {"message_id": 1, "date": 10**15, "chat": {"id": 5000, "type": "private"}, "text": "a"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": "x", "type": 5}, "text": "a"}},
    {"callback_query": {"id": None}},
    {"callback_query": {"id": "1", "from": {"id": 1}, "message": 5}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 5000, "type": "private"}, "photo": [{"width": "x"}]}},
    {"nonsense": {"deep": [[[[]]]]}},
]


def test_an_update_that_can_not_be_read_keeps_nobody_waiting(sandbox: Sandbox) -> None:
    with running_bot(sandbox) as bot:
        for number, odd in enumerate(ODD):
            ask(sandbox, range(6000 + number, 6001 + number))
            sandbox.do("update", **odd)
        ask(sandbox, range(7000, 7001))
        everyone = {*range(6000, 6000 + len(ODD)), 7000}
        eventually(lambda: everyone <= set(answers(sandbox)))
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        polls = len(sandbox.see("calls", method="getUpdates"))
        time.sleep(0.5)
        assert len(sandbox.see("calls", method="getUpdates")) <= polls + 2  # it does not spin
    assert "Traceback" not in bot.log
    assert len(bot.log) < 20_000


def test_the_network_is_down_at_the_start_and_comes_up(sandbox: Sandbox) -> None:
    nobody = bound_socket("127.0.0.1", 0)
    nobody.settimeout(20)
    port = nobody.getsockname()[1]
    with bots(sandbox, TELEGRAM_API_URL=f"http://127.0.0.1:{port}") as start:
        bot = start()
        for _ in range(2):
            nobody.accept()[0].close()
        nobody.close()
        with Sandbox(port=port) as later:
            ask(later, range(5000, 5001))
            eventually(lambda: answers(later) == {5000: 1})
            assert bot.end() < 5
    assert "Telegram can't be reached" in bot.log
    assert "Traceback" not in bot.log


def test_a_second_copy_is_named(sandbox: Sandbox) -> None:
    with bots(sandbox) as start:
        copies = [start(), start()]
        eventually(lambda: any(call["status"] == 409 for call in sandbox.see("calls", method="getUpdates")))
        time.sleep(1)
        for bot in copies:
            assert bot.end() < 5
    assert "another copy of the bot runs with this token" in copies[0].log + copies[1].log


@chaos
def test_a_flood_from_one_chat_keeps_nobody_waiting_and_danger_is_heard_in_it(
    sandbox: Sandbox, responder: Responder
) -> None:
    with running_bot(sandbox) as bot:
        ask(sandbox, range(4000, 4001))
        eventually(lambda: answers(sandbox)[4000] == 1)
        before = resident(bot.process)
        ask(sandbox, range(5000, 5001))
        with httpx.Client(base_url=sandbox.url, trust_env=False) as client:
            for _ in range(10_000):
                client.post("/control/message", json={"chat_id": 5000, "text": "hello there"})
            client.post("/control/message", json={"chat_id": 5000, "text": "i want to kill myself"})
        ask(sandbox, range(6000, 6001))
        eventually(lambda: answers(sandbox)[6000] == 1)
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        said = sandbox.see("transcript", chat_id=5000)["messages"]
        texts = [message["text"] for message in said if message["from"]["is_bot"]]
        assert texts.count(responder.fixed("slow_down").plain) == 1
        # What was held back when the danger came is greeted after it, with the number once more.
        assert [text.split(".")[0] for text in texts[-2:]] == [
            shipped(name).split(".")[0] for name in ("safety.self_harm", "messages.after_danger")
        ]
        assert len(texts) == 8
        assert resident(bot.process) - before < 50


def test_a_flood_of_presses_is_acknowledged_and_answered_five_times(sandbox: Sandbox, responder: Responder) -> None:
    with running_bot(sandbox):
        sandbox.do("message", chat_id=5000, text="is wine ok")
        eventually(lambda: answers(sandbox) == {5000: 1})
        message = sandbox.see("transcript", chat_id=5000)["messages"][-1]
        data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for _ in range(10):
            sandbox.do("press", chat_id=5000, message_id=message["message_id"], data=data)
        events = lambda: [e for e in sandbox.see("transcript", chat_id=5000)["events"] if e["kind"] == "answer"]  # noqa: E731
        eventually(lambda: len(events()) == 10)
    assert answers(sandbox) == {5000: 5}
    assert events()[-1]["text"] == responder.fixed("slow_down").plain


def resident(process: subprocess.Popen[str]) -> float:
    """Memory in MB."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
