"""Short questions that mean something only after an answer: "and for kids?", "how much?"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.faq.model import Entry, Faq
from bot.matching.outcome import Answer, Answers, Candidate, Match, Suggestions, answered

# As many words may be a question that goes on from the last one, or more after words that go on.
SHORT = 3
LONGEST = 6
MOST = 3
# What an entry beside the last answer is worth as a suggestion: it is a guess.
BESIDE = 0.2
# No longer message is a mere "ok, will do".
ACKNOWLEDGING = 3
# What people type in place of pressing the first, second or third button, or the last.
CHOICES = (
    (
        *("1", "one", "first", "1st", "yes", "y", "yeah", "yep", "yes please", "that", "top"),
        *(
            "uno",
            "una",
            "primera",
            "primero",
            "si",
            "sí",
            "sip",
            "simon",
            "simón",
            "simón",
            "claro",
            "esa",
            "eso",
            "ese",
            "de arriba",
        ),
    ),
    ("2", "two", "second", "2nd", "middle", "dos", "segunda", "segundo", "de en medio", "del medio"),
    ("3", "three", "third", "3rd", "last", "bottom", "tres", "tercera", "tercero", "última", "ultima", "de abajo"),
)
NONE_OF_THEM = (
    *("none", "no", "nope", "none of these", "none of them", "neither", "0"),
    *("ninguna", "ninguno", "ninguna de estas", "ninguna de esas", "ninguna de las tres", "nel", "nada de eso"),
)
_CHOICE = re.compile(
    r"^(?:(?:the|number|option|la|el|opción|opcion|número|numero) )+| (?:one|option|please|por favor)$"
)

# Words with which a question goes on from the one before, by language.
_GOING_ON = {
    "en": re.compile(r"(?:and|but|also|or|so|then|what about|how about|with|for|in|to|if|even)\b", re.IGNORECASE),
    "es": re.compile(
        r"(?:y|e|pero|también|tambien|tmb|o|u|entonces|qu[eé] tal|q tal|con|para|pa|en|al?|si|aunque|por)\b",
        re.IGNORECASE,
    ),
}
_NEVER = re.compile(r"(?!)")


def read(message: str, alone: Match, after: Entry, faq: Faq, match: Callable[[str], Match]) -> Match:
    """What a message means right after an answer, where alone it is no clear question.

    It is read as one about our subject. Where that is unclear too, but all its words are known, what belongs to the
    last answer is suggested.
    """
    words = len(message.split())
    going_on = _GOING_ON.get(faq.language, _NEVER)
    # "¿Y para niños?"
    if answered(alone.outcome) or words > (LONGEST if going_on.match(message.strip().lstrip("¿")) else SHORT):
        return alone
    named = match(f"{message} {faq.subject.ours[0]}")
    near = (
        []
        if isinstance(alone.outcome, Suggestions)
        else [each for each in alone.ranking if each.entry.id in after.related]
    )
    if isinstance(named.outcome, Answer):
        best = named.outcome.candidate
        if best.entry.id in after.related or not near:
            return replace(named, words=alone.words)
        return _suggesting(alone, [*near, best])
    if isinstance(alone.outcome, Suggestions):
        return _suggesting(alone, [*_suggested(named), *alone.outcome.candidates])
    if not alone.words or any(word.token.reading is None for word in alone.words):
        return alone
    return _suggesting(alone, [Candidate(faq.entries[id], BESIDE, 1.0, 0.0, 0.0) for id in after.related])


def _suggested(match: Match) -> tuple[Candidate, ...]:
    return match.outcome.candidates if isinstance(match.outcome, Suggestions) else ()


def _suggesting(match: Match, candidates: Sequence[Candidate]) -> Match:
    different = {candidate.entry.id: candidate for candidate in reversed(candidates)}
    first = tuple(different[id] for id in dict.fromkeys(candidate.entry.id for candidate in candidates))
    return replace(match, outcome=Suggestions(first[:MOST])) if first else match


def choice(message: str, count: int) -> int | None:
    """Which of so many suggestions words choose, from 0 on; -1 for none of them, None where they are no choice."""
    words = " ".join(re.findall(r"\w+", message.casefold()))
    if words in NONE_OF_THEM:
        return -1
    place = next((place for place, names in enumerate(CHOICES) if _CHOICE.sub("", words) in names), None)
    return place if place is not None and place < count else None


def settles(match: Match | None) -> bool:
    """Whether something was asked that has an answer."""
    return match is not None and any(not each.entry.small_talk for each in answered(match.outcome))


def may_go_on(message: str, match: Match | None) -> bool:
    """Whether a message may be a piece of a question: short, and nothing but small talk found in it."""
    return len(message.split()) <= LONGEST and "?" not in message and not settles(match)


def acknowledges(match: Match, words: int) -> bool:
    """Whether a message is no question: thanks, a goodbye, "ok", or no words at all."""
    if isinstance(match.outcome, Answer):
        return match.outcome.candidate.entry.small_talk and "?" not in match.outcome.candidate.entry.question
    return words <= ACKNOWLEDGING and not isinstance(match.outcome, Answers) and not _asks(match)


def _asks(match: Match) -> bool:
    """Whether an entry that is no small talk may be meant."""
    return isinstance(match.outcome, Suggestions) and not match.outcome.candidates[0].entry.small_talk
