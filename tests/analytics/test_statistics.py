import sys
from datetime import date, timedelta

import pytest

from bot.analytics.chart import HEIGHT, WIDTH, picture
from bot.analytics.journal import Count
from bot.analytics.statistics import Day, report, statistics
from bot.errors import BotError
from tests.small_faq import small_faq

TODAY = date(2026, 3, 10)
YESTERDAY = TODAY - timedelta(days=1)
COUNTS = [
    Count(TODAY - timedelta(days=7), "answer", "", 50),  # too old for a week
    Count(YESTERDAY, "answer", "", 6),
    Count(YESTERDAY, "answer", "what-is-ldn", 6),
    Count(YESTERDAY, "no_match", "", 2),
    Count(YESTERDAY, "self_harm", "", 1),
    Count(TODAY, "answers", "", 1),
    Count(TODAY, "answers", "what-is-ldn", 1),
    Count(TODAY, "answers", "taken-out-since", 1),
    Count(TODAY, "suggestions", "", 1),
    Count(TODAY, "suggestions", "price", 1),
    Count(TODAY, "helped", "", 3),
    Count(TODAY, "helped", "what-is-ldn", 3),
    Count(TODAY, "not_helped", "", 1),
    Count(TODAY, "not_helped", "what-is-ldn", 1),
]


def test_adds_up_what_was_counted() -> None:
    faq = small_faq()
    found = statistics(COUNTS, faq, TODAY, 7)
    assert [day.day for day in found.days] == [TODAY - timedelta(days=ago) for ago in range(6, -1, -1)]
    assert found.days[-2:] == (Day(YESTERDAY, 6, 0, 2), Day(TODAY, 1, 1, 0))
    assert (found.questions, found.urgent, found.helped, found.not_helped) == (10, 1, 3, 1)
    assert (found.share("answered"), found.share("suggested"), found.share("unanswered")) == (0.7, 0.1, 0.2)
    assert found.asked == ((faq.entries["what-is-ldn"], 7),)
    assert [(judged.entry.id, judged.helped, judged.not_helped) for judged in found.judged] == [("what-is-ldn", 3, 1)]
    assert [entry.id for entry in found.never_asked] == ["price"]
    assert [entry.id for entry in found.waiting] == ["what-is-ldn", "price"]


def test_says_it_in_one_short_message() -> None:
    faq = small_faq()
    said = report(statistics(COUNTS, faq, TODAY, 7), faq)
    assert "Questions in 7 days: 10" in said
    assert "answered: 70 %" in said
    assert "- this week 10, the week before 50\n" in said
    assert "👍 3   👎 1   (75 % helped)" in said
    assert "- What is LDN? (7)" in said
    assert "*Never asked: 1 of 2*\n- What does LDN cost?\n" in said
    assert "2 of 2 answers wait" in said
    assert len(said) < 1000
    assert "{" not in said


def test_says_that_there_is_nothing() -> None:
    faq = small_faq()
    said = report(statistics([], faq, TODAY, 7), faq)
    assert said.startswith("Nobody has asked anything in the last 7 days")
    assert "0 %" not in said


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize("counts", [COUNTS, [], COUNTS[:4]])
@pytest.mark.parametrize("days", [1, 28, 365])
def test_draws_a_picture_for_a_phone(counts: list[Count], days: int) -> None:
    pytest.importorskip("matplotlib")
    faq = small_faq()
    assert size_of(picture(statistics(counts, faq, TODAY, days), faq)) == (WIDTH, HEIGHT)


def test_draws_whatever_staff_call_a_question() -> None:
    pytest.importorskip("matplotlib")
    faq = small_faq("question: What is LDN?", "question: Is 低 😀 $5 \\frac$ or $6 ok?")
    assert size_of(picture(statistics(COUNTS, faq, TODAY, 7), faq)) == (WIDTH, HEIGHT)


def test_says_how_to_get_the_picture_where_nothing_can_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    faq = small_faq()
    with pytest.raises(BotError, match=r"pip install '\.\[stats\]'"):
        picture(statistics([], faq, TODAY, 7), faq)
