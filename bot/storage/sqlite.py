"""A file of SQLite, for one copy of the bot."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import LiteralString

from bot.storage.database import Row, StoreError


class SqliteDatabase:
    """A file of SQLite for one copy of the bot; in memory where there is no file."""

    def __init__(self, file: Path | None, tables: Sequence[LiteralString]) -> None:
        self._file, self._tables = file, tables
        self._connection: sqlite3.Connection | None = None

    async def run(self, statement: LiteralString, *values: object) -> list[Row]:
        """The rows that a statement gives."""
        try:
            return self._open().execute(statement, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            await self.close()
            hint = "make room on the disk, or delete the file if it is broken"
            raise StoreError(f"in {self._file or 'memory'} ({error}); {hint}") from None

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
            self._connection = sqlite3.connect(self._file or ":memory:", isolation_level=None, timeout=1)
            # In this mode a killed process loses nothing, and a row costs no wait for the disk.
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            # What is deleted is overwritten.
            self._connection.execute("PRAGMA secure_delete=ON")
            for table in self._tables:
                self._connection.execute(table)
        return self._connection
