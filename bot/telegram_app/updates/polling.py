"""Polling that acknowledges an update only after it is answered: Telegram is the queue."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.errors import BotError
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.replies.retrying import seconds_asked
from bot.telegram_app.updates.queue import UpdateQueue, readable

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
# A refused token may be a passing fault of Telegram; after these pauses it is not, in seconds.
TOKEN_PAUSES = (1.0, 2.0, 3.0, 4.0)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
LAST_CALL_SECONDS = 0.5
CONFLICT_PAUSES = (3.0, 5.0, 10.0, 30.0)
REFUSED_TOKEN = "Telegram does not accept this token; get the right one from @BotFather"


class Backoff:
    """How to go on after a failure: how long to wait, and what to say of it, once each time that it changes."""

    def __init__(self) -> None:
        self._kind: type[TelegramError] | None = None
        self._times = 0

    def success(self) -> None:
        """All is well (again)."""
        if self._times:
            log.info("Telegram answers again")
        self._kind, self._times = None, 0

    def pause(self, error: TelegramError) -> float:
        """How long to wait after a failure, in seconds.

        Raises BotError where Telegram refuses the token again and again.
        """
        self._times = self._times + 1 if self._kind is type(error) else 1
        self._kind = type(error)
        if isinstance(error, RetryAfter):
            return seconds_asked(error)
        if isinstance(error, InvalidToken | EndPointNotFound):  # the library takes a 404 for either
            if self._times > len(TOKEN_PAUSES):
                raise BotError(REFUSED_TOKEN) from None
            log.warning("Telegram refuses the token; trying again in case that passes")
            return TOKEN_PAUSES[self._times - 1]
        if isinstance(error, Conflict):
            log.warning("another copy of the bot runs with this token, or it has a webhook; end one of them")
            return CONFLICT_PAUSES[min(self._times, len(CONFLICT_PAUSES)) - 1]
        if self._times == 1:
            log.warning("Telegram can't be reached (%s); trying again until it can", type(error).__name__)
        doubled: float = FIRST_PAUSE * 2.0 ** min(self._times - 1, 10)
        return min(doubled, LONGEST_PAUSE)


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
            try:
                batch = await self._get(POLL_SECONDS)
            except TelegramError as error:
                await asyncio.sleep(self._backoff.pause(error))
                continue
            self._backoff.success()
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
        if full and not any(news) and len(self._queue.unfinished) < BATCH:
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
