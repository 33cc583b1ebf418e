"""Which medicines a question names that the answers don't."""

from collections.abc import Container, Iterator, Sequence
from itertools import islice

from bot.language.word_lists import medicines
from bot.matching.lexicon import Token

MOST = 3


def named_in(tokens: Sequence[Token], told: Container[str]) -> tuple[str, ...]:
    """Up to three medicines as people know them: the substance, in brackets what it was called; not those of answers.

    `told` are the words of the answers.
    """
    return tuple(islice(dict.fromkeys(_names(tokens, told)), MOST))


def _names(tokens: Sequence[Token], told: Container[str]) -> Iterator[str]:
    for token in tokens:
        word = token.meant or token.word
        substance = medicines().get(word)
        if substance and word not in told and substance not in told:
            yield substance if word in substance.split() else f"{substance} ({word.capitalize()})"
