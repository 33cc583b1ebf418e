"""What an edit would change is told before it is live."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.responder import Responder
from bot.faq.editing import add_phrasing
from bot.safety.triage import DangerDetector
from bot.staff.preview import Change, Preview, Said, preview
from bot.staff.wording import StaffWording
from tests.small_faq import small

MESSAGES = Path(__file__).parent.parent / "messages" / "questions.jsonl"
QUESTIONS = [json.loads(line)["q"] for line in MESSAGES.read_text("utf-8").splitlines()[::20]]
LUPUS = "          - monthly price\n"


def between(safety: DangerDetector, old: str, new: str, asked: list[str] | None = None) -> Preview:
    versions = [Responder.from_text(text.encode(), "faq.yaml", safety) for text in (old, new)]
    return preview(versions[0], versions[1], asked or [])


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ("A *small* dose.", "A tiny dose.", "Changed: “What is LDN?”"),
        ("question: What is LDN?", "question: What is that, LDN?", "Changed: “What is that, LDN?”"),
        (
            "        reviewed: {by: null, on: null}\n",
            "        reviewed: {by: Ada, on: 2026-01-31}\n",
            "Changed: “What is LDN?”",
        ),
        ("Welcome to", "A warm welcome to", "Other words around the answers changed."),
        ("title: Basics", "title: The basics", "Other words around the answers changed."),
        ("      - id: greeting\n", "      - id: hello\n", "New: “Hello!”\nGone: “Hello!”"),
        ("          - is it expensive\n", "", "Ways to ask “What does LDN cost?”: 1 now, 2 before."),
        ("# nothing", "", "No answer changes."),
    ],
)
def test_what_people_would_read_differently(safety: DangerDetector, part: str, instead: str, said: str) -> None:
    new = small(part, instead) if part in small() else small()
    changes = between(safety, small(), new)
    words = StaffWording(Responder.from_text(new.encode(), "faq.yaml", safety).faq)
    assert words.preview(changes).startswith(said)


def test_questions_of_people_and_phrasings_that_change_sides(safety: DangerDetector) -> None:
    asked = ["is it for lupus", "what is ldn", "i want to die", "¿cuánto cuesta la medicina por mes?"]
    new = small(LUPUS, f"{LUPUS}          - is it for lupus\n").replace("          - is it expensive\n", "")
    changes = between(safety, small(), new, asked)
    assert changes.asked == (Change("is it for lupus", changes.asked[0].before, Said("answer", ("price",))),)
    assert (changes.asked_count, changes.phrasings_count) == (4, 8)
    assert "is it expensive" in [change.text for change in changes.phrasings]
    text = StaffWording(Responder.from_text(new.encode(), "faq.yaml", safety).faq).preview(changes)
    assert "1 of 4 questions that people asked and 1 of 8 ways to ask" in text
    assert "- “is it for lupus”: " in text
    assert "→ “What does LDN cost?”" in text


def test_no_more_examples_than_fit_a_phone(safety: DangerDetector) -> None:
    asked = [f"is it for lupus {word}" for word in ("please", "now", "here", "there", "today", "soon", "again")]
    new = small(LUPUS, f"{LUPUS}          - is it for lupus\n")
    changes = between(safety, small(), new, asked)
    words = StaffWording(Responder.from_text(new.encode(), "faq.yaml", safety).faq)
    assert len(changes.asked) > 5
    assert words.preview(changes).count("\n- “") == 5
    assert words.preview(changes).endswith(f"… and {len(changes.asked) - 5} more")
    assert words.preview(changes, most=100).count("\n- “") == len(changes.asked)


def test_a_phrasing_that_leads_elsewhere_is_taken(safety: DangerDetector) -> None:
    old = small("- is it expensive\n", "- explain the meaning of ldn to me\n          - is it expensive\n")
    new = old.replace(
        "          - meaning of ldn\n", "          - meaning of ldn\n          - to me explain the meaning of ldn\n"
    )
    (taken,) = between(safety, old, new).taken
    assert taken.taker
    assert (taken.phrasing, taken.owner.id, taken.taker.id) == (
        "explain the meaning of ldn to me",
        "price",
        "what-is-ldn",
    )


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["what-is-ldn", "price", "greeting"]),
    st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=3, unique=True),
    st.sampled_from([0, 1, 2]),
)
def test_what_it_tells_is_what_people_would_get(
    safety: DangerDetector, id: str, phrasings: list[str], removed: int
) -> None:
    text = small("          - is it expensive\n", "") if removed == 1 else small()
    text = text.replace("          - meaning of ldn\n", "") if removed == 2 else text
    for phrasing in phrasings:
        text = add_phrasing(text, id, phrasing)
    old, new = (Responder.from_text(version.encode(), "faq.yaml", safety) for version in (small(), text))
    everything = [*QUESTIONS, *(phrasing for entry in old.faq.entries.values() for phrasing in entry.phrasings)]
    told = preview(old, new, QUESTIONS)
    changed = [text for text in everything if read(old, text) != read(new, text)]
    assert [change.text for change in (*told.asked, *told.phrasings)] == changed


def read(responder: Responder, text: str) -> tuple[str, list[str]]:
    """What a person reads who asks this, but for how misspelt words were read."""
    reply = responder.respond(text).reply
    return reply.text.split("\n\n_Showing")[0], [button.label for button in reply.buttons]
