"""Which updates are finished, where several copies of the bot share the work."""

import asyncio
from contextlib import suppress
from typing import Any, LiteralString

import psycopg

from bot.telegram_app.finished import KEPT, PRUNED_EVERY, StoreError

# How long PostgreSQL may take for a statement, and to let us in, in seconds.
STATEMENT_SECONDS = 3
# One of many copies makes the table; the number is any that nothing else locks.
LOCK = 4_711_001
TABLE = """
    CREATE TABLE IF NOT EXISTS finished_updates
    (number bigserial PRIMARY KEY, bot bigint NOT NULL, id bigint NOT NULL, UNIQUE (bot, id))
"""


class PostgresStore:
    """A table of PostgreSQL, for all copies of one bot, and for other bots beside it."""

    def __init__(self, url: str, bot_id: int) -> None:
        self._url, self._bot_id = url, bot_id
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._opening = asyncio.Lock()

    async def has(self, id: int) -> bool:
        """Whether an id is kept."""
        row = await self._run("SELECT 1 FROM finished_updates WHERE bot = %s AND id = %s", self._bot_id, id)
        return row is not None

    async def add(self, id: int) -> None:
        """Keeps an id, and the KEPT latest before it."""
        insert = "INSERT INTO finished_updates (bot, id) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING number"
        row = await self._run(insert, self._bot_id, id)
        if row and row[0] % PRUNED_EVERY == 0:
            prune = "DELETE FROM finished_updates WHERE bot = %s AND number <= %s"
            await self._run(prune, self._bot_id, row[0] - KEPT)

    async def close(self) -> None:
        """Closes the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error):
                await connection.close()

    async def _run(self, statement: LiteralString, *values: int) -> Any:
        """The first row that a statement gives, if any."""
        try:
            async with asyncio.timeout(STATEMENT_SECONDS):
                cursor = await (await self._open()).execute(statement, values)
                return await cursor.fetchone() if cursor.description else None
        except (psycopg.Error, OSError, TimeoutError) as error:
            # What the library says may hold the address with its password: the kind must do.
            reason = type(error).__name__
            raise StoreError(f"in PostgreSQL ({reason}); see that it runs and that DATABASE_URL is right") from None

    async def _open(self) -> psycopg.AsyncConnection[Any]:
        async with self._opening:
            if self._connection is None:
                self._connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
                async with self._connection.transaction():
                    await self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                    await self._connection.execute(TABLE)
            return self._connection
