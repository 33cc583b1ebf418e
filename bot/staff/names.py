"""The names by which staff sign what they have checked."""

from contextlib import suppress
from typing import LiteralString

from bot.storage.database import Database, StoreError

MAX_NAME = 60
TABLES: tuple[LiteralString, ...] = (
    "CREATE TABLE IF NOT EXISTS staff_names (bot BIGINT NOT NULL, person BIGINT NOT NULL, name TEXT NOT NULL, "
    "PRIMARY KEY (bot, person))",
)


class Names:
    """Each person's own name, by their Telegram id; in memory as long as the database can't be used."""

    def __init__(self, database: Database, bot_id: int | None) -> None:
        self._database, self._bot_id = database, bot_id or 0
        self._noted: dict[int, str] = {}

    async def of(self, person: int) -> str | None:
        """The name that somebody gave, if they did."""
        if person in self._noted:
            return self._noted[person]
        with suppress(StoreError):
            statement: LiteralString = "SELECT name FROM staff_names WHERE bot = ? AND person = ?"
            for (name,) in await self._database.run(statement, self._bot_id, person):
                self._noted[person] = str(name)
        return self._noted.get(person)

    async def note(self, person: int, name: str) -> None:
        """Somebody signs by this name from now on."""
        self._noted[person] = name
        with suppress(StoreError):
            await self._database.run(
                "INSERT INTO staff_names (bot, person, name) VALUES (?, ?, ?) "
                "ON CONFLICT (bot, person) DO UPDATE SET name = excluded.name",
                self._bot_id,
                person,
                name,
            )
