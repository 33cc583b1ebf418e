import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.responder import Responder
from bot.faq.model import Faq
from bot.matching.topics import TopicFinder


@pytest.fixture(scope="module")
def finder(responder: Responder) -> TopicFinder:
    return TopicFinder(responder.faq.topics, responder.matcher.lexicon)


def test_each_topic_is_found_by_its_id_and_its_title(finder: TopicFinder, faq: Faq) -> None:
    for topic in faq.topics:
        assert finder.find(topic.id) == finder.find(topic.title) == finder.find(topic.title.upper()) == topic


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("dosage", "dose"),
        ("dosse", "dose"),
        ("the dose please", "dose"),
        ("dose of ldn", "dose"),
        ("cost of ldn", "money"),
        ("price", "money"),
        ("side efects", "safety"),
        ("refill", "orders"),
        ("ldn", "basics"),
        ("ldn and depression", "depression"),
    ],
)
def test_other_words_for_a_topic(finder: TopicFinder, words: str, id: str) -> None:
    found = finder.find(words)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("words", ["pizza", "is wine ok on ldn", "dose pizza", "???", "", "4.5", "i do not know"])
def test_words_that_name_no_topic(finder: TopicFinder, words: str) -> None:
    assert finder.find(words) is None


@given(st.text())
def test_takes_any_words(finder: TopicFinder, text: str) -> None:
    finder.find(text)
