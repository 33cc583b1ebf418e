import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FaqError
from bot.faq.model import Review
from bot.faq.reading.loader import load
from tests.small_faq import SMALL, line_of, small


def test_reads_everything() -> None:
    faq = load(SMALL)
    assert list(faq.entries) == ["what-is-ldn", "price", "greeting"]
    entry = faq.entries["what-is-ldn"]
    assert entry.phrasings == ("What is LDN?", "explain ldn to me", "meaning of ldn")
    assert (entry.source, entry.related, entry.referral, entry.small_talk) == (("guide",), ("price",), False, False)
    assert entry.reviewed == Review()
    assert SMALL.splitlines()[entry.lines.ask[1] - 1].strip() == "- meaning of ldn"
    assert faq.entries["price"].referral
    assert faq.entries["greeting"].small_talk
    assert faq.pharmacy.website is None
    assert faq.articles_by_id["guide"].title == "The Guide"


@pytest.mark.parametrize("typed", ["no", "9:30", "988", "2024-01-01", "1.0", "true", "0x1F", "~x"])
def test_everything_is_text(typed: str) -> None:
    assert load(small("The Guide", f'"{typed}"' if ":" in typed else typed)).articles[0].title == typed


def test_a_review_is_done_with_name_and_date() -> None:
    assert load(small("{by: null, on: null}", "{by: Dr. Ada, on: 2026-01-05}")).entries["what-is-ldn"].reviewed.is_done
    assert not load(SMALL).entries["what-is-ldn"].reviewed.is_done


