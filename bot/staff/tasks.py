"""Pieces of work that staff have begun with the bot: in memory, the latest few."""

from dataclasses import dataclass

from cachetools import LRUCache

from bot.analytics.gaps import Gap
from bot.conversation.reply import Reply
from bot.faq.editing import NewEntry, new_id
from bot.faq.model import Faq
from bot.staff.edits import AddEntry, Proposal

WORK_KEPT = 100
# How many ways to ask a new entry gets.
MOST_ASK = 8

# A chat, and who of the staff writes there.
Who = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Looking:
    """At one of the questions that found no answer."""

    gaps: tuple[Gap, ...]
    place: int = 0

    @property
    def gap(self) -> Gap:
        return self.gaps[self.place]


@dataclass(frozen=True, slots=True)
class Writing:
    """A new entry for a gap: first its question, then its answer."""

    gap: Gap
    question: str = ""

    def with_answer(self, answer: str, faq: Faq) -> AddEntry:
        """The entry, beside the one that is nearest; until someone names an article, it hands over to the pharmacy."""
        serious = [topic for topic in faq.topics if not all(entry.small_talk for entry in topic.entries)]
        topics = serious or list(faq.topics)
        ids = {topic.id: {entry.id for entry in topic.entries} for topic in topics}
        near = [topic for entry in self.gap.nearest for topic in topics if entry.id in ids[topic.id]]
        ask = [phrasing for phrasing in self.gap.legible if phrasing.casefold() != self.question.casefold()]
        id = new_id(self.question, faq.entries)
        ways = tuple(ask[:MOST_ASK]) or (self.question.casefold(),)
        return AddEntry([*near, topics[-1]][0].id, NewEntry(id, self.question, ways, answer, referral=True))


@dataclass(frozen=True, slots=True)
class Ready:
    """An edit that waits for the word to save it; `ids` are the texts that it settles."""

    proposal: Proposal
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """An edit that was saved, and what was said of it, for who presses twice."""

    reply: Reply


Work = Looking | Writing | Ready | Saved


class Begun:
    """What each of the staff works on, under a number that its buttons carry, so that old ones are known."""

    def __init__(self) -> None:
        self._work: LRUCache[Who, tuple[int, Work]] = LRUCache(WORK_KEPT)
        self._started = 0

    def begin(self, who: Who, work: Work) -> int:
        """Somebody works on this from now on; its number."""
        self._started += 1
        self._work[who] = self._started, work
        return self._started

    def of(self, who: Who, number: int | None = None) -> Work | None:
        """What somebody works on; None where there is nothing, or nothing under that number."""
        started, work = self._work.get(who, (0, None))
        return work if number in (None, started) else None

    def turn(self, who: Who, work: Work) -> None:
        """What somebody works on has become this; its buttons stay good."""
        self._work[who] = self._work[who][0], work

    def end(self, who: Who) -> Work | None:
        """What somebody has worked on until now."""
        return self._work.pop(who, (0, None))[1]
