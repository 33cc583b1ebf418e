import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import EditError, FaqError
from bot.faq.editing import NewEntry, add_entry, add_phrasing, new_id, set_review
from bot.faq.fingerprint import fingerprint
from bot.faq.model import Faq, Review
from bot.faq.reading.loader import load
from tests.conftest import FAQ_FILE
from tests.small_faq import SMALL, small

TRAVEL = NewEntry(
    id="travel",
    question="Can I travel with LDN?",
    ask=("taking ldn on a plane", "is it ok: planes"),
    answer="Our articles don't say.\n\nPlease call:\n- us\n- your doctor",
    referral=True,
)


def added(old: str, new: str) -> list[str]:
    """The lines that a text has more than another, once it is sure that no other line has changed."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    start = next((n for n, line in enumerate(before) if line != after[n]), len(before))
    more = len(after) - len(before)
    assert before[start:] == after[start + more :]
    return after[start : start + more]


def test_a_phrasing_stands_below_the_others() -> None:
    text = add_phrasing(SMALL, "price", "  what about my purse  ")
    assert added(SMALL, text) == ["          - what about my purse\n"]
    assert load(text).entries["price"].ask == ("is it expensive", "monthly price", "what about my purse")


SHAPES = {
    "a list in brackets": (
        "        ask:\n          - is it expensive\n          - monthly price\n",
        "        ask: [is it expensive, monthly price]  # two\n",
        "        ask: [is it expensive, monthly price, NEW]  # two\n",
    ),
    "a list at the column of its key": (
        "        ask:\n          - is it expensive\n          - monthly price\n",
        "        ask:\n        -   is it expensive\n        -   monthly price\n",
        "        ask:\n        -   is it expensive\n        -   monthly price\n        -   NEW\n",
    ),
    "comments and blank lines after the last": (
        "          - monthly price\n",
        "          - 'monthly price' # said often\n\n          # more\n\n        # what we say\n",
        "          - 'monthly price' # said often\n          - NEW\n\n          # more\n\n        # what we say\n",
    ),
    "a text over two lines": (
        "          - monthly price\n",
        "          - monthly\n            price\n",
        "          - monthly\n            price\n          - NEW\n",
    ),
    "letters of more than one byte before it": (
        "          - monthly price\n",
        "          # 😀 – «é» \n          - 'monthly price 😀'\n",
        "          # 😀 – «é» \n          - 'monthly price 😀'\n          - NEW\n",
    ),
}


@pytest.mark.parametrize(("old", "written", "edited"), SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("phrasing", ["what about my purse", "cheap, or dear: which", "is it #1 or # 2"])
def test_a_phrasing_is_written_as_its_neighbours_are(old: str, written: str, edited: str, phrasing: str) -> None:
    text = add_phrasing(small(old, written), "price", phrasing)
    shown = re.escape(small(old, edited)).replace("NEW", "(.*)")
    assert re.fullmatch(shown, text), text
    assert load(text).entries["price"].ask[-1] == phrasing


def test_brackets_over_several_lines_take_a_phrasing_without_quotes() -> None:
    lines = "        ask: [is it expensive,  # one\n              monthly price,  # two\n              ]\n"
    text = small("        ask:\n          - is it expensive\n          - monthly price\n", lines)
    assert add_phrasing(text, "price", "what about my purse") == text.replace(
        "monthly price,", "monthly price, what about my purse,"
    )
    with pytest.raises(EditError, match="this can't be written into the file"):
        add_phrasing(text, "price", "cheap, or dear: which")


def test_an_entry_in_braces_takes_a_phrasing_and_a_review() -> None:
    start, end = SMALL.index("      - id: price"), SMALL.index("  - id: talk")
    entry = (
        "      - {id: price, question: What does LDN cost?, ask: [is it dear], answer: Please call., referral: yes}\n"
    )
    text = SMALL[:start] + entry + SMALL[end:]
    text = add_phrasing(text, "price", "how much [is it]")
    assert 'ask: [is it dear, "how much [is it]"], answer' in text
    text = set_review(text, "price", "Dr. Ada, PharmD", "2026-01-31")
    assert 'referral: yes, reviewed: {by: "Dr. Ada, PharmD", on: 2026-01-31, of: ' in text
    assert load(add_entry(text, "basics", TRAVEL)).entries["travel"].answer == TRAVEL.answer


def test_a_topic_in_braces_takes_an_entry() -> None:
    start = SMALL.index("  - id: talk")
    topic = (
        "  - {id: talk, title: Talk, entries: [{id: hi, question: Hi!, ask: [hey], answer: Hello., small_talk: yes}]}\n"
    )
    text = add_entry(SMALL[:start] + topic, "talk", TRAVEL)
    assert text.count("\n") == (SMALL[:start] + topic).count("\n")
    assert load(text).entries["travel"].answer == TRAVEL.answer


def test_an_entry_stands_at_the_end_of_its_topic() -> None:
    text = add_entry(SMALL, "basics", replace(TRAVEL, source=("guide",)))
    assert (
        "".join(added(SMALL, text))
        == """\
      - id: travel
        question: Can I travel with LDN?
        ask:
          - taking ldn on a plane
          - "is it ok: planes"
        answer: |
          Our articles don't say.

          Please call:
          - us
          - your doctor
        referral: yes
        source: [guide]
        reviewed: {by: null, on: null}
