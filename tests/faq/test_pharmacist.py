"""An answer that rests on the pharmacist: nobody sees it until a named person has signed it."""

import pytest

from bot.conversation.replies import Replies
from bot.errors import FaqError
from bot.faq.editing import NewEntry, add_entry, set_review
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.faq.rules import content_problems, drafts, unreviewed, unsigned
from tests.small_faq import SMALL, line_of, small

SIGNED = "{by: Dr. Ada Lovelace, on: 2026-11-02}"
UNLINKED = small("        related: [price]\n").replace("        related: [what-is-ldn]\n", "")
UNSIGNED_TEXT = UNLINKED.replace("source: [guide]", "source: [pharmacist]")
SIGNED_TEXT = UNSIGNED_TEXT.replace("{by: null, on: null}", SIGNED)


def with_source(source: str, review: str = SIGNED) -> Faq:
    return load(UNLINKED.replace("source: [guide]", f"source: [{source}]").replace("{by: null, on: null}", review))


def test_unsigned_it_is_seen_by_nobody() -> None:
    assert "what-is-ldn" not in load(UNSIGNED_TEXT).entries
    whole = load(UNSIGNED_TEXT, with_drafts=True)
    assert [entry.id for entry in unsigned(whole)] == ["what-is-ldn"]
    assert drafts(whole) == []
    assert [entry.id for entry in unreviewed(whole)] == ["price"]


def test_signed_it_is_shown_with_name_and_month_in_the_place_of_an_article() -> None:
    faq = load(SIGNED_TEXT)
    assert unsigned(load(SIGNED_TEXT, with_drafts=True)) == []
    assert Replies(faq).entry("what-is-ldn").quiet.splitlines() == [
        faq.disclaimer.short,
        "Source: our pharmacist, Dr. Ada Lovelace, November 2026",
    ]


def test_a_signature_from_the_phone_lets_it_be_seen() -> None:
    signed = set_review(UNSIGNED_TEXT, "what-is-ldn", "Dr. Ada Lovelace", "2026-11-02")
    of = load(UNSIGNED_TEXT, with_drafts=True).entries["what-is-ldn"].fingerprint
    assert load(signed) == load(SIGNED_TEXT.replace("on: 2026-11-02", f"on: 2026-11-02, of: {of}"))


def test_words_that_were_changed_since_wait_for_a_signature_again() -> None:
    signed = set_review(UNSIGNED_TEXT, "what-is-ldn", "Dr. Ada Lovelace", "2026-11-02")
    assert "what-is-ldn" in load(signed).entries
    changed = signed.replace("A *small* dose.", "A large dose.")
    assert "what-is-ldn" not in load(changed).entries
    assert [entry.id for entry in unsigned(load(changed, with_drafts=True))] == ["what-is-ldn"]


def test_it_may_rest_on_an_article_too() -> None:
    quiet = Replies(with_source("pharmacist, guide")).entry("what-is-ldn").quiet
    assert quiet.endswith("Source: our pharmacist, Dr. Ada Lovelace, November 2026; “The Guide”, The Press")


def test_several_answers_name_their_sources_once() -> None:
    faq = load(
        SIGNED_TEXT.replace("        referral: yes", f"        source: [pharmacist, guide]\n        reviewed: {SIGNED}")
    )
    quiet = Replies(faq).answers(list(faq.entries.values())[:2]).quiet
    assert quiet.count("our pharmacist, Dr. Ada Lovelace, November 2026") == 1
    assert quiet.endswith("; “The Guide”, The Press")


def test_a_new_answer_may_rest_on_the_pharmacist() -> None:
    new = NewEntry("travel", "Can I fly with it?", ("on a plane",), "Yes, ask us first.", source=("pharmacist",))
    edited = add_entry(SMALL, "basics", new)
    assert load(edited) == load(SMALL)
    assert [entry.id for entry in unsigned(load(edited, with_drafts=True))] == ["travel"]


def test_what_is_promised_and_banned_stays_banned() -> None:
    faq = load(SIGNED_TEXT.replace("A *small* dose.", "It cures you."))
    assert any('it says "cures"' in problem.message for problem in content_problems(faq) if not problem.warning)


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        (
            small("source: [guide]", "source: [pharmacist]"),
            line_of("related: [what-is-ldn]"),
            'entry "price": related: "what-is-ldn" is a draft, which nobody sees',
            'leave it out here until somebody has signed "what-is-ldn"',
        ),
        (
            small("source: [guide]", "source: [pharmacits]"),
            line_of("source: [guide]"),
            'there is no article "pharmacits"',
            'did you mean "pharmacist"?',
        ),
        (
            small("{id: guide,", "{id: pharmacist,").replace("source: [guide]", "source: [pharmacist]"),
            line_of("{id: guide,"),
            'article: "pharmacist" stands for your pharmacist after "source"',
            "give it another id",
        ),
    ],
)
def test_slips(text: str, line: int, said: str, hint: str) -> None:
    with pytest.raises(FaqError) as caught:
        load(text)
    problems = {problem.line: problem for problem in caught.value.problems}
    assert said in problems[line].message
    assert problems[line].hint == hint
