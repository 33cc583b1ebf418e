"""A change is taken back, and what came after it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.merging import taken_back

CASES = [
    # before, after, now, the change taken back
    ("a b c", "a X c", "a X c", "a b c"),
    ("a b c", "a X c", "a X c d", "a b c d"),
    ("a b c", "a X c", "Z a X c", "Z a b c"),
    ("a b c", "a b w c", "a b w v c", "a b v c"),  # a line more below the one that goes
    ("a b c d", "a d", "a d e", "a b c d e"),
    ("a b c", "a X c", "a Y c", None),
    ("a b c", "a c", "a v c", None),  # both put something in at the same place
    ("a b c", "a X c", "a c", None),
    ("a", "a b", "", None),
    ("", "a", "a b", "b"),
    ("a b c", "a X c", "a b c", "a b c"),  # it is back already
    ("a b c", "a c", "a b c d", "a b c d"),
]


def lines(text: str | None) -> str:
    return "".join(f"{word}\n" for word in (text or "").split())


@pytest.mark.parametrize(("before", "after", "now", "made"), CASES)
def test_a_change_is_taken_back(before: str, after: str, now: str, made: str | None) -> None:
    found = taken_back(lines(now), lines(before), lines(after))
    assert found == (None if made is None else lines(made))


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=8).map("".join)


@given(TEXTS, TEXTS)
def test_the_last_change_can_always_be_taken_back_and_nothing_is_no_change(before: str, after: str) -> None:
    assert taken_back(after, before, after) == before
    assert taken_back(before, after, after) == before


@given(TEXTS, TEXTS, TEXTS)
def test_lines_are_kept_or_nothing_is_done(before: str, after: str, now: str) -> None:
    made = taken_back(now, before, after)
    if made is not None:
        assert set(made) <= set(before) | set(now)
