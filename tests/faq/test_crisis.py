"""Each help number stays where it belongs, in whatever people read."""

import re

import pytest

from bot.faq.crisis import wrong_help
from bot.faq.everywhere import Found, texts
from bot.faq.model import Faq
from bot.faq.reading.translation import load_translation
from bot.faq.rules import content_problems
from tests.conftest import FAQ_FILE
from tests.small_faq import line_of, small_faq

NUMBERS = ("988", "911", "1-800-222-1222")
NAMED = re.compile(r"(?<![\w-])(?:988|911|1-800-222-1222)(?![\w-])|988(?=lifeline)")


@pytest.fixture(params=["en", "es"])
def shipped(request: pytest.FixtureRequest, faq: Faq) -> Faq:
    """What ships in a language."""
    if request.param == "en":
        return faq
    spanish = FAQ_FILE.with_name("faq.es.yaml")
    return load_translation(spanish.read_bytes(), faq, "es", spanish.name).faq


def read_by_people(faq: Faq) -> list[Found]:
    return [found for found in texts(faq) if found.read_by == "people"]


@pytest.mark.parametrize("wrong", [*NUMBERS, "998", "912", "1-800-222-1223"])
def test_a_help_number_that_becomes_another_is_told_wherever_it_stands(shipped: Faq, wrong: str) -> None:
    silent, tried = [], 0
    for found in read_by_people(shipped):
        for number in NAMED.finditer(found.text):
            changed = found.text[: number.start()] + wrong + found.text[number.end() :]
            if changed != found.text:
                tried += 1
                silent += [] if wrong_help(changed, found.numbers) else [(found.name, number[0], changed)]
    assert silent == []
    assert tried > 35


def test_what_ships_is_right(shipped: Faq) -> None:
    found = [(each.name, slip) for each in read_by_people(shipped) for slip in wrong_help(each.text, each.numbers)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        (
            "Hi.\nIf you think about ending your life, call or text 911.",
            "names 911 where 988 belongs",
            "write 988 in: If you think about ending your life, call or text 911.",
        ),
        ("In an emergency call 988.", "names 988 where 911 belongs", "write 911 in: In an emergency call 988."),
        ("Call 988 at once.", "names 988 where 911 may belong", "write 911 in: Call 988 at once."),
        (
            "Call Poison Help at 911.",
            "names 911 where 1-800-222-1222 belongs",
            "write 1-800-222-1222 in: Call Poison Help at 911.",
        ),
        ("Call or text 998, day or night.", "names 998, which is no help number", "did you mean 988?"),
        ("You can call or text at any hour.", "names no 988 here", "write 988 in: You can call or text at any hour."),
        (
            "If someone can't be woken, call us.",
            "names no 911 here",
            "write 911 in: If someone can't be woken, call us.",
        ),
        ("Text 911 at any hour.", "names 911 where 988 belongs", "write 988 in: Text 911 at any hour."),
        ("Mande un texto al 911.", "names 911 where 988 belongs", "write 988 in: Mande un texto al 911."),
        ("Call and press 2 for Spanish.", "names no 988 here", "write 988 in: Call and press 2 for Spanish."),
        ("Chat at 911lifeline.org.", "names 911lifeline.org", "write 988lifeline.org"),
    ],
)
def test_says_what_is_wrong_and_what_belongs_there(text: str, said: str, hint: str) -> None:
    assert [(message, way) for message, way, _ in wrong_help(text)] == [(said, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "Can I text the pharmacy?",
        "Si llama, oprima 2 para español.",
        "Lo que alguien escribe cuando está en peligro no se guarda.",
        "Call 311 for the city.",
        "Outside the US, call your local emergency number.",
        "Call Dr. Ada at 1-800-555-0100.",
        "Ask before you call.",
        "In an emergency call 911, or 988 to talk.",
        "LDN is no emergency medicine.",
    ],
)
def test_other_sentences_are_let_be(text: str) -> None:
    assert wrong_help(text) == []


def test_check_names_the_text_and_its_line() -> None:
    faq = small_faq(
        'messages: {welcome: "Welcome to {name}."}',
        "messages:\n  photo: |\n    I can't see pictures.\n\n    In an emergency call 988.\n  sticker: Please type.",
    )
    line = line_of("messages:")
    told = [(each.line, each.message, each.hint) for each in content_problems(faq) if "messages" in each.message]
    assert told == [
        (line + 4, 'messages: "photo" names 988 where 911 belongs', "write 911 in: In an emergency call 988."),
        (line + 5, 'messages: "sticker" must name 911', "put 911 back into the text"),
        (line + 5, 'messages: "sticker" must name 988', "put 988 back into the text"),
    ]


def test_in_an_answer_the_line_of_the_sentence_is_named() -> None:
    faq = small_faq("answer: Please call and ask.", "answer: |\n          Please ask.\n\n          Call or text 911.")
    (problem,) = [each for each in content_problems(faq) if "988" in each.message and "entry" in each.message]
    assert (problem.line, problem.message) == (
        line_of("Please call and ask.") + 3,
        'entry "price": it names 911 where 988 belongs',
    )
