"""People write in pieces ("hi", "so my doctor", "gave me this"): one reply to all, and nobody in need waits for it."""

import asyncio
import signal
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import pytest

from bot.conversation.responder import Current, Responder
from bot.sandbox.running import Sandbox, bound_socket
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.processed_updates import ProcessedUpdates
from bot.telegram_app.updates.queue import UpdateQueue
from bot.telegram_app.updates.throttle import QUESTIONS, Throttle
from bot.telegram_app.updates.worker import MOST_PIECES, Worker
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped
from tests.telegram_app.wire import GROUP, PRIVATE, Wire, application, message, press
from tests.test_network_faults import pending
from tests.test_nothing_lost import answers

SHORT, LONG = 0.1, 600.0
WINE, HELP_NOW = "answers.alcohol", "safety.self_harm"


class Chat:
    """One person and the bot, which waits so long for more; `replies` are what it has sent."""

    def __init__(self, responder: Responder, wire: Wire, seconds: float) -> None:
        self.wire = wire
        handlers = Handlers(Current(responder), Metrics(monotonic))
        self.app = application(responder, wire, handlers)
        worker = Worker(self.app, handlers, Current(responder), Throttle(monotonic), piece_seconds=seconds)
        finished, metrics = ProcessedUpdates(None, 1, monotonic), Metrics(monotonic)
        self.queue = UpdateQueue(worker.work, finished, metrics, 0.01, worker.urgent, worker.hurry)
        self._id = 0

    @property
    def replies(self) -> list[str]:
        return [sent["text"] for sent in self.wire.sent()]

    def take(self, update: dict[str, Any]) -> None:
        self._id += 1
        self.queue.take({"update_id": self._id, **update})

    def writes(self, *texts: str) -> None:
        for text in texts:
            self.take(message(text=text, message_id=self._id + 1))

    async def until(self, unfinished: int) -> list[str]:
        """The replies, once no more than so many messages wait."""
        async with asyncio.timeout(10):
            while len(self.queue.unfinished) > unfinished:
                await self.queue.progress(1)
        return self.replies


@pytest.fixture
async def impatient(responder: Responder) -> AsyncIterator[Chat]:
    chat = Chat(responder, Wire(), SHORT)
    async with chat.app:
        yield chat
        await chat.queue.finish(1)


@pytest.fixture
async def patient(responder: Responder) -> AsyncIterator[Chat]:
    """A bot that would wait for ten minutes: what it answers, it answers at once."""
    chat = Chat(responder, Wire(), LONG)
    async with chat.app:
        yield chat
        await chat.queue.finish(1)


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        (["hi", "so my doctor", "gave me this", "can i drink on it"], WINE),
        (["can i take it", "with wine"], WINE),
        (["hi"], "answers.greeting"),
        (["hi", "good morning"], "answers.greeting"),
        (["my doctor"], "messages.no_match"),
    ],
)
async def test_pieces_get_one_reply(impatient: Chat, texts: list[str], starts: str) -> None:
    impatient.writes(*texts)
    (reply,) = await impatient.until(0)
    assert reply.startswith(shipped(starts)[:30])


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        (["is wine ok"], WINE),
        (["is wine ok?"], WINE),
        (["hi", "so my doctor", "gave me this", "can i drink on it"], WINE),
        (["we went to see a parade with my cousins last weekend"], "messages.no_match"),
        (["can i take it?"], ""),
        (["i want to kill myself"], HELP_NOW),
        (["hi", "i want to kill myself"], HELP_NOW),
        (["i dont", "want to be", "here anymore"], HELP_NOW),
        (["nothing brings me joy"], ""),
        (["so"] * MOST_PIECES, ""),
    ],
)
async def test_a_clear_question_and_danger_wait_for_nothing(patient: Chat, texts: list[str], starts: str) -> None:
    patient.writes(*texts)
    (reply,) = await patient.until(0)
    assert reply.startswith(shipped(starts)[:30] if starts else "")


async def test_a_command_and_a_button_wait_for_nothing_and_what_waits_is_answered_at_the_end(patient: Chat) -> None:
    patient.writes("hi", "/help")
    patient.take(press("topics:"))
    assert len(await patient.until(1)) == 1
    assert "editMessageText" in dict(patient.wire.calls)
    await patient.queue.finish(5)
    assert patient.replies[-1].startswith(shipped("answers.greeting")[:30])
    assert len(patient.replies) == 2


async def test_what_came_before_is_kept_for_an_answer_that_could_not_be_sent(patient: Chat) -> None:
    fails = iter([True] * 4)
    patient.wire.refuse = lambda name, _: (502, "Bad Gateway") if name == "sendMessage" and next(fails, None) else None
    patient.writes("can i take it", "with wine?")
    while len(patient.replies) < 3:
        assert len(patient.queue.unfinished) == 2
        await asyncio.sleep(0.01)
    replies = await patient.until(0)
    assert len(replies) == 5
    assert all(reply.startswith(shipped(WINE)[:30]) for reply in replies)


