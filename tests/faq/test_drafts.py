import pytest

from bot.errors import EditError, FaqError
from bot.faq.editing import add_phrasing, set_review
from bot.faq.reading.loader import load
from bot.faq.rules import drafts, unreviewed
from bot.faq.template import with_template
from tests.conftest import FAQ_FILE
from tests.small_faq import SMALL, line_of, small

DRAFT = small("        small_talk: yes\n", "        small_talk: yes\n        draft: yes\n")


def test_a_draft_is_left_out_of_what_the_bot_uses() -> None:
    assert list(load(DRAFT).entries) == ["what-is-ldn", "price"]
    assert [entry.id for entry in drafts(load(DRAFT, with_drafts=True))] == ["greeting"]
    assert drafts(load(DRAFT)) == []
    assert load(DRAFT.replace("draft: yes", "draft: no")) == load(SMALL)


def test_a_topic_of_drafts_alone_is_left_out_too() -> None:
    assert [topic.id for topic in load(DRAFT).topics] == ["basics"]
    assert [topic.id for topic in load(DRAFT, with_drafts=True).topics] == ["basics", "talk"]


def test_a_draft_waits_for_no_review_yet() -> None:
    text = small("        referral: yes\n", "        referral: yes\n        draft: yes\n")
    text = text.replace("        related: [price]\n", "")
    assert [entry.id for entry in unreviewed(load(text, with_drafts=True))] == ["what-is-ldn"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Hello to you.", "In {town}", "has no meaning here"),
        ("answer: Hello to you.", "anwser: Hello to you.", 'did you mean "answer"'),
        ("- id: greeting", "- id: price", 'duplicate id "price": the entry on line'),
        ("draft: yes", "draft: maybe", 'draft must be yes or no, not "maybe"'),
        ("related: [price]", "related: [greeting]", '"greeting" is a draft, which nobody sees'),
        ("related: [price]", "related: [greetin]", 'there is no entry "greetin"'),
    ],
)
def test_a_draft_is_checked_as_any_entry(old: str, new: str, said: str) -> None:
    with pytest.raises(FaqError, match=said):
        load(DRAFT.replace(old, new, 1))


def test_a_file_of_drafts_alone_is_refused() -> None:
    text = SMALL.replace("        answer:", "        draft: yes\n        answer:")
    with pytest.raises(FaqError, match="every entry is a draft") as caught:
        load(text.replace("        related: [price]\n", "").replace("        related: [what-is-ldn]\n", ""))
    assert 'take the line "draft: yes" out' in str(caught.value)


def test_a_draft_can_be_edited() -> None:
    text = set_review(add_phrasing(DRAFT, "greeting", "hi there"), "greeting", "Dr. Ada", "2026-01-31")
    (draft,) = drafts(load(text, with_drafts=True))
    assert draft.ask == ("good morning", "hi there")
    assert draft.reviewed.is_done


def test_a_template_can_be_loaded_at_once_and_nobody_sees_it() -> None:
    template = with_template(SMALL, "travel-abroad", "talk")
    assert load(template.text) == load(SMALL)
    (draft,) = drafts(load(template.text, with_drafts=True))
    assert (draft.id, draft.referral, template.topic) == ("travel-abroad", True, "Talk")
    lines = template.text.splitlines()
    assert lines[template.line - 1] == "      - id: travel-abroad"
    assert lines[template.line].startswith("        draft: yes  ")
    assert "source: [guide]" in "".join(lines[template.line :])


def test_a_template_without_a_topic_goes_to_the_last_that_is_no_small_talk() -> None:
    assert with_template(SMALL, "travel").topic == "Basics"
    assert with_template(small("        small_talk: yes\n"), "travel").topic == "Talk"
    topics = load(FAQ_FILE.read_bytes()).topics
    assert with_template(FAQ_FILE.read_text("utf-8"), "travel").topic == topics[-2].title


def test_templates_can_stand_side_by_side() -> None:
    text = SMALL
    for id in ("a", "b", "x" * 59 + "1", "x" * 59 + "2", "null", "no"):
        text = with_template(text, id).text
    assert len(drafts(load(text, with_drafts=True))) == 6


@pytest.mark.parametrize(
    ("id", "topic", "said"),
    [
        ("price", None, 'the id "price" is taken'),
        ("good day", None, "can't be used in a link; use at most 60"),
        ("x" * 61, None, "can't be used in a link"),
        (" ", None, "the id is empty"),
        ("travel", "basic", 'there is no topic "basic"; did you mean "basics"'),
        ("travel", "", 'there is no topic ""'),
    ],
)
def test_a_template_that_can_not_be_put_in_is_explained(id: str, topic: str | None, said: str) -> None:
    with pytest.raises(EditError, match=said):
        with_template(SMALL, id, topic)


def test_a_template_for_a_broken_file_tells_its_lines() -> None:
    with pytest.raises(FaqError, match=f":{line_of('title: Basics')}:"):
        with_template(small("title: Basics", "titel: Basics"), "travel")
