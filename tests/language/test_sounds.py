"""Words that are one when spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sounds import sound
from bot.matching.lexicon import Lexicon
from tests.shipped import SPANISH

LEXICON = Lexicon(SPANISH)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("presio", "precio"), ("bisio", "vicio"), ("kien", "quien"), ("ambre", "hambre"), ("farmasia", "farmacia")],
        *[("enbarasada", "embarazada"), ("pastiyas", "pastillas"), ("jente", "gente"), ("chiko", "chico")],
    ],
)
def test_one_is_typed_for_the_other(typed: str, meant: str) -> None:
    assert sound(typed, "es") == sound(meant, "es")


@pytest.mark.parametrize(("one", "other"), [("pero", "perro"), ("ano", "año"), ("casa", "cama"), ("chico", "cico")])
def test_what_differs_stays_apart_but_for_doubled_letters(one: str, other: str) -> None:
    assert (sound(one, "es") == sound(other, "es")) == (one == "pero")


@pytest.mark.parametrize(("typed", "meant"), [("presio", "precio"), ("resetar", "receta"), ("dosiz", "dosis")])
def test_a_word_is_read_as_it_sounds_and_said_so(typed: str, meant: str) -> None:
    (token,), (right,) = LEXICON.read(typed), LEXICON.read(meant)
    assert token.reading == right.reading
    assert 0.9 < token.likeness < 1


def test_english_has_no_such_rules() -> None:
    assert sound("price", "en") == "price"


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_any_word_sounds_like_something(word: str) -> None:
    assert len(sound(word, "es")) <= len(word) + word.count("c")
