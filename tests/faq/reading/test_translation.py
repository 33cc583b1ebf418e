"""A FAQ in another language: what it words, what it takes from the English one, and what is wrong with it."""

import re

import pytest

from bot.errors import FaqError
from bot.faq.fingerprint import fingerprint
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.faq.reading.translation import load_translation
from bot.faq.rules import outdated
from tests.conftest import FAQ_FILE
from tests.small_faq import small, small_faq, spanish

ENGLISH = small_faq()


def in_spanish(text: str, english: Faq = ENGLISH) -> Faq:
    return load_translation(text, english, "es", "faq.es.yaml").faq


def remarks(text: str, english: Faq = ENGLISH) -> str:
    found = load_translation(text, english, "es", "faq.es.yaml").remarks
    return "\n".join(remark.describe("faq.es.yaml") for remark in found)


def test_words_are_those_of_the_translation_and_the_rest_is_english() -> None:
    faq = in_spanish(spanish())
    entry, english = faq.entries["what-is-ldn"], ENGLISH.entries["what-is-ldn"]
    assert (entry.question, entry.answer) == ("¿Qué es la LDN?", "Una dosis *pequeña*.")
    assert entry.phrasings == ("¿Qué es la LDN?", "explíqueme la ldn", "qué significa ldn")
    assert (entry.source, entry.related, entry.referral) == (english.source, english.related, english.referral)
    assert faq.messages.welcome == "Bienvenido a {name}."
    assert faq.messages.help == ENGLISH.messages.help
    assert faq.pharmacy.phone == ENGLISH.pharmacy.phone
    assert faq.pharmacy.serves == "Springfield y sus alrededores"
    assert faq.subject.others == ("otra medicina",)
    assert (faq.language, ENGLISH.language) == ("es", "en")


def test_ids_and_their_order_are_those_of_the_english_file() -> None:
    turned = spanish().replace("what-is-ldn", "x").replace("greeting", "what-is-ldn").replace("id: x", "id: greeting")
    faq = in_spanish(turned)
    assert list(faq.entries) == list(ENGLISH.entries)
    assert [topic.title for topic in faq.topics] == ["Lo básico", "Charla"]


def test_what_is_not_translated_stays_english_and_is_known() -> None:
    faq = in_spanish(spanish())
    assert faq.lacking == {"price"}
    assert faq.entries["price"] == ENGLISH.entries["price"]
    assert "faq.es.yaml:1:1  warning: 1 of 3 entries are not translated: price" in remarks(spanish())
    assert in_spanish("messages: {gone: Ya no está.}").lacking == set(ENGLISH.entries)


def test_it_can_be_used_whatever_english_has_become() -> None:
    without = load(small().replace("id: what-is-ldn", "id: other").replace("[what-is-ldn]", "[other]"))
    assert in_spanish(spanish(), without).lacking == {"other", "price"}
    assert 'faq.es.yaml:15:9  there is no entry "what-is-ldn" in the English file' in remarks(spanish(), without)


def test_a_change_of_the_english_answer_is_seen() -> None:
    changed = small_faq("A *small* dose.", "A *very small* dose.")
    assert [entry.id for entry in outdated(in_spanish(spanish(), changed), changed)] == ["what-is-ldn"]
    now = fingerprint("A *very small* dose.")
    assert re.search(
        rf'faq.es.yaml:15:9  warning: entry "what-is-ldn": its English answer has changed since\n.*translates: {now}',
        remarks(spanish(), changed),
    )
    assert outdated(in_spanish(spanish()), ENGLISH) == []


def test_an_answer_that_names_no_english_one_is_told() -> None:
    said = remarks(spanish("        translates: d6007f62\n", ""))
    assert 'warning: entry "what-is-ldn": nothing tells which English answer it translates' in said
    assert "translates: d6007f62" in said


