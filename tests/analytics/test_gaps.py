from datetime import date

from bot.analytics.gaps import find_gaps
from bot.analytics.journal import Kept
from bot.faq.reading.loader import load
from bot.matching.matcher import Matcher
from tests.conftest import FAQ_FILE

MATCHER = Matcher(load(FAQ_FILE.read_bytes()))


def kept(*texts: str) -> list[Kept]:
    return [Kept(number, date(2026, 3, 2), text) for number, text in enumerate(texts, start=10)]


def test_names_texts_numbers_and_the_nearest_entries() -> None:
    gaps = find_gaps(kept("is it halal", "kosher capsules?", "is it kosher", "kosher capsules?"), MATCHER)
    assert [(gap.texts, gap.number, gap.ids) for gap in gaps] == [
        (("kosher capsules?", "is it kosher"), 3, (11, 12, 13)),
        (("is it halal",), 1, (10,)),
    ]
    assert "storage-and-ingredients" in [entry.id for entry in gaps[0].nearest]
    assert len(gaps[0].nearest) <= 3


def test_only_the_largest_where_that_is_enough() -> None:
    assert [gap.number for gap in find_gaps(kept("is it halal", "kosher?", "kosher?"), MATCHER, most=1)] == [2]


def test_what_was_offered_in_vain_and_what_counts_half() -> None:
    asked = [
        Kept(1, date(2026, 3, 2), "is it kosher", ("pets", "dose"), 1),
        Kept(2, date(2026, 3, 2), "is it kosher", ("pets",), 1),
        Kept(3, date(2026, 3, 2), "can my parrot fly to mars"),
        Kept(4, date(2026, 3, 2), "my parrot flies to mars"),
    ]
    gaps = find_gaps(asked, MATCHER)
    assert [(gap.ids, gap.offered, gap.halves) for gap in gaps] == [((3, 4), (), 4), ((1, 2), ("pets", "dose"), 2)]


def test_what_is_near_nothing_and_what_is_not_there() -> None:
    (gap,) = find_gaps(kept("zxqv"), MATCHER)
    assert gap.nearest == ()
    assert find_gaps([], MATCHER) == []
