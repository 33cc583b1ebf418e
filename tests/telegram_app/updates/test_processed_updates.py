import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import LiteralString

import pytest

from bot.storage.database import LEFT_ALONE, Row, StoreError
from bot.storage.sqlite import SqliteDatabase
from bot.telegram_app.updates.processed_updates import KEPT, PRUNED_EVERY, TABLES, ProcessedUpdates

BOT = 42


def kept_in(file: Path) -> ProcessedUpdates:
    return ProcessedUpdates(SqliteDatabase(file, TABLES), BOT, monotonic)


async def test_a_restart_knows_what_is_finished(tmp_path: Path) -> None:
    file = tmp_path / "state" / "finished.sqlite3"
    first = kept_in(file)
    await first.add(7)
    await first.add(7)
    # No close: the process was killed.
    again = kept_in(file)
    assert await again.known(7)
    assert not await again.known(8)
    await first.close()
    await again.close()


async def test_nothing_but_ids_is_kept_and_not_without_end(tmp_path: Path) -> None:
    file = tmp_path / "finished.sqlite3"
    finished = kept_in(file)
    for id in range(KEPT + 2 * PRUNED_EVERY):
        await finished.add(id)
    assert 0 not in finished
    assert not await finished.known(0)
    await finished.close()
    with sqlite3.connect(file) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(finished_updates)")]
        (rows,) = database.execute("SELECT count(*) FROM finished_updates").fetchone()
    database.close()
    assert columns == ["number", "bot", "id"]
    assert KEPT <= rows <= KEPT + PRUNED_EVERY


async def test_smaller_ids_after_a_quiet_week_are_kept_too(tmp_path: Path) -> None:
    file = tmp_path / "finished.sqlite3"
    finished = kept_in(file)
    for id in [*range(10**9, 10**9 + KEPT), 5]:
        await finished.add(id)
    await finished.close()
    again = kept_in(file)
    assert await again.known(5)
    await again.close()


async def test_without_a_store_it_is_kept_in_memory() -> None:
    finished = ProcessedUpdates(None, BOT, monotonic)
    await finished.add(7)
    assert 7 in finished
    assert not await finished.known(8)
    await finished.close()


def broken(file: Path) -> None:
    file.write_bytes(b"this is no database" * 100)


def a_folder_in_its_place(file: Path) -> None:
    file.mkdir()


def no_folder_to_be_in(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("a file in place of the folder")


@pytest.mark.parametrize("spoil", [broken, a_folder_in_its_place, no_folder_to_be_in])
async def test_a_file_that_can_not_be_used_is_told_and_the_bot_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: "type[broken]"
) -> None:
    file = tmp_path / "state" / "finished.sqlite3"
    file.parent.mkdir()
    spoil(file)
    finished = kept_in(file)
    await finished.add(7)
    assert 7 in finished
    assert ("it is broken; move it away" if spoil is broken else "see that nothing else has its name") in caplog.text
    assert "delete" not in caplog.text
    await finished.close()


async def test_a_disk_that_fills_up_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = SqliteDatabase(tmp_path / "finished.sqlite3", TABLES)
    finished = ProcessedUpdates(store, BOT, monotonic)
    assert not await finished.known(0)
    assert store._connection
    store._connection.execute("PRAGMA max_page_count = 1")  # as full as a disk can be
    for id in range(5_000):
        await finished.add(id)
    assert 4_999 in finished
    assert caplog.text.count("can't keep the ids") == 1
    assert "make room on the disk" in caplog.text
    await finished.close()


async def test_a_file_that_another_program_holds_is_waited_for_while_others_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "finished.sqlite3"
    finished, glances = kept_in(file), 0
    await finished.add(6)
    with closing(sqlite3.connect(file, isolation_level=None)) as backup:
        backup.execute("BEGIN IMMEDIATE")
        adding = asyncio.create_task(finished.add(7))
        while glances < 30:
            begun = monotonic()
            await asyncio.sleep(0.01)
            assert monotonic() - begun < 0.5
            glances += 1
        assert not adding.done()
        backup.execute("ROLLBACK")
        await adding
    assert caplog.text == ""
    again = kept_in(file)
    assert await again.known(7)
    await finished.close()
    await again.close()


async def test_a_file_that_is_held_for_long_is_no_reason_to_delete_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "finished.sqlite3"
    finished = kept_in(file)
    await finished.add(6)
    with closing(sqlite3.connect(file, isolation_level=None)) as backup:
        backup.execute("BEGIN EXCLUSIVE")
        await finished.add(7)
    assert "(database is locked); another program holds it, such as a backup; let that one end" in caplog.text
    assert "delete" not in caplog.text
    await finished.close()


async def test_a_store_that_stays_away_is_tried_ever_less_often() -> None:
    time, store, tried = [0.0], Moody(), list[float]()
    finished = ProcessedUpdates(store, BOT, lambda: time[0])
    store.works = False
    await asyncio.gather(*map(finished.known, range(8)))  # at once, before anybody knows
    for second in range(41):
        time[0], asked = float(second), store.asked
        await finished.known(second)
        tried += [time[0]] * (store.asked - asked)
    assert tried == [1, 3, 7, 15, 25, 35]


class Moody(SqliteDatabase):
    """A database that can be out of order, and counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__(None, TABLES)
        self.works, self.asked = True, 0

    async def run(self, statement: LiteralString, *values: object) -> list[Row]:
        self.asked += 1
        if not self.works:
            raise StoreError("in this test")
        return await super().run(statement, *values)


async def test_a_store_that_fails_is_left_alone_for_a_while_and_then_used_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    time, store = [0.0], Moody()
    finished = ProcessedUpdates(store, BOT, lambda: time[0])
    store.works = False
    for id in range(5):
        await finished.add(id)
    assert store.asked == 1
    store.works = True
    time[0] = LEFT_ALONE
    await finished.add(5)
    assert await store.run("SELECT bot, id FROM finished_updates") == [(BOT, id) for id in range(6)]
    assert [record.message.split(" in this")[0] for record in caplog.records] == [
        "can't keep the ids of finished updates",
        "the ids of finished updates are kept again",
    ]
    await finished.close()


async def test_what_finishes_together_is_written_down_together(tmp_path: Path) -> None:
    class Counting(SqliteDatabase):
        statements = 0

        async def run(self, statement: LiteralString, *values: object) -> list[Row]:
            Counting.statements += 1
            return await super().run(statement, *values)

    finished = ProcessedUpdates(Counting(tmp_path / "finished.sqlite3", TABLES), BOT, monotonic)
    await asyncio.gather(*map(finished.add, range(8)))
    assert Counting.statements == 1
    again = kept_in(tmp_path / "finished.sqlite3")
    assert [await again.known(id) for id in range(9)] == [True] * 8 + [False]
    await finished.close()
    await again.close()
