from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.evaluate import evaluate, read_labelled
from bot.conversation.responder import Responder
from bot.faq.reading.loader import load
from bot.safety.classifier import Classifier, terms
from bot.safety.triage import DangerDetector
from tests.conftest import FAQ_FILE

MESSAGES = Path(__file__).parent.parent / "messages"


CLASSIFIER = Classifier()


def test_terms_are_words_and_pairs_without_sentence_ends() -> None:
    pairs = {"| i", "i give", "give up", "up |", "| now", "now |"}
    assert terms("| i give up | now |") == {"i", "give", "up", "now", *pairs}


def test_what_people_say_in_despair_has_more_points_than_what_they_ask_a_pharmacy() -> None:
    despair = CLASSIFIER.judge("| i dont want to be alive |")
    assert despair.likelihood > 0.8
    assert despair.kind == "self_harm"
    assert CLASSIFIER.judge("| his face droops and he slurs |").kind == "emergency"
    assert CLASSIFIER.judge("| does insurance cover this |").likelihood < 0.1
    assert CLASSIFIER.judge("|  |").likelihood < 0.5


@given(st.text(max_size=200))
def test_danger_is_a_share(text: str) -> None:
    assert 0 <= CLASSIFIER.judge(text).likelihood <= 1


@pytest.mark.parametrize(("name", "missed", "alarms"), [("danger.jsonl", 0.02, 0.01), ("everyday.jsonl", 0, 0.01)])
def test_on_the_messages_it_was_learned_from(responder: Responder, name: str, missed: float, alarms: float) -> None:
    figures, _ = evaluate(read_labelled((MESSAGES / name).read_text("utf-8").splitlines(), name), responder.respond)
    assert figures.shares()["crises_missed"] <= missed
    assert figures.shares()["false_alarms"] <= alarms


def test_no_question_about_ldn_is_an_alarm(safety: DangerDetector) -> None:
    lines = (MESSAGES / "questions.jsonl").read_text("utf-8").splitlines()
    urgent = [message.query for message in read_labelled(lines, "questions") if safety.triage(message.query).urgency]
    assert len(urgent) <= 2, urgent
    for entry in load(FAQ_FILE.read_bytes()).entries.values():
        for phrasing in entry.phrasings:
            assert safety.triage(phrasing).urgency is None, phrasing
