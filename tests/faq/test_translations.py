"""Messages in other languages: what may stand there, and which one is chosen."""

import re

import pytest

from bot.errors import FaqError
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from tests.small_faq import worded

SPANISH = "translations:\n  es:\n    welcome: Bienvenido a {name}.\n    gone: Ya no está.\n"
MEXICAN = "  es-MX:\n    welcome: Qué gusto verle.\n"


def faq_with(translations: str) -> Faq:
    return load(worded(translations))


@pytest.mark.parametrize(
    ("languages", "welcome"),
    [
        (["es"], "Bienvenido a {name}."),
        (["ES"], "Bienvenido a {name}."),
        (["es-AR"], "Bienvenido a {name}."),
        (["es_ar"], "Bienvenido a {name}."),
        (["es-mx"], "Qué gusto verle."),
        (["fr"], "Welcome to {name}."),
        (["fr", "es"], "Bienvenido a {name}."),
        ([None, "es"], "Bienvenido a {name}."),
        (["est"], "Welcome to {name}."),
        (["", "-", "e"], "Welcome to {name}."),
        ([], "Welcome to {name}."),
    ],
)
def test_the_first_language_that_has_a_message_is_read(languages: list[str | None], welcome: str) -> None:
    assert faq_with(SPANISH + MEXICAN).message("welcome", languages) == welcome


def test_what_a_country_lacks_is_read_in_its_language_and_what_that_lacks_in_english() -> None:
    faq = faq_with(SPANISH + MEXICAN)
    assert faq.message("gone", ["es-MX"]) == "Ya no está."
    assert faq.message("help", ["es-MX"]) == faq.messages.help


@pytest.mark.parametrize("nothing", ["", "translations:\n", "translations: null\n"])
def test_there_may_be_no_translations(nothing: str) -> None:
    assert faq_with(nothing).translations == {}


SLIPS = [
    ("translations: Hola\n", r":[0-9]+:15 .*must be a block for each language", '"es:"'),
    ("translations:\n  es: Hola\n", "translations: es must be a block", ""),
    (
        "translations:\n  Spanish:\n    welcome: Hola\n",
        r':[0-9]+:3 .*"Spanish" is no code of a language',
        '"es" for Spanish',
    ),
    ("translations:\n  en:\n    welcome: Hi\n", 'English stands under "messages"', "change it there"),
    ("translations:\n  en-GB:\n    welcome: Hi\n", 'English stands under "messages"', "change it there"),
    (SPANISH + "  ES:\n    help: Hola\n", 'duplicate "ES"', "put the messages of both together"),
    ("translations:\n  es:\n    welcom: Hola\n", r'unknown key "welcom" \(did you mean "welcome"\?\)', "known keys"),
    ("translations:\n  es:\n    welcome: Hola {nombre}\n", r':[0-9]+:14 .*"welcome" has "{nombre}"', "use {name}"),
    ("translations:\n  es:\n    welcome: Abierto {hours}\n", 'has "{hours}"', "use {name}"),
    ("translations:\n  es:\n    welcome:\n", '"welcome" is empty', "write the text"),
    ("translations:\n  es:\n    welcome: Llame al 989\n", "names 989, which is no help number", "did you mean 988?"),
]


@pytest.mark.parametrize(("written", "said", "hint"), SLIPS, ids=[said for _, said, _ in SLIPS])
def test_explains_a_slip(written: str, said: str, hint: str) -> None:
    with pytest.raises(FaqError) as caught:
        faq_with(written)
    assert re.search(said, str(caught.value)), str(caught.value)
    assert hint in str(caught.value)


def test_a_help_number_must_not_be_lost_in_translation() -> None:
    with pytest.raises(FaqError, match=r'translations: es: "unavailable" must name 911'):
        faq_with("translations:\n  es:\n    unavailable: Algo salió mal. Llame al 988.\n")


def test_the_shipped_spanish_says_that_answers_are_english_and_keeps_the_number(faq: Faq) -> None:
    spanish = faq.translations["es"]
    must = {"welcome", "help", "no_match", "did_you_mean", "not_text", "other_language", "slow_down"}
    assert must | {"unavailable", "none_of_these"} <= set(spanish)
    for name, text in spanish.items():
        for placeholder in ("{phone}", "/topics", "/contact", "/disclaimer", "/privacy"):
            assert (placeholder in text) == (placeholder in faq.message(name)), (name, placeholder)
        if name not in ("did_you_mean", "slow_down", "after_danger", "unavailable", "location", "contact_card"):
            assert "inglés" in text, name
    # The answer to a pressed button: https://core.telegram.org/bots/api#answercallbackquery
    assert len(spanish["slow_down"].replace("{phone}", faq.pharmacy.phone)) <= 200
