"""What can be sent to another chat by those who name the bot there: "@bot side effects"."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.conversation import several
from bot.conversation.replies import Fixed, Replies
from bot.conversation.reply import Reply, Situation
from bot.faq.model import ENGLISH, Entry, Faq
from bot.language.languages import is_other
from bot.language.text import words
from bot.matching.matcher import Matcher
from bot.matching.outcome import NoMatch
from bot.safety.cautions import Caution
from bot.safety.triage import Triage, Urgency

MOST = 10
# Fewer letters may be the beginning of anything.
SHORTEST = 3

Outcome = Urgency | Literal["found", "common", "nothing", "other_language"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One message that may be sent: a title and one line show what it is."""

    id: str
    title: str
    line: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices for some words, of which there is at least one, and how they came about."""

    outcome: Outcome
    choices: tuple[Choice, ...]


class Inline:
    """Offers what one FAQ has."""

    def __init__(self, faq: Faq, matcher: Matcher, replies: Replies, languages: Container[str] = ("en",)) -> None:
        self._faq, self._matcher, self._languages = faq, matcher, languages
        self._replies = replies.to(Situation(in_group=True))
        firsts = [topic.entries[0] for topic in faq.topics]
        self._common = [entry for entry in firsts if not entry.small_talk][:MOST]

    def offer(self, query: str, triage: Triage) -> Offer:
        """The choices for a query: help alone in danger, the entries that fit, or a few for a beginning."""
        if triage.urgency:
            return Offer(triage.urgency, (self._help(triage.urgency),))
        match = several.read(query, partial(self._matcher.match, candidates=MOST), self._faq.language)
        typed = [word.token.word for word in match.words]
        if is_other(typed if self._faq.language == ENGLISH else words(query), self._languages):
            return self._none("other_language", "other_language", triage.cautions)
        found = () if isinstance(match.outcome, NoMatch) else match.near[:MOST]
        if found:
            return Offer("found", self._entries(found, triage.cautions))
        if self._common and (len("".join(typed)) < SHORTEST or not isinstance(match.outcome, NoMatch)):
            return Offer("common", self._entries(self._common, triage.cautions))
        return self._none("nothing", "inline_nothing", triage.cautions)

    def _entries(self, entries: Iterable[Entry], cautions: Sequence[Caution]) -> tuple[Choice, ...]:
        return tuple(_choice(entry.id, entry.question, self._replies.entry(entry.id, cautions)) for entry in entries)

    def _help(self, urgency: Urgency) -> Choice:
        return _choice(urgency, getattr(self._faq.safety, f"{urgency}_title"), self._replies.urgent(urgency))

    def _none(self, outcome: Outcome, message: Fixed, cautions: Sequence[Caution]) -> Offer:
        reply = self._replies.fixed(message, cautions)
        return Offer(outcome, (_choice(message, self._faq.labels.nothing_found, reply),))


def _choice(id: str, title: str, reply: Reply) -> Choice:
    return Choice(id, title, reply.plain.split("\n")[0], reply.words)
