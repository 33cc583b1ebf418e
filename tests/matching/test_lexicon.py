import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.lexicon import Lexicon
from tests.small_faq import small_faq

LEXICON = Lexicon(small_faq())


def readings(text: str) -> list[str | None]:
    return [token.reading for token in LEXICON.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("price", ["cost"]),
        ("how much money", ["cost"]),
        ("prices", ["cost"]),
        ("ibuprofen or aspirin", ["another medicine", None, "another medicine"]),
        ("expensve", ["expens"]),
        ("explian", ["explain"]),
        ("4.5", ["#"]),
        ("zebra", [None]),
        ("", []),
    ],
)
def test_reads_words_by_synonym_stem_and_nearest_spelling(text: str, expected: list[str | None]) -> None:
    assert readings(text) == expected


def test_a_typing_mistake_is_less_sure() -> None:
    (token,) = LEXICON.read("ibuprofin")
    assert token.word == "ibuprofin"
    assert token.reading == "another medicine"
    assert 0.7 < token.likeness < 1


def test_everyday_words_are_never_taken_for_mistakes() -> None:
    assert readings("prize") == [None]  # one letter from "price", but a word of its own


@given(st.text(max_size=80))
def test_reading_is_the_same_each_time_and_takes_any_text(text: str) -> None:
    assert LEXICON.read(text) == LEXICON.read(text)
    assert all(0 <= token.likeness <= 1 for token in LEXICON.read(text))
