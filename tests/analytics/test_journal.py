"""What is counted and kept, in SQLite and in PostgreSQL."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import LiteralString

import pytest

from bot.analytics.journal import HALF, MOST_TEXTS, TABLES, Count, Journal
from bot.storage.database import LEFT_ALONE, Database, Row, StoreError
from bot.storage.postgres import PostgresDatabase
from bot.storage.sqlite import SqliteDatabase
from tests.servers import free_port, postgres

MONDAY = date(2026, 3, 2)


class Calendar:
    """A day that a test turns."""

    def __init__(self) -> None:
        self.day = MONDAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def today() -> Calendar:
    return Calendar()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as server:
        yield server.url


@pytest.fixture(params=["SQLite", "PostgreSQL"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "SQLite":
        opened: Database = SqliteDatabase(tmp_path / "state" / "journal.sqlite3", TABLES)
    else:
        opened = PostgresDatabase(request.getfixturevalue("server"), TABLES)
        for table in ("counts", "texts", "offers", "once"):
            statement: LiteralString = f"DELETE FROM journal_{table}"
            await opened.run(statement)
    yield opened
    await opened.close()


async def test_counts_by_day_outcome_and_entry(database: Database, today: Calendar) -> None:
    journal = Journal(database, 1, 0, today)
    await journal.count("answer", ["dose"])
    await journal.count("answer", ["dose"])
    await journal.count("answers", ["dose", "cost"])
    today.day += timedelta(days=1)
    await journal.count("no_match")
    assert await journal.counts(MONDAY) == [
        Count(MONDAY, "answer", "", 2),
        Count(MONDAY, "answer", "dose", 2),
        Count(MONDAY, "answers", "", 1),
        Count(MONDAY, "answers", "cost", 1),
        Count(MONDAY, "answers", "dose", 1),
        Count(today.day, "no_match", "", 1),
    ]
    assert await journal.counts(today.day) == [Count(today.day, "no_match", "", 1)]


async def test_each_bot_has_its_own_and_without_a_bot_all_are_read(database: Database, today: Calendar) -> None:
    one, other, all_bots = (
        Journal(database, 1, 7, today),
        Journal(database, 2, 7, today),
        Journal(database, None, 7, today),
    )
    for journal in (one, other):
        await journal.count("no_match")
        await journal.keep("is it kosher")
    assert await one.counts(MONDAY) == [Count(MONDAY, "no_match", "", 1)]
    assert await all_bots.counts(MONDAY) == [Count(MONDAY, "no_match", "", 2)]
    assert (len(await one.kept()), len(await all_bots.kept())) == (1, 2)
    await one.drop([kept.id for kept in await all_bots.kept()])
    assert (len(await one.kept()), len(await other.kept())) == (0, 1)


async def test_keeps_the_words_and_the_day_and_nothing_personal(database: Database, today: Calendar) -> None:
    journal = Journal(database, 1, 7, today)
    await journal.keep("my name is priya, is it kosher? 310-555-0199")
    await journal.keep("310-555-0199")
    await journal.keep(" \x00\ud800 ")
    await journal.keep("kosher\x00 \ud800capsules")
    kept = await journal.kept()
    assert [(each.day, each.text) for each in kept] == [
        (MONDAY, "my name is …, is it kosher? …"),
        (MONDAY, "kosher capsules"),
    ]
    await journal.drop([kept[0].id])
    assert [each.text for each in await journal.kept()] == ["kosher capsules"]


async def test_keeps_what_was_offered_for_as_long_as_the_words(database: Database, today: Calendar) -> None:
    journal = Journal(database, 1, 2, today)
    await journal.keep("is it kosher", offered=["dose", "pets"], halves=HALF)
    await journal.keep("is it halal", offered=["dose"])
    await journal.keep("is it vegan")
    kept = await journal.kept()
    assert [(each.offered, each.halves) for each in kept] == [(("dose", "pets"), 1), (("dose",), 2), ((), 2)]
    await journal.drop([kept[0].id])
    today.day += timedelta(days=2)
    await journal.forget_old()
    assert await database.run("SELECT * FROM journal_offers") == []


async def test_keeps_no_texts_unless_staff_want_it(database: Database, today: Calendar) -> None:
    await Journal(database, 1, 7, today).keep("is it kosher")
    journal = Journal(database, 1, 0, today)
    await journal.keep("is it halal")
    assert [each.text for each in await journal.kept()] == ["is it kosher"]
    await journal.forget_old()
    assert await journal.kept() == []


async def test_texts_are_forgotten_after_their_days(database: Database, today: Calendar) -> None:
    journal = Journal(database, 1, 2, today)
    for text in ("is it kosher", "is it halal", "is it vegan"):
        await journal.keep(text)
        today.day += timedelta(days=1)
    assert [each.text for each in await journal.kept()] == ["is it halal", "is it vegan"]
    await journal.forget_old()
    assert [each.text for each in await journal.kept()] == ["is it vegan"]


async def test_keeps_no_more_texts_than_the_latest(database: Database, today: Calendar) -> None:
    await database.run("SELECT 1")
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MOST_TEXTS}) "
    fill = f"INSERT INTO journal_texts (bot, day, text) {numbers}SELECT 1, '2026-03-02', 'old' FROM n"
    await database.run(fill)  # type: ignore[arg-type]  # made of our own words
    journal = Journal(database, 1, 7, today)
    await journal.keep("is it kosher")
    kept = await journal.kept()
    assert (len(kept), kept[-1].text) == (MOST_TEXTS, "is it kosher")


async def test_once_is_once_for_each_bot(database: Database, today: Calendar) -> None:
    one, copy, other = Journal(database, 1, 0, today), Journal(database, 1, 0, today), Journal(database, 2, 0, today)
    assert await one.once("week 10")
    assert not await copy.once("week 10")
    assert await copy.once("week 11")
    assert await other.once("week 10")


async def test_a_restart_counts_on(tmp_path: Path, today: Calendar) -> None:
    for _ in range(2):
        journal = Journal(SqliteDatabase(tmp_path / "journal.sqlite3", TABLES), 1, 7, today)
        await journal.count("no_match")
        await journal.close()
    assert await journal.counts(MONDAY) == [Count(MONDAY, "no_match", "", 2)]
    await journal.close()


class Moody(SqliteDatabase):
    """A database that can be out of order."""

    works = True

    async def run(self, statement: LiteralString, *values: object) -> list[Row]:
        if not self.works:
            raise StoreError("in this test")
        return await super().run(statement, *values)


async def test_a_database_that_fails_is_told_once_and_nobody_waits_for_it(
    today: Calendar, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    time, database = [0.0], Moody(None, TABLES)
    journal = Journal(database, 1, 7, today, lambda: time[0])
    database.works = False
    for _ in range(3):
        await journal.count("no_match")
        await journal.keep("is it kosher")
    assert not await journal.once("week 10")
    with pytest.raises(StoreError):
        await journal.counts(MONDAY)
    with pytest.raises(StoreError):
        await journal.kept()
    database.works = True
    time[0] = LEFT_ALONE
    await journal.count("no_match")
    assert await journal.counts(MONDAY) == [Count(MONDAY, "no_match", "", 1)]
    assert [record.message.split(" in this")[0] for record in caplog.records] == [
        "can't keep the counts of questions",
        "the counts of questions are kept again",
    ]
    await journal.close()


async def test_a_server_that_is_away_stops_nothing(today: Calendar, caplog: pytest.LogCaptureFixture) -> None:
    database = PostgresDatabase(f"postgresql://bot:s3cret@127.0.0.1:{free_port()}/bot", TABLES)
    await Journal(database, 1, 7, today).count("no_match")
    assert "in PostgreSQL (OperationalError)" in caplog.text
    assert "s3cret" not in caplog.text


async def test_texts_of_a_clock_that_was_ahead_are_forgotten_too(database: Database, today: Calendar) -> None:
    journal = Journal(database, 1, 7, today)
    for ahead in (400, 1, 0):  # a copy elsewhere may have the next day already
        today.day = MONDAY + timedelta(days=ahead)
        await journal.keep(f"is it kosher {'now ' * (ahead + 1)}")
    await journal.forget_old()
    assert [each.day for each in await journal.kept()] == [MONDAY + timedelta(days=1), MONDAY]


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_what_is_forgotten_is_nowhere_in_the_files(tmp_path: Path, today: Calendar) -> None:
    journal = Journal(SqliteDatabase(tmp_path / "journal.sqlite3", TABLES), 1, 2, today)
    for number in range(3):
        await journal.keep(f"is it kosher {'and ' * 20}{'x' * number}")
    (first, *_) = await journal.kept()
    await journal.drop([first.id])
    today.day += timedelta(days=2)
    await journal.forget_old()
    assert b"kosher" not in all_bytes(tmp_path)
    await journal.close()


async def test_nothing_is_lost_of_what_is_not_forgotten(tmp_path: Path, today: Calendar) -> None:
    journal = Journal(SqliteDatabase(tmp_path / "journal.sqlite3", TABLES), 1, 2, today)
    await journal.keep("is it kosher")
    await journal.forget_old()
    await journal.count("no_match")
    assert [kept.text for kept in await journal.kept()] == ["is it kosher"]
    await journal.close()
