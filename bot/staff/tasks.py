"""Pieces of work that staff have begun with the bot: in memory, the latest few."""

from dataclasses import dataclass
from typing import Literal

from cachetools import LRUCache

from bot.analytics.gaps import Gap
from bot.conversation.reply import Reply
from bot.faq.model import Entry
from bot.staff.history import Noted
from bot.staff.proposal import Proposal

# So many people's work is kept, and of each so many pieces.
WORK_KEPT, MOST_BEGUN = 100, 4
# So many words are an answer that may tell people what to do in danger, and no cry for help.
LEAST_OF_ANSWER = 20
# What stands for nothing where words are asked for.
NO_WORDS = ("-", "–", "—", "none")

# What is to be done with an answer that is looked for.
Aim = Literal["find", "show", "edit", "remove"]

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
    """A new answer for a gap: first its question, then the answer; a topic where one was chosen."""

    gap: Gap
    question: str = ""
    answer: str = ""
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A walk through the answers that wait for a pharmacist: their ids, and how many were signed on the way.

    `read` is the fingerprint of what is shown.
    """

    waiting: tuple[str, ...]
    place: int = 0
    signed: int = 0
    read: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The name by which somebody signs, which is asked for before a walk or alone."""

    then: Reviewing | None = None


@dataclass(frozen=True, slots=True)
class Seeking:
    """An answer to look for, whose words are asked for."""

    aim: Aim


@dataclass(frozen=True, slots=True)
class Found:
    """Some answers to choose from."""

    ids: tuple[str, ...]
    aim: Aim


@dataclass(frozen=True, slots=True)
class Correcting:
    """A part of an entry: `seen` is the entry as it was shown, `draft` what was written last.

    The parts "answer", "question", "way", "needs" and "link" wait for a text; `choices` are entries to choose from.
    """

    entry: str
    seen: Entry
    part: str = ""
    draft: str = ""
    page: int = 0
    choices: tuple[str, ...] = ()
    then: Reviewing | None = None


@dataclass(frozen=True, slots=True)
class Removing:
    """An entry that shall go."""

    entry: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """The last changes, of which one shall be taken back."""

    changes: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of the pharmacy, or a part of it that is asked for; `draft` was written last."""

    part: str = ""
    draft: str = ""


# Where a change that was read back came up, and can be made another.
Back = Writing | Correcting | Telling | Undoing | None


@dataclass(frozen=True, slots=True)
class Ready:
    """An edit that waits for the word to save it.

    `ids` are the texts that it settles, `back` is where it can still be changed, `then` what goes on once it is saved.
    """

    proposal: Proposal
    ids: tuple[int, ...] = ()
    back: Back = None
    then: Reviewing | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """An edit that was saved, and what was said of it, for who presses twice."""

    reply: Reply
    back: Correcting | None = None


Work = (
    Looking | Writing | Reviewing | Naming | Seeking | Found | Correcting | Telling | Removing | Undoing | Ready | Saved
)


def awaits_text(work: Work | None, text: str = "") -> bool:
    """Whether somebody has been asked for a text, or sends an answer while one is open to be corrected."""
    match work:
        case Writing() | Naming() | Seeking():
            return True
        case Telling():
            return bool(work.part)
        case Correcting():
            is_answer = not work.part and len(text.split()) >= LEAST_OF_ANSWER
            return is_answer or work.part in ("answer", "question", "way", "needs", "link")
    return False


def may_speak_of_danger(work: Work | None, text: str) -> bool:
    """Whether a text is the answer that was asked for, which may tell what to do in danger."""
    match work:
        case Writing(question=question):
            return bool(question) and len(text.split()) >= LEAST_OF_ANSWER
        case Correcting(part="answer" | ""):
            return len(text.split()) >= LEAST_OF_ANSWER
    return False


class Begun:
    """What each of the staff works on, under a number that its buttons carry, so that old ones are known.

    One piece of work is the present one, to which the next text belongs; of those before the buttons stay good.
    """

    def __init__(self) -> None:
        self._work: LRUCache[Who, dict[int, Work]] = LRUCache(WORK_KEPT)
        self._present: dict[Who, int] = {}
        # What each was asked for when they wrote last, until that is saved or stopped.
        self._answered: LRUCache[Who, Work] = LRUCache(WORK_KEPT)
        self._started = 0

    def begin(self, who: Who, work: Work) -> int:
        """Somebody works on this from now on; its number."""
        self._started += 1
        kept = dict(list(self._work.get(who, {}).items())[1 - MOST_BEGUN :])
        # Each of these holds a whole FAQ with all that finds its answers.
        for number in [number for number, each in kept.items() if isinstance(each, Ready)][:-1]:
            kept.pop(number)
        self._work[who] = {**kept, self._started: work}
        self._present[who] = self._started
        return self._started

    def of(self, who: Who, number: int | None = None) -> Work | None:
        """What somebody works on, or has begun under a number; None where there is nothing."""
        return self._work.get(who, {}).get(self._present.get(who, 0) if number is None else number)

    def turn(self, who: Who, number: int, work: Work) -> None:
        """What somebody has begun has become this; its buttons stay good."""
        self._work[who][number] = work

    def leave(self, who: Who) -> None:
        """Somebody turns to something else; what asked for a text does so no longer."""
        number = self._present.pop(who, 0)
        if awaits_text(self.of(who, number)):
            self._work[who].pop(number)

    def end(self, who: Who, number: int | None = None) -> None:
        """What somebody has worked on is done with."""
        ended = self._present.pop(who, 0) if number is None else number
        self._work.get(who, {}).pop(ended, None)

    def answer(self, who: Who) -> None:
        """Somebody has written what they were asked for."""
        if work := self.of(who):
            self._answered[who] = work

    def ask_again(self, who: Who) -> bool:
        """Goes back to what somebody was asked for when they wrote last; tells whether that is possible."""
        if who in self._answered:
            self.begin(who, self._answered[who])
        return who in self._answered

    def settle(self, who: Who) -> None:
        """What somebody wrote last can be corrected no longer."""
        self._answered.pop(who, None)
