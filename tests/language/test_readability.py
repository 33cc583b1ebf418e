import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.readability import fernandez_huerta, flesch_kincaid_grade, spanish_syllables, syllables

SYLLABLES = {
    1: "a dose take takes called helped works sleep through can't there's while rule rules kneels 12 mg",
    2: "little settled doses needed changes wishes trial doing doesn't hour spasm create careful lately bedtime moment",
    3: "opioid medicine pharmacy usual articles period settlement element studying audio royalty suicide basically",
    4: "experience california immediate usually anxiety emergency",
    5: "individual university automatically",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in SYLLABLES.items() for word in words.split()]
)
def test_syllables_are_told_by_the_spelling(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    # 8 words, 2 sentences, 11 syllables
    assert flesch_kincaid_grade("Call the pharmacy first. It can help you.") == pytest.approx(
        0.39 * 8 / 2 + 11.8 * 10 / 8 - 15.59
    )


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("• ask us here\n• ask your doctor", "Ask us here. Ask your doctor."),
        ("Don’t stop your add-on here", "dont stop your addon here"),
        ("Please call. We will help you.", "Please call we will help you."),
        ("What is that?! Call us now…", "What is that. Call us now."),
    ],
)
def test_texts_of_the_same_grade(text: str, other: str) -> None:
    assert flesch_kincaid_grade(text) == flesch_kincaid_grade(other)


def test_long_words_and_long_sentences_are_harder() -> None:
    short = "We can help. Call us now. Ask for a nurse."
    assert flesch_kincaid_grade(short) < flesch_kincaid_grade(short.replace(". ", " and "))
    assert flesch_kincaid_grade(short) < flesch_kincaid_grade(short.replace("help", "accommodate"))


@given(st.text())
def test_any_text_has_a_grade(text: str) -> None:
    assert flesch_kincaid_grade(text) > -16 or not text


def test_no_words_are_no_grade() -> None:
    assert flesch_kincaid_grade("") == flesch_kincaid_grade("…\n-") == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[
            ("que", 1),
            ("muy", 1),
            ("y", 1),
            ("hoy", 1),
            ("día", 2),
            ("guía", 2),
            ("leer", 2),
            ("ciudad", 2),
            ("mayo", 2),
        ],
        *[("receta", 3), ("farmacia", 3), ("poeta", 3), ("pingüino", 3), ("cuidado", 3), ("opiáceos", 4), ("ldn", 1)],
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_short_spanish_sentences_are_easier() -> None:
    easy = "La LDN se toma de noche. Su doctor decide la dosis."
    hard = "La administración nocturna del medicamento corresponde exclusivamente a profesionales especializados."
    assert fernandez_huerta(easy) > 80
    assert fernandez_huerta(hard) < 30
    assert fernandez_huerta("") == 100
    # The formula by hand: two words of two syllables each, no whole sentence.
    assert fernandez_huerta("casa roja") == pytest.approx(206.84 - 60 * 2 - 1.02 * 2)
