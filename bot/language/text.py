"""One spelling of a text for all who compare texts."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from itertools import dropwhile

import Stemmer

from bot.language.data import lines_for

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SHORT_FORMS = {
    **{
        f"{word}s": (word, "is")
        for word in ("what", "how", "where", "who", "when", "why", "that", "there", "here", "she")
    },
    **{f"{word}re": (word, "are") for word in ("you", "they", "what", "how")},
    **{f"{word}ve": (word, "have") for word in ("i", "you", "they", "we")},
    "im": ("i", "am"),
    "wats": ("what", "is"),
    "wat": ("what",),
    "wut": ("what",),
    "wht": ("what",),
    "hw": ("how",),
    "mch": ("much",),
    "r": ("are",),
    "u": ("you",),
    "ur": ("your",),
    "abt": ("about",),
}
_AFTER_LATIN = re.compile(r"(?<=[\x00-\x7f])[^\x00-\x7f]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]")


def normalise(text: str) -> str:
    """Fold case, width and composition; drop apostrophes and invisible characters.

    "Don’t" and "DONT" become "dont". Lone surrogates are dropped too, as no encoder takes them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _APOSTROPHES.sub("", text.casefold())


def folded(text: str) -> str:
    """A normalised text without the marks on its Latin letters, as many people type: "cuándo" becomes "cuando"."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    bare = _AFTER_LATIN.sub(lambda found: "".join(dropwhile(unicodedata.combining, found[0])), parts)
    return unicodedata.normalize("NFC", bare)


def words(text: str, language: str = "en") -> list[str]:
    """The words of a text, normalised: runs of letters in any script, and numbers ("4.5mg" is "4.5", "mg").

    Short forms of "to be" and "to have" and those of text messages are written out ("what's" is "what", "is"; "r" is
    "are"); "don't" stays "dont", one word. In other languages than English, accents go too.
    """
    text = normalise(text)
    found: list[str] = WORD.findall(text if language == "en" else folded(text))
    short = short_forms(language)
    return found if short.keys().isdisjoint(found) else [part for word in found for part in short.get(word, (word,))]


@cache
def short_forms(language: str) -> Mapping[str, tuple[str, ...]]:
    """What is typed in short in a language, and the words that it stands for."""
    if language == "en":
        return _SHORT_FORMS
    found: dict[str, tuple[str, ...]] = {}
    for line in lines_for("short_forms.txt", language):
        typed, _, meant = line.partition(":")
        found |= dict.fromkeys(typed.split(), tuple(meant.split()))
    return found


def stem(word: str, language: str = "en") -> str:
    """The stem of a normalised word, by Snowball; the word itself in a language that it does not know."""
    stemmer = _stemmer(language)
    return word if stemmer is None else str(stemmer.stemWord(word))


def utf16_length(text: str) -> int:
    """How long Telegram takes a text to be: it counts UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    with suppress(KeyError):  # a language that Snowball has no stems for
        return Stemmer.Stemmer(language, 0)  # keeping stems takes more time at the start than it saves
    return None
