import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.reading.loader import load
from bot.matching.lexicon import Lexicon
from tests.small_faq import small, small_faq

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


@pytest.mark.parametrize("word", ["tray", "coat", "priced"])
def test_a_rare_word_that_is_right_is_no_mistake(word: str) -> None:
    assert LEXICON.read(word)[0].meant == ""


def with_medicines() -> Lexicon:
    return Lexicon(
        load(small("  others: [another medicine]", "  others: [another medicine]\n  medicines: another medicine"))
    )


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("valsartan", "another medicine"),
        ("lustral", "another medicine"),
        ("landlord", None),
    ],
)
def test_a_medicine_that_the_faq_does_not_have_is_another_medicine(word: str, reading: str | None) -> None:
    (token,) = with_medicines().read(word)
    assert (token.reading, token.meant) == (reading, "")


def test_a_medicine_is_read_the_same_after_somebody_named_its_everyday_substance() -> None:
    lexicon = with_medicines()
    lexicon.read("caffeine")
    assert [token.reading for token in lexicon.read("vivarin")] == ["another medicine"]


def test_without_a_group_of_medicines_their_names_mean_nothing() -> None:
    assert readings("valsartan") == [None]


@given(st.text(max_size=80))
def test_reading_is_the_same_each_time_and_takes_any_text(text: str) -> None:
    assert LEXICON.read(text) == LEXICON.read(text)
    assert all(0 <= token.likeness <= 1 for token in LEXICON.read(text))
