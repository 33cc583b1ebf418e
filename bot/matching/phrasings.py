"""Whether each phrasing of a FAQ finds its own entry, and whether the words that entries need tell them apart."""

from collections import Counter
from collections.abc import Iterator

from bot.errors import Problem
from bot.faq.model import Faq
from bot.matching.lexicon import readings_of
from bot.matching.matcher import Matcher

# How far the score of an entry must be above the next one's for each of its phrasings, as a share of it.
MARGIN = 0.05
# A word that is needed tells nothing where so many of the other entries' phrasings hold it, as a share and in all.
COMMON, FEW = 0.1, 5


def phrasing_problems(faq: Faq, matcher: Matcher) -> Iterator[Problem]:
    """The phrasings that lead to another entry (errors), or to their own by a narrow margin (warnings)."""
    for entry in (entry for id, entry in faq.entries.items() if id not in faq.lacking):
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


def common_needs(faq: Faq, matcher: Matcher) -> Iterator[Problem]:
    """The words under `needs` that too many phrasings of the other entries hold to tell anything (warnings)."""
    read = matcher.lexicon.read
    held = {
        entry.id: Counter(word for phrasing in entry.phrasings for word in {token.reading for token in read(phrasing)})
        for entry in faq.entries.values()
    }
    everywhere = sum(held.values(), Counter[str | None]())
    total = sum(len(entry.phrasings) for entry in faq.entries.values())
    for entry in faq.entries.values():
        others = total - len(entry.phrasings)
        for word in entry.needs:
            reading = readings_of(read(word))
            count = everywhere[reading] - held[entry.id][reading]
            if count >= max(FEW, COMMON * others):
                message = f'entry "{entry.id}": needs "{word}", which {count} of {others} other ways to ask hold too'
                yield Problem(entry.lines.entry, 1, message, "name words that this question alone has", warning=True)
