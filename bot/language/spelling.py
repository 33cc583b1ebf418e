"""The word that was meant by a misspelt one."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORT_WORD = 3
LONG_WORD = 8
MAX_LENGTH = 30


class Speller:
    """Finds the word of a list that another was meant to be: one slip away, or two in a word of eight letters.

    A slip is a letter too many, missing, wrong, or changed with its neighbour (optimal string alignment). Of a word of
    three letters one may be missing, not the first; nothing shorter is corrected.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(set(words)):
            if SHORT_WORD <= len(word) <= MAX_LENGTH:
                self._by_length.setdefault(len(word), []).append(word)

    def closest(self, word: str) -> tuple[str, float] | None:
        """The nearest word and how like it is (0 to 1), or None; of equals the one with the same first letter."""
        size = len(word)
        if not SHORT_WORD <= size <= MAX_LENGTH:
            return None
        if size == SHORT_WORD:
            found = self._within(word, 1, [size + 1])
            return found if found and found[0][0] == word[0] else None
        slips = 2 if size >= LONG_WORD else 1
        return self._within(word, slips, range(size - slips, size + slips + 1))

    def _within(self, word: str, slips: int, lengths: Iterable[int]) -> tuple[str, float] | None:
        measured = [
            (distance, known[0] != word[0], _kind(word, known), known)
            for length in lengths
            for known, distance, _ in process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
        ]
        distance, *_, known = min(measured, default=(slips + 1, False, 0, ""))
        return (known, 1 - distance / max(len(word), len(known))) if distance <= slips else None


def _kind(word: str, known: str) -> int:
    """How common a slip is: letters that changed places, one too many or missing, then a wrong one."""
    return 0 if sorted(word) == sorted(known) else 1 if len(word) != len(known) else 2
