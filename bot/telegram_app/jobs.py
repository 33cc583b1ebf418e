"""What the bot does of its own accord: tells staff how the week was, and forgets what people wrote in time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.analytics.journal import Journal
from bot.clock import day_there, minute_of_week, now
from bot.conversation.reply import Reply
from bot.conversation.responder import Current
from bot.storage.database import StoreError
from bot.telegram_app.notices import Notices

if TYPE_CHECKING:
    from bot.analytics.report import JournalReport

log = logging.getLogger(__name__)

# On Mondays, in minutes since midnight.
FROM, UNTIL = 9 * 60, 24 * 60
# How long between two looks at the clock, in seconds.
PAUSE = 60
# How long a text may outlive its days, in seconds.
FORGETTING_PAUSE = 600


def due(moment: datetime, timezone: str) -> date | None:
    """The Monday on which the message may go out at this moment, if it may."""
    return day_there(moment, timezone) if FROM <= minute_of_week(moment, timezone) < UNTIL else None


class Weekly:
    """Sends the statistics of the week before, once over restarts and copies of the bot.

    Where Telegram can't be reached it tries again until Monday is over, as long as it runs.
    """

    def __init__(
        self,
        current: Current,
        report: "JournalReport",
        journal: Journal,
        notices: Notices,
        clock: Callable[[], datetime] = now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._current, self._report, self._journal, self._notices = current, report, journal, notices
        self._clock, self._sleep = clock, sleep
        self._waiting: Reply | None = None

    async def run(self) -> None:
        """Looks at the clock until it is cancelled."""
        while True:
            await self.look()
            await self._sleep(PAUSE)

    async def look(self) -> None:
        """Sends what is due."""
        monday = due(self._clock(), self._current.responder.faq.pharmacy.timezone)
        if monday is None:
            self._waiting = None
            return
        if await self._journal.once(f"week {monday:%G-W%V}"):
            self._waiting = await self._week_before(monday)
        if self._waiting and await self._notices.send(self._waiting):
            self._waiting = None

    async def _week_before(self, monday: date) -> Reply | None:
        try:
            return await self._report.week_before(monday)
        except StoreError as error:
            log.warning("the staff are not told how the week was: can't read what was counted %s", error)
            return None


async def forgetting(journal: Journal, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Looks for texts whose days are over, from the start until it is cancelled."""
    while True:
        await journal.forget_old()
        await sleep(FORGETTING_PAUSE)


async def giving_up(
    give_up: Callable[[], Awaitable[None]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Gives up now and then what people may still have pressed, until it is cancelled."""
    while True:
        await sleep(PAUSE)
        await give_up()


def say_if_failed(task: asyncio.Task[None]) -> None:
    """Names a task that has ended by a fault which nobody expected, since nobody waits for it."""
    if not task.cancelled() and (error := task.exception()):
        name = getattr(task.get_coro(), "__qualname__", "a task")
        log.error("%s has ended (%s); restart the bot, so that it goes on", name, type(error).__name__)
