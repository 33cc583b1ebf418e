"""The translations of a FAQ that can be used, and why others can't."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.conversation.lengths import too_long
from bot.errors import FaqError
from bot.faq.model import Faq
from bot.faq.reading.translation import load_translation, name_of_translation

# The contents of translations by the codes of their languages.
Contents = Mapping[str, bytes]
NONE: Contents = MappingProxyType({})


@dataclass(frozen=True)
class Translations:
    """FAQs in other languages by code, the contents that they were read from, and what is wrong with other contents."""

    faqs: tuple[Faq, ...] = ()
    contents: tuple[tuple[str, bytes], ...] = ()
    faults: tuple[FaqError, ...] = ()


def translations_of(english: Faq, name: str, new: Mapping[str, bytes], before: Mapping[str, bytes]) -> Translations:
    """The translations in new contents by code; of one that can't be used the content before, if that still can be."""
    faqs, contents, faults = [], [], []
    for code, content in sorted(new.items()):
        for tried in dict.fromkeys([content, before.get(code, content)]):
            try:
                faqs.append(translation_of(english, name, code, tried))
            except FaqError as error:
                faults += [error] if tried == content else []
            else:
                contents.append((code, tried))
                break
    return Translations(tuple(faqs), tuple(contents), tuple(faults))


def translation_of(english: Faq, name: str, code: str, content: bytes) -> Faq:
    """The translation of a FAQ file.

    Raises FaqError where it can't be used.
    """
    file = name_of_translation(name, code)
    faq = load_translation(content, english, code, file).faq
    if problems := too_long(faq):
        raise FaqError(file, problems)
    return faq


def version_of(data: bytes, translations: Contents = NONE) -> str:
    """A name for a content with its translations, the same for the same bytes."""
    found = hashlib.sha256(data)
    for code, content in sorted(translations.items()):
        found.update(code.encode() + hashlib.sha256(content).digest())
    return found.hexdigest()[:12]
