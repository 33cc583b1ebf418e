"""What staff read of the journal's counts."""

import asyncio
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.analytics.journal import TABLES, Journal
from bot.analytics.report import JournalReport
from bot.analytics.todo import NEW_WORK
from bot.conversation.reply import AtDesk, Button
from bot.conversation.responder import Current, Responder
from bot.safety.triage import DangerDetector
from bot.storage.sqlite import SqliteDatabase
from tests.small_faq import small

MONDAY = date(2026, 11, 23)
PNG = b"\x89PNG"


class Office:
    """A journal whose day can be turned, and the figures of it."""

    def __init__(self, safety: DangerDetector) -> None:
        self.day = MONDAY
        self.journal = Journal(SqliteDatabase(None, TABLES), 1, 0, self.today)
        current = Current(Responder.from_text(small().encode(), "faq.yaml", safety))
        self.figures = JournalReport(current, self.journal, self.today)

    def today(self) -> date:
        return self.day

    async def asked(self, days_ago: int, *outcomes: str) -> None:
        self.day = MONDAY - timedelta(days=days_ago)
        for outcome in outcomes:
            await self.journal.count(outcome, ["what-is-ldn"] if outcome == "answer" else [])
        self.day = MONDAY


@pytest.fixture
def office(safety: DangerDetector) -> Office:
    return Office(safety)


async def test_four_weeks_end_today(office: Office) -> None:
    await office.asked(0, "answer")
    await office.asked(27, "no_match", "no_match")
    await office.asked(28, "answer", "answer", "answer")
    reply = await office.figures.four_weeks()
    assert reply.text.startswith("*Questions in 28 days: 3*\n- this week 1, the week before 0\n- answered: 33 %")


async def test_a_week_ends_the_day_before(office: Office) -> None:
    await office.asked(0, "answer")
    await office.asked(1, "answer", "no_match")
    await office.asked(7, "no_match", "no_match")
    await office.asked(8, "answer")
    reply = await office.figures.week_before(MONDAY)
    assert reply
    assert reply.text.split("\n\n", 1)[1] == (
        "Here is the past week:\n\n*Questions in 7 days: 4*\n- this week 4, the week before 1\n"
        "- answered: 25 %\n- offered a choice: 0 %\n- no answer found: 75 %"
    )


@pytest.mark.parametrize(("days_ago", "outcome"), [(0, "answer"), (8, "no_match"), (1, "self_harm"), (1, "helped")])
async def test_of_a_week_in_which_nothing_was_asked_nothing_is_told(
    office: Office, days_ago: int, outcome: str
) -> None:
    await office.asked(days_ago, outcome)
    assert await office.figures.week_before(MONDAY) is None


async def test_what_found_no_answer_is_counted(office: Office) -> None:
    await office.asked(3, "no_match", "no_match", "answer", "not_helped", "none_of_these", "unpressed", "suggestions")
    assert await office.figures.without_answer() == {"unanswered": 2, "not_helped": 1, "unpressed": 2}


async def test_on_monday_the_question_that_most_asked_in_vain_is_the_thing_to_do(office: Office) -> None:
    office.journal = Journal(office.journal._database, 1, 30, office.today)
    office.figures = JournalReport(office.figures._current, office.journal, office.today)
    await office.asked(3, "no_match")
    for days_ago, text in [(9, "is it vegan"), (9, "is it vegan"), (9, "vegan?"), (3, "is it kosher"), (2, "kosher?")]:
        office.day = MONDAY - timedelta(days=days_ago)
        await office.journal.keep(text)
    office.day = MONDAY
    reply = await office.figures.week_before(MONDAY)
    assert reply
    assert reply.text.startswith("*One thing to do:* answer “is it kosher”. It was asked 2 times in vain.\n\nHere is")
    (button,) = reply.buttons
    (kosher, _) = [kept.id for kept in await office.journal.kept() if "kosher" in kept.text]
    assert button == Button("✏️ Write it", AtDesk("write", NEW_WORK, kosher))


async def test_or_an_answer_that_did_not_help_or_what_waits_for_a_check(office: Office) -> None:
    await office.asked(3, "answer", "not_helped")
    reply = await office.figures.week_before(MONDAY)
    assert reply
    assert reply.text.startswith("*One thing to do:* check a few answers. So many wait: 2.\n\nHere is")
    assert reply.buttons == (Button("✅ Check them", AtDesk("check", NEW_WORK)),)
    office.day = MONDAY - timedelta(days=2)
    for _ in range(3):
        await office.journal.count("not_helped", ["price"])
    reply = await office.figures.week_before(MONDAY)
    assert reply
    assert reply.text.startswith(
        "*One thing to do:* correct the answer to “What does LDN cost?”. 3 times it did not help."
    )
    assert reply.buttons == (Button("✏️ Correct it", AtDesk("correct", NEW_WORK, 1)),)


async def test_a_picture_goes_with_it_while_others_are_served(office: Office) -> None:
    pytest.importorskip("matplotlib")
    await office.asked(1, "answer")
    served = 0

    async def serve(until: Callable[[], bool]) -> None:
        nonlocal served
        while not until():
            served += 1
            await asyncio.sleep(0)

    drawing = asyncio.gather(*(office.figures.four_weeks() for _ in range(3)))
    await serve(drawing.done)
    assert served > 10
    assert all(reply.picture.startswith(PNG) for reply in await drawing)


async def test_without_what_draws_it_there_is_the_text_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    await office.asked(1, "answer")
    reply = await office.figures.four_weeks()
    assert (reply.text[:14], reply.picture) == ("*Questions in ", b"")


async def test_where_nothing_was_asked_nothing_is_drawn(office: Office) -> None:
    reply = await office.figures.four_weeks()
    assert reply.text.startswith("Nobody has asked anything in the last 28 days")
    assert reply.picture == b""