"""
    )
    assert list(load(text).entries) == ["what-is-ldn", "price", "travel", "greeting"]


@pytest.mark.slow
def test_a_blank_line_stands_between_entries_where_it_does_between_others() -> None:
    shipped = FAQ_FILE.read_text("utf-8")
    for topic in load(shipped).topics:
        new = added(shipped, add_entry(shipped, topic.id, TRAVEL))
        assert new.count("\n") == 2
        assert len(new) == 14


WINDOWS = "\ufeff" + SMALL.replace("\n", "\r\n").removesuffix("\r\n")


@pytest.mark.parametrize(
    "edited",
    [
        add_phrasing(WINDOWS, "greeting", "what's up"),
        add_entry(WINDOWS, "talk", TRAVEL),
        set_review(WINDOWS, "greeting", "Dr. Ada", "2026-01-31"),
    ],
)
def test_byte_order_mark_line_ends_and_a_last_line_without_one_stay(edited: str) -> None:
    assert edited.startswith("\ufeffpharmacy")
    assert edited.count("\n") == edited.count("\r\n") > WINDOWS.count("\n")
    assert not edited.endswith("\n")
    assert added(SMALL, edited.removeprefix("\ufeff").replace("\r\n", "\n") + "\n")


OF = fingerprint("What is LDN? A *small* dose.")
REVIEWS = {
    "braces": ("{by: null, on: null}", f"{{by: Dr. Ada, on: 2026-01-31, of: {OF}}}"),
    "braces with nothing": ("{by: , on: }", f"{{by: Dr. Ada , on: 2026-01-31, of: {OF} }}"),
    "done before": ("{ on: 2025-01-01 , by: 'Dr. B' }  # by phone",
                    f"{{ on: 2026-01-31 , by: Dr. Ada, of: {OF} }}  # by phone"),
    "of another wording": ("{of: 0a1b2c3d, by: Dr. B, on: 2025-01-01}", f"{{of: {OF}, by: Dr. Ada, on: 2026-01-31}}"),
    "over two lines": ("{by: null, # who\n          on: null}",
                       f"{{by: Dr. Ada, # who\n          on: 2026-01-31,\n          of: {OF}}}"),
    "a block": ("\n          by: null  # who\n          # when\n          on: null",
                f"\n          by: Dr. Ada  # who\n          # when\n          on: 2026-01-31\n          of: {OF}"),
    "a block with nothing": ("\n          by:  # who\n          # when\n          on:",
                             f"\n          by: Dr. Ada  # who\n          # when\n"
                             f"          on: 2026-01-31\n          of: {OF}"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), REVIEWS.values(), ids=REVIEWS)
def test_a_review_takes_the_place_of_the_one_before(old: str, new: str) -> None:
    text = small("reviewed: {by: null, on: null}", f"reviewed: {old}".replace(": \n", ":\n"))
    edited = set_review(text, "what-is-ldn", "Dr. Ada", "2026-01-31")
    assert edited == small("reviewed: {by: null, on: null}", f"reviewed: {new}".replace(": \n", ":\n"))


def test_a_review_is_added_where_there_is_none() -> None:
    written = """        reviewed: {by: "O'Neill: \\"Jo\\"", on: 2026-01-31, of: """
    (line,) = added(SMALL, set_review(SMALL, "price", 'O\'Neill: "Jo"', "2026-01-31"))
    assert line == f"{written}{fingerprint('What does LDN cost? Please call and ask.')}}}\n"


TYPED = [
    "a: b", "a:", "a #b", "C# or #1", "#1", "- a", "-5 mg", "? a", "?", ": a", ", a", "[a]", "{a", "} a", "&a", "*a*",
    "!a", "|", "> a", "'a' b", '"a" b', "it's", 'say "a"', "%a", "@a", "`a`", "null", "~", "Null", "NULL",
    "yes", "9:30",
    "2026-01-31", "0x1F", "a\\b", "a\\n", "a\nb", "a\n\n b\tc", "😀", "😀 #", "a:\u00a0b", "é\u00a0#", "\ufeffa", "---",
    "...", "--- a", "a, b", "a]", "https://x.org/#y", "<<", "=", "a\u200bb", "'", '"', "\\", "''\"\"", "id: x", "a\tb",
    "key:\tb", "\t# a", "a\t# b",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED, ids=ascii)
@pytest.mark.parametrize("ask", ["\n          - good morning", " [good morning]"])
def test_whatever_is_typed_is_read_back(text: str, ask: str) -> None:
    faq = small("        ask:\n          - good morning\n", f"        ask:{ask}\n")
    assert load(add_phrasing(faq, "greeting", text)).entries["greeting"].ask[1] == text.strip()
    draft = replace(TRAVEL, question=text.strip(), answer=f"{text.strip()}\n{text}", ask=(text,))
    entry = load(add_entry(faq, "talk", draft)).entries["travel"]
    assert (entry.question, entry.answer) == (text.strip(), f"{text.strip()}\n{text}".strip())
    assert load(set_review(faq, "greeting", text, "2026-01-31")).entries["greeting"].reviewed.by == text.strip()


def test_quotes_stand_only_where_they_are_needed() -> None:
    for text in ("it's 50% off", "a, b", "C# or 9:30?", "no", "is it (really) 4.5 mg!", "what <b> is & why * 2 = 4"):
        assert f"          - {text}\n" in add_phrasing(SMALL, "greeting", text)


REFUSED: dict[str, tuple[Callable[[], str], str]] = {
    "no such entry": (lambda: add_phrasing(SMALL, "prise", "x"), 'no entry "prise"; did you mean "price"?'),
    "no such entry for a review": (lambda: set_review(SMALL, "zzz", "x", "2026-01-31"), 'there is no entry "zzz"$'),
    "no such topic": (lambda: add_entry(SMALL, "basic", TRAVEL), 'no topic "basic"; did you mean "basics"?'),
    "there already": (lambda: add_phrasing(SMALL, "greeting", "Explain LDN to me!"), r'"What is LDN\?" \(what-is'),
    "its own already": (lambda: add_phrasing(SMALL, "price", "monthly price?"), r"there already.* \(price\)"),
    "a question there already": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, question="hello")), "greeting"),
    "id taken": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, id="price")), '"price" is taken'),
    "id not usable": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, id="good day")), "can't be used in a link; use"),
    "question too long": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, question="x" * 65)), "65 characters long"),
    "no article": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, source=("giude",))), 'mean "guide"'),
    "no phrasing": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, ask=())), "no other way to ask it"),
    "no answer": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, answer=" \n")), "the answer is empty"),
    "a strange placeholder": (lambda: add_entry(SMALL, "talk", replace(TRAVEL, answer="{town}")), "has no meaning"),
    "empty": (lambda: add_phrasing(SMALL, "price", " \n"), "the phrasing is empty; write"),
    "control characters": (lambda: add_phrasing(SMALL, "price", "a\x07b"), "nobody can read"),
    "a lone surrogate": (lambda: add_phrasing(SMALL, "price", "a\ud83db"), "nobody can read"),
    "no date": (lambda: set_review(SMALL, "price", "Dr. Ada", "soon"), '"soon" is no date; write the date as'),
    "no name": (lambda: set_review(SMALL, "price", "", "2026-01-31"), "the name is empty"),
    "too large": (lambda: add_phrasing(SMALL, "price", "x" * 1_000_000), "the file is too large"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "said"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_written_is_explained(edit: Callable[[], str], said: str) -> None:
    with pytest.raises(EditError, match=said):
        edit()


def test_a_file_that_is_broken_already_is_explained_by_its_lines() -> None:
    broken = small("title: Basics", "titel: Basics")
    for edit in (
        lambda: add_phrasing(broken, "price", "x"),
        lambda: add_entry(broken, "talk", TRAVEL),
        lambda: set_review(broken, "price", "x", "2026-01-31"),
    ):
        with pytest.raises(FaqError, match="titel"):
            edit()


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("Can I travel with LDN?", "travel-ldn"),
        ("What's the cost?", "cost"),
        ("Is 4.5 mg dose?", "4-5-mg-dose"),
        ("¿Café & crème brûlée?", "cafe-creme-brulee"),
        ("what is it", "what-is-it"),
        ("😀", "question"),
        ("", "question"),
    ],
)
def test_an_id_is_made_of_the_telling_words(question: str, id: str) -> None:
    assert new_id(question, ()) == id
    assert new_id(question, {id, f"{id}-2"}) == f"{id}-3"


@given(st.text(max_size=300))
def test_an_id_can_be_used_whatever_the_question(question: str) -> None:
    for taken in ((), [new_id(question, ())]):
        assert re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", new_id(question, taken))
        assert new_id(question, taken) not in taken


# Comments and blank lines at random places of the small FAQ, where no text runs over several lines.
TOPICS = SMALL.splitlines().index("topics:")
NO_CONTROL = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(st.sampled_from("ab:-#[]|>'\",\n \t\\?!*&%"), NO_CONTROL), max_size=30)
EDITS = st.one_of(
    st.tuples(st.just("phrasing"), st.sampled_from(["what-is-ldn", "price", "greeting"]), TEXTS),
    st.tuples(st.just("entry"), st.sampled_from(["basics", "talk"]), TEXTS),
    st.tuples(st.just("review"), st.sampled_from(["what-is-ldn", "price", "greeting"]), TEXTS),
)
COMMENTS = st.dictionaries(
    st.integers(TOPICS, SMALL.count("\n")), st.sampled_from(["# a: b", "          # c", "", "#"])
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(COMMENTS, st.lists(EDITS, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_any_row_of_edits_keeps_all_else(comments: dict[int, str], edits: list[tuple[str, str, str]], end: str) -> None:
    lines = SMALL.splitlines()
    for place in sorted(comments, reverse=True):
        lines.insert(place, comments[place])
    text = end.join(lines)
    for number, (kind, id, typed) in enumerate(edits):
        before, faq = text, load(text)
        try:
            text = edited(text, kind, id, typed, f"new-{number}")
        except EditError as error:
            assert re.search("empty|nobody can read|there already|no meaning here|characters long", str(error)), error
            continue
        wanted = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", typed).strip()
        assert wanted in read_back(load(text), kind, id, f"new-{number}")
        assert set(load(text).entries) >= set(faq.entries)
        rest = iter(text.split(end))
        assert all(line in rest for line in before.split(end) if kind != "review" or "reviewed:" not in line)


def edited(text: str, kind: str, id: str, typed: str, new: str) -> str:
    match kind:
        case "phrasing":
            return add_phrasing(text, id, typed)
        case "review":
            return set_review(text, id, typed, "2026-01-31")
    return add_entry(text, id, NewEntry(new, f"Is it {new}?", (f"about {new}",), typed))


def read_back(faq: Faq, kind: str, id: str, new: str) -> tuple[str, ...]:
    match kind:
        case "phrasing":
            return faq.entries[id].ask
        case "review":
            assert faq.entries[id].reviewed == Review(
                faq.entries[id].reviewed.by, "2026-01-31", faq.entries[id].fingerprint
            )
            return (str(faq.entries[id].reviewed.by),)
    return (faq.entries[new].answer,)
