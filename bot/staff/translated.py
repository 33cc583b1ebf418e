"""What an answer says in the other languages of the FAQ, and whether that is still what the English says."""

from collections.abc import Iterable, Iterator

from bot.conversation.replies import Replies
from bot.conversation.reply import paragraphs
from bot.faq.fingerprint import fingerprint
from bot.faq.model import Entry, Faq
from bot.staff.wording import StaffWording


def translated(entry: Entry, faqs: Iterable[Faq], words: StaffWording) -> str:
    """The entry in each other language that has it, with a word where its English has changed since."""
    return paragraphs(*(_in_words(entry, faq, words) for faq in _others(entry, faqs)))


def waiting(entry: Entry, faqs: Iterable[Faq], words: StaffWording) -> str:
    """A word on the languages in which the entry still says what its English said before."""
    waits = [faq.labels.language for faq in _others(entry, faqs) if _is_outdated(entry, faq)]
    return words.say("translation_waits", languages=", ".join(waits)) if waits else ""


def _others(entry: Entry, faqs: Iterable[Faq]) -> Iterator[Faq]:
    _, *others = faqs  # the English one comes first
    return (faq for faq in others if entry.id in faq.entries.keys() - faq.lacking)


def _is_outdated(entry: Entry, faq: Faq) -> bool:
    return faq.entries[entry.id].translates != fingerprint(entry.answer)


def _in_words(entry: Entry, faq: Faq, words: StaffWording) -> str:
    there = faq.entries[entry.id]
    head, text = words.say("translated", language=faq.labels.language), Replies(faq).entry(entry.id).text
    return paragraphs(head, f"*{there.question}*", text, words.say("outdated") if _is_outdated(entry, faq) else "")
