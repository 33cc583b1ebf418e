"""Texts are forgotten when their days are over, though nobody writes or asks; the test turns the clock."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.analytics.journal import TABLES, Journal
from bot.storage.sqlite import SqliteDatabase
from bot.telegram_app.jobs import FORGETTING_PAUSE, forgetting


class Days:
    """Turns the calendar by a day at each pause, and notes how many texts are kept then."""

    def __init__(self, keep_days: int) -> None:
        self.today, self.left = date(2026, 3, 2), list[int]()
        self.database = SqliteDatabase(None, TABLES)
        self.journal = Journal(self.database, 1, keep_days, lambda: self.today)

    async def sleep(self, seconds: float) -> None:
        assert seconds == FORGETTING_PAUSE
        self.left.append(len(await self.journal.kept()))
        self.today += timedelta(days=1)
        if len(self.left) == 4:
            raise asyncio.CancelledError


@pytest.mark.parametrize(("keep_days", "left"), [(2, [1, 1, 0, 0]), (1, [1, 0, 0, 0]), (0, [0, 0, 0, 0])])
async def test_texts_go_when_their_days_are_over(keep_days: int, left: list[int]) -> None:
    days = Days(keep_days)
    await Journal(days.database, 1, 30, lambda: days.today).keep("is it kosher")
    with pytest.raises(asyncio.CancelledError):
        await forgetting(days.journal, days.sleep)
    assert days.left == left


async def test_a_database_that_fails_does_not_end_it() -> None:
    days, number = Days(2), 0
    broken = Journal(SqliteDatabase(None, ("no table",)), 1, 2, lambda: days.today)

    async def sleep(_: float) -> None:
        nonlocal number
        number += 1
        if number == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await forgetting(broken, sleep)
    assert number == 3
