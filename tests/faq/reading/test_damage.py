"""Slips that get one message each, with the line where they are and the way to fix them."""

import pytest

from bot.errors import FaqError
from bot.faq.reading.lint import slips
from bot.faq.reading.loader import load
from tests.conftest import FAQ_FILE
from tests.small_faq import SMALL, line_of, small

CONFLICT = "<<<<<<< HEAD\n{0}one\n=======\n{0}two\n>>>>>>> theirs\n"
KEEP = 'keep the lines that are right, and delete those with "<<<<<<<", "=======" and ">>>>>>>"'
MERGED = 'git put two versions together here: "<<<<<<< HEAD"'
DELETE = "delete it there; for a new line, press Enter"
ON_ONE_LINE = (
    'write the whole list on this line: [one, two], or take the bracket out and write one item a line after "- "'
)
LOST_INDENT = "this line is indented less than the text that it goes on with"
TEN = "begin it with 10 spaces, as its neighbours do"
AS_LIST = 'take the "- " or the brackets away; each day has a line of its own:  Monday to Friday: 9 am to 6 pm'
ANSWER = "        answer: Please call and ask.\n"
PRICE, END = line_of(ANSWER.strip()), SMALL.count("\n")


def answered(lines: str) -> str:
    return small(ANSWER, lines)


def cut(before: str, more: int = 0) -> str:
    return SMALL[: SMALL.index(before) + more]


BACK = "put the whole file back from the version before"

# What a person made of the file, the line, the message and the way to fix it.
SLIPS = {
    "merged between keys": (answered(CONFLICT.format("        ")), PRICE, MERGED, KEEP),
    "merged within a text": (
        answered(f"        answer: |\n          x\n{CONFLICT.format('')}"),
        PRICE + 2,
        MERGED,
        KEEP,
    ),
    "merged above all": (CONFLICT.format("") + SMALL, 1, MERGED, KEEP),
    "merged in a comment": (SMALL + "# x\n" + CONFLICT.format("# "), END + 2, MERGED, KEEP),
    "a mark that was left": (
        answered(f"{ANSWER}=======\n"),
        PRICE + 1,
        'git put two versions together here: "======="',
        KEEP,
    ),
    "U+2028": (
        answered("        answer: Please call\u2028and ask us.\n"),
        PRICE,
        'a line break that nobody sees (U+2028) before "and ask us."',
        DELETE,
    ),
    "U+0085": (
        answered("        answer: Please call.\x85\n"),
        PRICE,
        "a line break that nobody sees (U+0085) at the end of this line",
        DELETE,
    ),
    "no colon": (
        answered("        answer |\n          Call.\n\n          Ask.\n"),
        PRICE,
        '"answer |" lacks its colon',
        'write "answer: |"',
    ),
    "a key in quotes": (
        answered('        "answer": Please call.\n'),
        PRICE,
        'the key "answer" is in quotes',
        "write  answer:  without them",
    ),
    "a key in quotes above a text": (
        answered("        'answer': |\n          Please call.\n"),
        PRICE,
        'the key "answer" is in quotes',
        "write  answer:  without them",
    ),
    "a lonely [": (small("related: [price]", "related: ["), 32, 'a lonely "["', ON_ONE_LINE),
    "a lonely [ above its list": (
        small("related: [price]", "related: [\n          - price"),
        32,
        'a lonely "["',
        ON_ONE_LINE,
    ),
    "a lonely [ above its words": (
        small("related: [price]", "related: [\n          price\n        ]"),
        32,
        'a lonely "["',
        ON_ONE_LINE,
    ),
    "a lonely {": (
        small("{by: null, on: null}", "{"),
        33,
        'a lonely "{"',
        "write all of it on this line:  {by: Dr. Name, on: 2026-01-31}",
    ),
    "another bullet": (
        small("- good morning", "• good morning"),
        line_of("- good morning"),
        '"•" begins no item of a list',
        'write "- " (a hyphen and a space):  - good morning',
    ),
    "another bullet below an item": (
        small("- monthly price", "• monthly price"),
        line_of("- monthly price"),
        '"•" begins no item of a list',
        'write "- " (a hyphen and a space):  - monthly price',
    ),
    "no space": (
        small("- good morning", "-good morning"),
        line_of("- good morning"),
        'no space after the "-"',
        'write "- " (a hyphen and a space):  - good morning',
    ),
    "no space below an item": (
        small("- monthly price", "-monthly price"),
        line_of("- monthly price"),
        'no space after the "-"',
        'write "- " (a hyphen and a space):  - monthly price',
    ),
    "a paragraph that lost its indent": (
        answered("        answer: |\n          Call.\n\n        Ask them now.\n\n          Go.\n"),
        PRICE + 3,
        LOST_INDENT,
        TEN,
    ),
    "a paragraph that lost all of it": (
        answered("        answer: |\n          Call.\n\nAsk them now.\n"),
        PRICE + 3,
        LOST_INDENT,
        TEN,
    ),
    "a paragraph that lost one space": (
        answered("        answer: |\n          Call.\n         Ask them now.\n"),
        PRICE + 2,
        LOST_INDENT,
        TEN,
    ),
    "a paragraph that looks like a key": (
        answered("        answer: |\n          Call.\n\n        Note: ask them.\n"),
        PRICE + 3,
        LOST_INDENT,
        TEN,
    ),
    "a word in braces on a later line": (
        answered("        answer: |\n\n          Please call\n          at {Phone} now.\n"),
        PRICE + 3,
        'entry "price": answer has "{Phone}", which has no meaning here',
        "write {phone}",
    ),
    "hours as a list": (
        small("  hours: null\n", "  hours:\n    - Monday to Saturday: 9 am to 6 pm\n    - Sunday: closed\n"),
        10,
        "pharmacy: hours are written as a list",
        AS_LIST,
    ),
    "hours as a list without colons": (
        small("  hours: null\n", "  hours:\n    - Monday to Saturday 9 am to 6 pm\n    - Sunday closed\n"),
        10,
        "pharmacy: hours are written as a list",
        AS_LIST,
    ),
    "hours in brackets": (
        small("hours: null", "hours: [Monday 9 am to 6 pm, Sunday closed]"),
        9,
        "pharmacy: hours are written as a list",
        AS_LIST,
    ),
    "EST": (
        small("America/Los_Angeles", "EST"),
        10,
        'pharmacy: the timezone "EST" knows no summer time',
        "write America/New_York; its clock follows it",
    ),
    "PST": (
        small("America/Los_Angeles", "pst"),
        10,
        'pharmacy: the timezone "pst" knows no summer time',
        "write America/Los_Angeles; its clock follows it",
    ),
    "cut before the topics": (cut("subject:"), line_of("subject:") - 1, 'the file ends before its "topics"', BACK),
    "cut within brackets": (cut("title: The Guide", 5), 12, 'the file ends before its "topics"', BACK),
    "cut within an entry": (
        cut("- monthly price", 8),
        line_of("- monthly price"),
        'the file ends in the middle of "price"',
        f"{BACK}, or write the rest",
    ),
    "cut within a key": (
        cut("referral: yes", 5),
        line_of("referral: yes"),
        'the file ends in the middle of "price"',
        f"{BACK}, or write the rest",
    ),
    "cut within a list": (
        cut("related: [what-is-ldn]", 14),
        line_of("related: [what-is-ldn]"),
        'the file ends in the middle of "price"',
        f"{BACK}, or write the rest",
    ),
    "cut within a topic": (
        cut("title: Talk", 3),
        line_of("title: Talk"),
        'the file ends in the middle of "talk"',
        f"{BACK}, or write the rest",
    ),
}


