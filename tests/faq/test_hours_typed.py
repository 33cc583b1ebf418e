"""Hours as a pharmacist types them on a phone."""

import pytest

from bot.faq.hours import HoursError
from bot.faq.hours_typed import typed_hours

CLOSED = "closed"
TYPED = [
    ("Monday to Friday: 9 am to 6 pm\nSaturday: 10 am to 2 pm\nSunday: closed",
     [("Monday to Friday", "9 am to 6 pm"), ("Saturday", "10 am to 2 pm"), ("Sunday", CLOSED)]),
    ("Mon-Fri 9am-5:30pm\nsat 10am - 2pm", [("Monday to Friday", "9 am to 5:30 pm"), ("Saturday", "10 am to 2 pm"),
     ("Sunday", CLOSED)]),
    ("mon, wed, fri: 9:30 am to noon, 1 pm to 6 pm", [("Monday, Wednesday, Friday", "9:30 am to noon, 1 pm to 6 pm"),
     ("Tuesday, Thursday, Saturday to Sunday", CLOSED)]),
    ("• Mon - Sun: 8am-8pm\n• closed Dec 25\n• Dec 24: 8am - noon", [("Monday to Sunday", "8 am to 8 pm"),
     ("December 25", CLOSED), ("December 24", "8 am to noon")]),
    ("closed on federal holidays\nMon-Sun: 8am-8pm\nThanksgiving closed\n12/31/2026: 8 am to 1 pm",
     [("Monday to Sunday", "8 am to 8 pm"), ("Federal holidays", CLOSED), ("Thanksgiving", CLOSED),
      ("December 31, 2026", "8 am to 1 pm")]),
    ("Sunday closed\nMon-Sat 9 am to 5 pm\n\nDec 24 9 am to noon", [("Sunday", CLOSED),
     ("Monday to Saturday", "9 am to 5 pm"), ("December 24", "9 am to noon")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), TYPED, ids=[text[:20] for text, _ in TYPED])
def test_hours_are_read_as_they_are_typed(text: str, lines: list[tuple[str, str]]) -> None:
    assert typed_hours(text) == tuple(lines)
    again = "\n".join(f"{days}: {times}" for days, times in lines)
    assert typed_hours(again) == tuple(lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("we are open all day", "names no days with their times"),
        ("Mon-Fri: 9 to 5", "is no time of day"),
        ("Moonday: 9 am to 5 pm", '"Moonday" is no day'),
        ("Dec 25: closed", "no day of the week is named"),
        ("Mon-Sun: 9 am to 5 pm\nFeb 30: closed", "is no date"),
        ("", "no day of the week is named"),
    ],
)
def test_what_is_no_hours_is_told(text: str, said: str) -> None:
    with pytest.raises(HoursError, match=said):
        typed_hours(text)
