"""How well each entry's words fit those of a question: BM25, with all phrasings of an entry as one document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from bot.language.text import stem
from bot.language.word_lists import frequencies
from bot.matching.lexicon import Token

# BM25's constants, as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009).
K1 = 1.6
B = 0.5
# What two neighbouring words count for beside a word, and a weak word beside a telling one.
PAIR = 0.2
WEAK = 0.8
# The Zipf frequency of a word that is no frequent one; an everyday word tells less than one as rare in the FAQ.
RARE = 3.8
MOST_FREQUENT = 7.5
# A word that the FAQ does not know weighs as much as its rarest, unless it tells little anyway.
UNKNOWN_WEAK = 0.15
# A word that more than this share of the entries have, and more than a few, says nothing about which is meant.
COMMON = 0.4
FEW = 5
# Stands in a pair for an example of an open list, and for a word nobody knows, which may be one more of them.
ANY = "*"

Term = str | tuple[str, str]


class Index:
    """The weight of each word and pair of words, in all and in each entry; made from the entries' read phrasings."""

    def __init__(self, documents: Mapping[str, Sequence[Sequence[Token]]], language: str = "en") -> None:
        counts = {
            id: Counter(term for tokens in document for term, _ in _terms(tokens)) for id, document in documents.items()
        }
        weak = {
            token.reading for document in documents.values() for tokens in document for token in tokens if token.is_weak
        }
        self.ids = tuple(sorted(counts))
        lengths = [sum(n for term, n in counts[id].items() if isinstance(term, str)) for id in self.ids]
        mean = sum(lengths) / max(1, len(lengths))
        norms = [K1 * (1 - B + B * length / mean) for length in lengths]
        holders: dict[Term, list[tuple[int, int]]] = {}
        for number, id in enumerate(self.ids):
            for term, n in counts[id].items():
                holders.setdefault(term, []).append((number, n))
        self._weights: dict[str, float] = {}
        self._postings: dict[Term, dict[int, float]] = {}
        # Most pairs are of one entry alone, and speak for it as its others do.
        alike: dict[tuple[float, tuple[tuple[int, int], ...]], dict[int, float]] = {}
        rarity = [_rarity(len(counts), held) for held in range(len(counts) + 1)]
        for term, held in holders.items():
            weight = rarity[len(held)] * _factor(term, weak, language)
            if isinstance(term, str):
                self._weights[term] = weight
            key = weight, tuple(held)
            if key not in alike:
                alike[key] = {number: weight * n * (K1 + 1) / (n + norms[number]) for number, n in held}
            self._postings[term] = alike[key]
        self.heaviest = max(self._weights.values(), default=1.0)
        too_many = max(COMMON * len(counts), FEW)
        self._common = frozenset(term for term, held in self._postings.items() if len(held) > too_many)

    def scores(self, tokens: Sequence[Token]) -> list[float]:
        """How much of the question each entry speaks of, in the order of `ids`; 0 where they share no telling word."""
        scores = [0.0] * len(self.ids)
        known = {term: likeness for term, likeness in _terms(tokens) if term in self._postings}
        # Where a question has nothing but common words, they must do.
        telling = {term: likeness for term, likeness in known.items() if term not in self._common} or known
        for term, likeness in telling.items():
            for number, weight in self._postings[term].items():
                scores[number] += weight * likeness
        return scores

    def weight(self, token: Token) -> float:
        """How much a word tells, whatever the entry."""
        weight = self._weights.get(token.reading or "")
        return weight if weight is not None else self.heaviest * (UNKNOWN_WEAK if token.is_weak else 1.0)

    def holders(self, token: Token) -> Mapping[int, float]:
        """The entries that have a word, by their place in `ids`, and how much it speaks for each."""
        return self._postings.get(token.reading or "", {})


def _rarity(entries: int, holders: int) -> float:
    return log(1 + (entries - holders + 0.5) / (holders + 0.5))


def _factor(term: Term, weak: set[str | None], language: str) -> float:
    if isinstance(term, str):
        return (WEAK if term in weak else 1.0) * _unusualness(term, language)
    return PAIR * (WEAK if term[0] in weak and term[1] in weak else 1.0)


def _unusualness(reading: str, language: str) -> float:
    """How much a word, or the rarest of several, tells for its frequency in the language: about a third to one."""
    frequency = min(frequencies(language).get(stem(word, language), RARE) for word in reading.split())
    return sqrt((MOST_FREQUENT - frequency) / (MOST_FREQUENT - RARE))


def _terms(tokens: Sequence[Token]) -> list[tuple[Term, float]]:
    """The words of a text and its pairs of neighbours, each with how sure its spelling is."""
    found: list[tuple[Term, float]] = [(token.reading, token.likeness) for token in tokens if token.reading is not None]
    readings = [_pair_readings(token) for token in tokens]
    for place, seconds in enumerate(readings[1:]):
        sureness = min(tokens[place].likeness or 1.0, tokens[place + 1].likeness or 1.0)
        found += [((first, second), sureness) for first in readings[place] for second in seconds]
    return found


def _pair_readings(token: Token) -> tuple[str, ...]:
    if token.reading is None:
        return () if token.is_weak else (ANY,)
    return (token.reading, ANY) if token.is_example else (token.reading,)
