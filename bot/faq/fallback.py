"""The small FAQ that stands in while faq.yaml can't be used: help in danger, and whom to call if that can be read."""

import re
from dataclasses import fields, replace
from importlib import resources

from bot.faq.model import Faq, Pharmacy
from bot.faq.reading.loader import load
from bot.faq.reading.pharmacy import pharmacy_in
from bot.faq.reading.translation import load_translation
from bot.faq.texts import Messages

# Messages that hold meanwhile too; each of the others says that no question can be answered right now.
STILL_TRUE = {"privacy", "privacy_kept", "did_you_mean", "ask_one_of", "too_long", "helped", "language", "language_set"}


def fallback_faqs(content: bytes = b"") -> tuple[Faq, Faq]:
    """The FAQ that ships with the program, in English and in Spanish, for who stands behind a content that is bad."""
    folder, pharmacy = resources.files("bot.faq"), pharmacy_in(content.decode("utf-8", "replace"))
    faq = load(folder.joinpath("fallback.yaml").read_text("utf-8"), "fallback.yaml")
    english = replace(faq, pharmacy=pharmacy) if pharmacy else faq
    translation = folder.joinpath("fallback.es.yaml").read_text("utf-8")
    spanish = load_translation(translation, english, "es", "fallback.es.yaml").faq
    # Who writes in a language that is not there may understand one of those.
    both = "\n\n".join([english.messages.unavailable, spanish.messages.unavailable])
    found = _meanwhile(english, both), _meanwhile(spanish, both)
    return found if pharmacy else (_of_nobody(found[0]), _of_nobody(found[1]))


def _meanwhile(faq: Faq, other_language: str) -> Faq:
    others = [key.name for key in fields(Messages) if key.name not in STILL_TRUE]
    messages = {**dict.fromkeys(others, faq.messages.unavailable), "other_language": other_language}
    return replace(faq, messages=replace(faq.messages, **messages))


def _of_nobody(faq: Faq) -> Faq:
    """The FAQ without whom to call, and without the sentences that would name them."""
    ((topic, entry),) = [(topic, entry) for topic in faq.topics for entry in topic.entries]
    answered = replace(topic, entries=(replace(entry, answer=_unnamed(entry.answer)),))
    return replace(
        faq,
        pharmacy=Pharmacy("", "", (), "", "", None, None, None, faq.pharmacy.timezone),
        messages=replace(faq.messages, **{name: _unnamed(text) for name, text in vars(faq.messages).items()}),
        topics=(answered,),
    )


def _unnamed(text: str) -> str:
    return re.sub(r" *[^.!?\n]*\{(?:name|phone|address|pharmacist)\}[^.!?\n]*[.!?]?", "", text).strip()