async def test_a_correction_of_a_piece_counts_in_its_place(patient: Chat) -> None:
    patient.writes("can i tkae", "with")
    edited = message(text="with wine", message_id=2)["message"]
    patient.take({"edited_message": {**edited, "edit_date": 2}})
    while not patient.queue.all_wait:
        await patient.queue.progress(1)
    await patient.queue.finish(5)
    (reply,) = patient.replies
    assert reply.startswith(shipped(WINE)[:30])
    assert patient.queue.unfinished == {}


async def test_in_a_group_and_after_danger_nothing_waits(patient: Chat) -> None:
    name = {"type": "mention", "offset": 0, "length": len("@ldn_test_bot")}
    patient.take(message(GROUP, text="@ldn_test_bot hello", entities=[name]))
    assert len(await patient.until(0)) == 1
    patient.writes("i want to kill myself", "thx")
    assert (await patient.until(0))[-1].startswith(shipped("messages.after_danger"))


async def test_of_two_people_each_is_read_alone(impatient: Chat) -> None:
    bob = {**message({**PRIVATE, "id": 8}, text="with wine")["message"], "from": {**PRIVATE, "id": 8, "is_bot": False}}
    impatient.writes("can i take it")
    impatient.take({"message": bob})
    assert len(await impatient.until(0)) == 2


async def test_all_pieces_of_a_question_count_as_one_for_the_pace(impatient: Chat) -> None:
    for _ in range(QUESTIONS):
        impatient.writes("so", "my", "doctor", "is wine ok")
        await impatient.until(0)
    assert len(impatient.replies) == QUESTIONS


PIECES = ["hi", "so my doctor", "gave me this"]


def write(sandbox: Sandbox, *texts: str) -> None:
    for text in texts:
        sandbox.do("message", chat_id=5000, text=text)


def seen_by_the_bot(sandbox: Sandbox) -> bool:
    """Whether a poll has brought what waits."""
    polls = sandbox.see("calls", method="getUpdates")
    return len([poll for poll in polls if poll["status"] == 200]) >= 2


def test_killed_while_pieces_wait(sandbox: Sandbox) -> None:
    with bots(sandbox) as start:
        first = start()
        write(sandbox, *PIECES)
        eventually(lambda: seen_by_the_bot(sandbox))
        first.kill()
        assert answers(sandbox) == {}
        assert pending(sandbox) == len(PIECES)
        write(sandbox, "can i drink on it")
        start()
        eventually(lambda: pending(sandbox) == 0)
        assert answers(sandbox) == {5000: 1}


def test_asked_to_end_while_pieces_wait(sandbox: Sandbox) -> None:
    with bots(sandbox) as start:
        first = start()
        write(sandbox, *PIECES)
        eventually(lambda: seen_by_the_bot(sandbox))
        assert first.end(signal.SIGTERM) < 5
        assert answers(sandbox) == {5000: 1}
        assert pending(sandbox) == 0


def test_killed_while_the_end_of_a_burst_waits(sandbox: Sandbox) -> None:
    with bots(sandbox) as start:
        first = start()
        write(sandbox, *["is wine ok"] * (QUESTIONS + 1), "who is dr neema", "what does ldn cost")
        eventually(lambda: answers(sandbox)[5000] == QUESTIONS + 1)
        assert pending(sandbox) >= 2
        first.kill()
        start()
        eventually(lambda: pending(sandbox) == 0)
    said = [m["text"] for m in sandbox.see("transcript", chat_id=5000)["messages"] if m["from"]["is_bot"]]
    assert any("Yazdanpanah" in text for text in said)
    assert said[-1].startswith(shipped("answers.cost")[:30])


def test_with_a_webhook_nothing_waits_so_that_danger_comes_through(sandbox: Sandbox) -> None:
    with bound_socket("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    with bots(sandbox, WEBHOOK_URL=f"http://127.0.0.1:{port}/hook", WEBHOOK_PORT=str(port)) as start:
        start()
        write(sandbox, *PIECES, *["is wine ok"] * QUESTIONS, "i want to kill myself")
        eventually(lambda: pending(sandbox) == 0)
    said = [m["text"] for m in sandbox.see("transcript", chat_id=5000)["messages"] if m["from"]["is_bot"]]
    assert any(text.startswith(shipped(HELP_NOW)) for text in said)


def test_a_piece_waits_for_two_seconds_and_no_longer(sandbox: Sandbox) -> None:
    with running_bot(sandbox):
        write(sandbox, "hi")
        eventually(lambda: answers(sandbox) == {5000: 1})
        (reply,) = sandbox.see("calls", method="sendMessage")
        (asked,) = [m for m in sandbox.see("transcript", chat_id=5000)["messages"] if not m["from"]["is_bot"]]
        assert 1.0 < reply["at"] - asked["date"] < 8.0  # the date is in whole seconds
