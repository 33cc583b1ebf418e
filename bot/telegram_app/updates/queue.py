"""Updates on their way through the bot: in order within a chat, a few chats side by side, each until it is finished."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeGuard

from telegram.error import TelegramError

from bot.limits import UPDATES_KEPT_SECONDS
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.processed_updates import ProcessedUpdates

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
GLANCE_SECONDS = 0.25

Raw = dict[str, Any]
# Deals with one update; raises TelegramError where its reply could not be sent.
Work = Callable[[Raw], Awaitable[None]]


class UpdateQueue:
    """Works on updates, each once; one whose reply can't be sent is tried again after growing pauses."""

    def __init__(
        self, work: Work, finished: ProcessedUpdates, metrics: Metrics, first_pause: float = FIRST_PAUSE
    ) -> None:
        self.unfinished: dict[int, Raw] = {}
        self._work, self._finished, self._metrics, self._first_pause = work, finished, metrics, first_pause
        self._since: dict[int, float] = {}
        self._queues: dict[int, deque[Raw]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(SIDE_BY_SIDE)
        self._progress = asyncio.Event()
        self._ending = self._ended = False

    def take(self, raw: Raw) -> bool:
        """Begins with an update, unless it is finished or in work already; tells whether it is new."""
        id = raw["update_id"]
        if id in self._finished or id in self.unfinished:
            return False
        self.unfinished[id] = raw
        self._since[id] = asyncio.get_running_loop().time()
        chat_id = chat_of(raw)
        if chat_id in self._queues:
            self._queues[chat_id].append(raw)
            return True
        self._queues[chat_id] = deque([raw])
        task = asyncio.get_running_loop().create_task(self._work_off(chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def through(self, raw: Raw) -> bool:
        """Takes an update and returns when it is finished: whether it is, or we end before that."""
        if self._ending:
            return False
        self.take(raw)
        while raw["update_id"] in self.unfinished and not self._ended:
            await self.progress(GLANCE_SECONDS)
        return raw["update_id"] not in self.unfinished

    async def progress(self, seconds: float) -> None:
        """Returns when another update is finished, or after so many seconds."""
        self._progress.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._progress.wait()

    async def finish(self, seconds: float) -> None:
        """Ends: what is in work has so many seconds, what waits is left for the next start."""
        self._ending = True
        for queue in self._queues.values():
            while len(queue) > 1:
                queue.pop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._ended = True

    async def _work_off(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        while queue:
            await self._until_finished(queue[0])
            id = queue[0]["update_id"]
            await self._finished.add(id)
            queue.popleft()
            self.unfinished.pop(id, None)
            self._metrics.finished(asyncio.get_running_loop().time() - self._since.pop(id))
            self._progress.set()
        del self._queues[chat_id]

    async def _until_finished(self, raw: Raw) -> None:
        loop = asyncio.get_running_loop()
        pause, end = self._first_pause, loop.time() + UPDATES_KEPT_SECONDS
        while not await self._finished.known(raw["update_id"]):
            try:
                async with self._slots:
                    await self._work(raw)
                return
            except TelegramError as error:
                if loop.time() > end:
                    log.error("update %s is given up after a day (%s)", raw["update_id"], type(error).__name__)
                    return
                log.warning("update %s: %s; tried again in %s s", raw["update_id"], type(error).__name__, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def readable(raw: object) -> TypeGuard[Raw]:
    """Whether it is an update as far as its number."""
    id = raw.get("update_id") if isinstance(raw, dict) else None
    return type(id) is int and 0 <= id < 2**63


def chat_of(raw: Raw) -> int:
    """The chat that an update belongs to, as far as it can be read; 0 for none."""
    for part in raw.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message", part)
        chat = message.get("chat") if isinstance(message, dict) else None
        for who in (chat, part.get("from")):
            if isinstance(who, dict) and isinstance(who.get("id"), int):
                return int(who["id"])
    return 0
