"""What the journal tells of some days, as staff read it in a chat."""

import asyncio
import logging
from collections.abc import Callable
from datetime import date, timedelta

from bot.analytics.chart import picture
from bot.analytics.journal import Journal
from bot.analytics.statistics import Statistics, first_day, report, statistics
from bot.conversation.reply import Reply, paragraphs
from bot.conversation.responder import Current
from bot.errors import BotError

log = logging.getLogger(__name__)

DAYS = 28


class JournalReport:
    """Reads what was counted up to `today` and puts it into words, and into a picture where one can be drawn.

    Reading raises StoreError.
    """

    def __init__(self, current: Current, journal: Journal, today: Callable[[], date]) -> None:
        self._current, self._journal, self._today = current, journal, today
        self._drawing = asyncio.Lock()

    async def without_answer(self) -> tuple[int, int]:
        """How many questions of four weeks found no answer, and how many answers did not help."""
        counts = await self._journal.counts(first_day(self._today(), DAYS))
        unanswered, not_helped = (
            sum(count.number for count in counts if count.outcome == outcome and not count.entry)
            for outcome in ("no_match", "not_helped")
        )
        return unanswered, not_helped

    async def four_weeks(self) -> Reply:
        """What the last four weeks were like."""
        return await self._reply(await self._read(self._today(), DAYS))

    async def week_before(self, day: date) -> Reply | None:
        """What the seven days before one were like, or None where nothing was asked."""
        last = day - timedelta(days=1)
        found = await self._read(last, 7)
        if not found.questions:
            return None
        return await self._reply(found, self._current.responder.faq.staff.stats_week)

    async def _read(self, last: date, days: int) -> Statistics:
        counts = await self._journal.counts(first_day(last, days))
        return statistics(counts, self._current.responder.faq, last, days)

    async def _reply(self, found: Statistics, first: str = "") -> Reply:
        faq = self._current.responder.faq
        text = paragraphs(first, report(found, faq))
        if not found.questions:
            return Reply(text)
        try:
            async with self._drawing:  # it is not made for several threads
                # Drawing takes half a second, in which people want their answers.
                return Reply(text, picture=await asyncio.to_thread(picture, found, faq))
        except BotError as error:
            log.info("statistics go without a picture: %s", error)
            return Reply(text)
