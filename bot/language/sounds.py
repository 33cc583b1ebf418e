"""How words sound, for languages in which people write as they hear."""

import re
from functools import cache

from bot.language.data import lines_for


def sound(words: str, language: str) -> str:
    """How a word without accents, or several on a line each, sounds; itself where no rules ship.

    What is one when spoken sounds the same.
    """
    for pattern, stands in _rules(language):
        words = pattern.sub(stands, words)
    return words


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns and what takes their place, in their order."""
    rules = (line.partition(" =") for line in lines_for("sounds.txt", language) if " =" in line)
    return tuple((re.compile(pattern, re.MULTILINE), stands.strip()) for pattern, _, stands in rules)
