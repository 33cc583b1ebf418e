"""Several sentences in one message: the questions among them, and what they tell together."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.matching.matcher import MAX_QUERY
from bot.matching.outcome import Answer, Answers, Candidate, Match, NoMatch, Suggestions

MOST = 3
# A part of fewer words is no question of its own.
SHORTEST = 2

_ASKING = (
    "what|what's|whats|how|when|where|why|who|which|is|are|can|could|do|does|did|should|will|would|may|any|has|have"
)
_PREGUNTANDO = (
    "qu[eé]|q|c[oó]mo|cu[aá]ndo|cu[aá]nt[oa]s?|d[oó]nde|qui[eé]n(?:es)?|cu[aá]l(?:es)?|puedo|puede|se puede|debo|hay"
    "|tienen?|es|son|sirve|necesito|cuesta"
)
_ENDED = r"\s*\n\s*|(?<=[?!.;])\s+"
# Where one question ends and the next may begin, by language; in any other a line or a sentence must end.
_BETWEEN = {
    "en": re.compile(rf"{_ENDED}|,?\s+(?:and|also|plus)\s+(?:also\s+)?(?=(?:{_ASKING})\b)", re.IGNORECASE),
    "es": re.compile(
        rf"{_ENDED}|\s+(?=¿)|,?\s+(?:y|tambi[eé]n|adem[aá]s)\s+(?:tambi[eé]n\s+)?(?=(?:{_PREGUNTANDO})\b)",
        re.IGNORECASE,
    ),
}
_BETWEEN_ANY = re.compile(_ENDED)
_ASKS = {
    "en": re.compile(
        rf"(?:(?:and|so|but|also|or|ok|hi)\s+)*(?:{_ASKING}|am|was|were|if|anyone)\b|.*\?\W*$",
        re.IGNORECASE | re.DOTALL,
    ),
    "es": re.compile(
        rf"¿|(?:(?:y|pero|o|hola|entonces|también|tambien)\s+)*(?:{_PREGUNTANDO}|si|me pueden?|alguien)\b|.*\?\W*$",
        re.IGNORECASE | re.DOTALL,
    ),
}
_ASKS_ANY = re.compile(r".*\?\W*$", re.DOTALL)


def questions(message: str, language: str = "en") -> list[str]:
    """The parts of a message that may each be a question."""
    between = _BETWEEN.get(language, _BETWEEN_ANY)
    return [part for part in between.split(message) if len(part.split()) >= SHORTEST]


def gist(message: str, language: str = "en") -> str:
    """What counts of a message: all of a short one; of a long story the parts that ask, and what was said just before.

    A long one that asks nothing is left as it is.
    """
    if len(message) <= MAX_QUERY:
        return message
    parts = questions(message, language)
    asking = [place for place, part in enumerate(parts) if _asks(part, language)]
    places = sorted({*asking, *(place - 1 for place in asking if place)})
    return " ".join(parts[place] for place in places) if asking else message


def _asks(part: str, language: str) -> bool:
    return _ASKS.get(language, _ASKS_ANY).match(part) is not None


def read(message: str, match: Callable[[str], Match], language: str = "en") -> Match:
    """What a message asks: one thing, or up to three things that each have an answer of their own.

    Where that is unsure, the parts that ask count: an answer to one of them holds where the whole is about the same,
    else what they may ask is among the suggestions.
    """
    counts = gist(message, language)
    whole, parts = match(counts), questions(counts, language)
    if len(message) > MAX_QUERY:
        whole = replace(whole, is_cut=True)
    if len(parts) < 2:
        return whole
    asking = [part for part in parts if _asks(part, language)] or parts
    found = [match(part) for part in asking]
    answers = [each.outcome.candidate for each in found if isinstance(each.outcome, Answer)]
    different = _different(answers)
    if len(different) > 1:
        return _with(whole, different, Answers(different[:MOST]))
    if different and (len(answers) == len(parts) or different[0].entry.id == _first_of(whole)):
        return _with(whole, different, Answer(different[0]))
    if isinstance(whole.outcome, Suggestions):
        first, *others = whole.outcome.candidates
        return replace(whole, outcome=Suggestions(_different([first, *answers, *others])[:MOST]))
    if isinstance(whole.outcome, NoMatch):
        outcomes = [each.outcome for each in found if _first_of(each) == _first_of(whole)]
        return replace(whole, outcome=next((each for each in outcomes if isinstance(each, Suggestions)), whole.outcome))
    return whole


def _with(whole: Match, answered: tuple[Candidate, ...], outcome: Answer | Answers) -> Match:
    return replace(whole, outcome=outcome, ranking=_different([*answered, *whole.ranking]), guards=())


def _first_of(match: Match) -> str | None:
    return match.ranking[0].entry.id if match.ranking else None


def _different(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The first candidates for different entries that are no small talk."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        if not candidate.entry.small_talk:
            first.setdefault(candidate.entry.id, candidate)
    return tuple(first.values())
