"""A database that several copies of the bot share."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, LiteralString

import psycopg

from bot.storage.database import COUNTS_UP, Row, StoreError

# How long PostgreSQL may take for a statement, and to let us in, in seconds.
STATEMENT_SECONDS = 3
# One of many copies makes the tables; the number is any that nothing else locks.
LOCK = 4_711_001


class PostgresDatabase:
    """Tables of PostgreSQL, for all copies of one bot, and for other bots beside it."""

    def __init__(self, url: str, tables: Sequence[LiteralString]) -> None:
        self._url, self._tables = url, tables
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._opening = asyncio.Lock()

    async def run(self, statement: LiteralString, *values: object) -> list[Row]:
        """The rows that a statement gives; a connection that was cut is made anew, once."""
        try:
            async with asyncio.timeout(STATEMENT_SECONDS):
                connection = await self._open()
                try:
                    return await _rows(connection, statement, values)
                except (psycopg.OperationalError, psycopg.InternalError):  # the server was restarted, or only reads now
                    await self._leave(connection)
                    return await _rows(await self._open(), statement, values)
        except (psycopg.Error, OSError, TimeoutError) as error:
            await self.close()
            # What the library says may hold the address with its password: the kind must do.
            reason = type(error).__name__
            raise StoreError(f"in PostgreSQL ({reason}); see that it runs and that DATABASE_URL is right") from None

    async def wipe(self) -> None:
        """Nothing: the server clears its files itself."""

    async def close(self) -> None:
        """Closes the connection."""
        if self._connection is not None:
            await self._leave(self._connection)

    async def _leave(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Closes a connection; one that another task has made in its place meanwhile stays."""
        if self._connection is connection:
            self._connection = None
        with suppress(psycopg.Error):
            await connection.close()

    async def _open(self) -> psycopg.AsyncConnection[Any]:
        async with self._opening:
            if self._connection is None:
                # A pooler such as PgBouncer may run each statement on another connection, which knows no prepared ones.
                connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True, prepare_threshold=None)
                async with connection.transaction():
                    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                    for table in self._tables:
                        await connection.execute(table.replace(COUNTS_UP, "bigserial PRIMARY KEY"))
                self._connection = connection
            return self._connection


async def _rows(
    connection: psycopg.AsyncConnection[Any], statement: LiteralString, values: Sequence[object]
) -> list[Row]:
    cursor = await connection.execute(statement.replace("?", "%s"), values)
    return await cursor.fetchall() if cursor.description else []
