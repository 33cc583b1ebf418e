"""From a ranking to an outcome: an answer, suggestions or neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.matching.lexicon import Token
from bot.matching.outcome import Answer, Candidate, NoMatch, Outcome, Suggestions

# How much higher than the second the best score must be, so that a tie is never an answer.
CLEAR = 0.05
# The least confidence for a second and third suggestion.
ALSO = 0.05
MAX_SUGGESTIONS = 3

# Words that turn a question round, so that an answer needs a phrasing with the same word.
TURNING_WORDS = ("not", "without", "instead")
UNITS = frozenset(
    ["mg", "mcg", "ug", "ml", "milligram", "milligrams", "microgram", "micrograms", "cc", "grams", "gram", "g"]
)


@dataclass(frozen=True, slots=True)
class Levels:
    """How likely it must be that the FAQ covers a question, and that this entry is meant, for a direct answer.

    For suggestions `maybe_ours` is the least likelihood of the former, and `suggest` the least confidence of the first.
    """

    ours: float
    right: float
    maybe_ours: float
    suggest: float


WORDS_ALONE = Levels(ours=0.72, right=0.87, maybe_ours=0.0, suggest=0.17)
WITH_ENCODERS = Levels(ours=0.6, right=0.86, maybe_ours=0.35, suggest=0.1)
# Of other languages, of which less was learned; chosen on Spanish messages that were not trained on.
OTHERS_WORDS_ALONE = Levels(ours=0.85, right=0.97, maybe_ours=0.0, suggest=0.17)
OTHERS_WITH_ENCODERS = Levels(ours=0.8, right=0.88, maybe_ours=0.4, suggest=0.1)


def levels_for(language: str, with_encoders: bool) -> Levels:
    """The levels for questions in a language, read with encoders or by words alone."""
    if language == "en":
        return WITH_ENCODERS if with_encoders else WORDS_ALONE
    return OTHERS_WITH_ENCODERS if with_encoders else OTHERS_WORDS_ALONE


def guards_of(tokens: Sequence[Token]) -> list[str]:
    """The turning words and the amounts of a text: "not", "4.5 mg"."""
    words = [token.word for token in tokens]
    amounts = [f"{left} {right}" for left, right in pairwise(words) if right in UNITS and left[0].isdigit()]
    return [word for word in TURNING_WORDS if word in words] + amounts


def outcome_of(ranking: Sequence[Candidate], guards: Sequence[str], levels: Levels) -> Outcome:
    """What follows from the candidates, the best first, and from what speaks against an answer outright."""
    if not ranking or ranking[0].confidence < levels.suggest or ranking[0].ours < levels.maybe_ours:
        return NoMatch()
    if ranking[0].ours >= levels.ours and ranking[0].right >= levels.right and _is_clear(ranking) and not guards:
        return Answer(ranking[0])
    return Suggestions(tuple(candidate for candidate in ranking[:MAX_SUGGESTIONS] if candidate.confidence >= ALSO))


def _is_clear(ranking: Sequence[Candidate]) -> bool:
    """Whether the best entry stands apart from the second."""
    best, second = ranking[0], ranking[1] if len(ranking) > 1 else None
    return second is None or best.score > second.score * (1 + CLEAR) or best.likeness == 1 > second.likeness
