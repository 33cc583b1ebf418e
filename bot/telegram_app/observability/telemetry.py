"""What is written down of what people ask: in the log and the figures, and in the staff's journal."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from bot.analytics.journal import Journal
from bot.conversation.responder import Current
from bot.conversation.response import Response
from bot.telegram_app.chat_memory import ChatMemory
from bot.telegram_app.observability.metrics import Metrics

log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """A question, and the entries that answered it; none where it got suggestions."""

    question: str
    answered: tuple[str, ...]


class Telemetry:
    """Counts what became of messages, never who wrote them; without a journal nothing outlives the process.

    The words of a question go to the journal, which keeps them only if it was told to, and only where the bot had no
    answer that helped. Until a person has told whether it did, they are in memory; words of danger or of a low mood
    never are.
    """

    def __init__(
        self, current: Current, metrics: Metrics, journal: Journal | None, passed: Callable[[], float]
    ) -> None:
        self._current, self._metrics, self._journal = current, metrics, journal
        self._asked: ChatMemory[Asked] = ChatMemory(passed)

    @property
    def keep_days(self) -> int:
        """For how many days the words of unanswered questions are kept."""
        return self._journal.keep_days if self._journal else 0

    async def responded(self, chat_id: int | None, question: str, response: Response) -> None:
        """A message was answered."""
        match = response.match
        outcome, shown = response.kind, response.answered
        confidence = match.confidence if match else None
        log.info("outcome=%s entry=%s confidence=%.2f", outcome, " ".join(shown) or "-", confidence or 0)
        self._metrics.question(outcome, confidence)
        if self._journal is None:
            return
        await self._journal.count(outcome, shown)
        if chat_id is not None:
            self._asked.forget(chat_id)
        if match is None or response.triage.is_personal or not self.keep_days:
            return
        if outcome == "no_match":
            await self._keep(question)
        elif chat_id is not None:
            self._asked.note(chat_id, Asked(question, shown))

    async def offered(self, outcome: str) -> None:
        """Somebody asked from another chat."""
        log.info("outcome=inline_%s", outcome)
        self._metrics.question(f"inline_{outcome}")
        if self._journal:
            await self._journal.count(f"inline_{outcome}")

    async def judged(self, chat_id: int, entry: str, helped: bool) -> None:
        """Somebody told whether an entry's answer helped."""
        self._metrics.judged(entry, helped)
        if self._journal:
            await self._journal.count("helped" if helped else "not_helped", [entry])
            if not helped:
                await self._keep_last(chat_id, entry)

    async def none_fitted(self, chat_id: int) -> None:
        """Somebody found their question in none of those that were suggested."""
        self._metrics.question("none_of_these")
        if self._journal:
            await self._journal.count("none_of_these")
            await self._keep_last(chat_id)

    async def _keep_last(self, chat_id: int, entry: str = "") -> None:
        """Keeps the last question of a chat, if it is the one that got this entry, or suggestions alone."""
        asked = self._asked.last(chat_id)
        if asked and (entry in asked.answered if entry else not asked.answered):
            self._asked.forget(chat_id)
            await self._keep(asked.question)

    async def _keep(self, question: str) -> None:
        if self._journal:
            await self._journal.keep(question, self._current.responder.known_words)
