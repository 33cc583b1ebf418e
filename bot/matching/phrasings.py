"""Whether each phrasing of a FAQ finds its own entry."""

from collections.abc import Iterator

from bot.errors import Problem
from bot.faq.model import Faq
from bot.matching.matcher import Matcher

# How far the score of an entry must be above the next one's for each of its phrasings, as a share of it.
MARGIN = 0.05


def phrasing_problems(faq: Faq, matcher: Matcher) -> Iterator[Problem]:
    """The phrasings that lead to another entry (errors), or to their own by a narrow margin (warnings)."""
    for entry in faq.entries.values():
        for line, phrasing in zip((entry.lines.entry, *entry.lines.ask), entry.phrasings, strict=False):
            ranking = sorted(matcher.match(phrasing).ranking, key=lambda candidate: -candidate.score)
            own = next((candidate for candidate in ranking if candidate.entry.id == entry.id), None)
            rival = next((candidate for candidate in ranking if candidate.entry.id != entry.id), None)
            if own is None or (rival and rival.score > own.score):
                winner = f'"{rival.entry.id}"' if rival else "nothing"
                message = f'entry "{entry.id}": "{phrasing}" finds {winner}'
                yield Problem(line, 1, message, "word it more clearly, or move it to the entry it finds")
            elif rival and rival.score > own.score * (1 - MARGIN):
                message = f'entry "{entry.id}": "{phrasing}" is nearly as close to "{rival.entry.id}"'
                yield Problem(line, 1, message, "add a word that only this question has", warning=True)
