"""A file beside what is live."""

from bot.faq.comparison import compared_with, lost_help
from bot.faq.reading.loader import load
from bot.faq.rules import content_problems
from tests.small_faq import SMALL, line_of, small

LIVE = load(SMALL)


def test_counts_what_is_new_changed_and_gone() -> None:
    new = load(small("Please call and ask.", "Please call.").replace("id: greeting", "id: hello"))
    assert compared_with(LIVE, new) == "Beside what is live: 1 new (hello), 1 changed (price), 1 removed (greeting)."
    assert compared_with(LIVE, load(small("title: Talk", "title: More"))) == (
        "Beside what is live: no answer differs, but other texts do."
    )


def test_names_no_more_than_a_few() -> None:
    many = "".join(
        f"      - {{id: more-{number}, question: More {number}, ask: [m{number}], answer: Ask., referral: yes}}\n"
        for number in range(7)
    )
    new = load(SMALL.replace("      - id: price\n", f"{many}      - id: price\n"))
    assert compared_with(LIVE, new) == "Beside what is live: 7 new (more-0, more-1, more-2, more-3, more-4 …)."


def test_a_help_number_that_an_answer_names_no_more_is_a_warning() -> None:
    live = load(small("Please call and ask.", "If you feel ill, call 911."))
    new = load(small("Please call and ask.", "If you feel ill, call us."))
    (problem,) = lost_help(live, new)
    assert (problem.line, problem.message, problem.warning) == (
        line_of("Please call and ask."),
        'entry "price": the live answer names 911, this one does not',
        True,
    )
    assert problem.hint == "put 911 back, unless nobody needs it there any more"


def test_what_a_rule_tells_already_is_told_once() -> None:
    live = load(small("Please call and ask.", "In an emergency call 911."))
    new = load(small("Please call and ask.", "In an emergency call us."))
    assert list(lost_help(live, new, content_problems(new))) == []
