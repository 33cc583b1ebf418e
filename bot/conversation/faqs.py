"""A FAQ in all its languages, as it is read from a file and its translations."""

from dataclasses import dataclass

from bot.conversation.lengths import too_long
from bot.conversation.translations import NONE, Contents, Translations, translations_of, version_of
from bot.errors import FaqError
from bot.faq.fallback import fallback_faqs
from bot.faq.model import Faq
from bot.faq.reading.loader import load

NO_TRANSLATIONS = Translations()


@dataclass(frozen=True)
class Faqs:
    """The FAQ in English and its translations; the version begins the SHA-256 of what they were read from."""

    english: Faq
    translations: Translations = NO_TRANSLATIONS
    version: str = ""
    is_fallback: bool = False


def read_faqs(
    data: bytes, name: str, with_drafts: bool = False, translations: Contents = NONE, before: Contents = NONE
) -> Faqs:
    """The FAQ in the content of a file, and in those of its translations by the codes of their languages.

    Where a translation can't be used, its content `before` is. Raises FaqError with every problem that keeps the FAQ
    itself from being used.
    """
    faq = load(data, name, with_drafts)
    if problems := too_long(faq):
        raise FaqError(name, problems)
    found = translations_of(faq, name, translations, before)
    return Faqs(faq, found, version_of(data, dict(found.contents)))


def fallback_for(content: bytes = b"") -> Faqs:
    """Help in danger, and the phone number in a content that can't be used otherwise."""
    english, *others = fallback_faqs(content)
    return Faqs(english, Translations(tuple(others)), "fallback", is_fallback=True)
