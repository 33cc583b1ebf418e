"""What happened, in order: the record that tests read and that the page follows."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from itertools import takewhile
from typing import Any

EVENTS_KEPT = 100_000
# After so many seconds without an event, those who follow are told that there was none.
SILENCE = 15.0


class Events:
    """A record of events, bounded, with those who wait for the next."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.number = 0
        self._now = now
        self._kept: deque[dict[str, Any]] = deque(maxlen=EVENTS_KEPT)
        self._news: asyncio.Event | None = None
        self._closed = False

    def add(self, kind: str, chat_id: int | None, by: str, **more: Any) -> None:
        """Records an event; `by` is "bot" or "user"."""
        self.number += 1
        self._kept.append(
            {"number": self.number, "chat_id": chat_id, "at": self._now(), "by": by, "kind": kind, **more}
        )
        self._wake()

    def since(self, number: int, chat_id: int | None = None) -> list[dict[str, Any]]:
        """The events after one, of one chat or of all."""
        newest_first = takewhile(lambda event: event["number"] > number, reversed(self._kept))
        return [event for event in newest_first if chat_id is None or event["chat_id"] == chat_id][::-1]

    def clear(self) -> None:
        """Forgets all, and tells those who follow."""
        self._kept.clear()
        self.add("reset", None, "user")

    def close(self) -> None:
        """Ends all who follow."""
        self._closed = True
        self._wake()

    async def follow(self, number: int) -> AsyncIterator[list[dict[str, Any]]]:
        """The events after one as they come; an empty list when there was none for a while."""
        while not self._closed:
            news = self.since(number)
            if news:
                number = news[-1]["number"]
                yield news
                continue
            self._news = self._news or asyncio.Event()
            try:
                async with asyncio.timeout(SILENCE):
                    await self._news.wait()
            except TimeoutError:
                yield []

    def _wake(self) -> None:
        if self._news:
            self._news.set()
            self._news = None
