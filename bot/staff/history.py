"""Who of the staff changed what and when, and the versions to which each change can be taken back."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from bot.conversation.responder import version_of
from bot.staff.names import TABLES as NAMES_TABLES
from bot.staff.names import Names
from bot.staff.versions import Versions
from bot.storage.database import COUNTS_UP, Database, StoreError

# How many changes are noted, and of how many the contents are kept.
MOST_NOTED, MOST_UNDONE = 500, 20
TABLES: tuple[LiteralString, ...] = (
    *NAMES_TABLES,
    f"CREATE TABLE IF NOT EXISTS staff_changes (id {COUNTS_UP}, bot BIGINT NOT NULL, moment TEXT NOT NULL, "
    "person BIGINT NOT NULL, what TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)",
)
OURS: LiteralString = "(bot = ? OR CAST(? AS BIGINT) IS NULL)"


@dataclass(frozen=True, slots=True)
class Noted:
    """A change in one line: when by the pharmacy's clock, who by name or number, and between which versions."""

    moment: datetime
    by: str
    what: str
    before: str
    after: str


class History:
    """Notes changes with their contents; `moment` gives the time at the pharmacy. Reading raises StoreError."""

    def __init__(
        self, database: Database, bot_id: int | None, versions: Versions, moment: Callable[[], datetime]
    ) -> None:
        self._database, self._bot_id, self._moment = database, bot_id, moment
        self.versions, self.names = versions, Names(database, bot_id)

    async def note(self, person: int, what: str, before: bytes, after: bytes) -> None:
        """Somebody has changed the file; what can't be noted is saved all the same."""
        self.versions.keep(before, after)
        bot = self._bot_id or 0
        moment = self._moment().replace(tzinfo=None).isoformat(" ", "minutes")
        with suppress(StoreError):
            await self._database.run(
                "INSERT INTO staff_changes (bot, moment, person, what, before, after) VALUES (?, ?, ?, ?, ?, ?)",
                *(bot, moment, person, what, version_of(before), version_of(after)),
            )
            await self._database.run(
                "DELETE FROM staff_changes WHERE bot = ? AND id <= "
                "(SELECT id FROM staff_changes WHERE bot = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
                *(bot, bot, MOST_NOTED),
            )

    async def last(self, most: int = MOST_UNDONE) -> list[Noted]:
        """The last changes, the newest first."""
        rows = await self._database.run(
            "SELECT moment, person, what, before, after, "
            "(SELECT name FROM staff_names WHERE staff_names.bot = staff_changes.bot "
            "AND staff_names.person = staff_changes.person) "
            f"FROM staff_changes WHERE {OURS} ORDER BY id DESC LIMIT ?",
            *(self._bot_id, self._bot_id, most),
        )
        return [
            Noted(datetime.fromisoformat(moment), name or str(person), what, before, after)
            for moment, person, what, before, after, name in rows
        ]

    async def since(self, version: str) -> list[Noted]:
        """What was changed after a version, the oldest first, as far as it was noted."""
        found = list[Noted]()
        for noted in await self.last():
            found.insert(0, noted)
            if noted.before == version:
                return found
        return []
