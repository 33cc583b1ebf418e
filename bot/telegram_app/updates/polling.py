"""Polling that acknowledges an update only after it is answered: Telegram is the queue."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.telegram_app.backoff import Backoff
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.queue import UpdateQueue
from bot.telegram_app.updates.reading import readable

log = logging.getLogger(__name__)

ALLOWED_UPDATES: Sequence[str] = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
)
BATCH = 100
# How long Telegram may keep a call open, and how much longer we wait for its answer, in seconds.
POLL_SECONDS, GRACE_SECONDS = 30, 10
# While updates are in work, how long to wait before Telegram is asked for new ones, in seconds.
GLANCE_SECONDS = 0.25
# After a full batch, how long to work on it before Telegram is asked again, in seconds.
FULL_SECONDS = 5.0
LAST_CALL_SECONDS = 0.5
# So many that hang on may be in memory alone.
MOST_IN_MEMORY = 1_000


class Poller:
    """Brings updates from Telegram to the queue, and acknowledges those that are finished."""

    def __init__(self, bot: Bot, queue: UpdateQueue, metrics: Metrics) -> None:
        self._bot, self._queue, self._metrics = bot, queue, metrics
        self._offset = 0
        self._newest = -1
        self._passed: set[int] = set()
        self._backoff = Backoff()

    async def run(self) -> None:
        """Polls until it is cancelled.

        Raises BotError where Telegram doesn't know the token.
        """
        while True:
            batch = await self._backoff.until_done(partial(self._get, POLL_SECONDS))
            self._metrics.polled()
            await self._hand_on(batch)

    async def acknowledge(self) -> None:
        """Tells Telegram at the end what is finished, so that it need not come again."""
        self._move_on()
        try:
            async with asyncio.timeout(LAST_CALL_SECONDS):
                await self._get(0, limit=1)
        except (TelegramError, TimeoutError) as error:
            log.info("the last updates were not acknowledged (%s)", type(error).__name__)

    async def _get(self, seconds: int, limit: int = BATCH) -> list[Any]:
        """The oldest updates from the offset on, as they are: one that can't be parsed must not stop the others."""
        arguments = {
            "offset": self._offset,
            "limit": limit,
            "timeout": seconds,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        batch = await self._bot.do_api_request("getUpdates", api_kwargs=arguments, read_timeout=seconds + GRACE_SECONDS)
        return batch if isinstance(batch, list) else []

    async def _hand_on(self, batch: list[Any]) -> None:
        updates = [raw for raw in batch if readable(raw)]
        news = [self._queue.take(raw) for raw in updates]
        # After a quiet week Telegram may begin with other, smaller ids.
        self._newest = max((raw["update_id"] for raw in updates), default=self._newest)
        full = len(batch) == BATCH
        hang_on = len(self._queue.unfinished) < BATCH or self._queue.all_wait
        if full and not any(news) and hang_on and len(self._queue.unfinished) < MOST_IN_MEMORY:
            # Telegram shows no more than these: those that hang on stay in memory, so that newer ones can come.
            self._passed = set(self._queue.unfinished)
        end = asyncio.get_running_loop().time() + (FULL_SECONDS if full else GLANCE_SECONDS)
        enough = BATCH // 4 if full else 0
        while len(self._ahead()) > enough and asyncio.get_running_loop().time() < end:
            await self._queue.progress(GLANCE_SECONDS)
        if len(updates) < len(batch):
            await asyncio.sleep(GLANCE_SECONDS)
        self._move_on()

    def _ahead(self) -> set[int]:
        """The updates that must be finished before newer ones are acknowledged."""
        return self._queue.unfinished.keys() - self._passed

    def _move_on(self) -> None:
        self._offset = min(self._ahead(), default=self._newest + 1)
