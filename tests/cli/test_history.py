"""The changes that staff made from Telegram, on the command line."""

import asyncio
from datetime import datetime
from pathlib import Path

from bot.analytics.opening import FILE
from bot.staff.history import TABLES, History
from bot.staff.versions import Versions
from bot.storage.sqlite import SqliteDatabase
from tests.cli.test_cli import run


def test_it_prints_what_was_changed_with_time_and_name(tmp_path: Path) -> None:
    async def changed() -> None:
        database = SqliteDatabase(tmp_path / FILE, TABLES)
        history = History(database, 1, Versions(tmp_path), lambda: datetime(2026, 11, 21, 17, 5))
        await history.names.note(7, "Dr. Ada")
        await history.note(7, "answer: What is LDN?", b"a", b"b")
        await history.note(8, "hours of the pharmacy", b"b", b"c")
        await database.close()

    asyncio.run(changed())
    result = run("history", env={"STATE_DIR": str(tmp_path)})
    assert result.stdout == (
        "Nov 21, 5:05 pm · 8: hours of the pharmacy\nNov 21, 5:05 pm · Dr. Ada: answer: What is LDN?\n"
    )
    assert run("history", "--most", "1", env={"STATE_DIR": str(tmp_path)}).stdout.count("\n") == 1


def test_where_nothing_was_changed_it_says_so_and_makes_nothing(tmp_path: Path) -> None:
    assert run("history", env={"STATE_DIR": str(tmp_path)}).stdout == "Nothing has been changed from Telegram yet.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_none_is_explained(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("no database")
    result = run("history", env={"STATE_DIR": str(tmp_path)})
    assert result.exit_code == 1
    assert result.stderr.startswith("can't read what was changed in ")
