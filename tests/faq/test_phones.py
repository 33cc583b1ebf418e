"""A phone number that can't be one is told, in the country of the pharmacy."""

import pytest

from bot.faq.phones import can_not_be, country_of, wrong_phones
from bot.faq.reading.loader import load
from bot.faq.rules import content_problems
from tests.small_faq import line_of, small

LOOK_UP = "look it up, and write it with its area code"


@pytest.mark.parametrize(
    ("number", "country", "reason"),
    [
        ("1-855-247-7948", "US", ""),
        ("(310) 555-0100", "US", ""),
        ("+1 310 555 0100", "US", ""),
        ("(310) 555-01", "US", "is too short for a phone number"),
        ("555-0100", "US", "is too short for a phone number"),
        ("(310) 555-01000", "US", "is too long for a phone number"),
        ("123-456-7890", "US", "is nobody's phone number"),
        ("call us", "US", "is no phone number"),
        ("030 901820", "DE", ""),
        ("030 901820", "US", "is too short for a phone number"),
    ],
)
def test_whether_somebody_can_be_called_there(number: str, country: str, reason: str) -> None:
    assert can_not_be(number, country) == reason


@pytest.mark.parametrize(
    ("zone", "country"),
    [("America/Los_Angeles", "US"), ("Europe/Berlin", "DE"), ("Asia/Tokyo", "JP"), ("US/Pacific", "US"), ("UTC", "US")],
)
def test_the_country_is_that_of_the_time_zone(zone: str, country: str) -> None:
    assert country_of(zone) == country


@pytest.mark.parametrize(
    "text", ["Since 2026-01-31.", "1 to 5 mg", "Call 1-800-222-1222 or 911.", "(310) 555-0100", "16 000"]
)
def test_other_numbers_in_a_text_are_let_be(text: str) -> None:
    assert list(wrong_phones(text, "US")) == []


def test_check_tells_the_line() -> None:
    text = small("1-800-555-0100", "(310) 555-01").replace("A *small* dose.", "Call (310) 555-019.")
    problems = [each for each in content_problems(load(text)) if "phone" in each.message]
    assert [(each.line, each.message, each.hint, each.warning) for each in problems] == [
        (line_of("phone:"), 'pharmacy: "(310) 555-01" is too short for a phone number', LOOK_UP, False),
        (
            line_of("A *small* dose."),
            'entry "what-is-ldn": it has "(310) 555-019", which is too short for a phone number',
            LOOK_UP,
            False,
        ),
    ]
