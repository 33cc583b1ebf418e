import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faq.model import Faq
from bot.matching.matcher import MAX_QUERY, Matcher
from bot.matching.outcome import Answer, NoMatch, Suggestions
from tests.small_faq import small_faq


@pytest.fixture(scope="module")
def matcher(faq: Faq) -> Matcher:
    return Matcher(faq)


def answered(matcher: Matcher, query: str) -> str:
    outcome = matcher.match(query).outcome
    assert isinstance(outcome, Answer), outcome
    return outcome.candidate.entry.id


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("cna i drnk wine on ldn?", "alcohol"),
        ("side efects", "side-effects"),
        ("how mcuh does it cost", "cost"),
        ("is it ok with my gabapentin", "interactions"),
        ("can i take ldn with oxycodone", "opioids"),
        ("LDN FOR MY DOG???", "pets"),
    ],
)
def test_answers_in_spite_of_typos_slang_and_shouting(matcher: Matcher, query: str, entry: str) -> None:
    assert answered(matcher, query) == entry


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("can ldn cause depression", "does ldn help depression"),
        ("how do i stop ldn", "what dose do i start with"),
        ("what is naltrexone", "what is ldn"),
        ("morning or night", "with food or without"),
    ],
)
def test_direction_matters(matcher: Matcher, one: str, other: str) -> None:
    first, second = (matcher.match(query).ranking[0].entry.id for query in (one, other))
    assert (first == second) == (one == "morning or night")


@pytest.mark.parametrize(
    "query", ["what's the weather in paris", "tell me a joke", "asdf qwer zxcv", "fold my hand", "?"]
)
def test_answers_nothing_to_what_is_not_in_the_faq(matcher: Matcher, query: str) -> None:
    assert not isinstance(matcher.match(query).outcome, Answer)


def test_nothing_known_is_no_match(matcher: Matcher) -> None:
    match = matcher.match("zyzzyva")
    assert (match.outcome, match.ranking, match.confidence) == (NoMatch(), (), 0)


def test_another_medicine_without_ours_is_never_answered_outright(matcher: Matcher) -> None:
    match = matcher.match("can i take tylenol and advil together")
    assert "subject" in match.guards
    assert not isinstance(match.outcome, Answer)
    assert answered(matcher, "can i take tylenol with ldn") == "interactions"


@pytest.mark.parametrize(
    ("query", "guard"),
    [
        ("can i get ldn without a prescription", "without"),
        ("is wine ok instead of beer on ldn", "instead"),
        ("can i not drink wine on ldn", "not"),
        ("can i drink wine on 7.5 mg of ldn", "7.5 mg"),
    ],
)
def test_a_turning_word_or_an_amount_holds_the_answer_back(matcher: Matcher, query: str, guard: str) -> None:
    match = matcher.match(query)
    if guard == "without":  # one of the phrasings has the word, so nothing is held back
        assert guard not in match.guards
    else:
        assert guard in match.guards
        assert isinstance(match.outcome, Suggestions)


def test_a_greeting_before_a_question_is_no_small_talk(matcher: Matcher) -> None:
    assert matcher.match("hello, what is low dose naltrexone?").ranking[0].entry.id == "what-is-ldn"
    assert answered(matcher, "hello there") == "greeting"


def test_only_the_first_characters_are_read(matcher: Matcher) -> None:
    long = "does ldn cause nausea " + "x" * MAX_QUERY
    assert matcher.match(long).is_cut
    assert not matcher.match("does ldn cause nausea").is_cut
    padded = " " * MAX_QUERY + "does ldn cause nausea"
    assert isinstance(matcher.match(padded).outcome, NoMatch)


def test_at_most_three_suggestions_and_five_ranked(matcher: Matcher) -> None:
    match = matcher.match("how long does it take")
    assert len(match.ranking) == 5
    if isinstance(match.outcome, Suggestions):
        assert 1 <= len(match.outcome.candidates) <= 3


def test_a_tie_is_no_answer() -> None:
    faq = small_faq()
    twin = dataclasses.replace(faq.entries["what-is-ldn"], id="a-twin")
    topics = (*faq.topics, dataclasses.replace(faq.topics[0], entries=(twin,)))
    assert isinstance(Matcher(faq).match("explain ldn to me").outcome, Answer)
    match = Matcher(dataclasses.replace(faq, topics=topics)).match("explain ldn to me")
    assert {candidate.entry.id for candidate in match.ranking[:2]} == {"what-is-ldn", "a-twin"}
    assert not isinstance(match.outcome, Answer)


def test_the_order_of_the_file_decides_nothing(faq: Faq, matcher: Matcher) -> None:
    topics = [dataclasses.replace(topic, entries=topic.entries[::-1]) for topic in faq.topics[::-1]]
    turned = Matcher(dataclasses.replace(faq, topics=tuple(topics)))
    for query in ["how much", "can i take it", "ldn", "is it safe", "what about my dog and wine"]:
        assert [(c.entry.id, c.confidence) for c in turned.match(query).ranking] == [
            (c.entry.id, c.confidence) for c in matcher.match(query).ranking
        ]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=350))
def test_any_text_is_ranked_with_confidences_that_fall(text: str) -> None:
    match = SMALL_MATCHER.match(text)
    confidences = [candidate.confidence for candidate in match.ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


SMALL_MATCHER = Matcher(small_faq())
