"""Several questions in one message."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.matching.outcome import Answer, Answers, Candidate, Match, Suggestions

MOST = 3
# A part of fewer words is no question of its own.
SHORTEST = 2

_ASKING = (
    "what|what's|whats|how|when|where|why|who|which|is|are|can|could|do|does|did|should|will|would|may|any|has|have"
)
_BETWEEN = re.compile(
    rf"\s*\n\s*|(?<=[?!.;])\s+|,?\s+(?:and|also|plus)\s+(?:also\s+)?(?=(?:{_ASKING})\b)",
    re.IGNORECASE,
)


def questions(message: str) -> list[str]:
    """The parts of a message that may each be a question."""
    return [part for part in _BETWEEN.split(message) if len(part.split()) >= SHORTEST]


def read(message: str, match: Callable[[str], Match]) -> Match:
    """What a message asks: one thing, or up to three things that each have an answer of their own.

    Where that is unsure, what its parts may ask is among the suggestions.
    """
    whole, parts = match(message), questions(message)
    if len(parts) < 2:
        return whole
    answers = [found.outcome.candidate for found in map(match, parts) if isinstance(found.outcome, Answer)]
    different = _different(answers)
    if len(different) > 1:
        return replace(
            whole, outcome=Answers(different[:MOST]), ranking=_different([*different, *whole.ranking]), guards=()
        )
    if len(different) == 1 and len(answers) == len(parts):
        return replace(whole, outcome=Answer(different[0]), ranking=_different([*different, *whole.ranking]), guards=())
    if isinstance(whole.outcome, Suggestions):
        return replace(
            whole,
            outcome=Suggestions(
                _different([*whole.outcome.candidates[:1], *answers, *whole.outcome.candidates])[:MOST]
            ),
        )
    return whole


def _different(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The first candidates for different entries that are no small talk."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        if not candidate.entry.small_talk:
            first.setdefault(candidate.entry.id, candidate)
    return tuple(first.values())
