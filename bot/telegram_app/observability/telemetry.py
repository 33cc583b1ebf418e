"""What is written down of what people ask: in the log and the figures, and in the staff's journal."""

import logging
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.analytics.journal import HALF, WHOLE, Journal
from bot.conversation.responder import Current
from bot.conversation.response import Response
from bot.telegram_app.chat_memory import Unsettled
from bot.telegram_app.observability.metrics import Metrics

log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """A question, empty where its words must not be kept, with the entries that answered it, or that were suggested."""

    question: str
    answered: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()


class Telemetry:
    """Counts what became of messages, never who wrote them; without a journal nothing outlives the process.

    What staff ask, who are no patients, does not count: of that the journal knows nothing. The words of a question go
    to the journal, which keeps them only if it was told to, and only where the bot had no answer that helped. Until
    that is known they are in memory; words of danger or of a low mood never are.
    """

    def __init__(
        self, current: Current, metrics: Metrics, journal: Journal | None, passed: Callable[[], float]
    ) -> None:
        self._current, self._metrics, self._journal = current, metrics, journal
        self._asked: Unsettled[Asked] = Unsettled(passed)

    @property
    def keep_days(self) -> int:
        """For how many days the words of unanswered questions are kept."""
        return self._journal.keep_days if self._journal else 0

    async def responded(self, chat_id: int | None, question: str, response: Response, counts: bool = True) -> None:
        """A message was answered."""
        match = response.match
        outcome, shown = response.kind, response.answered
        confidence = match.confidence if match else None
        log.info("outcome=%s entry=%s confidence=%.2f", outcome, " ".join(shown) or "-", confidence or 0)
        self._metrics.question(outcome, confidence)
        if self._journal is None or not counts:
            return
        await self._journal.count(outcome, shown)
        if chat_id is not None:
            await self._settle(chat_id, response)
        if match is None:
            return
        words = question if self.keep_days and not response.triage.is_personal else ""
        if outcome == "no_match":
            await self._keep(Asked(words))
        elif chat_id is not None:
            self._asked.note(chat_id, Asked(words, shown, response.suggested if chat_id > 0 else ()))

    async def offered(self, outcome: str, counts: bool = True) -> None:
        """Somebody asked from another chat."""
        log.info("outcome=inline_%s", outcome)
        self._metrics.question(f"inline_{outcome}")
        if self._journal and counts:
            await self._journal.count(f"inline_{outcome}")

    async def judged(self, chat_id: int, entry: str, helped: bool, counts: bool = True) -> None:
        """Somebody told whether an entry's answer helped."""
        self._metrics.judged(entry, helped)
        if self._journal and counts:
            await self._journal.count("helped" if helped else "not_helped", [entry])
            asked = self._asked.last(chat_id)
            if asked and entry in asked.answered and not helped:
                self._asked.settle(chat_id)
                await self._keep(asked)

    async def none_fitted(self, chat_id: int, counts: bool = True) -> None:
        """Somebody found their question in none of those that were suggested."""
        self._metrics.question("none_of_these")
        if self._journal and counts:
            await self._journal.count("none_of_these")
            asked = self._asked.settle(chat_id)
            if asked and not asked.answered:
                await self._keep(asked)

    def opened(self, chat_id: int, entry: str) -> None:
        """Somebody pressed a button with a question; if it was suggested, it was the one."""
        asked = self._asked.last(chat_id)
        if asked and entry in asked.suggested:
            self._asked.settle(chat_id)

    async def give_up(self) -> None:
        """Takes suggestions that nobody has pressed for some minutes for such as did not fit."""
        await self._unpressed(self._asked.overdue())

    async def _settle(self, chat_id: int, response: Response) -> None:
        """What the next message tells of the question before."""
        if response.declines:
            await self.none_fitted(chat_id)
            return
        asked = self._asked.settle(chat_id)
        if asked and set(asked.suggested).isdisjoint(response.answered):
            await self._unpressed([asked])

    async def _unpressed(self, left: Iterable[Asked]) -> None:
        for asked in left:
            if self._journal and asked.suggested:
                await self._journal.count("unpressed")
                await self._keep(asked, HALF)

    async def _keep(self, asked: Asked, halves: int = WHOLE) -> None:
        if self._journal and asked.question:
            known = self._current.responder.known_words
            await self._journal.keep(asked.question, known, asked.answered or asked.suggested, halves)
