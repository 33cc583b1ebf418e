"""Changes that staff make by way of the bot."""

from dataclasses import dataclass, replace

from bot.errors import EditError
from bot.faq.corrections import HoursLines, Value, change_entry, change_pharmacy, remove_entry
from bot.faq.editing import NewEntry, add_entry, add_phrasing, set_review
from bot.faq.merging import taken_back
from bot.faq.model import Entry


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


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Other values behind some keys of an entry, and who signs them on which day where it rests on the pharmacist."""

    entry: str
    values: tuple[tuple[str, Value], ...]
    review: tuple[str, str] | None = None

    def is_signed(self, entry: Entry) -> bool:
        """Whether it may be saved only by somebody who vouches for it."""
        values = dict(self.values)
        changed = replace(entry, **values)  # type: ignore[arg-type]  # the keys are the fields
        return changed.is_the_pharmacists and (changed.fingerprint, changed.source) != (entry.fingerprint, entry.source)


@dataclass(frozen=True, slots=True)
class SetPharmacy:
    """What is known of the pharmacy: None where it is not, for hours the lines of days and times."""

    key: str
    value: str | HoursLines | None


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """An entry that goes."""

    entry: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """A change, in one line, that shall not have been: the texts before and after it."""

    what: str
    before: str
    after: str


Edit = AddPhrasing | AddEntry | SetReview | ChangeEntry | RemoveEntry | SetPharmacy | TakeBack


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
        case ChangeEntry(entry, values, review):
            return change_entry(text, entry, dict(values), review)
        case RemoveEntry(entry):
            return remove_entry(text, entry)
        case SetPharmacy(key, known):
            return change_pharmacy(text, key, known)
        case TakeBack(_, before, after):
            made = taken_back(text, before, after)
            if made is None:
                raise EditError("the same lines were changed later")
            return made


def entry_of(edit: Edit) -> str:
    """The id of the entry that an edit is about; empty where it is about none."""
    if isinstance(edit, SetPharmacy | TakeBack):
        return ""
    return edit.entry.id if isinstance(edit, AddEntry) else edit.entry


def asked_by(edit: Edit) -> tuple[str, ...]:
    """The words of people that an edit would have the bot answer."""
    match edit:
        case AddPhrasing(_, phrasing):
            return (phrasing,)
        case AddEntry(_, entry):
            return (entry.question, *entry.ask)
        case ChangeEntry(_, values):
            return tuple(str(value) for key, value in values if key == "question")
    return ()
