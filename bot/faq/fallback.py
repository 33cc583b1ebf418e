"""The small FAQ that stands in while faq.yaml can't be used: help in danger, and how to reach the pharmacy."""

from dataclasses import fields, replace
from importlib import resources

from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.faq.texts import Messages

# Messages that hold meanwhile too; each of the others says that no question can be answered right now.
STILL_TRUE = {"privacy", "privacy_kept", "did_you_mean", "ask_one_of", "too_long", "helped"}


def fallback_faq() -> Faq:
    """The FAQ that ships with the program."""
    source = resources.files("bot.faq").joinpath("fallback.yaml")
    faq = load(source.read_bytes(), source.name)
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
