"""Lists of words that ship with the program."""

from collections.abc import Mapping
from functools import cache

from bot.language.data import lines_for, lines_in
from bot.language.text import stem


def everyday_words() -> frozenset[str]:
    """Frequent words of four letters and more, without accents: none of them is a misspelling."""
    return word_list("everyday_words.txt")


def right_words() -> frozenset[str]:
    """Words rarer than everyday ones that people spell right: none of them is a misspelling either."""
    return word_list("right_words.txt")


@cache
def weak_words(language: str = "en") -> frozenset[str]:
    """Words that tell little about what a question is about ("can", "someone"); none where no list ships."""
    return frozenset(word for line in lines_for("weak_words.txt", language) for word in line.split())


@cache
def foreign_words() -> frozenset[str]:
    """Everyday words of languages other than English."""
    return frozenset().union(*words_by_language().values())


@cache
def words_by_language() -> Mapping[str, frozenset[str]]:
    """Everyday words of each language other than English, by its code ("es")."""
    found: dict[str, set[str]] = {}
    for line in lines_in("foreign_words.txt"):
        code, _, text = line.partition(":")
        found.setdefault(code, set()).update(text.split())
    return {code: frozenset(everyday) for code, everyday in found.items()}


@cache
def medicines() -> Mapping[str, str]:
    """Names of medicines that are one word, in small letters, and the substance of each (itself where unsure)."""
    lines = (line.partition(":") for line in lines_in("medicines.txt"))
    return {
        substance if name == substance else name: substance or name  # one text for both
        for substance, _, names in lines
        for name in names.split()
    }


@cache
def frequencies(language: str = "en") -> Mapping[str, float]:
    """The Zipf frequency (log10 of how often in a billion words) of a language's frequent words, by their stems."""
    found: dict[str, float] = {}
    frequency = 0.0
    for line in lines_for("frequent_words.txt", language):
        for word in line.split():
            if word[0].isdigit():
                frequency = float(word)
            else:
                found.setdefault(stem(word, language), frequency)
    return found


@cache
def word_list(name: str, package: str = "bot.language") -> frozenset[str]:
    """The words of a file of a package, without its remarks."""
    return frozenset(word for line in lines_in(name, package) for word in line.split())
