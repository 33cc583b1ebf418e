"""The word that was meant by a misspelt one."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

MIN_LENGTH = 4
LONG_WORD = 8
MAX_LENGTH = 30


class Speller:
    """Finds the word of a list that another was meant to be: one slip away, or two in a word of eight letters.

    A slip is a letter too many, missing, wrong, or changed with its neighbour. Nothing under four letters is corrected.
    Words within a slip of each other have in common what is left when a letter is taken out of each, so those forms are
    looked up (as in W. Garbe's SymSpell) and only what has one in common is compared.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._forms: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if MIN_LENGTH - 1 <= len(word) <= MAX_LENGTH:
                for form in _forms(word, 2 if len(word) >= LONG_WORD - 1 else 1):
                    self._forms.setdefault(form, []).append(word)

    def closest(self, word: str) -> tuple[str, float] | None:
        """The nearest word and how like it is (0 to 1), or None; of equals the one with the same first letter."""
        if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
            return None
        return self._within(word, 1) or (self._within(word, 2) if len(word) >= LONG_WORD else None)

    def _within(self, word: str, slips: int) -> tuple[str, float] | None:
        near = {known for form in _forms(word, slips) for known in self._forms.get(form, ())}
        measured = [(OSA.distance(word, known), known[0] != word[0], known) for known in near]
        distance, _, known = min(measured, default=(slips + 1, False, ""))
        return (known, 1 - distance / max(len(word), len(known))) if distance <= slips else None


def _forms(word: str, slips: int) -> Iterator[str]:
    """The word itself, and what is left of it when up to so many letters are taken out."""
    yield word
    for place in range(len(word)):
        shorter = word[:place] + word[place + 1 :]
        yield shorter
        if slips == 2:
            for further in range(place, len(shorter)):
                yield shorter[:further] + shorter[further + 1 :]
