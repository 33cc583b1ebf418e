"""The entries that some words of staff may mean."""

from bot.conversation.responder import Responder
from bot.faq.model import Entry, Faq
from bot.language.text import stem, words


def nearest(responder: Responder, text: str) -> list[str]:
    """The ids of the entries that a question is nearest to, the nearest first."""
    return [candidate.entry.id for candidate in responder.match(text).ranking]


def holding(faq: Faq, text: str) -> list[str]:
    """The ids of the entries that hold all the words of a text, in whatever form."""
    wanted = {stem(word) for word in words(text)}
    return [entry.id for entry in faq.entries.values() if wanted and wanted <= _stems(entry)]


def _stems(entry: Entry) -> set[str]:
    texts = (entry.id, *entry.phrasings, entry.answer, entry.answer_with_hours or "")
    return {stem(word) for text in texts for word in words(text)}
