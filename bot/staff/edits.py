"""Changes that staff make by way of the bot."""

from dataclasses import dataclass

from bot.faq.editing import NewEntry, add_entry, add_phrasing, set_review


@dataclass(frozen=True, slots=True)
class AddPhrasing:
    """Another way to ask an entry."""

    entry: str
    phrasing: str


@dataclass(frozen=True, slots=True)
class AddEntry:
    """A new entry in a topic."""

    topic: str
    entry: NewEntry


@dataclass(frozen=True, slots=True)
class SetReview:
    """Who has checked an entry, and on which day (2026-01-31); `of` is the fingerprint of what was read, if known."""

    entry: str
    by: str
    on: str
    of: str | None = None


Edit = AddPhrasing | AddEntry | SetReview


def edited(edit: Edit, text: str) -> str:
    """The text of a file with a change in it.

    Raises EditError, and FaqError where the file can't be used as it is.
    """
    match edit:
        case AddPhrasing(entry, phrasing):
            return add_phrasing(text, entry, phrasing)
        case AddEntry(topic, new):
            return add_entry(text, topic, new)
        case SetReview(entry, by, on):
            return set_review(text, entry, by, on)


def entry_of(edit: Edit) -> str:
    """The id of the entry that an edit is about."""
    return edit.entry.id if isinstance(edit, AddEntry) else edit.entry


def asked_by(edit: Edit) -> tuple[str, ...]:
    """The words of people that an edit would have the bot answer."""
    match edit:
        case AddPhrasing(_, phrasing):
            return (phrasing,)
        case AddEntry(_, entry):
            return (entry.question, *entry.ask)
    return ()
