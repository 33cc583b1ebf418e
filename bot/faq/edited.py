"""What every edit of a FAQ file begins and ends with: what is there already, and whether nothing else has changed."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from bot.errors import EditError, FaqError
from bot.faq.model import Entry, Faq
from bot.faq.reading.loader import load
from bot.language.text import words


def known_as(faq: Faq, phrasing: str) -> Entry | None:
    """The entry that has a phrasing, whatever its case and punctuation."""
    wording = _wording(phrasing)
    entries = faq.entries.values()
    return next((entry for entry in entries if wording in map(_wording, entry.phrasings)), None)


def look_up(kind: str, id: str, known: Iterable[str]) -> None:
    """Raises EditError, with the nearest id, where nothing has this one."""
    known = list(known)
    if id not in known:
        close = get_close_matches(id, known, n=1)
        raise EditError(f'there is no {kind} "{id}"' + (f'; did you mean "{close[0]}"?' if close else ""))


def known_entry(faq: Faq, entry_id: str) -> Entry:
    """The entry with an id; raises EditError where there is none."""
    look_up("entry", entry_id, faq.entries)
    return faq.entries[entry_id]


def refuse_known(faq: Faq, phrasings: Iterable[str]) -> None:
    """Refuses what is worded as a phrasing that some entry has, whatever its case and punctuation."""
    for phrasing in phrasings:
        if entry := known_as(faq, phrasing):
            raise EditError(f'"{phrasing}" is there already: it finds "{entry.question}" ({entry.id})')


def _wording(phrasing: str) -> tuple[str, ...]:
    return tuple(words(phrasing)) or (phrasing,)


def with_entry(faq: Faq, entry: Entry) -> Faq:
    """The FAQ with an entry in the place of the one that has its id."""
    topics = (
        replace(topic, entries=tuple(entry if each.id == entry.id else each for each in topic.entries))
        for topic in faq.topics
    )
    return replace(faq, topics=tuple(topics))


def checked(text: str, expected: Faq) -> str:
    """A text that has been edited, once it is sure that this one change is all that has come of it.

    Raises EditError where it is not.
    """
    try:
        faq = load(text, with_drafts=True)
    except FaqError as error:
        problem = error.problems[0]
        raise EditError(f"this can't be written into the file: {problem.message}; {problem.hint}") from None
    if faq != expected:
        raise EditError("this place of the file is written in a way that only a person can edit; change it by hand")
    return text
