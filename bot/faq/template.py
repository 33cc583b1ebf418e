"""A new entry to fill in: a draft, so that the file can be used while it waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.faq.editing import NewEntry, add_entry
from bot.faq.model import Topic
from bot.faq.reading.entries import MAX_BUTTON
from bot.faq.reading.loader import load
from bot.language.text import utf16_length

HINTS = {
    "draft": "nobody sees it until this line is taken out",
    "question": "what the buttons show",
    "ask": "ten other ways people ask it, one a line",
    "referral": "or, where an article covers it:  source: [{article}]",
    "reviewed": "a pharmacist's name and the date, once read",
}


@dataclass(frozen=True)
class Template:
    """The text of a file with a new draft in it, the draft's line, and the title of its topic."""

    text: str
    line: int
    topic: str


def with_template(text: str, entry_id: str, topic_id: str | None = None) -> Template:
    """A file's text with an entry to fill in, at the end of a topic; without one, of the last that is no small talk.

    Raises EditError, and FaqError where the file can't be used as it is.
    """
    faq, entry_id = load(text, with_drafts=True), entry_id.strip()
    id = _default(faq.topics).id if topic_id is None else topic_id
    about = entry_id.replace("-", " ").replace("_", " ")
    question = f"Question about {about}"
    new = NewEntry(
        id=entry_id,
        question=question if utf16_length(question) <= MAX_BUTTON else about,
        ask=(f"another way to ask about {about}",),
        answer="Write the answer here, in 40 to 110 plain words.",
        referral=True,
        draft=True,
    )
    hints = {key: hint.format(article=faq.articles[0].id) for key, hint in HINTS.items()}
    text = add_entry(text, id, new, hints)
    edited = load(text, with_drafts=True)
    title = next(topic.title for topic in edited.topics if topic.id == id)
    return Template(text, edited.entries[entry_id].lines.entry, title)


def _default(topics: Sequence[Topic]) -> Topic:
    serious = [topic for topic in topics if not any(entry.small_talk for entry in topic.entries)]
    return (serious or list(topics))[-1]
