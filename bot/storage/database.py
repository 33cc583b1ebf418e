"""What outlives the process: a database in a file or on a server, and how the bot goes on where it fails."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, LiteralString, Protocol, TypeVar

from bot.errors import BotError

log = logging.getLogger(__name__)

# How long a database that failed is left alone, in seconds: twice as long each time.
FIRST_PAUSE, LEFT_ALONE = 1.0, 10.0
# A column that counts up by itself, as SQLite spells it.
COUNTS_UP = "INTEGER PRIMARY KEY AUTOINCREMENT"

Row = tuple[Any, ...]
T = TypeVar("T")


class StoreError(BotError):
    """A database can't be used; says where, why, and what to do."""


class Database(Protocol):
    """Runs statements, with "?" for each value; opens by itself, makes its tables, and opens again after a failure."""

    async def run(self, statement: LiteralString, *values: object) -> list[Row]:
        """The rows that a statement gives; raises StoreError where the database can't be used."""

    async def wipe(self) -> None:
        """Leaves nothing in files of ours of rows that were deleted; raises StoreError as above."""

    async def close(self) -> None:
        """Lets go of the database; it opens again when it is next used."""


class CircuitBreaker:
    """Asks a database that may fail, and never raises for it.

    While the database can't be used it says so once, tries it again now and then, and says once that it works again.
    `kept` are the words for what is kept there, `without` for what follows when it isn't; `now` gives the time in
    seconds. Without a database nothing is asked.
    """

    def __init__(self, database: Database | None, kept: str, without: str, now: Callable[[], float]) -> None:
        self._database, self._kept, self._without, self._now = database, kept, without, now
        self._failed = False
        self._next_try = now()
        self._pause = FIRST_PAUSE

    async def ask(self, question: Callable[[Database], Awaitable[T]]) -> T | None:
        """What the database says, or None where it can't be used."""
        if self._database is None or (self._failed and self._now() < self._next_try):
            return None
        is_trial = self._failed
        # Should it hang, the others who ask don't wait for it too.
        self._next_try = self._now() + LEFT_ALONE
        try:
            answer = await question(self._database)
        except StoreError as error:
            if not self._failed:
                log.warning("can't keep %s %s. %s", self._kept, error, self._without)
            if is_trial or not self._failed:  # of those who asked at once, the first alone
                self._next_try = self._now() + self._pause
                self._pause = min(2 * self._pause, LEFT_ALONE)
            self._failed = True
            return None
        if self._failed:
            log.info("%s are kept again", self._kept)
        self._failed, self._pause = False, FIRST_PAUSE
        return answer

    async def close(self) -> None:
        """Lets go of the database."""
        if self._database:
            await self._database.close()
