"""What people ask and the FAQ doesn't answer."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.analytics.grouping import grouped
from bot.analytics.journal import Kept
from bot.conversation.responder import Responder
from bot.faq.model import Entry
from bot.matching.matcher import Matcher
from bot.matching.outcome import Match

MOST_NEAREST = 3
# So many of a gap's texts are looked up for the nearest entries.
LOOKED_UP = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Texts that ask the same and found no answer, the most frequent first, and the entries that are nearest to them.

    `number` is how often it was asked, `ids` are those of the journal. `offered` are the ids of what was given in vain,
    the most frequent first; `halves` is what it all counts, in halves: one where suggestions were left unpressed.
    """

    texts: tuple[str, ...]
    number: int
    ids: tuple[int, ...]
    nearest: tuple[Entry, ...]
    offered: tuple[str, ...] = ()
    halves: int = 0

    @property
    def legible(self) -> list[str]:
        """The texts that say something even without what was taken out of them, those first that are whole."""
        texts = sorted(self.texts, key=lambda text: "…" in text)
        shortened = (" ".join(text.replace("…", " ").split()) for text in texts)
        return [text for text in shortened if any(character.isalpha() for character in text)]


def gaps_of(kept: Sequence[Kept], responder: Responder) -> list[Gap]:
    """The gaps that kept texts show, each with the entries that are nearest in its own language."""
    return find_gaps(kept, responder.matcher, match=responder.match_as_written)


def find_gaps(
    kept: Sequence[Kept], matcher: Matcher, most: int | None = None, match: Callable[[str], Match] | None = None
) -> list[Gap]:
    """The gaps that kept texts show, those first that count most.

    They are grouped by a matcher; what is nearest to them tells `match`, which may know more languages.
    """
    groups = [[kept[place] for place in group] for group in grouped([each.text for each in kept], matcher)]
    groups.sort(key=lambda group: -sum(each.halves for each in group))
    return [_gap(group, match or matcher.match) for group in groups[:most]]


def _gap(kept: Sequence[Kept], match: Callable[[str], Match]) -> Gap:
    texts = tuple(text for text, _ in Counter(each.text for each in kept).most_common())
    offered = Counter(id for each in kept for id in each.offered)
    return Gap(
        texts,
        len(kept),
        tuple(each.id for each in kept),
        _nearest(texts[:LOOKED_UP], match),
        tuple(id for id, _ in offered.most_common()),
        sum(each.halves for each in kept),
    )


def _nearest(texts: Sequence[str], match: Callable[[str], Match]) -> tuple[Entry, ...]:
    found = [candidate for text in texts for candidate in match(text).ranking if not candidate.entry.small_talk]
    fit: dict[str, float] = {}
    for candidate in found:
        fit[candidate.entry.id] = fit.get(candidate.entry.id, 0.0) + candidate.confidence
    entries = {candidate.entry.id: candidate.entry for candidate in found}
    return tuple(entries[id] for id in sorted(fit, key=lambda id: (-fit[id], id))[:MOST_NEAREST])
