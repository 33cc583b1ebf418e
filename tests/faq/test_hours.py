"""Opening hours: how they may be written, what is said of a slip, and when it is open."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FaqError
from bot.faq.hours import DAY, WEEK, Hours, HoursError, clock, days_in, times_in
from bot.faq.reading.loader import load
from tests.small_faq import small

WEEKLY = """\
hours:
    Monday to Thursday: 9 am to 6 pm
    Friday: 9:30 am to 1 pm, 2 pm to 6 pm
    Saturday: 10 am to 2 pm   # by the side door
    Sunday: closed"""


def hours(text: str) -> Hours:
    found = load(small("hours: null", text)).pharmacy.hours
    assert found is not None
    return found


def at(day: int, hour: int, minute: int = 0) -> int:
    return day * DAY + hour * 60 + minute


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Monday", [0]),
        ("mon", [0]),
        ("Tues.", [1]),
        ("Mondays", [0]),
        ("Monday to Friday", [0, 1, 2, 3, 4]),
        ("Mon-Fri", [0, 1, 2, 3, 4]),
        ("Monday – Wednesday, Sat", [0, 1, 2, 5]),
        ("Monday, Wednesday and Friday", [0, 2, 4]),
        ("Saturday & Sunday", [5, 6]),
        ("Saturday to Monday", [5, 6, 0]),
        ("Monday, Tuesday, and Friday", [0, 1, 4]),
    ],
)
def test_days(text: str, days: list[int]) -> None:
    assert days_in(text) == days


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("9 am to 6 pm", [(540, 1080)]),
        ("9am-6pm", [(540, 1080)]),
        ("9 A.M. – 6 P.M.", [(540, 1080)]),
        ("9:30 am to 1 pm, 2 pm to 6 pm", [(570, 780), (840, 1080)]),
        ("noon to midnight", [(720, 1440)]),
        ("12 am to 12 pm", [(0, 720)]),
        ("12 am to 12 am", [(0, 1440)]),
        ("closed", []),
        ("Closed", []),
    ],
)
def test_times(text: str, times: list[tuple[int, int]]) -> None:
    assert times_in(text) == times


@pytest.mark.parametrize(
    ("minute", "said"),
    [(540, "9 am"), (1050, "5:30 pm"), (5, "12:05 am"), (720, "noon"), (725, "12:05 pm"), (WEEK, "midnight")],
)
def test_a_time_as_people_say_it(minute: int, said: str) -> None:
    assert clock(minute) == said


@given(st.integers(0, DAY - 1), st.integers(1, DAY))
def test_a_time_that_is_said_can_be_read(opens: int, closes: int) -> None:
    if opens < closes:
        assert times_in(f"{clock(opens)} to {clock(closes)}") == [(opens, closes)]


@given(st.text(max_size=30) | st.text(alphabet="1290:ap m,to-closed", max_size=30))
def test_any_words_are_read_or_explained(text: str) -> None:
    for read in (days_in, times_in):
        try:
            read(text)
        except HoursError as error:
            assert error.hint


def test_the_lines_stay_as_staff_wrote_them() -> None:
    assert [(line.days, line.times) for line in hours(WEEKLY).lines] == [
        ("Monday to Thursday", "9 am to 6 pm"),
        ("Friday", "9:30 am to 1 pm, 2 pm to 6 pm"),
        ("Saturday", "10 am to 2 pm"),
        ("Sunday", "closed"),
    ]


@pytest.mark.parametrize("unknown", ["hours: null", "hours:", "hours: ~"])
def test_hours_may_be_unknown(unknown: str) -> None:
    assert load(small("hours: null", unknown)).pharmacy.hours is None


@pytest.mark.parametrize(
    ("minute", "closes"),
    [
        (at(0, 9), at(0, 18)),
        (at(0, 8, 59), None),
        (at(0, 17, 59), at(0, 18)),
        (at(0, 18), None),
        (at(4, 12), at(4, 13)),
        (at(4, 13, 30), None),
        (at(6, 12), None),
    ],
)
def test_when_it_closes(minute: int, closes: int | None) -> None:
    assert hours(WEEKLY).closing(minute) == closes


@pytest.mark.parametrize(
    ("minute", "opens"),
    [(at(0, 3), at(0, 9)), (at(0, 18), at(1, 9)), (at(4, 13), at(4, 14)), (at(5, 14), at(0, 9))],
)
def test_when_it_opens(minute: int, opens: int) -> None:
    assert hours(WEEKLY).opening(minute) == opens


def test_open_past_midnight_is_one_time_also_from_sunday_to_monday() -> None:
    late = hours("hours:\n    Monday: midnight to 2 am\n    Tuesday to Saturday: closed\n    Sunday: 8 pm to midnight")
    assert late.closing(at(6, 21)) == late.closing(at(0, 1)) == at(0, 2)
    assert late.opening(at(0, 2)) == at(6, 20)


def test_open_day_and_night_has_no_closing_time_to_look_for() -> None:
    always = hours("hours: {Monday to Sunday: 12 am to midnight}")
    assert always.is_always_open
    assert always.closing(at(2, 12)) == at(3, 0)


SLIPS = [
    ("hours: 9 to 5", r":9:10 .*hours need a line for each day", "Monday to Friday: 9 am to 6 pm"),
    ("hours: [Monday]", "hours are written as a list", "Monday to Friday"),
    (WEEKLY.replace("Sunday", "Sumday"), r':13:5 .*"Sumday" is no day', 'did you mean "Sunday"?'),
    (WEEKLY.replace("Sunday", "Holidays"), '"Holidays" is no day', "write a day"),
    (WEEKLY.replace("Sunday", "Monday to"), '"Monday to" is no day', ""),
    (WEEKLY.replace("Sunday", "Mo"), '"Mo" is no day', "write a day"),
    (WEEKLY.replace("Sunday", "Friday"), r":13:5 .*duplicate day Friday", "keep one; see line 11"),
    (WEEKLY.replace("Friday", "Thursday, Friday"), "duplicate day Thursday", "line 10"),
    (WEEKLY.replace("Sunday", "Sunday, Sunday"), "duplicate day Sunday", "keep one"),
    (WEEKLY.replace("\n    Sunday: closed", ""), r":10:5 .*when it is open on Sunday", 'add a line "Sunday: closed"'),
    (WEEKLY.replace("closed", "shut"), '"shut" is no opening and closing time', '"closed"'),
    (WEEKLY.replace("closed", ""), '"" is no opening and closing time', '"closed"'),
    (WEEKLY.replace("10 am to 2 pm", "10 to 2 pm"), r':12:15 .*"10" is no time of day', "9 am to 6 pm"),
    (WEEKLY.replace("10 am to 2 pm", "10 am to 14 pm"), '"14 pm" is no time of day', "9 am to 6 pm"),
    (WEEKLY.replace("10 am to 2 pm", "10 am to 2:60 pm"), '"2:60 pm" is no time of day', "9 am to 6 pm"),
    (WEEKLY.replace("10 am to 2 pm", "0 am to 2 pm"), '"0 am" is no time of day', "9 am to 6 pm"),
    (WEEKLY.replace("10 am to 2 pm", "10 am"), '"10 am" is no opening and closing time', "9 am to 6 pm"),
    (WEEKLY.replace("10 am to 2 pm", "10 am to 2 am"), "closes before it opens", '"10 am to midnight"'),
    (WEEKLY.replace("10 am to 2 pm", "10 am to 10 am"), "closes before it opens", "mind am and pm"),
    (WEEKLY.replace("10 am to 2 pm", "[10 am, 2 pm]"), "is no opening and closing time", "9 am to 6 pm"),
    (WEEKLY.replace("1 pm, 2 pm", "2 pm, 1 pm"), "opens again before it closes", "one after the other"),
    (WEEKLY.replace("Saturday:", "Saturday"), r':12:5 .*without a ":" after the day', "Saturday: 10 am to 2 pm"),
    (WEEKLY.replace("Monday to", "- Monday to"), "", ""),
    ("hours: {Monday to Sunday: closed}", "every day is closed", "hours: null"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said", "hint"), SLIPS, ids=[said or "list" for _, said, _ in SLIPS])
def test_explains_a_slip(written: str, said: str, hint: str) -> None:
    with pytest.raises(FaqError) as caught:
        load(small("hours: null", written))
    message = str(caught.value)
    assert re.search(said, message), message
    assert hint in message
    assert "mapping" not in message


@pytest.mark.parametrize(
    ("zone", "hint"),
    [("America/Los_Angles", 'did you mean "America/Los_Angeles"?'), ("Pacific", ""), ("America", ""), ("../x", "")],
)
def test_a_time_zone_must_be_known(zone: str, hint: str) -> None:
    with pytest.raises(FaqError, match=r":10:13  pharmacy: there is no timezone") as caught:
        load(small("timezone: America/Los_Angeles", f"timezone: {zone}"))
    assert hint in str(caught.value)


def test_below_the_hours_the_file_is_checked_as_before() -> None:
    with pytest.raises(FaqError, match=r":14:\d+ .*unknown key \"timzone\""):
        load(small("hours: null", WEEKLY).replace("timezone", "timzone"))
