"""The whole way from a message to a reply; every door of the bot uses it."""

import copy
import hashlib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from bot.conversation import follow_ups, several
from bot.conversation.inline import Inline, Offer
from bot.conversation.lengths import too_long
from bot.conversation.replies import Fixed, Replies
from bot.conversation.reply import (
    Action,
    AtDesk,
    Judge,
    NoneOfThese,
    OpenEntry,
    OpenTopic,
    OpenTopics,
    Reply,
    Situation,
)
from bot.errors import FaqError
from bot.faq.fallback import fallback_faq
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.language.languages import is_foreign, language_of
from bot.matching.matcher import Matcher
from bot.matching.outcome import Match, Suggestions, answered
from bot.matching.topics import TopicFinder
from bot.safety.triage import DangerDetector, Triage, Urgency

UNKNOWN = Situation()


@dataclass(frozen=True, slots=True)
class Response:
    """The reply to a message, and how it came about; `match` is None where nothing was looked up."""

    reply: Reply
    triage: Triage
    match: Match | None = None

    @property
    def kind(self) -> str:
        """What became of the message: the kind of danger, that of the outcome, or "not_looked_up"."""
        return self.triage.urgency or (self.match.outcome.kind if self.match else "not_looked_up")

    @property
    def answered(self) -> tuple[str, ...]:
        """The ids of the entries that were given as answers."""
        return tuple(each.entry.id for each in answered(self.match.outcome)) if self.match else ()

    @property
    def suggested(self) -> tuple[str, ...]:
        """The ids of the entries that may be meant."""
        outcome = self.match.outcome if self.match else None
        return tuple(each.entry.id for each in outcome.candidates) if isinstance(outcome, Suggestions) else ()


