"""What waits in the queue, and what goes on meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.turn import current_turn
from bot.telegram_app.updates.processed_updates import ProcessedUpdates
from bot.telegram_app.updates.queue import SIDE_BY_SIDE, Raw, UpdateQueue

SOON = 0.05


def asks(id: int, chat: int, text: str = "hello") -> Raw:
    return {"update_id": id, "message": {"chat": {"id": chat}, "text": text}}


class Telegram:
    """Says which updates were answered; an update in a chat of `waiting` rests as if after a 429."""

    def __init__(self) -> None:
        self.waiting: dict[int, float] = {}
        self.begun: list[int] = []
        self.answered: list[int] = []
        self.once = False

    async def work(self, raw: Raw) -> None:
        self.begun.append(raw["update_id"])
        turn = current_turn()
        assert turn
        turn.urgent, turn.once = await urgent(raw), self.once
        if seconds := self.waiting.get(raw["message"]["chat"]["id"]):
            await turn.rest(seconds)
        self.answered.append(raw["update_id"])


async def urgent(raw: Raw) -> bool:
    return raw["message"]["text"] == "danger"


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def queue(telegram: Telegram) -> AsyncIterator[UpdateQueue]:
    finished = ProcessedUpdates(None, 1, monotonic)
    queue = UpdateQueue(telegram.work, finished, Metrics(monotonic), urgent=urgent)
    yield queue
    await queue.finish(0)
    await finished.close()


async def test_what_waits_leaves_its_place_to_others(queue: UpdateQueue, telegram: Telegram) -> None:
    telegram.waiting = dict.fromkeys(range(3 * SIDE_BY_SIDE), 600.0)
    for chat in range(3 * SIDE_BY_SIDE + 5):
        queue.take(asks(chat, chat))
    await asyncio.sleep(SOON)
    assert telegram.answered == list(range(3 * SIDE_BY_SIDE, 3 * SIDE_BY_SIDE + 5))
    assert queue.all_wait


async def test_after_a_wait_no_more_go_on_than_have_a_place(queue: UpdateQueue, telegram: Telegram) -> None:
    running = most = 0

    async def work(raw: Raw) -> None:
        nonlocal running, most
        turn = current_turn()
        assert turn
        await turn.rest(0.01)
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1

    queue._work = work
    for chat in range(4 * SIDE_BY_SIDE):
        queue.take(asks(chat, chat))
    while queue.unfinished:
        await queue.progress(1)
    assert most == SIDE_BY_SIDE
    assert queue._places._value == SIDE_BY_SIDE


async def test_danger_overtakes_what_waits_in_its_chat_and_goes_first(queue: UpdateQueue, telegram: Telegram) -> None:
    telegram.waiting = {7: 1.5}
    queue.take(asks(1, 7))
    queue.take(asks(2, 7))
    queue.take(asks(3, 7, "danger"))
    await asyncio.sleep(SOON)
    queue.take(asks(4, 7, "danger"))
    await asyncio.sleep(SOON)
    assert telegram.begun == [1, 3, 4]
    telegram.waiting = {}
    while queue.unfinished:
        await queue.progress(1)
    assert telegram.answered == [3, 4, 1, 2]
    assert telegram.begun == [1, 3, 4, 2]


async def test_without_a_wait_a_chat_is_in_order(queue: UpdateQueue, telegram: Telegram) -> None:
    for id in range(5):
        queue.take(asks(id, 7, "danger" if id == 3 else "hello"))
    await asyncio.sleep(SOON)
    assert telegram.answered == [0, 1, 2, 3, 4]


async def test_what_would_have_to_wait_is_given_back_and_taken_again(queue: UpdateQueue, telegram: Telegram) -> None:
    telegram.waiting = {7: 600.0}
    brought = [queue.through(asks(id, 7, "danger" if id == 2 else "hello")) for id in range(1, 4)]
    async with asyncio.timeout(2):
        asked = await asyncio.gather(*brought)
        assert await queue.through(asks(4, 8)) is None
    assert all(599 < (seconds or 0) < 601 for seconds in asked)
    assert queue.unfinished == {}
    assert telegram.answered == [4]
    telegram.waiting = {}
    assert [await queue.through(asks(id, 7)) for id in (1, 2, 3, 1)] == [None] * 4
    assert telegram.answered == [4, 1, 2, 3]


async def test_an_update_that_was_brought_twice_is_given_back_twice(queue: UpdateQueue, telegram: Telegram) -> None:
    telegram.waiting = {7: 600.0}
    async with asyncio.timeout(2):
        asked = await asyncio.gather(*(queue.through(asks(1, 7)) for _ in range(2)))
    assert None not in asked
    assert telegram.answered == []


async def test_a_short_wait_holds_a_delivery(queue: UpdateQueue, telegram: Telegram) -> None:
    telegram.waiting = {7: 0.2}
    assert await queue.through(asks(1, 7)) is None
    assert telegram.begun == [1]


async def test_what_must_not_be_done_twice_is_held(queue: UpdateQueue, telegram: Telegram) -> None:
    telegram.waiting, telegram.once = {7: 5.0}, True
    delivery = asyncio.create_task(queue.through(asks(1, 7)))
    await asyncio.sleep(0.4)
    assert not delivery.done()
    delivery.cancel()


async def test_a_pause_that_grew_is_remembered_though_the_update_is_given_back() -> None:
    tried: list[Any] = []

    async def broken(raw: Raw) -> None:
        tried.append(raw)
        raise NetworkError("broken")

    finished = ProcessedUpdates(None, 1, monotonic)
    queue = UpdateQueue(broken, finished, Metrics(monotonic), first_pause=2.0)
    asked = [await queue.through(asks(1, 7)) for _ in range(4)]
    assert [round(seconds or 0) for seconds in asked] == [2, 4, 8, 16]
    assert len(tried) == 4
    await queue.finish(0)
    await finished.close()
