"""What each text says by itself, where a FAQ leaves it out."""

import re
from dataclasses import fields, replace

import pytest

from bot.conversation.lengths import too_long
from bot.faq import texts
from bot.faq.declaring import declared
from bot.faq.reading.loader import load
from bot.faq.reading.placeholders import help_numbers, strange_placeholders
from bot.faq.rules import content_problems
from bot.faq.texts import Disclaimer, Messages, SafetyTexts, StaffTexts
from bot.language.text import utf16_length
from tests.small_faq import small, small_faq, worded

SECTIONS = [getattr(texts, name) for name in texts.__all__]
TEXTS = {f"{section.__name__}.{key.name}": key for section in SECTIONS for key in fields(section)}


@pytest.mark.parametrize("key", TEXTS.values(), ids=TEXTS)
def test_a_default_keeps_to_what_is_declared(key: object) -> None:
    rules, text = declared(key), key.default  # type: ignore[arg-type, attr-defined]  # a dataclass's field
    assert rules.description.endswith(".")
    assert text == text.strip() != ""
    assert list(strange_placeholders(text, rules.fills)) == []
    assert set(help_numbers(text)) >= set(rules.numbers)
    assert utf16_length(text) <= (rules.limit or 4096)


def test_defaults_name_no_pharmacy_and_no_medicine() -> None:
    for name, key in TEXTS.items():
        assert not re.search(r"LDN|naltrexone|depress(ion|ed)|American Integrative|247-7948", key.default, re.I), name
        if not name.startswith("StaffTexts"):
            assert not re.search(r"\bpharmacy\b", key.default, re.IGNORECASE), name


def test_a_faq_of_defaults_keeps_the_rules() -> None:
    faq = replace(small_faq(), messages=Messages(), safety=SafetyTexts())
    assert too_long(faq) == []
    assert [problem for problem in content_problems(faq) if "says" in problem.message] == []


def test_what_a_file_leaves_out_says_its_default() -> None:
    faq = load(small('messages: {welcome: "Welcome to {name}."}\n', ""))
    assert (faq.messages, faq.disclaimer, faq.staff) == (Messages(), Disclaimer(), StaffTexts())


def test_what_a_file_says_stands_beside_defaults() -> None:
    faq = load(worded("staff: {cancel: Stop}"))
    assert faq.staff == replace(StaffTexts(), cancel="Stop")
    assert faq.messages == replace(Messages(), welcome="Welcome to {name}.")
