"""When the staff's chat is told how the week was, by a clock that the test turns."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.analytics.journal import TABLES, Journal
from bot.analytics.report import JournalReport
from bot.clock import day_there
from bot.conversation.responder import Current, Responder
from bot.safety.triage import DangerDetector
from bot.storage.sqlite import SqliteDatabase
from bot.telegram_app.jobs import PAUSE, Weekly, due
from bot.telegram_app.notices import Notices
from bot.telegram_app.staff_chat import StaffChat
from tests.small_faq import small
from tests.telegram_app.wire import TOKEN, Wire

THERE = "America/Los_Angeles"
STAFF_ROOM = -77
# 9 am on a Monday there.
MONDAY = datetime(2026, 11, 23, 17, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "timezone", "day"),
    [
        (MONDAY - MINUTE, THERE, None),
        (MONDAY, THERE, date(2026, 11, 23)),
        (MONDAY + 15 * HOUR - MINUTE, THERE, date(2026, 11, 23)),  # where it is Tuesday in Greenwich
        (MONDAY + 15 * HOUR, THERE, None),
        (MONDAY - DAY, THERE, None),
        (datetime(2026, 7, 6, 16, tzinfo=UTC), THERE, date(2026, 7, 6)),  # in summer
        (datetime(2026, 7, 6, 16, tzinfo=UTC) - MINUTE, THERE, None),
        (datetime(2026, 11, 22, 22, tzinfo=UTC), "Pacific/Auckland", date(2026, 11, 23)),
        (datetime(2026, 11, 22, 22, tzinfo=UTC), "UTC", None),
    ],
)
def test_it_is_due_on_mondays_from_nine_by_the_pharmacy_s_clock(
    moment: datetime, timezone: str, day: date | None
) -> None:
    assert due(moment, timezone) == day


class Office:
    """A bot whose clock stands until it is turned; any number of copies share a journal."""

    def __init__(self, safety: DangerDetector, file: Path | None, chat_id: int | None = STAFF_ROOM) -> None:
        self.wire, self.now, self.slept = Wire(), MONDAY - 3 * DAY, list[float]()
        self._file, self._chat_id = file, chat_id
        self._current = Current(Responder.from_text(small().encode(), "faq.yaml", safety))
        self.journal = self.opened()

    def opened(self) -> Journal:
        return Journal(SqliteDatabase(self._file, TABLES), 1, 0, self.today)

    def today(self) -> date:
        return day_there(self.now, THERE)

    def weekly(self, journal: Journal) -> Weekly:
        notices = Notices(Bot(TOKEN, request=self.wire, get_updates_request=self.wire), StaffChat(self._chat_id))
        report = JournalReport(self._current, journal, self.today)
        return Weekly(self._current, report, journal, notices, lambda: self.now, self.sleep)

    async def sleep(self, seconds: float) -> None:
        """Turns the clock in place of waiting; three days after the Monday it is enough."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        if self.now > MONDAY + 3 * DAY:
            raise asyncio.CancelledError

    @property
    def told(self) -> list[str]:
        """What the chat has got, in words or below a picture."""
        return [_words(arguments) for name, arguments in self.wire.calls if name in ("sendMessage", "sendPhoto")]


def _words(arguments: dict[str, Any]) -> str:
    assert arguments["chat_id"] == STAFF_ROOM
    return str(arguments.get("caption") or arguments.get("text"))


@pytest.fixture
async def office(safety: DangerDetector, tmp_path: Path) -> Office:
    """One in which two questions were asked on the Friday."""
    office = Office(safety, tmp_path / "journal.sqlite3")
    await office.journal.count("answer", ["what-is-ldn"])
    await office.journal.count("no_match")
    return office


TOLD = (
    "<b>One thing to do:</b> check a few answers. So many wait: 2.\n\n"
    "Here is the past week:\n\n<b>Questions in 7 days: 2</b>\n• this week 2, the week before 0\n• answered: 50 %"
)


async def test_it_is_sent_once_and_nobody_waits_longer_than_a_minute(office: Office) -> None:
    with pytest.raises(asyncio.CancelledError):
        await office.weekly(office.journal).run()
    (told,) = office.told
    assert told.startswith(TOLD)
    assert set(office.slept) == {PAUSE}


async def test_it_has_a_picture(office: Office) -> None:
    pytest.importorskip("matplotlib")
    office.now = MONDAY
    await office.weekly(office.journal).look()
    assert [name for name, _ in office.wire.calls] == ["sendPhoto"]


async def test_neither_a_restart_nor_a_copy_sends_it_again(office: Office) -> None:
    office.now = MONDAY + 2 * HOUR
    await asyncio.gather(*(office.weekly(office.opened()).look() for _ in range(3)))
    await office.weekly(office.opened()).look()
    assert len(office.told) == 1


async def test_who_starts_later_on_the_day_sends_it_then_and_the_day_after_no_more(office: Office) -> None:
    weekly = office.weekly(office.journal)
    for later, number in ((15 * HOUR, 0), (-MINUTE, 0), (14 * HOUR, 1)):
        office.now = MONDAY + later
        await weekly.look()
        assert len(office.told) == number


async def test_the_next_week_has_a_message_of_its_own(office: Office) -> None:
    weekly = office.weekly(office.journal)
    office.now = MONDAY
    await weekly.look()
    await office.journal.count("answer", ["what-is-ldn"])
    office.now = MONDAY + 7 * DAY
    await weekly.look()
    assert [text.split("</b>")[1].split("<b>")[1] for text in office.told] == [
        "Questions in 7 days: 2",
        "Questions in 7 days: 1",
    ]


async def test_after_a_week_without_a_question_there_is_silence(office: Office) -> None:
    office.now = MONDAY + 7 * DAY
    await office.weekly(office.journal).look()
    assert office.told == []


async def test_without_a_chat_nothing_is_sent(safety: DangerDetector) -> None:
    office = Office(safety, None, chat_id=None)
    await office.journal.count("no_match")
    office.now = MONDAY
    await office.weekly(office.journal).look()
    assert office.wire.calls == []


@pytest.mark.parametrize(
    ("status", "tries"), [(500, 3), (429, 3), (400, 1), (403, 1)], ids=["broken", "busy", "no chat", "thrown out"]
)
async def test_where_telegram_can_not_be_reached_it_is_tried_again_that_day(
    office: Office, status: int, tries: int
) -> None:
    office.wire.refuse = lambda *_: (status, "no")
    weekly = office.weekly(office.journal)
    for later in (0 * HOUR, HOUR, 2 * HOUR, 24 * HOUR, 25 * HOUR):
        office.now = MONDAY + later
        before = len(office.told)
        await weekly.look()
        assert (len(office.told) > before) == (later < tries * HOUR)


async def test_what_could_not_be_sent_is_sent_when_it_can(office: Office) -> None:
    weekly = office.weekly(office.journal)
    office.now = MONDAY
    office.wire.refuse = lambda *_: (502, "Bad Gateway")
    await weekly.look()
    office.wire.refuse, before = lambda *_: None, len(office.told)
    await weekly.look()
    await weekly.look()
    (told,) = office.told[before:]
    assert told.startswith(TOLD)


async def test_without_a_database_nothing_is_sent_and_nothing_breaks(safety: DangerDetector, tmp_path: Path) -> None:
    office = Office(safety, tmp_path)
    office.now = MONDAY
    await office.weekly(office.journal).look()
    assert office.told == []
