"""Several copies of the bot share one history."""

import tempfile
from datetime import datetime
from pathlib import Path

from bot.staff.history import TABLES, History
from bot.staff.versions import Versions
from bot.storage.postgres import PostgresDatabase
from tests.servers import postgres


async def test_changes_and_names_are_kept_on_a_server() -> None:
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as server:
        databases = [PostgresDatabase(server.url, TABLES) for _ in range(2)]
        moments = iter([datetime(2026, 11, 21, 7, 15), datetime(2026, 11, 22, 18, 0)])
        one, other = (History(database, 1, Versions(None), lambda: next(moments)) for database in databases)
        await one.names.note(7, "Dr. Ada")
        await one.names.note(7, "Dr. Ada Lovelace")
        await one.note(7, "answer: What is LDN?", b"a", b"b")
        await other.note(8, "hours of the pharmacy", b"b", b"c")
        found = [(noted.moment.day, noted.by, noted.what) for noted in await other.last()]
        assert found == [(22, "8", "hours of the pharmacy"), (21, "Dr. Ada Lovelace", "answer: What is LDN?")]
        assert [noted.what for noted in await History(databases[0], None, Versions(None), datetime.now).last(1)] == [
            "hours of the pharmacy"
        ]
        for database in databases:
            await database.close()
