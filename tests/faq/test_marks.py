"""Marks of other programs, curly quotes and lone words: what people would read otherwise than it was meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Problem
from bot.faq.crisis import wrong_help
from bot.faq.figures import unknown_figures
from bot.faq.marks import curly_quotes, strange_marks
from bot.faq.phones import wrong_phones
from bot.faq.reading.loader import load
from bot.faq.rules import content_problems
from tests.small_faq import line_of, small

AS_IT_STANDS = "which people would read as it stands"
HALF, WHOLE = "has one of the quotes “ ” alone:", "stands in curly quotes, which people would read"


def told(answer: str) -> list[Problem]:
    text = small("answer: Please call and ask.", f"answer: |\n          Please call.\n\n          {answer}")
    return [each for each in content_problems(load(text)) if each.message.startswith('entry "price": it ')]


@pytest.mark.parametrize(
    ("answer", "said", "hint"),
    [
        ("**Now** or later.", f"has **Now**, {AS_IT_STANDS}", "write *Now*, with one star on each side"),
        ("__Now__ or later.", f"has __Now__, {AS_IT_STANDS}", "write _Now_, with one line on each side"),
        (
            "See [our page](https://x.org).",
            f"has [our page](https://x.org), {AS_IT_STANDS}",
            "write the address itself:  our page: https://x.org",
        ),
        ("It is <b>new.", f"has <b>, {AS_IT_STANDS}", "write *bold* for it"),
        ("It is new</i>.", f"has </i>, {AS_IT_STANDS}", "write _italic_ for it"),
        ("Ask.<br/>Call.", f"has <br/>, {AS_IT_STANDS}", "delete it; for a new line, start one"),
        ("At <a href='https://x.org'>us.", f"has <a href='https://x.org'>, {AS_IT_STANDS}", "write the address itself"),
        ("Ask &amp; call.", f"has &amp;, {AS_IT_STANDS}", "write &"),
        ("Ask&nbsp;us.", f"has &nbsp;, {AS_IT_STANDS}", "write a space"),
        ("Don&#39;t.", f"has &#39;, {AS_IT_STANDS}", "write the sign itself"),
        ("Say “please.", "has one of the quotes “ ” alone: Say “please.", "type the other one, or delete this one"),
    ],
)
def test_a_strange_mark_is_a_warning_with_the_right_one(answer: str, said: str, hint: str) -> None:
    assert told(answer) == [
        Problem(line_of("Please call and ask.") + 3, 1, f'entry "price": it {said}', hint, warning=True)
    ]


@pytest.mark.parametrize(
    "answer", ["*Now* and _then_.", "Say “please” and 'thanks'.", "2 * 3 ** 4", "a < b & c > d", "[1] (2)"]
)
def test_other_signs_are_let_be(answer: str) -> None:
    assert told(answer) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("question: Hello!", "question: “Hello!", f"its question {HALF} “Hello!"),
        ("question: Hello!", 'question: “Hello!"', f'its question {HALF} “Hello!"'),
        ("question: Hello!", "question: “Hello!”", f"its question {WHOLE}"),
        ("- good morning", "- “good morning”", f'"“good morning”" {WHOLE}'),
        ("- good morning", "- no", '"no" alone is a way to ask it'),
        ("- good morning", "- Yes!", '"Yes!" alone is a way to ask it'),
    ],
)
def test_a_slip_in_a_question_is_a_warning_on_its_line(old: str, new: str, said: str) -> None:
    problems = [each for each in content_problems(load(small(old, new))) if each.message == f'entry "greeting": {said}']
    assert [(each.line, each.warning) for each in problems] == [(line_of(old), True)]


def test_a_mark_in_a_message_names_its_line() -> None:
    faq = load(
        small('messages: {welcome: "', 'messages:\n  help: Call **now**.\n  welcome: "').replace(
            '{name}."}', '{name}."'
        )
    )
    (problem,) = [each for each in content_problems(faq) if "**" in each.message]
    assert (problem.line, problem.message) == (
        line_of("messages:") + 1,
        f'messages: "help" has **now**, {AS_IT_STANDS}',
    )


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab 988-11(). 310\n“”*_[]<>&;:/{}$%mgtext call lifeline.org"), max_size=80))
def test_whatever_is_written_each_remark_is_on_one_of_its_lines(text: str) -> None:
    remarks = [
        *strange_marks(text),
        *curly_quotes(text),
        *wrong_help(text, ["988"]),
        *unknown_figures(text, ["3 mg"]),
        *wrong_phones(text, "US"),
    ]
    assert all(message and hint for message, hint, _ in remarks)
    assert all(0 <= line <= text.count("\n") for _, _, line in remarks)
