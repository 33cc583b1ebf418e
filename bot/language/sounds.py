"""How words sound, for languages in which people write as they hear."""

import re
from functools import cache

from bot.language.data import lines_for


def sound(word: str, language: str) -> str:
    """How a word without accents sounds: the same for words that are one when spoken, itself where no rules ship."""
    for pattern, stands in _rules(language):
        word = pattern.sub(stands, word)
    return word


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns and what takes their place, in their order."""
    rules = (line.partition(" =") for line in lines_for("sounds.txt", language) if " =" in line)
    return tuple((re.compile(pattern), stands.strip()) for pattern, _, stands in rules)
