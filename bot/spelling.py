"""The word that was meant by a misspelt one."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

MIN_LENGTH = 4
LONG_WORD = 8
MAX_LENGTH = 30


class Speller:
    """Finds the word of a list that another was meant to be: one slip away, or two in a word of eight letters.

    A slip is a letter too many, missing, wrong, or changed with its neighbour (optimal string alignment). Nothing under
    four letters is corrected.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(set(words)):
            if MIN_LENGTH - 1 <= len(word) <= MAX_LENGTH:
                self._by_length.setdefault(len(word), []).append(word)

    def closest(self, word: str) -> tuple[str, float] | None:
        """The nearest word and how like it is (0 to 1), or None; of equals the one with the same first letter."""
        if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
            return None
        return self._within(word, 1) or (self._within(word, 2) if len(word) >= LONG_WORD else None)

    def _within(self, word: str, slips: int) -> tuple[str, float] | None:
        measured = [
            (distance, known[0] != word[0], known)
            for length in range(len(word) - slips, len(word) + slips + 1)
            for known, distance, _ in process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
        ]
        distance, _, known = min(measured, default=(slips + 1, False, ""))
        return (known, 1 - distance / max(len(word), len(known))) if distance <= slips else None
