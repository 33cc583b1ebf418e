"""What `ask --why` tells whoever edits the FAQ."""

import pytest

from bot.cli.explain import explain
from bot.conversation.responder import Responder
from bot.safety.triage import DangerDetector
from tests.small_faq import small


def why(responder: Responder, question: str) -> str:
    return explain(responder.respond(question), responder.matcher)


def test_what_each_word_was_read_as_and_which_entries_have_it(responder: Responder) -> None:
    shown = why(responder, "is wnie ok")
    (line,) = [line for line in shown.splitlines() if line.startswith("  wnie")]
    assert "read as 'alcohol', 75% alike; in alcohol" in line
    assert "Answered with alcohol: ours is at least" in shown


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("i take 700 mg of ldn is that the dose", 'the question says "700 mg", and no phrasing of dose does'),
        ("can i not drink wine on ldn", 'the question says "not", and no phrasing of alcohol does'),
        ("can i drink wine on prozac", "the question names another medicine or subject, and not ours"),
        ("zyzzyva", 'If an entry answers this, add the question to its "ask", word for word.'),
        ("kms", "Urgent (self_harm): nothing is looked up."),
        ("???", "Nothing was looked up: no words, or another language."),
    ],
)
def test_why_it_was_no_answer_and_what_to_do_about_it(responder: Responder, question: str, said: str) -> None:
    assert said in why(responder, question)


def test_the_advice_helps() -> None:
    question = "is it very pricey"
    before = Responder.from_text(small().encode(), "faq.yaml", DangerDetector())
    assert "If price answers this, add a phrasing with 'pricey' to its \"ask\"." in why(before, question)
    text = small("          - monthly price\n", "          - monthly price\n          - is it pricey\n")
    after = Responder.from_text(text.encode(), "faq.yaml", DangerDetector())
    assert "Answered with price" in why(after, question)
