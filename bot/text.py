"""One spelling of a text for all who compare texts."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

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


def everyday_words() -> frozenset[str]:
    """Frequent words of four letters and more, without accents: none of them is a misspelling."""
    return word_list("everyday_words.txt")


def weak_words() -> frozenset[str]:
    """Words that tell little about what a question is about ("can", "someone")."""
    return word_list("weak_words.txt")


@cache
def foreign_words() -> frozenset[str]:
    """Everyday words of languages other than English."""
    return frozenset().union(*words_by_language().values())


@cache
def words_by_language() -> Mapping[str, frozenset[str]]:
    """Everyday words of each language other than English, by its code ("es")."""
    found: dict[str, set[str]] = {}
    for line in _lines_in("foreign_words.txt"):
        code, _, text = line.partition(":")
        found.setdefault(code, set()).update(text.split())
    return {code: frozenset(everyday) for code, everyday in found.items()}


@cache
def frequencies() -> Mapping[str, float]:
    """The Zipf frequency (log10 of how often in a billion words) of frequent English words, by their stems."""
    found: dict[str, float] = {}
    frequency = 0.0
    for word in _words_in("frequent_words.txt"):
        if word[0].isdigit():
            frequency = float(word)
        else:
            found.setdefault(stem(word), frequency)
    return found


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a file of this package, without its remarks."""
    return frozenset(_words_in(name))


def _words_in(name: str) -> Iterator[str]:
    return (word for line in _lines_in(name) for word in line.split())


def _lines_in(name: str) -> Iterator[str]:
    lines = resources.files("bot").joinpath(name).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
