"""Days on which other hours hold."""

from datetime import date

import pytest

from bot.errors import FaqError
from bot.faq.hours import DAY, HoursError, special_in
from bot.faq.special_days import FEDERAL, HOLIDAYS, special_day
from tests.faq.test_hours import WEEKLY, hours

# As the Office of Personnel Management publishes them.
YEAR_2026 = [
    (1, 1), (1, 19), (2, 16), (5, 25), (6, 19), (7, 3), (9, 7), (10, 12), (11, 11), (11, 26), (12, 25),
]  # fmt: skip
YEAR_2027 = [
    (1, 1), (1, 18), (2, 15), (5, 31), (6, 18), (7, 5), (9, 6), (10, 11), (11, 11), (11, 25), (12, 24), (12, 31),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dec 25", "December 25"),
        ("dec. 25th", "December 25"),
        ("December 25, 2026", "December 25, 2026"),
        ("12/25", "December 25"),
        ("12/24/2026", "December 24, 2026"),
        ("Feb 29", "February 29"),
        ("Thanksgiving Day", "Thanksgiving"),
        ("christmas", "Christmas"),
        ("XMAS", "Christmas"),
        ("New Years Day", "New Year's Day"),
        ("MLK Day", "Martin Luther King Jr. Day"),
        ("the fourth of July", "Independence Day"),
        ("federal holidays", FEDERAL),
        ("All federal holidays", FEDERAL),
    ],
)
def test_a_special_day_is_read_as_people_write_it(text: str, name: str) -> None:
    day = special_day(text)
    assert day
    assert day.name == name
    again = special_day(name)
    assert again == day


@pytest.mark.parametrize("text", ["Monday", "Sat", "Monday to Friday", "Mon, Tue", "Marsday 5", "sundays"])
def test_a_day_of_the_week_is_none(text: str) -> None:
    assert special_day(text) is None


@pytest.mark.parametrize("text", ["Feb 30", "13/1", "Dec 0", "Feb 29, 2027", "4/31"])
def test_a_date_that_no_calendar_has_is_told(text: str) -> None:
    with pytest.raises(HoursError, match="is no date"):
        special_in(text)


@pytest.mark.parametrize(("year", "days"), [(2026, YEAR_2026), (2027, YEAR_2027)])
def test_federal_holidays_are_kept_on_working_days(year: int, days: list[tuple[int, int]]) -> None:
    federal = special_day(FEDERAL)
    assert federal
    every = [date.fromordinal(date(year, 1, 1).toordinal() + number) for number in range(365)]
    kept = [(day.month, day.day) for day in every if federal.holds(day) and day.weekday() < 5]
    assert kept == days


def test_a_holiday_by_its_name_is_that_day_alone() -> None:
    day = special_day("Independence Day")
    assert day
    assert len(HOLIDAYS) == 11
    assert day.holds(date(2026, 7, 4))
    assert not day.holds(date(2026, 7, 3))


SPECIAL = f"{WEEKLY}\n    Dec 24: 9 am to noon\n    federal holidays: closed\n    Dec 25, 2027: 9 am to 10 am"


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2026, 12, 23), [(540, 1080)]),
        (date(2026, 12, 24), [(540, 720)]),
        (date(2026, 12, 25), []),
        (date(2026, 12, 26), [(600, 840)]),
        (date(2027, 12, 24), [(540, 720)]),  # the observed Christmas, but the date says more
        (date(2027, 12, 25), [(540, 600)]),
        (date(2027, 12, 27), [(540, 1080)]),
    ],
)
def test_the_hours_of_a_day(day: date, spans: list[tuple[int, int]]) -> None:
    week = hours(SPECIAL).from_day(day.toordinal())
    start = day.weekday() * DAY
    assert [
        (opens - start, closes - start) for opens, closes in week.openings if opens // DAY == day.weekday()
    ] == spans


def test_without_special_days_a_week_is_like_any() -> None:
    assert hours(WEEKLY).from_day(date(2026, 12, 25).toordinal()) == hours(WEEKLY)


def test_a_slip_in_a_special_day_is_told_with_its_line() -> None:
    with pytest.raises(FaqError, match=r'hours: "Feb 30" is no date') as found:
        hours(f"{WEEKLY}\n    Feb 30: closed")
    assert 'write it as "Dec 25"' in str(found.value)
