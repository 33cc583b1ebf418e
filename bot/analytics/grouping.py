"""Which texts ask the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

from bot.language.spelling import Speller
from bot.language.text import stem
from bot.matching.lexicon import Token
from bot.matching.matcher import MAX_QUERY, Matcher

# From how like a text must be to the first of a group (the cosine of their words' weights, 0 to 1) to be one of them.
SAME = 0.6
# A word that the FAQ doesn't know counts as spelled right where so many texts have it.
OFTEN = 3


def grouped(texts: Sequence[str], matcher: Matcher) -> list[list[int]]:
    """The places of texts that ask the same, as the words tell; the largest group first.

    Words weigh what they do in matching, so that those which the FAQ doesn't know count most; synonyms and typing
    mistakes count as the word that is meant.
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    groups = _Groups()
    vectors = _vectors(list(places), matcher)
    for text in sorted(places, key=lambda text: (-len(places[text]), places[text][0])):
        groups.add(vectors[text], places[text])
    return sorted((sorted(group) for group in groups.places), key=lambda group: (-len(group), group[0]))


class _Groups:
    """Groups of texts, each known by the words of its first."""

    def __init__(self) -> None:
        self.places: list[list[int]] = []
        self._leaders: list[Mapping[str, float]] = []
        self._holders: dict[str, list[int]] = {}

    def add(self, vector: Mapping[str, float], places: Sequence[int]) -> None:
        """Adds a text to the group that it is most like, or makes one of its own."""
        likeness, number = max(
            ((_cosine(vector, self._leaders[number]), -number) for number in self._candidates(vector)),
            default=(0.0, 0),
        )
        if likeness >= SAME:
            self.places[-number].extend(places)
            return
        for word in vector:
            self._holders.setdefault(word, []).append(len(self.places))
        self._leaders.append(vector)
        self.places.append(list(places))

    def _candidates(self, vector: Mapping[str, float]) -> set[int]:
        """The groups that share a word which tells enough; with the rest alone no text is like another."""
        found: set[int] = set()
        left = 1.0
        for word, weight in sorted(vector.items(), key=lambda item: (-item[1], item[0])):
            if left < SAME**2:
                break
            found.update(self._holders.get(word, ()))
            left -= weight**2
        return found


def _vectors(texts: Sequence[str], matcher: Matcher) -> dict[str, dict[str, float]]:
    """The words of each text with what they weigh, so that the squares of the weights of a text add up to 1."""
    tokens = {text: matcher.lexicon.read(text[:MAX_QUERY]) for text in texts}
    meant = _meant([token for read in tokens.values() for token in read if token.reading is None and not token.is_weak])
    vectors = {}
    for text, read in tokens.items():
        weights = {_name(token, meant): matcher.index.weight(token) for token in read}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        vectors[text] = {word: weight / length for word, weight in weights.items()}
    return vectors


def _meant(unknown: Sequence[Token]) -> dict[str, str]:
    """Words that the FAQ doesn't know, each as the frequent one that it is a slip away from."""
    counts = Counter(token.word for token in unknown)
    right = {word for word, number in counts.items() if number >= OFTEN}
    speller = Speller(right)
    closest = {word: speller.closest(word) for word in counts.keys() - right}
    return {word: found[0] for word, found in closest.items() if found}


def _name(token: Token, meant: Mapping[str, str]) -> str:
    return token.reading or stem(meant.get(token.word, token.word))


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)
