"""Faults of the network and of Telegram, one after the other and on every method: every question is answered once."""

import random
import signal
from typing import Any

import pytest

from bot.sandbox.running import Sandbox
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.test_nothing_lost import IN_WORK, answers, ask, sent

chaos = pytest.mark.chaos
PAUSE = {"kind": "429", "retry_after": 1}
# None of these lets a call take effect.
BROKEN: list[dict[str, Any]] = [
    {"kind": "close"},
    {"kind": "half_body"},
    {"kind": "html"},
    {"kind": "no_answer", "seconds": 0.3},
    {"kind": "500"},
    {"kind": "502"},
    PAUSE,
]
# Two of each in a row are fewer than what ends the bot.
REFUSED: list[dict[str, Any]] = [{"kind": "401"}, {"kind": "404"}, {"kind": "409"}]


def pending(sandbox: Sandbox) -> int:
    return int(sandbox.call("getWebhookInfo")["result"]["pending_update_count"])


def sent_in_a_pause(sandbox: Sandbox) -> list[dict[str, Any]]:
    """The messages that were sent to a chat though Telegram had asked to wait there."""
    calls = sandbox.see("calls", method="sendMessage")
    refused = [(call["arguments"]["chat_id"], call["at"] + call["seconds"]) for call in calls if call["status"] == 429]
    return [
        call
        for call in calls
        for chat_id, at in refused
        if call["arguments"]["chat_id"] == chat_id and at < call["at"] < at + PAUSE["retry_after"]
    ]


def faulty(sandbox: Sandbox) -> list[str]:
    """The faults that calls met, in order."""
    return [call["fault"] for call in sandbox.see("calls") if call["fault"]]


@chaos
def test_a_start_that_fails(sandbox: Sandbox) -> None:
    ask(sandbox, range(5000, 5010))
    for method, fault in [("getMe", {"kind": "html"}), ("getMe", PAUSE), ("deleteWebhook", {"kind": "close"})]:
        sandbox.do("fault", method=method, **fault)
    with running_bot(sandbox) as bot:
        eventually(lambda: answers(sandbox) == dict.fromkeys(range(5000, 5010), 1))
    assert faulty(sandbox) == ["html", "429", "close"]
    assert "Traceback" not in bot.log


@chaos
def test_polling_that_fails(sandbox: Sandbox) -> None:
    burst = range(5000, 5020)
    faults: list[dict[str, Any]] = [
        {"kind": "half_body", "executed": True},
        {"kind": "html"},
        PAUSE,
        {"kind": "close", "executed": True},
    ]
    with running_bot(sandbox) as bot:
        for fault in faults:
            sandbox.do("fault", method="getUpdates", **fault)
        ask(sandbox, burst[:10])  # ends the long poll
        eventually(lambda: len(faulty(sandbox)) > 1)
        ask(sandbox, burst[10:])
        eventually(lambda: set(answers(sandbox)) == set(burst) and pending(sandbox) == 0)
    assert set(answers(sandbox).values()) == {1}
    assert faulty(sandbox) == [fault["kind"] for fault in faults]
    assert "Telegram answers again" in bot.log
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("kinds", [BROKEN, pytest.param(BROKEN + REFUSED, marks=chaos)])
def test_faults_in_a_row_on_every_method(sandbox: Sandbox, kinds: list[dict[str, Any]]) -> None:
    burst = range(5000, 5100)
    ask(sandbox, burst)
    sandbox.do("fault", method="sendMessage", kind="delay", seconds=0.5, times=IN_WORK)  # all that follow meet the rest
    with running_bot(sandbox) as bot:
        for fault in random.Random(1).sample(kinds, len(kinds)):
            sandbox.do("fault", method="*", times=2, **fault)
        eventually(lambda: set(answers(sandbox)) == set(burst), seconds=60)
        assert len(faulty(sandbox)) == IN_WORK + 2 * len(kinds)
        eventually(lambda: pending(sandbox) == 0)
        assert bot.process.poll() is None
    assert set(answers(sandbox).values()) == {1}
    assert sent_in_a_pause(sandbox) == []
    assert "Traceback" not in bot.log


@chaos
def test_a_storm_of_pauses(sandbox: Sandbox) -> None:
    burst = range(5000, 5100)
    with running_bot(sandbox) as bot:
        sandbox.do("fault", method="sendMessage", times=16, **PAUSE)
        sandbox.do("fault", method="getUpdates", **PAUSE)
        ask(sandbox, burst)
        eventually(lambda: set(answers(sandbox)) == set(burst) and pending(sandbox) == 0, seconds=60)
    assert set(answers(sandbox).values()) == {1}
    assert sent_in_a_pause(sandbox) == []
    assert "Traceback" not in bot.log


@chaos
@pytest.mark.parametrize(("which", "number"), [(0, signal.SIGTERM), (1, signal.SIGKILL)])
def test_one_of_two_copies_ends_in_a_burst(sandbox: Sandbox, which: int, number: int) -> None:
    burst = range(5000, 5100)
    with bots(sandbox) as start:
        copies = [start(), start()]
        eventually(lambda: any(call["status"] == 409 for call in sandbox.see("calls", method="getUpdates")))
        sandbox.do("fault", method="sendMessage", kind="delay", seconds=0.05, lasting=True)
        ask(sandbox, burst)
        eventually(lambda: sent(sandbox) >= 30)
        assert copies[which].end(number) < 5
        eventually(lambda: set(answers(sandbox)) == set(burst) and pending(sandbox) == 0)
        assert copies[1 - which].end() < 5
    assert set(answers(sandbox).values()) <= {1, 2}
    assert "Traceback" not in copies[0].log + copies[1].log
