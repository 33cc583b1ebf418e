"""Which updates are finished, so that a restart answers nothing twice."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import LiteralString

from cachetools import FIFOCache

from bot.storage.database import COUNTS_UP, CircuitBreaker, Database

KEPT = 10_000
# How many may come in between before the oldest are taken out of the database.
PRUNED_EVERY = 1_000
# So many at most are written down at once.
AT_ONCE = 1_000
TABLES: tuple[LiteralString, ...] = (
    f"CREATE TABLE IF NOT EXISTS finished_updates (number {COUNTS_UP}, bot BIGINT NOT NULL, id BIGINT NOT NULL, "
    "UNIQUE (bot, id))",
)


class ProcessedUpdates:
    """The ids of the latest finished updates and nothing else, in memory and in a database.

    While the database can't be used it goes on in memory alone, says so once, and tries it again now and then; what was
    finished meanwhile is added then. `now` gives the time in seconds.
    """

    def __init__(self, database: Database | None, bot_id: int, now: Callable[[], float]) -> None:
        without = "The bot goes on, but after a crash it may answer a message twice"
        self._database = CircuitBreaker(database, "the ids of finished updates", without, now)
        self._bot_id = bot_id
        self._ids: FIFOCache[int, None] = FIFOCache(KEPT)
        # Those that the database does not know yet.
        self._untold: FIFOCache[int, None] = FIFOCache(KEPT)

    def __contains__(self, id: int) -> bool:
        """Whether an update was finished here."""
        return id in self._ids

    async def known(self, id: int) -> bool:
        """Whether an update was finished here, before the last start, or by another copy of the bot."""
        return id in self._ids or bool(await self._database.ask(lambda database: self._has(database, id)))

    async def add(self, id: int) -> None:
        """Remembers that an update is finished; what finishes together is written down together."""
        self._ids[id] = self._untold[id] = None
        await asyncio.sleep(0)
        while id in self._untold:
            some = list(islice(self._untold, AT_ONCE))
            if not await self._database.ask(partial(self._add, ids=some)):
                return
            for told in some:
                self._untold.pop(told, None)

    async def close(self) -> None:
        """Lets go of the database."""
        await self._database.close()

    async def _has(self, database: Database, id: int) -> bool:
        return bool(await database.run("SELECT 1 FROM finished_updates WHERE bot = ? AND id = ?", self._bot_id, id))

    async def _add(self, database: Database, ids: Sequence[int]) -> bool:
        row: LiteralString = "(?, ?)"
        insert: LiteralString = (
            f"INSERT INTO finished_updates (bot, id) VALUES {', '.join([row] * len(ids))} "
            "ON CONFLICT DO NOTHING RETURNING number"
        )
        for (number,) in await database.run(insert, *(value for id in ids for value in (self._bot_id, id))):
            if number % PRUNED_EVERY == 0:
                prune: LiteralString = "DELETE FROM finished_updates WHERE bot = ? AND number <= ?"
                await database.run(prune, self._bot_id, number - KEPT)
        return True
