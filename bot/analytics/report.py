"""What the journal tells of some days, as staff read it in a chat."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.analytics.chart import picture
from bot.analytics.gaps import Gap, gaps_of
from bot.analytics.journal import Journal
from bot.analytics.statistics import WEEK, Statistics, figures, first_day, report, statistics
from bot.analytics.todo import with_todo
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

    async def without_answer(self) -> dict[str, int]:
        """How many questions of four weeks found no answer or none that helped, and how many choices were not taken."""
        counts = await self._journal.counts(first_day(self._today(), DAYS))
        found = Counter[str]()
        for count in counts:
            found[count.outcome] += count.number if not count.entry else 0
        return {
            "unanswered": found["no_match"],
            "not_helped": found["not_helped"],
            "unpressed": found["none_of_these"] + found["unpressed"],
        }

    async def four_weeks(self) -> Reply:
        """What the last four weeks were like."""
        found, faq = await self._read(self._today(), DAYS), self._current.responder.faq
        return await self._drawn(Reply(report(found, faq)), found)

    async def week_before(self, day: date) -> Reply | None:
        """What the seven days before one were like, or None where nothing was asked."""
        last = day - timedelta(days=1)
        found = await self._read(last, WEEK)
        if not found.questions:
            return None
        faq, gaps = self._current.responder.faq, await self._gaps(first_day(last, WEEK), last)
        reply = Reply(paragraphs(faq.staff.stats_week, figures(found, faq)))
        return await self._drawn(with_todo(reply, found, gaps, faq), found)

    async def _gaps(self, first: date, last: date) -> list[Gap]:
        """What people asked in vain within some days."""
        kept = [each for each in await self._journal.kept() if first <= each.day <= last]
        return await asyncio.to_thread(gaps_of, kept, self._current.responder) if kept else []

    async def _read(self, last: date, days: int) -> Statistics:
        counts = await self._journal.counts(first_day(last, max(days, 2 * WEEK)))
        return statistics(counts, self._current.responder.faq, last, days)

    async def _drawn(self, reply: Reply, found: Statistics) -> Reply:
        """The reply below a picture of the figures, where one can be drawn."""
        if not found.questions:
            return reply
        try:
            async with self._drawing:  # it is not made for several threads
                # Drawing takes half a second, in which people want their answers.
                return replace(reply, picture=await asyncio.to_thread(picture, found, self._current.responder.faq))
        except BotError as error:
            log.info("statistics go without a picture: %s", error)
            return reply
