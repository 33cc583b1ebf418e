"""What a FAQ file says already is corrected in its place, and every other line and comment stays."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import EditError, FaqError
from bot.faq.corrections import HoursLines, Value, change_entry, change_pharmacy, remove_entry
from bot.faq.reading.loader import load
from tests.conftest import FAQ_FILE
from tests.small_faq import SMALL, small

ANSWER = "        answer: Please call and ask.\n"
LONG = "Please call.\n\n- by day\n- or mail"
BLOCK = "          Please call.\n\n          - by day\n          - or mail\n"

ANSWERS = {
    "plain": (ANSWER, f"        answer: |\n{BLOCK}"),
    "plain with a comment": (
        "        answer: Please call and ask.  # by phone\n",
        f"        answer: |  # by phone\n{BLOCK}",
    ),
    "several lines": (
        "        answer: |  # read it\n          Please call.\n\n          And ask.\n\n        # more\n",
        f"        answer: |  # read it\n{BLOCK}\n        # more\n",
    ),
    "quoted": (
        "        answer: 'Please call.' # so\n        # more\n",
        f"        answer: | # so\n{BLOCK}        # more\n",
    ),
    "with an indent of its own": ("        answer: |2\n          Please call.\n", f"        answer: |\n{BLOCK}"),
}


@pytest.mark.parametrize(("written", "edited"), ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_answer_is_written_in_the_place_of_the_old(written: str, edited: str, end: str) -> None:
    text = small(ANSWER, written).replace("\n", end)
    assert change_entry(text, "price", {"answer": LONG}) == small(ANSWER, edited).replace("\n", end)


CHANGES: dict[str, tuple[dict[str, Value], str, str]] = {
    "a question": ({"question": "Cost?"}, "question: What does LDN cost?", "question: Cost?"),
    "a way to ask less": ({"ask": ("monthly price",)}, "          - is it expensive\n", ""),
    "all ways to ask": (
        {"ask": ("dear",)},
        "        ask:\n          - is it expensive\n          - monthly price\n",
        "        ask:\n          - dear\n",
    ),
    "no related ones": ({"related": ()}, "        related: [what-is-ldn]\n", ""),
    "another related one": ({"related": ("greeting",)}, "related: [what-is-ldn]", "related: [greeting]"),
    "one more related": (
        {"related": ("what-is-ldn", "greeting")},
        "related: [what-is-ldn]",
        "related: [what-is-ldn, greeting]",
    ),
    "needs": (
        {"needs": ("dollar", "a, b")},
        "        related: [what-is-ldn]\n",
        '        related: [what-is-ldn]\n        needs: [dollar, "a, b"]\n',
    ),
    "an article": (
        {"source": ("guide",), "referral": False},
        "        referral: yes\n        related: [what-is-ldn]\n",
        "        related: [what-is-ldn]\n        source: [guide]\n",
    ),
}


@pytest.mark.parametrize(("changes", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_one_part_changes_and_nothing_else(changes: dict[str, Value], old: str, new: str) -> None:
    assert change_entry(SMALL, "price", changes) == small(old, new)


def test_a_list_in_brackets_loses_the_first_a_middle_and_the_last() -> None:
    listed = "        ask:\n          - is it expensive\n          - monthly price\n"
    text = small(listed, "        ask: [a b, c d, e f]  # three\n")
    for left, written in ((("c d", "e f"), "[c d, e f]"), (("a b", "e f"), "[a b, e f]"), (("a b",), "[a b]")):
        assert f"        ask: {written}  # three\n" in change_entry(text, "price", {"ask": left})


def test_an_entry_in_braces_is_corrected_too() -> None:
    start, end = SMALL.index("      - id: price"), SMALL.index("  - id: talk")
    entry = "{id: price, referral: yes, question: What does LDN cost?, ask: [is it dear], answer: Please call.}"
    text = SMALL[:start] + f"      - {entry}  # short\n" + SMALL[end:]
    text = change_entry(text, "price", {"answer": "a: b\n\nc", "source": ("guide",), "referral": False})
    assert 'ask: [is it dear], answer: "a: b\\n\\nc", source: [guide]}  # short\n' in text
    assert "      - {id: price, question:" in text


def test_a_correction_can_be_signed() -> None:
    text = change_entry(SMALL, "what-is-ldn", {"source": ("pharmacist",), "answer": "So."}, ("Dr. Ada", "2026-01-31"))
    entry = load(text).entries["what-is-ldn"]
    assert entry.is_reviewed
    assert f"reviewed: {{by: Dr. Ada, on: 2026-01-31, of: {entry.fingerprint}}}" in text


def test_a_draft_is_published_and_held_back() -> None:
    held = change_entry(small("[price]", "[greeting]"), "price", {"draft": True})
    assert "price" not in load(held).entries
    assert change_entry(held, "price", {"draft": False}) == small("[price]", "[greeting]")


def test_an_entry_goes_with_its_name_in_other_lists() -> None:
    text = remove_entry(SMALL, "price")
    start, end = SMALL.index("      - id: price"), SMALL.index("  - id: talk")
    assert text == (SMALL[:start] + SMALL[end:]).replace("        related: [price]\n", "")


def test_a_removed_entry_leaves_one_blank_line_between_its_neighbours() -> None:
    shipped = FAQ_FILE.read_text("utf-8")
    for topic in load(shipped).topics[1:3]:
        for entry in (topic.entries[0], topic.entries[-1]):
            text = remove_entry(shipped, entry.id)
            assert "\n\n\n      - id" not in text
            assert "entries:\n\n" not in text
            assert not re.search(r"[^\n]\n      - id: ", text.replace("entries:\n", "\n\n"))


REFUSED: dict[str, tuple[Callable[[], str], str]] = {
    "no such entry": (lambda: change_entry(SMALL, "prise", {"answer": "x"}), 'did you mean "price"'),
    "none to remove": (lambda: remove_entry(SMALL, "prise"), 'did you mean "price"'),
    "the last of a topic": (lambda: remove_entry(SMALL, "greeting"), 'the only answer of the topic "Talk"'),
    "another's question": (lambda: change_entry(SMALL, "price", {"question": "hello"}), "finds \"Hello!\""),
    "another's way to ask": (lambda: change_entry(SMALL, "price", {"ask": ("Good morning",)}), "is there already"),
    "empty": (lambda: change_entry(SMALL, "price", {"answer": " \n"}), "the answer is empty"),
    "no way to ask left": (lambda: change_entry(SMALL, "price", {"ask": ()}), "can't be written"),
    "a long question": (lambda: change_entry(SMALL, "price", {"question": "x" * 65}), "65 characters long"),
    "no such article": (lambda: change_entry(SMALL, "price", {"source": ("giude",)}), 'did you mean "guide"'),
    "no such related one": (lambda: change_entry(SMALL, "price", {"related": ("x",)}), 'no entry "x"'),
    "a strange placeholder": (lambda: change_entry(SMALL, "price", {"answer": "{town}"}), "no meaning"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "said"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_is_explained(edit: Callable[[], str], said: str) -> None:
    with pytest.raises(EditError, match=said):
        edit()


def test_a_file_that_is_broken_already_is_explained_by_its_lines() -> None:
    broken = small("title: Basics", "titel: Basics")
    for edit in (lambda: change_entry(broken, "price", {"answer": "x"}), lambda: remove_entry(broken, "price")):
        with pytest.raises(FaqError, match="titel"):
            edit()


def test_each_shipped_answer_can_be_written_again() -> None:
    shipped = FAQ_FILE.read_text("utf-8")
    for entry in list(load(shipped).entries.values())[::16]:
        assert change_entry(shipped, entry.id, {"answer": entry.answer, "question": entry.question}) == shipped


IDS = st.sampled_from(["what-is-ldn", "price", "greeting"])
TEXTS = st.text(st.one_of(st.sampled_from("ab:-#[]|>'\",\n \t\\?!*&%"), st.characters()), max_size=30)
KEYS = st.sampled_from(["question", "answer", "ask", "needs", "related", "source"])
COMMENTED = SMALL.replace("\n", "  # why\n", 4).replace("        ask:\n", "        # ways\n        ask:  # more\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(IDS, KEYS, TEXTS), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_any_row_of_corrections_keeps_every_comment(edits: list[tuple[str, str, str]], end: str) -> None:
    text = COMMENTED.replace("\n", end)
    for id, key, typed in edits:
        value: Value = typed if key in ("question", "answer") else (*getattr(load(text).entries[id], key), typed)
        try:
            text = change_entry(text, id, {key: value})
        except EditError:
            continue
        assert load(text).entries[id]
    for comment in ("# why", "# ways", "# more"):
        assert text.count(comment) >= COMMENTED.count(comment)


PHARMACY = {
    "a phone": ("phone", "(310) 555-0100", "phone: 1-800-555-0100", "phone: (310) 555-0100"),
    "a website": ("website", "corner.example/#top", "website: null", "website: corner.example/#top"),
    "a website that is gone": ("website", None, "website: null", "website: null"),
    "hours": (
        "hours",
        (("Monday to Saturday", "9:30 am to 6 pm"), ("Sunday", "closed"), ("December 25", "closed")),
        "  hours: null\n",
        "  hours:\n    Monday to Saturday: 9:30 am to 6 pm\n    Sunday: closed\n    December 25: closed\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("key", "value", "old", "new"), PHARMACY.values(), ids=PHARMACY)
def test_what_is_known_of_the_pharmacy_is_written_in_its_place(
    key: str, value: str | HoursLines | None, old: str, new: str
) -> None:
    assert change_pharmacy(SMALL, key, value) == small(old, new)
    commented = small("  hours: null\n", "  hours: null        # or a line for each day\n")
    assert "  hours:        # or a line for each day\n    Sunday" in change_pharmacy(
        commented, "hours", (("Sunday", "noon to 1 pm"), ("Monday to Saturday", "closed"))
    )


def test_other_hours_take_the_place_of_the_old() -> None:
    text = small(
        "  hours: null\n",
        "  hours:  # by day\n    Monday to Saturday: 9 am to 6 pm  # and by mail\n    Sunday: closed\n",
    )
    times = change_pharmacy(text, "hours", (("Monday to Saturday", "10 am to 6 pm"), ("Sunday", "noon to 1 pm")))
    assert times == text.replace("9 am to 6 pm  #", "10 am to 6 pm  #").replace(
        "Sunday: closed", "Sunday: noon to 1 pm"
    )
    days = change_pharmacy(text, "hours", (("Monday to Sunday", "noon to 1 pm"),))
    assert days == small("  hours: null\n", "  hours:  # by day\n    Monday to Sunday: noon to 1 pm\n")
    assert change_pharmacy(days, "hours", None) == small("hours: null", "hours: null  # by day")


def test_hours_in_braces_are_written_anew() -> None:
    text = small("hours: null", "hours: {Monday to Sunday: 9 am to 6 pm}  # always")
    edited = change_pharmacy(text, "hours", (("Monday to Saturday", "9 am to 6 pm"), ("Sunday", "closed")))
    assert edited == small(
        "  hours: null\n", "  hours:  # always\n    Monday to Saturday: 9 am to 6 pm\n    Sunday: closed\n"
    )
