"""A file of SQLite, for one copy of the bot."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import LiteralString

from bot.storage.database import Row, StoreError

# How long a file that another program holds is tried again, and how often, in seconds; others go on meanwhile.
PATIENCE, PAUSE = 2.0, 0.05
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
HINTS = {
    **dict.fromkeys(HELD, "another program holds it, such as a backup; let that one end"),
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR), "make room on the disk"),
    **dict.fromkeys((sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT), "it is broken; move it away for a new one"),
}
OTHER_HINT = "see that nothing else has its name, and that the bot may write there"


class SqliteDatabase:
    """A file of SQLite for one copy of the bot; in memory where there is no file."""

    def __init__(self, file: Path | None, tables: Sequence[LiteralString]) -> None:
        self._file, self._tables = file, tables
        self._connection: sqlite3.Connection | None = None

    async def run(self, statement: LiteralString, *values: object) -> list[Row]:
        """The rows that a statement gives; waits a little where another program holds the file."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._open().execute(statement, values).fetchall()
            except (sqlite3.Error, OSError) as error:
                code = _code(error)
                if code not in HELD or time.monotonic() > end:
                    await self.close()
                    hint = HINTS.get(code, OTHER_HINT)
                    raise StoreError(f"in {self._file or 'memory'} ({error}); {hint}") from None
            await asyncio.sleep(PAUSE)

    async def wipe(self) -> None:
        """Takes deleted rows out of the log of changes, where they would stand until it is full."""
        await self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Closes the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            # SQLite itself would wait in place of the whole bot.
            connection = sqlite3.connect(self._file or ":memory:", isolation_level=None, timeout=0)
            try:
                self._prepare(connection)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # In this mode a killed process loses nothing, and a row costs no wait for the disk.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # What is deleted is overwritten.
        connection.execute("PRAGMA secure_delete=ON")
        for table in self._tables:
            connection.execute(table)


def _code(error: Exception) -> int:
    """SQLite's kind of a fault, without its details; 0 where SQLite gave none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