# What stands in the small FAQ, what a person makes of it, and what they should read: LINE (where it stands), words, how
# to fix it.
MISTAKES = [
    # spelling
    ("        answer: Hello to you.", "\tanswer: Hello to you.", r":LINE:1 .*a tab", "ordinary spaces"),
    ("Please call and ask.", "Please call: and ask.", r":LINE:28 .*\":\" in a text without quotes", '"Please call: and ask."'),
    ("Please call and ask.", "@pharmacy knows", r':LINE:17 .*can\'t begin with "@"', '"@pharmacy knows"'),
    ("Please call and ask.", "*important* call", r'can\'t begin with "\*"', '"*important* call"'),
    ("Please call and ask.", "[urgent] call", r'can\'t begin with "\["', '"[urgent] call"'),
    ("Please call and ask.", "`x`", "can't begin with \"`\"", '"`x`"'),
    ("Please call and ask.", "call desk #1", r":LINE:27 .*the rest of this line after \" #\" would be lost", '"call desk #1"'),
    ("Please call and ask.", '"call and ask', r":LINE:17 .*a quote that opens here is never closed", "add the missing"),
    ("Please call and ask.", r'"call \d ask"', "that YAML does not understand", "single quotes"),
    ("    title: Talk", "   title: Talk", "indentation", "as many spaces"),
    ("          - good morning", "         good morning", "", ""),
    ("related: [what-is-ldn]", "related: [what-is-ldn", "", ""),
    ("articles:", "---\narticles:", "one block", '"---"'),
    # shapes
    ("title: Basics", "titel: Basics", r'topic: unknown key "titel" \(did you mean "title"\?\)', "known keys"),
    ("title: Basics", "title: Basics\n    title: More", 'duplicate "title"', "keep one"),
    ("        answer: Hello to you.\n", "", 'entry "greeting": "answer" is missing', "add a line"),
    ("answer: Hello to you.", "answer:", 'entry "greeting": answer is empty', "write the text"),
    ("answer: Hello to you.", "answer: [a, b]", "answer must be text, not a list", "quotes"),
    ("        ask:\n          - good morning\n", "        ask: good morning\n", "ask must be a list, not text", "one item a line"),
    ("ask:\n          - good morning", "ask: []", "ask is empty", "at least one"),
    ("  - {id: guide, title: The Guide, publisher: The Press}", "  - guide", "article must be a block", ""),
    ("referral: yes", "referral: maybe", 'must be yes or no, not "maybe"', ""),
    ("website: null", "website: {a: b}", '"website" must be text', ""),
    ("subject:\n  ours: [ldn]\n  others: [another medicine]\n", "", '"subject" is missing', "add a line"),
    # references
    ("source: [guide]", "source: [giude]", 'no article "giude"', 'did you mean "guide"'),
    ("related: [price]", "related: [prise]", 'no entry "prise"', 'did you mean "price"'),
    ("related: [price]", "related: [zzz]", 'no entry "zzz"', "known: what-is-ldn"),
    ("- id: greeting", "- id: price", 'duplicate id "price": the entry on line', "an id of its own"),
    ("- id: greeting", "- id: good day", "can't be used in a link", "letters"),
    ("- id: greeting", f"- id: {'x' * 65}", "can't be used in a link", "at most 60"),
    ("question: Hello!", f"question: {'x' * 65}", "65 characters long", "buttons"),
    ("price, how much money]", "price, ibuprofen]", '"ibuprofen" stands in two groups', "keep it in one"),
    ("  - [cost, price, how much money]", "  - [cost]", "one word only", "same"),
    # words that must stay, and limits
    ("Call 988, or 911 in danger.", "Call 911 in danger.", '"self_harm" must name 988', "put 988 back"),
    ("safety: {", "safety: {emergency: 'Call 911, or 988.', ", "must name 1-800-222-1222", ""),
    ("safety: {", "safety: {self_harm_title: Call 911, ", '"self_harm_title" must name 988', "put 988 back"),
    ("safety: {", "safety: {low_mood: You can call., ", '"low_mood" must name 988', ""),
    ("Welcome to {name}.", "Welcome to {town}.", r'has "{town}", which has no meaning here', "use {name}, {phone}"),
    ("Please call and ask.", '"x\\U00110000"', "stands for no character", "the character itself"),
    ("Please call and ask.", '"x\\0y"', "a character that nobody can read", "delete it"),
    ("  - id: talk", f"  - id: {'x' * 54}", "can't be used in a link", "at most 53"),
    ("messages: {", "messages: {topics: 'We are open {hours}.', ", "{hours}", "{name}"),
    ("messages: {", "messages: {welcom: Hi, ", r'unknown key "welcom" \(did you mean "welcome"\?\)', "known keys"),
    ("messages: {", "messages: {help: , ", '"help" is empty', "write the text"),
    ("messages: {", "staff: {slip: 'Tap /{comand}.'}\nmessages: {", "{comand}", "use {command}"),
    ("messages: {", "staff:\nmessages: {", "staff must be a block", ""),
    # silently something else
    ("answer: Please call and ask.", "answer: Please call and ask.\n          answer: again", "", ""),
    ("        answer: Please call and ask.\n", "        answer:\n          Please call and ask.\n", 'text below "answer:" would lose', 'write "answer: |"'),
    ("answer: Please call and ask.", "answer: >\n          Please\n          call.", "would be run together", '"|" instead of ">"'),
    ("answer: Please call and ask.", "answer: | Please call.", 'text on the same line as "|"', "next line"),
    ("        answer: Please call and ask.\n        referral: yes\n", "        answer: |\n          Please call.\n          referral: yes\n", "looks like a key, but stands inside the text", "neighbours"),
    ("          - monthly price", "            - monthly price", "the two would become one", "neighbours"),
    ("Please call and ask.", "Please call {phones}.", r'has "{phones}", which has no meaning here', "{phone}"),
    ("Please call and ask.", "'tis a call", "never closed", "add the missing '"),
    ("Please call and ask.", '"call" and ask', "text after the closing quote", "whole text"),
    ("question: Hello!", "question: - Hello!", "a list can't begin on the line of its key", "next line"),
    ("question: Hello!", "question:\u00a0Hello!", "", ""),
    ("    title: Talk", "   \u00a0title: Talk", "no ordinary space", "ordinary spaces"),
    ("      - id: price\n", "        id: price\n", 'a second "id"', "add the dash"),
    ("  - id: talk", "  - id: basics", 'duplicate id "basics": the topic on line', "an id of its own"),
    ("related: [price]", "related: [price", "can't begin with", 'add the missing "]"'),
    ("reviewed: {by: null, on: null}", "reviewed: Dr. Ada", "must hold a name and a date", "2026-01-31"),
    ("reviewed: {by: null, on: null}", "reviewed: {by: Dr. Ada, on: soon}", '"soon" is no date', "2026-01-31"),
    ("reviewed: {by: null, on: null}", "reviewed: {by: Dr. Ada, on: 2026-01-05, of: it}", '"it" names no wording', 'leave "of" out'),
    ("reviewed: {by: null, on: null}", "reviewed: {by: Dr. Ada, on: null}", "both a name and a date", "2026-01-31"),
    ("Call 988, or 911 in danger.", "Call 998, or 911 and 988 in danger.", "names 998, which is no help number", "did you mean 988?"),
    ("Call 988, or 911 in danger.", "See 988lifeline.org or call 911.", '"self_harm" must name 988', "put 988 back"),
    ("messages: {", f"commands: {{start: {'x' * 257}}}\nmessages: {{", "257 characters long", "256"),
    ("messages: {", f"profile: {{short_description: {'x' * 121}}}\nmessages: {{", "121 characters long", "120"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said", "hint"), MISTAKES, ids=[re.sub(r"\s+", " ", new)[:40] for _, new, _, _ in MISTAKES]
)
def test_explains_a_mistake(old: str, new: str, said: str, hint: str) -> None:
    with pytest.raises(FaqError) as caught:
        load(small(old, new))
    message = str(caught.value)
    assert re.search(said.replace("LINE", str(line_of(old))), message), message
    assert hint in message
    for jargon in ("mapping", "scalar", "NoneType", "token", "node", "anchor"):
        assert jargon not in message


def test_an_alias_is_named_with_its_line() -> None:
    with pytest.raises(FaqError, match=rf":{line_of('related: [price]')}:19  \*one repeats another part of the file"):
        load(small("related: [price]", "related: [*one]"))


def test_all_problems_at_once_sorted_by_line() -> None:
    text = (
        small("related: [price]", "related: [prise]")
        .replace("referral: yes", "referral: maybe")
        .replace("Call 988, or", "Call")
    )
    with pytest.raises(FaqError) as caught:
        load(text)
    lines = [problem.line for problem in caught.value.problems]
    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"a: \xff", r":1:4  a character that is not UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", r":1:1  this is a file of Word or the like\n    save it as \"Plain text\""),
        (b"{\\rtf1\\ansi {}}", r":1:1  this is a file of Word or the like"),
        (b"x" * 1_000_001, "the file is too large"),
        (b"a: \x00", "a character that YAML does not allow"),
        (b"- " * 30 + b"x", "nested deeper than 20 levels"),
        (b"[" * 5000 + b",", "nested deeper than 20 levels"),
        (b"[" * 5000, "can't begin with"),
        (b"just a text", "must be a block"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_refuses_what_is_no_faq(data: bytes, said: str) -> None:
    with pytest.raises(FaqError, match=said):
        load(data)


def test_a_comment_is_no_lost_text() -> None:
    assert load(small("website: null", "website: null      # not known yet")).pharmacy.website is None


def test_an_item_in_braces_may_stand_above_one_of_several_lines() -> None:
    entry = "{id: why, question: Why so, ask: [what for], answer: Please ask., referral: yes}"
    faq = load(small("  - id: talk", f"  - {{id: more, title: More, entries: [{entry}]}}\n  - id: talk"))
    assert [topic.id for topic in faq.topics] == ["basics", "more", "talk"]


def test_quotes_in_a_list_hold_what_they_hold() -> None:
    faq = load(small("[1 Main St., Springfield]", "[\"StaffConversation #1\", 'Hall # 2, left', it's]"))
    assert faq.pharmacy.address == ("StaffConversation #1", "Hall # 2, left", "it's")
    with pytest.raises(FaqError, match='the rest of this line after " #" would be lost'):
        load(small("[1 Main St., Springfield]", "[it's #3, 'x']"))


def test_the_name_of_the_file_stands_before_each_line() -> None:
    with pytest.raises(FaqError, match=r"my\.yaml:1:1"):
        load("", "my.yaml")


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-#[]{}\"'|>*&!%@`,\n \t\\~?"), max_size=60))
def test_whatever_is_typed_into_an_answer_is_read_or_explained(typed: str) -> None:
    try:
        faq = load(small("Please call and ask.", typed))
    except FaqError as error:
        assert error.problems
        assert all(problem.line >= 1 and problem.message for problem in error.problems)
    else:
        assert faq.entries["price"].answer


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_file_brings_the_loader_down(data: bytes) -> None:
    with pytest.raises(FaqError):
        load(data)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, SMALL.count("\n")), st.sampled_from(["drop", "double", "indent", "tab"]))
def test_a_line_dropped_doubled_or_shifted_is_read_or_explained(number: int, how: str) -> None:
    lines = SMALL.splitlines()
    number = min(number, len(lines) - 1)
    changed = {
        "drop": [],
        "double": [lines[number]] * 2,
        "indent": [f" {lines[number]}"],
        "tab": [f"\t{lines[number]}"],
    }[how]
    try:
        load("\n".join([*lines[:number], *changed, *lines[number + 1 :]]))
    except FaqError as error:
        assert error.problems
