"""One spelling of a text for all who compare texts."""

import re
import unicodedata
from functools import cache

import Stemmer

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
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
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]")


def normalise(text: str) -> str:
    """Fold case, width and composition; drop apostrophes and invisible characters.

    "Don’t" and "DONT" become "dont". Lone surrogates are dropped too, as no encoder takes them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _APOSTROPHES.sub("", text.casefold())


def words(text: str) -> list[str]:
    """The words of a text, normalised: runs of letters in any script, and numbers ("4.5mg" is "4.5", "mg").

    Short forms of "to be" and "to have" and those of text messages are written out ("what's" is "what", "is"; "r" is
    "are"); "don't" stays "dont", one word.
    """
    found: list[str] = _WORD.findall(normalise(text))
    return [part for word in found for part in _SHORT_FORMS.get(word, (word,))]


def stem(word: str) -> str:
    """The English stem of a normalised word (Snowball's Porter 2)."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def utf16_length(text: str) -> int:
    """How long Telegram takes a text to be: it counts UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
