"""The small FAQ that stands in while faq.yaml can't be used: help in danger, and whom to call if that can be read."""

import re
from dataclasses import fields, replace
from importlib import resources

from bot.faq.model import Faq, Pharmacy
from bot.faq.reading.loader import load
from bot.faq.reading.pharmacy import pharmacy_in
from bot.faq.texts import Messages

# Messages that hold meanwhile too; each of the others says that no question can be answered right now.
STILL_TRUE = {"privacy", "privacy_kept", "did_you_mean", "ask_one_of", "too_long", "helped"}


def fallback_faq(content: bytes = b"") -> Faq:
    """The FAQ that ships with the program, for those who stand behind a content that can't be used."""
    source = resources.files("bot.faq").joinpath("fallback.yaml")
    text, pharmacy = source.read_text("utf-8"), pharmacy_in(content.decode("utf-8", "replace"))
    faq = load(text, source.name)
    faq = replace(faq, pharmacy=pharmacy) if pharmacy else _of_nobody(faq)
    others = [key.name for key in fields(Messages) if key.name not in STILL_TRUE]
    english = faq.messages.unavailable
    translated = {code: texts["unavailable"] for code, texts in faq.translations.items()}
    # Who writes in a language that is not translated may understand one of those.
    messages = {**dict.fromkeys(others, english), "other_language": "\n\n".join([english, *translated.values()])}
    return replace(
        faq,
        messages=replace(faq.messages, **messages),
        translations={code: dict.fromkeys(others, text) for code, text in translated.items()},
    )


def _of_nobody(faq: Faq) -> Faq:
    """The FAQ without whom to call, and without the sentences that would name them."""
    ((topic, entry),) = [(topic, entry) for topic in faq.topics for entry in topic.entries]
    answered = replace(topic, entries=(replace(entry, answer=_unnamed(entry.answer)),))
    return replace(
        faq,
        pharmacy=Pharmacy("", "", (), "", "", None, None, None, faq.pharmacy.timezone),
        messages=replace(faq.messages, **{name: _unnamed(text) for name, text in vars(faq.messages).items()}),
        translations={
            code: {name: _unnamed(text) for name, text in texts.items()} for code, texts in faq.translations.items()
        },
        topics=(answered,),
    )


def _unnamed(text: str) -> str:
    return re.sub(r" *[^.!?\n]*\{(?:name|phone|address|pharmacist)\}[^.!?\n]*[.!?]?", "", text).strip()
