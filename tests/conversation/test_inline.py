"""What is offered to those who ask from another chat."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.faqs import fallback_for
from bot.conversation.inline import MOST
from bot.conversation.reply import OpenEntry, Situation
from bot.conversation.responder import Responder
from bot.safety.triage import DangerDetector
from tests.conftest import FAQ_FILE
from tests.shipped import SPANISH, shipped


def offered(responder: Responder, query: str) -> list[str]:
    return [choice.id for choice in responder.offer(query).choices]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("side effects", ["side-effects"]),
        ("cna i drnk wine on ldn?", ["alcohol"]),
        ("side eff", ["side-effects"]),
        ("depression", ["ldn-for-depression", "depression-symptoms", "depression-facts"]),
        ("what is ldn and what does it cost", ["what-is-ldn", "cost"]),
    ],
)
def test_the_entries_that_fit_the_best_first(responder: Responder, query: str, ids: list[str]) -> None:
    offer = responder.offer(query)
    assert offer.outcome == "found"
    assert [choice.id for choice in offer.choices][: len(ids)] == ids
    assert len(offer.choices) <= MOST


def test_what_hardly_fits_is_not_offered(responder: Responder) -> None:
    assert "alcohol" not in offered(responder, "side effects")


def test_a_choice_shows_its_question_and_first_line_and_sends_the_whole_answer(responder: Responder) -> None:
    choice = responder.offer("is wine ok").choices[0]
    assert choice.title == "Can I drink alcohol on LDN?"
    assert shipped("answers.alcohol").startswith(choice.line)
    assert "\n" not in choice.line
    assert choice.reply.text == responder.press(OpenEntry("alcohol")).text
    assert choice.reply.buttons == ()


@pytest.mark.parametrize("query", ["", " ", "???", "l", "hi", "thank you"])
def test_a_beginning_is_offered_a_few_common_entries(responder: Responder, query: str) -> None:
    offer = responder.offer(query)
    firsts = [topic.entries[0].id for topic in responder.faq.topics]
    assert offer.outcome == "common"
    assert [choice.id for choice in offer.choices] == firsts[:MOST]


@pytest.mark.parametrize(
    ("query", "number"),
    [("i want to kill myself", "988"), ("side effects, i want to die", "988"), ("i took 40 pills", "1-800-222-1222")],
)
def test_in_danger_help_is_offered_alone(responder: Responder, query: str, number: str) -> None:
    offer = responder.offer(query)
    (choice,) = offer.choices
    urgency = responder.respond(query).triage.urgency
    assert offer.outcome == urgency
    assert number in choice.title
    assert urgency is not None
    assert choice.reply == responder.urgent(urgency)


def test_where_nothing_is_found_the_phone_is_offered(responder: Responder) -> None:
    offer = responder.offer("best pizza in town")
    (choice,) = offer.choices
    assert offer.outcome == "nothing"
    assert choice.title == shipped("labels.nothing_found")
    assert responder.faq.pharmacy.phone in choice.line
    assert responder.faq.pharmacy.phone in choice.reply.text


def test_another_language_is_told_so(responder: Responder) -> None:
    offer = responder.offer("eu posso tomar com este remédio? obrigado")
    assert offer.outcome == "other_language"
    assert shipped("es.messages.other_language") in offer.choices[0].reply.text


def test_words_in_spanish_are_offered_in_spanish(responder: Responder) -> None:
    choice, *_ = responder.offer("efectos secundarios").choices
    assert (choice.id, choice.title) == ("side-effects", SPANISH.entries["side-effects"].question)
    (common, *_) = responder.offer("", situation=Situation(language="es-MX")).choices
    assert common.title == SPANISH.entries[common.id].question
    (help_now,) = responder.offer("ya no quiero vivir").choices
    assert help_now.title == SPANISH.safety.self_harm_title


def test_care_comes_with_what_is_sent(responder: Responder) -> None:
    safety = responder.faq.safety
    assert all(safety.opioids in choice.reply.text for choice in responder.offer("i take tramadol").choices)
    (choice,) = responder.offer("nothing matters anymore").choices
    assert choice.line == safety.low_mood


def test_the_fallback_offers_help_and_the_phone(safety: DangerDetector) -> None:
    fallback = Responder(fallback_for(FAQ_FILE.read_bytes()), safety)
    for query in ("", "what is ldn", "phone number"):
        assert [fallback.faq.pharmacy.phone in choice.line for choice in fallback.offer(query).choices] == [True]
    assert "988" in fallback.offer("i want to die").choices[0].title


@settings(max_examples=200, deadline=None)
@given(query=st.text(max_size=300))
def test_any_query_is_offered_something(responder: Responder, query: str) -> None:
    choices = responder.offer(query).choices
    assert 1 <= len(choices) <= MOST
    assert len({choice.id for choice in choices}) == len(choices)
    assert all(choice.title and choice.line and choice.reply.plain for choice in choices)
