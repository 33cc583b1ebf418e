"""Medicines that people name and the answers don't."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.faq.model import Faq
from bot.language.text import words
from bot.language.word_lists import medicines
from bot.matching.lexicon import Token

MOST = 3
# An entry of whose phrasings as many name another medicine is about them.
OFTEN = 0.2


class Medicines:
    """The other medicines in a question; `strange` is how seldom each document speaks of some, from 0 to 1."""

    def __init__(self, faq: Faq, documents: Sequence[Sequence[Sequence[Token]]]) -> None:
        """Takes the phrasings of each entry as they were read."""
        answers = (entry.answer for entry in faq.entries.values())
        self._told = frozenset(word for text in (*answers, *faq.subject.ours) for word in words(text))
        self._group = faq.subject.medicines
        self.strange = [1 - min(1.0, self._share(document) / OFTEN) for document in documents]

    def named_in(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Up to three as people know them: the substance, in brackets what it was called."""
        return tuple(islice(dict.fromkeys(self._names(tokens)), MOST))

    def _names(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            word = token.meant or token.word
            substance = None if word in self._told else medicines().get(word)
            if substance and substance not in self._told:
                yield substance if word in substance.split() else f"{substance} ({word.capitalize()})"

    def _share(self, document: Sequence[Sequence[Token]]) -> float:
        naming = [any(token.reading == self._group for token in tokens) or self.named_in(tokens) for tokens in document]
        return sum(map(bool, naming)) / max(1, len(naming))
