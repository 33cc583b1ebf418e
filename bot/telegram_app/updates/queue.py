"""Updates on their way through the bot: in order within a chat, a few chats side by side, each until it is finished."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from cachetools import LRUCache
from telegram.error import TelegramError

from bot.limits import UPDATES_KEPT_SECONDS
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.turn import Turn
from bot.telegram_app.updates.gathering import Later
from bot.telegram_app.updates.processed_updates import ProcessedUpdates
from bot.telegram_app.updates.reading import Raw, chat_of

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
GLANCE_SECONDS = 0.25
# One that was brought and has to wait longer is given back, in seconds; of so many is remembered what was found out.
HELD_SECONDS = 1.0
KEPT = 1_000

# Deals with one update, or sets it aside; raises TelegramError where its reply could not be sent.
Work = Callable[[Raw], Awaitable[Later | None]]
# Whether an update tells of danger.
Urgent = Callable[[Raw], Awaitable[bool]]


class UpdateQueue:
    """Works on updates, each once; one whose reply can't be sent is tried again after growing pauses.

    While the first of a chat waits, what tells of danger overtakes it. What is set aside lets the next of its chat
    begin, and is unfinished until it was answered. `on_end` is called when no more is taken.
    """

    def __init__(
        self,
        work: Work,
        finished: ProcessedUpdates,
        metrics: Metrics,
        first_pause: float = FIRST_PAUSE,
        urgent: Urgent | None = None,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self.unfinished: dict[int, Raw] = {}
        self._work, self._finished, self._metrics, self._first_pause = work, finished, metrics, first_pause
        self._urgent, self._on_end = urgent or _nobody, on_end
        self._since: dict[int, float] = {}
        self._queues: dict[int, deque[Raw]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._turns: dict[int, Turn] = {}
        self._pauses: LRUCache[int, float] = LRUCache(KEPT)
        self._calm: LRUCache[int, None] = LRUCache(KEPT)
        self._aside: set[int] = set()
        self._looking: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)
        self._progress = asyncio.Event()
        self._ending = self._ended = False

    def take(self, raw: Raw) -> bool:
        """Begins with an update, unless it is finished or in work already; tells whether it is new."""
        id = raw["update_id"]
        if id in self._finished or id in self.unfinished:
            return False
        self.unfinished[id] = raw
        self._since[id] = asyncio.get_running_loop().time()
        queue = self._queues.setdefault(chat_of(raw), deque())
        queue.append(raw)
        if len(queue) == 1:
            self._begin(raw)
        elif self._rest_left(queue[0]) > 0:
            self._look_behind(queue[0])
        return True

    async def through(self, raw: Raw) -> float | None:
        """Takes an update and returns when it is finished, or else when it should be brought again: in so many seconds.

        One that would have to wait, or that stands behind one which does, is let go: it can't keep others from coming.
        One that was set aside is taken for finished: what its writer sends next, danger too, comes only after it.
        """
        if self._ending:
            return 0.0
        self.take(raw)
        id = raw["update_id"]
        while id in self.unfinished and not self._ended:
            if id in self._aside:
                return None
            if self._wait_left(raw) > HELD_SECONDS and not await self._overtakes(raw):
                if (left := self._wait_left(raw)) > HELD_SECONDS:
                    self._let_go(raw)
                    return left
            else:
                await self.progress(GLANCE_SECONDS)
        return None if id in self._finished else 0.0

    @property
    def all_wait(self) -> bool:
        """Whether there is nothing that goes on before a wait is over."""
        return all(self._rest_left(queue[0]) > 0 for queue in self._queues.values())

    async def progress(self, seconds: float) -> None:
        """Returns when another update is finished, or after so many seconds."""
        self._progress.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._progress.wait()

    async def finish(self, seconds: float) -> None:
        """Ends: what is in work has so many seconds, what waits is left for the next start."""
        self._ending = True
        self._on_end()
        if tasks := set(self._tasks.values()):
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._ended = True

    def _begin(self, raw: Raw) -> None:
        id = raw["update_id"]
        task = asyncio.get_running_loop().create_task(self._work_off(raw))
        self._tasks[id] = task

        def over(ended: asyncio.Task[None]) -> None:
            if self._tasks.get(id) is ended:
                del self._tasks[id]

        task.add_done_callback(over)

    async def _work_off(self, raw: Raw) -> None:
        while (later := await self._until_finished(raw)) is not None:
            self._set_aside(raw)
            if not await later():
                break
        id = raw["update_id"]
        await self._finished.add(id)
        self._metrics.finished(asyncio.get_running_loop().time() - self._since[id])
        self._leave(raw)

    def _leave(self, raw: Raw) -> None:
        """Ends with an update, and begins with the next of its chat."""
        id = raw["update_id"]
        del self.unfinished[id], self._since[id]
        self._turns.pop(id, None)
        if id in self._aside:
            self._aside.discard(id)
        else:
            self._leave_line(raw)
        self._progress.set()

    def _set_aside(self, raw: Raw) -> None:
        if raw["update_id"] not in self._aside:
            self._aside.add(raw["update_id"])
            self._leave_line(raw)
            self._progress.set()

    def _leave_line(self, raw: Raw) -> None:
        chat_id = chat_of(raw)
        queue = self._queues[chat_id]
        was_first = queue[0] is raw
        queue.remove(raw)
        if not queue:
            del self._queues[chat_id]
        elif was_first and not self._ending and queue[0]["update_id"] not in self._tasks:
            self._begin(queue[0])

    def _let_go(self, raw: Raw) -> None:
        """Leaves an update to the one who brought it, as if it had never come."""
        if task := self._tasks.get(raw["update_id"]):
            task.cancel()
        self._leave(raw)

    async def _until_finished(self, raw: Raw) -> Later | None:
        """Returns when an update is finished: None; or when it is set aside: for what."""
        loop, id = asyncio.get_running_loop(), raw["update_id"]
        end = loop.time() + UPDATES_KEPT_SECONDS
        while not await self._finished.known(id):
            turn = self._turns[id] = Turn(self._places, partial(self._rests, raw))
            try:
                async with turn:
                    return await self._work(raw)
            except TelegramError as error:
                if loop.time() > end:
                    log.error("update %s is given up after a day (%s)", id, type(error).__name__)
                    return None
                pause = self._pauses.get(id, self._first_pause)
                log.warning("update %s: %s; tried again in %s s", id, type(error).__name__, pause)
            self._pauses[id] = min(pause * 2, LONGEST_PAUSE)
            await turn.pause(pause)
        return None

    def _rests(self, raw: Raw) -> None:
        """An update has to wait from now on."""
        self._progress.set()
        if raw["update_id"] not in self._aside and self._queues[chat_of(raw)][0] is raw:
            self._look_behind(raw)

    def _look_behind(self, first: Raw) -> None:
        task = asyncio.get_running_loop().create_task(self._look(first))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _look(self, first: Raw) -> None:
        """Looks for danger behind one that waits; reading them may take a while."""
        for behind in list(self._queues.get(chat_of(first), ())):
            if self._rest_left(first) > 0 and behind["update_id"] in self.unfinished:
                await self._overtakes(behind)

    async def _overtakes(self, raw: Raw) -> bool:
        """Begins with an update whose turn has not come, if it tells of danger; whether it does that now."""
        id = raw["update_id"]
        if id in self._tasks or id in self._calm:
            return False
        urgent = await self._urgent(raw)
        if not urgent:
            self._calm[id] = None
        elif id in self.unfinished and id not in self._tasks:
            self._begin(raw)
        return urgent

    def _rest_left(self, raw: Raw) -> float:
        turn = self._turns.get(raw["update_id"])
        return turn.rest_left if turn else 0.0

    def _wait_left(self, raw: Raw) -> float:
        """How long at least an update will be unfinished, in seconds; 0 for one that must not be begun twice."""
        id = raw["update_id"]
        if id not in self.unfinished:
            return 0.0
        if id in self._tasks:
            turn = self._turns.get(id)
            return turn.rest_left if turn and not turn.once else 0.0
        return self._rest_left(self._queues[chat_of(raw)][0])


async def _nobody(_: Raw) -> bool:
    return False
