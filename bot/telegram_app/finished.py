"""Which updates are finished, so that a restart answers nothing twice."""

import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

log = logging.getLogger(__name__)

KEPT = 10_000
# How many may come in between before the oldest are taken out of a store.
PRUNED_EVERY = 1_000
# How long a store that failed is left alone, in seconds.
LEFT_ALONE = 10.0

T = TypeVar("T")


class StoreError(Exception):
    """A store can't be used; says why, and what to do."""


class Store(Protocol):
    """Where ids outlive the process; opens by itself, and raises StoreError where it can't be used."""

    async def has(self, id: int) -> bool:
        """Whether an id is kept."""

    async def add(self, id: int) -> None:
        """Keeps an id, and the KEPT latest before it."""

    async def close(self) -> None:
        """Lets go of the store; it opens again when it is next used."""


class FinishedUpdates:
    """The ids of the latest finished updates and nothing else, in memory and in a store.

    While the store can't be used it goes on in memory alone, says so once, and tries the store again now and then;
    `now` gives the time in seconds.
    """

    def __init__(self, store: Store | None, now: Callable[[], float]) -> None:
        self._store, self._now = store, now
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._failed = False
        self._next_try = now()

    def __contains__(self, id: int) -> bool:
        """Whether an update was finished here."""
        return id in self._ids

    async def known(self, id: int) -> bool:
        """Whether an update was finished here, before the last start, or by another copy of the bot."""
        return id in self._ids or bool(await self._ask(lambda store: store.has(id)))

    async def add(self, id: int) -> None:
        """Remembers that an update is finished."""
        self._ids[id] = None
        if len(self._ids) > KEPT:
            self._ids.popitem(last=False)
        await self._ask(lambda store: store.add(id))

    async def close(self) -> None:
        """Lets go of the store."""
        if self._store:
            await self._store.close()

    async def _ask(self, question: Callable[[Store], Awaitable[T]]) -> T | None:
        """What the store says, or None where it can't be used."""
        if self._store is None or (self._failed and self._now() < self._next_try):
            return None
        # Should it hang, the other updates don't wait for it too.
        self._next_try = self._now() + LEFT_ALONE
        try:
            answer = await question(self._store)
        except StoreError as error:
            await self._store.close()
            if not self._failed:
                log.warning(
                    "can't keep the ids of finished updates %s. The bot goes on, but after a crash it may answer a "
                    "message twice",
                    error,
                )
            self._failed = True
            return None
        if self._failed:
            log.info("the ids of finished updates are kept again")
        self._failed = False
        return answer


class SqliteStore:
    """A file of SQLite for one copy of the bot."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database: sqlite3.Connection | None = None

    async def has(self, id: int) -> bool:
        """Whether an id is kept."""
        return self._run("SELECT 1 FROM finished WHERE id = ?", id).fetchone() is not None

    async def add(self, id: int) -> None:
        """Keeps an id, and the KEPT latest before it."""
        number = self._run("INSERT OR IGNORE INTO finished (id) VALUES (?)", id).lastrowid
        if number and number % PRUNED_EVERY == 0:
            self._run("DELETE FROM finished WHERE number <= ?", number - KEPT)

    async def close(self) -> None:
        """Closes the file."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()

    def _run(self, statement: str, value: int) -> sqlite3.Cursor:
        try:
            if self._database is None:
                self._open()
            assert self._database is not None
            return self._database.execute(statement, (value,))
        except (sqlite3.Error, OSError) as error:
            hint = "make room on the disk, or delete the file if it is broken"
            raise StoreError(f"in {self._file} ({error}); {hint}") from None

    def _open(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self._file, isolation_level=None, timeout=1)
        # In this mode a killed process loses nothing, and an id costs no wait for the disk.
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS finished (number INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER UNIQUE)"
        )