SLIPS = [
    ("messages:", "mesages:", r':2:1  the file: unknown key "mesages" \(did you mean "messages"\?\)'),
    ("serves:", "pharmacy:", 'unknown key "pharmacy"'),
    ("question: ¿Qué es la LDN?", f"question: {'x' * 65}", "65 characters long"),
    ("        answer: Hola a usted.\n", "", 'entry "greeting": "answer" is missing'),
    ("translates: d6007f62", "referral: yes", 'entry "what-is-ldn": unknown key "referral"'),
    ("answer: Hola a usted.", "answer: Hola {nombre}.", 'has "{nombre}"'),
    ("Bienvenido a {name}.", "Bienvenido a {names}.", ':2:21 .*"welcome" has "{names}"'),
    ("id: greeting", "id: what-is-ldn", 'duplicate id "what-is-ldn"'),
    ("al 988, o al 911 si", "al 989, o al 911 si", "names 989, which is no help number"),
    ("ask:\n          - buenos días", "ask: buenos días", "must be a list"),
]


@pytest.mark.parametrize(("old", "new", "said"), SLIPS, ids=[said for *_, said in SLIPS])
def test_explains_a_slip(old: str, new: str, said: str) -> None:
    with pytest.raises(FaqError) as caught:
        in_spanish(spanish(old, new))
    assert re.search(said, str(caught.value)), str(caught.value)
    assert str(caught.value).startswith("faq.es.yaml:")


def test_a_misspelt_id_is_told_with_the_one_that_was_meant() -> None:
    said = remarks(spanish("id: greeting", "id: greting"))
    assert 'there is no entry "greting" in the English file\n    did you mean "greeting"?' in said


def test_a_text_that_lost_a_help_number_is_read_in_english() -> None:
    english = load(small("A *small* dose.", "In an emergency call 911.").replace("Welcome to", "Call 988. Welcome to"))
    faq, said = in_spanish(spanish(), english), remarks(spanish(), english)
    assert faq.entries["what-is-ldn"].answer == "In an emergency call 911."
    assert "what-is-ldn" in faq.lacking
    assert faq.messages.welcome == "Call 988. Welcome to {name}."
    assert 'entry "what-is-ldn": answer must name 911' in said
    assert 'messages: "welcome" must name 988' in said


def test_figures_that_differ_from_the_english_ones_are_told() -> None:
    english = small_faq("A *small* dose.", "From 1 to 5 mg. Call 911.")
    said = remarks(spanish("Una dosis *pequeña*.", "De 1 a 4.5 mg. Llame al 911."), english)
    assert 'entry "what-is-ldn": 4.5 stands in its answer, and not in the English one' in said
    assert 'entry "what-is-ldn": 5 stands in the English answer, and not in this one' in said
    assert "911" not in said


@pytest.mark.parametrize(
    "text", ["", "hola", "- hola", "topics: []", "topics: {}", "\tmessages:", "messages: {welcome: null}"]
)
def test_what_is_no_translation_is_refused_in_words(text: str) -> None:
    with pytest.raises(FaqError, match=r"^faq\.es\.yaml:1:"):
        in_spanish(text)


def test_it_may_hold_what_its_text_may_hold() -> None:
    faq = in_spanish(spanish('welcome: "Bienvenido a {name}."', "privacy_kept: 'Por {days} días.'"))
    assert faq.messages.privacy_kept == "Por {days} días."


def test_the_shipped_spanish_keeps_every_placeholder_command_and_number(faq: Faq) -> None:
    shipped = in_spanish((FAQ_FILE.parent / "faq.es.yaml").read_text("utf-8"), faq)
    assert shipped.lacking == frozenset()
    assert outdated(shipped, faq) == []
    for name, text in vars(shipped.messages).items():
        for kept in ("{phone}", "{days}", "/topics", "/contact", "/disclaimer", "/privacy"):
            assert (kept in text) == (kept in getattr(faq.messages, name)), (name, kept)
    # The answer to a pressed button: https://core.telegram.org/bots/api#answercallbackquery
    assert len(shipped.messages.slow_down.replace("{phone}", faq.pharmacy.phone)) <= 200
