"""What people read while faq.yaml can't be used."""

import re

import pytest

from bot.conversation.faqs import fallback_for
from bot.conversation.lengths import too_long
from bot.conversation.reply import Situation
from bot.conversation.responder import Responder
from bot.faq.rules import content_problems
from bot.faq.texts import SafetyTexts
from bot.language.markup import plain
from bot.safety.triage import DangerDetector
from tests.conftest import FAQ_FILE
from tests.small_faq import SMALL, small

PHONE = "1-855-247-7948"


@pytest.fixture(scope="module")
def fallback(safety: DangerDetector) -> Responder:
    return Responder(fallback_for(FAQ_FILE.read_bytes().replace(b"topics:", b"tropics:")), safety)


def test_in_danger_it_gives_the_help_numbers(fallback: Responder) -> None:
    assert "988" in fallback.respond("i want to die").reply.text
    assert "1-800-222-1222" in fallback.respond("i took all my pills").reply.text
    assert fallback.faq.safety == SafetyTexts()


@pytest.mark.parametrize("message", ["what is ldn", "hello", "???", "hola como estas", "phone number", "x" * 400])
def test_whatever_is_asked_it_names_the_pharmacy(fallback: Responder, message: str) -> None:
    assert PHONE in fallback.respond(message).reply.text


def test_it_says_in_one_text_that_it_can_not_answer(fallback: Responder) -> None:
    said = fallback.fixed("unavailable").text
    assert PHONE in said
    for name in ("welcome", "help", "no_match", "photo", "location", "slow_down", "none_of_these", "in_group"):
        assert fallback.fixed(name).text == said, name  # type: ignore[arg-type]  # a loop over literals


def test_it_says_so_in_spanish_too(fallback: Responder) -> None:
    spanish = Situation(language="es")
    said = fallback.fixed("unavailable", spanish).text
    assert said != fallback.fixed("unavailable").text
    assert all(part in said for part in (PHONE, "911", "988"))
    assert fallback.fixed("photo", spanish).text == said
    assert fallback.respond("puedo tomar alcohol con esta medicina").reply.text == said
    for text in (said, fallback.fixed("unavailable").text):
        assert text in fallback.respond("bonjour, combien est ce que je paie").reply.text


def test_care_and_privacy_are_as_ever(fallback: Responder) -> None:
    care = fallback.faq.safety
    assert fallback.respond("i feel hopeless").reply.text.startswith(care.low_mood)
    assert plain(care.surgery) in fallback.respond("i have surgery next week").reply.plain
    for days, words in ((0, fallback.faq.messages.privacy[:20]), (30, "30 days")):
        said = fallback.command("privacy", Situation(keep_days=days))
        assert said is not None
        assert words in said.text


def test_it_keeps_the_rules_of_all_faqs(fallback: Responder) -> None:
    assert too_long(fallback.faq) == []
    assert [problem for problem in content_problems(fallback.faq) if not problem.warning] == []


@pytest.mark.parametrize(
    "content",
    [
        small("title: Basics", "titel: Basics"),
        SMALL[: SMALL.index("topics:")],
        f"<<<<<<< HEAD\n{SMALL}",
        small("timezone: America/Los_Angeles", "timezone: Nowhere"),
        small("hours: null", "hours: soon"),
    ],
)
def test_whom_to_call_is_read_from_a_file_with_a_slip(safety: DangerDetector, content: str) -> None:
    fallback = Responder(fallback_for(content.encode()), safety)
    assert "Corner Pharmacy at 1-800-555-0100" in fallback.respond("hello").reply.text
    contact = fallback.command("contact")
    assert contact is not None
    assert contact.card is not None


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"pharmacy:\n  - x", b"pharmacy: {name: x}", b"pharmacy:\n", b"{" * 99]
)
def test_where_nobody_can_be_named_nobody_is(safety: DangerDetector, content: bytes) -> None:
    fallback = Responder(fallback_for(content), safety)
    said = fallback.respond("tell me about implants").reply.text
    assert said == (
        "I'm sorry, I can't answer questions right now. Please try again later. "
        "In an emergency call 911. If you think about ending your life, call or text 988."
    )
    for command in ("contact", "privacy", "help", "start"):
        reply = fallback.command(command)
        assert reply is not None
        assert reply.card is None
        assert not re.search(r"[{}]|  | \.| at[.,]|call [.,]", reply.plain), reply.plain
    assert "988" in fallback.respond("i want to die").reply.text
    assert fallback.respond("phone number").reply.text.endswith("call or text 988.")
