import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.text import folded, normalise, stem, utf16_length, words
from bot.language.word_lists import everyday_words, foreign_words, weak_words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Don’t STOP, it's OK", ["dont", "stop", "its", "ok"]),
        ("4.5mg at 9:30", ["4.5", "mg", "at", "9", "30"]),
        ("ＬＤＮ ﬁne", ["ldn", "fine"]),
        ("zero\u200bwidth", ["zerowidth"]),
        ("¿Qué es?", ["qué", "es"]),
        ("什么 是", ["什么", "是"]),
        ("what's that? They're here, I've", ["what", "is", "that", "they", "are", "here", "i", "have"]),
        ("wat r u 2, wht abt ur dose", ["what", "are", "you", "2", "what", "about", "your", "dose"]),
        ("TLR4 b12", ["tlr", "4", "b", "12"]),
        ("?!… 🙂", []),
        ("", []),
    ],
)
def test_words(typed: str, found: list[str]) -> None:
    assert words(typed) == found


@given(st.text())
def test_normalising_twice_changes_nothing_more_for_words(text: str) -> None:
    assert words(normalise(text)) == words(text)


@given(st.text())
def test_words_can_be_encoded_and_have_no_blanks(text: str) -> None:
    for word in words(text):
        assert word.encode("utf-8")
        assert not any(character.isspace() for character in word)


def test_stems_bring_the_forms_of_a_word_together() -> None:
    assert stem("medications") == stem("medication")
    assert stem("taking") == stem("take")


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("é", 1), ("🙂", 2)])
def test_utf16_length(text: str, length: int) -> None:
    assert utf16_length(text) == length == len(text.encode("utf-16-le")) // 2


def test_word_lists_hold_words_alone() -> None:
    assert {"someone", "can"} <= weak_words()
    assert {"weather", "puedo"} <= everyday_words()
    assert "gracias" in foreign_words()
    for word in weak_words() | foreign_words():
        assert words(word) == [word]
    assert all(word.isascii() and word.isalpha() and len(word) >= 4 for word in everyday_words())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("¿Cuándo puedo tomar la LDN?", ["cuando", "puedo", "tomar", "la", "ldn"]),
        ("xq no m da el niño", ["porque", "no", "m", "da", "el", "nino"]),
        ("toy mal, porfa", ["estoy", "mal", "por", "favor"]),
    ],
)
def test_spanish_words_lose_their_accents_and_short_forms(typed: str, read: list[str]) -> None:
    assert words(typed, "es") == read


def test_marks_go_from_latin_letters_alone() -> None:
    assert folded("ñandú ü ệ") == "nandu u e"
    assert folded("мой हिन्दी") == "мой हिन्दी"


def test_a_language_without_lists_is_read_plainly() -> None:
    assert words("Ça va?", "xx") == ["ca", "va"]
    assert stem("pastillas", "es") == stem("pastilla", "es")
    assert stem("pastillas", "xx") == "pastillas"
    assert weak_words("xx") == frozenset()
    assert {"puedo", "alguien"} <= weak_words("es")
