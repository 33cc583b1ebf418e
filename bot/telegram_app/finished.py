"""Which updates are finished, so that a restart answers nothing twice."""

import logging
import sqlite3
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

KEPT = 10_000
# How many may come in between before the oldest are taken out of the file.
PRUNED_EVERY = 1_000


class FinishedUpdates:
    """The ids of the latest finished updates and nothing else, in memory and in a file of SQLite.

    Without a file, or where it can't be used, it goes on in memory alone and says so in the log.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._file = file
        self._database: sqlite3.Connection | None = None
        if file:
            self._open(file)

    def __contains__(self, id: int) -> bool:
        return id in self._ids

    def add(self, id: int) -> None:
        """Remembers that an update is finished."""
        self._ids[id] = None
        if len(self._ids) > KEPT:
            self._ids.popitem(last=False)
        if self._database is None:
            return
        try:
            cursor = self._database.execute("INSERT OR IGNORE INTO finished (id) VALUES (?)", (id,))
            if cursor.lastrowid and cursor.lastrowid % PRUNED_EVERY == 0:
                self._database.execute("DELETE FROM finished WHERE number <= ?", (cursor.lastrowid - KEPT,))
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Closes the file."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(file, isolation_level=None, timeout=1)
            # In this mode a killed process loses nothing, and an id costs no wait for the disk.
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS finished (number INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER UNIQUE)"
            )
            query = "SELECT id FROM finished ORDER BY number DESC LIMIT ?"
            latest = self._database.execute(query, (KEPT,)).fetchall()
            self._ids.update((id, None) for (id,) in reversed(latest))
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self.close()
        log.warning(
            "can't keep the ids of finished updates in %s (%s). The bot goes on, but after a crash it may answer a "
            "message twice; make room on the disk, or delete the file if it is broken, and restart",
            self._file,
            error,
        )
