"""Which language a message is in, by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.tongues import Tongues
from bot.matching.lexicon import Lexicon
from tests.shipped import FAQ, SPANISH

TONGUES = Tongues({"en": Lexicon(FAQ).words, "es": Lexicon(SPANISH).words})


@pytest.mark.parametrize(
    "text",
    [
        *("hola", "gracias", "adios", "que es la ldn", "q es ldn", "el refill", "side effects de ldn", "mi copay"),
        *("¿LDN?", "xq no m sirve", "cuanto sale", "kiero saber del precio", "efectos secundarios of ldn pls"),
        *("ya cerraron?", "mi doctor dice q si", "buenas tardes, tienen delivery", "la puedo tomar con cafe"),
        *(
            "is it ok si la tomo con mi multivitamin",
            "i took too many pills, me siento bien mareada",
            "ya no quiero vivir",
        ),
    ],
)
def test_a_few_words_of_spanish_suffice(text: str) -> None:
    assert TONGUES.heard(text)[0] == "es"


@pytest.mark.parametrize(
    "text",
    [
        *("what is ldn", "r u open today", "thank u", "ok thanks", "delivery in los angeles", "do you ship to el paso"),
        *(
            "does la jolla have a pharmacy",
            "can i take it with no food",
            "soy free?",
            "3 weeks in and nada",
            "is this AI",
        ),
        *(
            "i w a n t t o d i e",
            "k i l l m y s e l f",
            "my l!fe ends 2nite",
            "roll two dice",
            "does mama need a script",
        ),
    ],
)
def test_english_stays_english_whatever_it_borrows(text: str) -> None:
    assert TONGUES.heard(text)[:1] in ((), ("en",))


@pytest.mark.parametrize("text", ["", "LDN", "4.5 mg", "👍", "zoloft", "LDN??", "no", "wellbutrin + ldn", "yo", "1"])
def test_what_may_be_any_language_tells_none(text: str) -> None:
    assert TONGUES.heard(text) == ()


def test_a_mixed_text_names_both() -> None:
    assert TONGUES.heard("does costco pharmacy tiene ldn") == ("es", "en")


@given(st.text(max_size=300))
def test_any_text_has_known_languages_each_once(text: str) -> None:
    heard = TONGUES.heard(text)
    assert set(heard) <= {"en", "es"}
    assert len(set(heard)) == len(heard)
