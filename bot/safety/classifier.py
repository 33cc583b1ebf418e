"""A second net under the phrases: what words and pairs of words say for danger, learned from labelled messages."""

from importlib import resources
from itertools import pairwise
from math import exp, fsum
from typing import Literal

from bot.safety.deobfuscation import SENTENCE_END

Kind = Literal["self_harm", "emergency"]

# How likely danger must be before the points alone call a message urgent.
URGENT = 0.7


class Classifier:
    """Adds up the points of a message; points.txt holds them, one line a word or pair."""

    def __init__(self) -> None:
        source = resources.files("bot.safety").joinpath("classifier.txt").read_text(encoding="utf-8")
        rows = [line.split("\t") for line in source.splitlines() if not line.startswith("#")]
        points = {term: (float(self_harm), float(emergency)) for self_harm, emergency, term in rows}
        self._start = points.pop("")
        self._points: dict[str | tuple[str, ...], tuple[float, float]] = {
            tuple(term.split()) if " " in term else term: pair for term, pair in points.items()
        }

    def danger(self, plain: str) -> tuple[float, Kind]:
        """How likely plain words tell of danger (0 to 1), and which kind is likelier."""
        found = [self._points[term] for term in self._points.keys() & terms(plain)]
        self_harm = self._start[0] + fsum([points[0] for points in found])  # exact, whatever the order
        emergency = self._start[1] + fsum([points[1] for points in found])
        odds = exp(min(self_harm, 50)) + exp(min(emergency, 50))
        return odds / (1 + odds), "self_harm" if self_harm >= emergency else "emergency"


def terms(plain: str) -> set[str | tuple[str, ...]]:
    """The words of a message and its pairs of neighbours, each once."""
    words = plain.split()
    found: set[str | tuple[str, ...]] = {*words, *pairwise(words)}
    return found - {SENTENCE_END}
