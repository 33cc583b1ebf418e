import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spelling import Speller

KNOWN = ["naltrexone", "alcohol", "dose", "wine", "insurance", "suicide", "kill"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("naltrexne", "naltrexone"),
        ("naltraxon", "naltrexone"),
        ("alchohol", "alcohol"),
        ("insurence", "insurance"),
        ("sucide", "suicide"),
        ("wnie", "wine"),
        ("klil", "kill"),
        ("kil", "kill"),
        ("wne", "wine"),
    ],
)
def test_finds_the_word_that_was_meant(typed: str, meant: str) -> None:
    found = Speller(KNOWN).closest(typed)
    assert found is not None
    assert found[0] == meant
    assert 0.7 <= found[1] < 1


@pytest.mark.parametrize("typed", ["ine", "wi", "dog", "dosing", "elephant", "", "wxyz"])
def test_leaves_alone_what_is_too_short_or_too_far(typed: str) -> None:
    assert Speller(KNOWN).closest(typed) is None


def test_of_two_equally_near_words_the_one_with_the_same_first_letter() -> None:
    assert Speller(["mood", "food", "moot"]).closest("mooe") == ("mood", 0.75)
    assert Speller(["food", "good"]).closest("good") == ("good", 1.0)


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [("amont", ["among", "amount"], "amount"), ("stgep", ["steep", "step"], "step")],
)
def test_a_letter_missing_or_too_many_is_likelier_than_a_wrong_one(typed: str, known: list[str], meant: str) -> None:
    found = Speller(known).closest(typed)
    assert found is not None
    assert found[0] == meant


@given(st.text(max_size=12), st.permutations(KNOWN))
def test_the_order_of_the_list_decides_nothing(typed: str, known: list[str]) -> None:
    assert Speller(known).closest(typed) == Speller(KNOWN).closest(typed)