@pytest.mark.parametrize(("text", "line", "said", "hint"), SLIPS.values(), ids=SLIPS)
def test_a_slip_gets_one_message_on_its_line(text: str, line: int, said: str, hint: str) -> None:
    with pytest.raises(FaqError) as caught:
        load(text)
    assert [(each.line, each.message, each.hint) for each in caught.value.problems] == [(line, said, hint)]


def test_the_first_half_of_the_shipped_file_gets_one_message() -> None:
    whole = FAQ_FILE.read_text("utf-8")
    half = whole[: whole.index("      - id: opioids\n")]
    with pytest.raises(FaqError) as caught:
        load(half)
    (problem,) = caught.value.problems
    assert problem.line == half.count("\n")
    assert " entries that others name are not in the file: " in problem.message
    assert problem.hint == BACK


def test_wherever_the_shipped_file_is_cut_off_there_is_one_message_at_its_end() -> None:
    whole = FAQ_FILE.read_text("utf-8")
    for end in range(len(whole) // 20, len(whole) * 9 // 10, len(whole) // 40):
        cut_off = whole[:end].rstrip("\n")
        with pytest.raises(FaqError) as caught:
            load(cut_off)
        told = [(problem.line, problem.message) for problem in caught.value.problems]
        assert [line for line, _ in told] == [cut_off.rstrip().count("\n") + 1], (end, told)


def test_below_a_break_that_nobody_sees_the_lines_are_those_of_the_editor() -> None:
    text = small("Please call", "Please\u2028call").replace("small_talk: yes", "small_tlk: yes")
    with pytest.raises(FaqError) as caught:
        load(text)
    assert [problem.line for problem in caught.value.problems] == [PRICE, line_of("small_talk: yes")]


@pytest.mark.parametrize(
    "lines",
    [
        "        answer: |\n          Call us.\n          =======\n          • one\n          -two\n",
        "        answer: |\n          First.\n\n            deeper\n\n          Last.\n",
        "        answer: |\n          Call us.   \n        # a comment\n",
        "        answer: Call us,\n          or ask\n",
    ],
)
def test_what_is_no_slip_is_read(lines: str) -> None:
    assert load(answered(lines)).entries["price"].answer.startswith(("Call us", "First"))


def test_nothing_is_put_right_in_a_file_that_is_right() -> None:
    whole = FAQ_FILE.read_text("utf-8")
    assert slips(whole) == ([], whole)
