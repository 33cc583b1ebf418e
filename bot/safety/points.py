"""A second net under the phrases: what words and pairs of words say for danger, learned from labelled messages."""

from importlib import resources
from itertools import pairwise
from math import exp
from typing import Literal

Kind = Literal["self_harm", "emergency"]

# How likely danger must be before the points alone call a message urgent.
URGENT = 0.7
SENTENCE_END = "|"


class Points:
    """Adds up the points of a message; points.txt holds them, one line a word or pair."""

    def __init__(self) -> None:
        source = resources.files("bot.safety").joinpath("points.txt").read_text(encoding="utf-8")
        rows = [line.split("\t") for line in source.splitlines() if not line.startswith("#")]
        self._points = {term: (float(self_harm), float(emergency)) for self_harm, emergency, term in rows}
        self._start = self._points.pop("")

    def danger(self, plain: str) -> tuple[float, Kind]:
        """How likely plain words tell of danger (0 to 1), and which kind is likelier."""
        points = self._points
        found = [points[term] for term in terms(plain) if term in points]
        self_harm = self._start[0] + sum(each[0] for each in found)
        emergency = self._start[1] + sum(each[1] for each in found)
        odds = exp(min(self_harm, 50)) + exp(min(emergency, 50))
        return odds / (1 + odds), "self_harm" if self_harm >= emergency else "emergency"


def terms(plain: str) -> set[str]:
    """The words of a message and its pairs of neighbours, each once."""
    words = plain.split()
    return {*words, *map(" ".join, pairwise(words))} - {SENTENCE_END}
