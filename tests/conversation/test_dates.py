"""Days and months in the words of a language."""

import pytest

from bot.conversation.contact import contact
from bot.conversation.dates import in_words
from bot.faq.reading.translation import load_translation
from bot.faq.texts import Labels
from tests.shipped import SPANISH
from tests.small_faq import small_faq, spanish


@pytest.mark.parametrize(
    ("english", "own"),
    [
        ("Monday to Friday: 9 am to noon", "lunes a viernes: 9 am a mediodía"),
        ("Mon, Wed and Sat: closed", "lunes, miércoles y sábado: cerrado"),
        ("Dec 25, federal holidays: closed", "diciembre 25, feriados federales: cerrado"),
        ("November 2026", "noviembre 2026"),
    ],
)
def test_hours_and_dates_are_told_in_spanish(english: str, own: str) -> None:
    assert in_words(english, SPANISH.labels) == own
    assert in_words(english, Labels()) == english


def test_whether_it_is_open_is_told_in_spanish() -> None:
    english = small_faq("hours: null", "hours: {Monday to Friday: 9 am to 6 pm, Saturday and Sunday: closed}")
    labels = "labels: {open_now: 'Abierto hasta las {time}.', opens_later: 'Abre el {day} a las {time}.', "
    text = spanish("labels: {", labels + "calendar: 'Monday = lunes, Friday = viernes, to = a', ")
    faq = load_translation(text, english, "es", "faq.es.yaml").faq
    assert "Abre el lunes a las 9 am.\nlunes a viernes: 9 am a 6 pm" in contact(faq, 6 * 24 * 60).text
    assert "Abierto hasta las 6 pm." in contact(faq, 600).text
