"""Several questions in one message."""

import pytest

from bot.conversation.reply import Judge, OpenEntry
from bot.conversation.responder import Responder
from bot.conversation.several import gist, questions
from bot.matching.outcome import Answers, Suggestions
from tests.shipped import shipped


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("what is ldn", ["what is ldn"]),
        ("what is ldn and how does it work", ["what is ldn", "how does it work"]),
        ("What is it?  How much is it?", ["What is it?", "How much is it?"]),
        ("side effects and cost", ["side effects and cost"]),
        ("bed and breakfast, AND ALSO can I drink", ["bed and breakfast", "can I drink"]),
        ("hi. what is ldn", ["what is ldn"]),
        ("is it 4.5 mg", ["is it 4.5 mg"]),
        ("line one\nline two", ["line one", "line two"]),
        ("what is it?\nwhat does it cost?", ["what is it?", "what does it cost?"]),
        ("", []),
    ],
)
def test_where_a_message_is_cut(message: str, parts: list[str]) -> None:
    assert questions(message) == parts


def test_three_answers_at_most_under_their_questions_with_one_footer(responder: Responder) -> None:
    response = responder.respond("what is ldn? what does it cost? do you ship to texas? can i drink wine on ldn?")
    assert response.match is not None
    assert isinstance(response.match.outcome, Answers)
    assert [each.entry.id for each in response.match.outcome.candidates] == ["what-is-ldn", "cost", "delivery"]
    assert response.reply.text.count("*Where do you deliver?*") == 1
    for once in (shipped("disclaimer.short"), f"{shipped('labels.source')}: “"):
        assert response.reply.plain.count(once) == 1
    assert [button.action for button in response.reply.buttons] == [
        OpenEntry("how-ldn-works"),
        OpenEntry("insurance"),
        OpenEntry("order-status"),
    ]
    assert [button.action for button in response.reply.judging] == [
        Judge("what-is-ldn", True),
        Judge("what-is-ldn", False),
    ]


def test_where_it_is_unsure_what_the_parts_may_ask_is_offered(responder: Responder) -> None:
    response = responder.respond(
        "i dunno about all this and my head is full. is there a generic zorbex? how much is a bottle?"
    )
    assert response.match is not None
    assert isinstance(response.match.outcome, Suggestions), response.match.outcome
    assert "cost" in [candidate.entry.id for candidate in response.match.outcome.candidates]
    assert len(response.reply.buttons) <= 4


def test_what_one_part_asks_clearly_is_the_answer_where_the_whole_is_about_the_same(responder: Responder) -> None:
    told = "My aunt swears by all this and her neighbour does too. How much does it cost?"
    assert responder.respond(told).answered == ("cost",)


STORY = "It was a long year and the whole family went through a lot of trouble. " * 5


@pytest.mark.parametrize(
    ("message", "counts"),
    [
        ("Short. How much is it?", "Short. How much is it?"),
        (f"{STORY}We moved. How much is it? Thanks to all.", "We moved. How much is it?"),
        (f"How much is it? {STORY}", "How much is it?"),
        (STORY, STORY),
    ],
)
def test_of_a_long_story_the_part_that_asks_counts(message: str, counts: str) -> None:
    assert gist(message) == counts


def test_a_question_behind_a_long_story_is_answered(responder: Responder) -> None:
    assert responder.respond(f"{STORY}So can i drink wine on ldn?").answered == ("alcohol",)