class Responder:
    """Answers messages from one FAQ, danger first.

    Danger is judged once: who has a message's triage already gives it along with the message.
    """

    def __init__(self, faq: Faq, detector: DangerDetector, version: str = "", is_fallback: bool = False) -> None:
        self.faq, self.version, self.is_fallback = faq, version, is_fallback
        self.matcher = Matcher(faq, detector.encoders)
        self._replies = Replies(faq)
        self._inline = Inline(faq, self.matcher, self._replies)
        self._topics = TopicFinder(faq.topics, self.matcher.lexicon)
        self._detector = detector
        self._state_dir: Path | None = None

    @classmethod
    def from_text(cls, data: bytes, name: str, detector: DangerDetector, with_drafts: bool = False) -> "Responder":
        """A responder for the content of a FAQ file; its version is the beginning of the content's SHA-256.

        Raises FaqError with every problem that keeps the file from being used.
        """
        responder = cls(load(data, name, with_drafts), detector, version_of(data))
        problems = too_long(responder.faq)
        if problems:
            raise FaqError(name, problems)
        return responder

    @classmethod
    def fallback(cls, detector: DangerDetector, content: bytes = b"") -> "Responder":
        """A responder that gives help in danger, and the phone number in a content that can't be used otherwise."""
        return cls(fallback_faq(content), detector, "fallback", is_fallback=True)

    def with_content(self, data: bytes, name: str) -> "Responder":
        """A responder for another content, with the same reader of danger, and as warm as this one.

        Raises FaqError as from_text does.
        """
        responder = self.from_text(data, name, self._detector)
        if self.matcher.is_warm:
            responder.warm_up(self._state_dir)
        return responder

    def by_words(self) -> "Responder":
        """The same without the encoders, a hundred times as fast, for comparing two versions on thousands of texts."""
        twin = copy.copy(self)
        twin.matcher, twin._detector = self.matcher.by_words(), self._detector.by_words()
        return twin

    def warm_up(self, state_dir: Path | None = None) -> None:
        """Loads what reads sentences, and has it read the phrasings; until then words alone are read.

        Takes a second, and for each phrasing that was not read before two hundredths; vectors are kept in a folder.
        """
        if not self._detector.encoders.names:
            self._detector.encoders.load()
        self._state_dir = state_dir
        self.matcher.warm_up(state_dir)

    def close(self) -> None:
        """Ends a warming up that is under way."""
        self._detector.encoders.close()

    @property
    def encoders(self) -> tuple[str, ...]:
        """The names of the encoders that read along."""
        return self._detector.encoders.names

    def is_clear(self, message: str) -> bool:
        """Whether words alone tell of danger beyond doubt."""
        return self._detector.is_clear(message)

    def triage(self, message: str) -> Triage:
        """What a message calls for before it is answered."""
        return self._detector.triage(message)

    def urgent(self, urgency: Urgency) -> Reply:
        """Where to find help now."""
        return self._replies.urgent(urgency)

    def fixed(self, name: Fixed, situation: Situation = UNKNOWN, written_in: str | None = None) -> Reply:
        """A message that stands in the FAQ, best in the language in which the person wrote."""
        return self._replies.to(situation).fixed(name, written_in=written_in)

    @property
    def known_words(self) -> Container[str]:
        """The words that the FAQ knows."""
        return self.matcher.lexicon.words

    def match(self, text: str) -> Match:
        """What a text may ask, read as one question."""
        return self.matcher.match(text)

    def command(self, name: str, situation: Situation = UNKNOWN) -> Reply | None:
        """The reply to a command such as "help", or None where there is no such command."""
        replies = self._replies.to(situation)
        if situation.in_group and name in ("start", "help", "topics", "search"):
            return replies.fixed("in_group")
        match name:
            case "start":
                return replies.fixed("welcome")
            case "privacy" if situation.keep_days:
                return replies.fixed("privacy_kept")
            case "help" | "privacy" | "search":
                return replies.fixed(name)
            case "topics":
                return replies.topics()
            case "contact":
                return replies.contact()
            case "disclaimer":
                return replies.disclaimer()
        return None

    def command_with(
        self, name: str, words: str, situation: Situation = UNKNOWN, triage: Triage | None = None
    ) -> Response:
        """The response to a command with words behind it, which most take for a message like any other."""
        if name == "topics" and not situation.in_group:
            return self._topic(words, situation, triage or self.triage(words))
        return self.respond(words if name == "search" else f"/{name} {words}", situation, triage)

    def _topic(self, words: str, situation: Situation, triage: Triage) -> Response:
        """The topic that some words name, or all topics."""
        replies = self._replies.to(situation)
        if triage.urgency:
            return Response(replies.urgent(triage.urgency), triage)
        topic = self._topics.find(words)
        if topic:
            return Response(replies.topic(topic.id, cautions=triage.cautions), triage)
        return Response(replies.topics(cautions=triage.cautions), triage)

    def offer(self, query: str, triage: Triage | None = None) -> Offer:
        """What someone who asks from another chat can choose to send there."""
        return self._inline.offer(query, triage or self.triage(query))

    def press(self, action: Action, situation: Situation = UNKNOWN) -> Reply:
        """The reply to a pressed button."""
        replies = self._replies.to(situation)
        match action:
            case OpenEntry(id):
                return replies.entry(id)
            case OpenTopic(id, page):
                return replies.topic(id, page)
            case OpenTopics(page):
                return replies.topics(page)
            case NoneOfThese():
                return replies.fixed("none_of_these")
            case Judge(id, helped):
                others = situation.others if situation.after == id else ()
                return replies.fixed("helped") if helped else replies.not_helped(id, others)
            case AtDesk():  # of somebody who is not of the staff
                return replies.fixed("gone")
            case unknown:
                assert_never(unknown)

    def respond(self, message: str, situation: Situation = UNKNOWN, triage: Triage | None = None) -> Response:
        """The one reply to a message, whatever it holds."""
        replies, triage = self._replies.to(situation), triage or self.triage(message)
        if triage.urgency:
            return Response(replies.urgent(triage.urgency), triage)
        chosen = follow_ups.choice(message, len(situation.offered)) if situation.offered else None
        if chosen == -1:
            return Response(replies.fixed("none_of_these", triage.cautions), triage)
        if chosen is not None and (entry := self.faq.entries.get(situation.offered[chosen])):
            message = entry.question
        match = several.read(message, self.matcher.match)
        last = self.faq.entries.get(situation.after or "")
        if last and not last.small_talk:
            match = follow_ups.read(message, match, last, self.faq, self.matcher.match)
        typed = [word.token.word for word in match.words]
        if situation.after_danger and follow_ups.acknowledges(match, len(typed)):
            return Response(replies.fixed("after_danger", triage.cautions), triage)
        if not typed:
            return Response(replies.fixed("empty", triage.cautions), triage)
        if is_foreign(typed):
            return Response(replies.fixed("other_language", triage.cautions, language_of(typed)), triage)
        return Response(replies.outcome(match, triage.cautions), triage, match)


def version_of(data: bytes) -> str:
    """A name for a content, the same for the same bytes."""
    return hashlib.sha256(data).hexdigest()[:12]


@dataclass(slots=True)
class Current:
    """The responder in use; another takes its place when the FAQ changes."""

    responder: Responder
