"""The whole way from a message to a reply; every door of the bot uses it."""

import copy
from collections import ChainMap
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.conversation import follow_ups
from bot.conversation.edition import Edition
from bot.conversation.editions import Editions
from bot.conversation.faqs import Faqs, read_faqs
from bot.conversation.inline import Offer
from bot.conversation.replies import Fixed
from bot.conversation.reply import Action, Reply, SetLanguage, Situation
from bot.conversation.response import Response as Response
from bot.conversation.translations import NONE, Contents
from bot.conversation.translations import version_of as version_of
from bot.encoder.encoders import Encoders
from bot.faq.model import Faq
from bot.matching.matcher import Matcher
from bot.matching.outcome import Match
from bot.safety.triage import DangerDetector, Triage, Urgency

UNKNOWN = Situation()


class Responder:
    """Answers messages from one FAQ in each of its languages, danger first.

    Danger is judged once: who has a message's triage already gives it along with the message. `faults` tell why some
    translation is left out, or is that of before.
    """

    def __init__(self, faqs: Faqs, detector: DangerDetector) -> None:
        self.version, self.is_fallback, self.faults = faqs.version, faqs.is_fallback, faqs.translations.faults
        self._editions = Editions([faqs.english, *faqs.translations.faqs], detector.encoders)
        self._detector, self._contents = detector, faqs.translations.contents
        self._state_dir: Path | None = None

    @classmethod
    def from_text(
        cls,
        data: bytes,
        name: str,
        detector: DangerDetector,
        with_drafts: bool = False,
        translations: Contents = NONE,
        before: Contents = NONE,
    ) -> "Responder":
        """A responder for the content of a FAQ file, as read_faqs reads it; raises FaqError as that does."""
        return cls(read_faqs(data, name, with_drafts, translations, before), detector)

    def with_content(self, data: bytes, name: str, translations: Contents | None = None) -> "Responder":
        """A responder for another content, with the same reader of danger, and as warm as this one.

        Without other translations it keeps those that it has. Raises FaqError as from_text does.
        """
        before = dict(self._contents)
        new = before if translations is None else translations
        responder = self.from_text(data, name, self._detector, translations=new, before=before)
        responder._editions.build()  # beside the answering, since a large file takes a second or two
        if self.matcher.is_warm:
            responder.warm_up(self._state_dir)
        return responder

    def by_words(self) -> "Responder":
        """The same without the encoders, a hundred times as fast, for comparing two versions on thousands of texts."""
        twin = copy.copy(self)
        twin._editions, twin._detector = self._editions.by_words(), self._detector.by_words()
        return twin

    def warm_up(self, state_dir: Path | None = None) -> None:
        """Loads what reads sentences, and has it read the phrasings; until then words alone are read.

        Takes a second, and for each phrasing that was not read before two hundredths; vectors are kept in a folder.
        """
        if not self._detector.encoders.names:
            self._detector.encoders.load()
        self._state_dir = state_dir
        self._editions.warm_up(state_dir)

    @property
    def faq(self) -> Faq:
        """The FAQ in English, which has all that stands once."""
        return self._editions.english.faq

    @property
    def faqs(self) -> tuple[Faq, ...]:
        """The FAQ in each of its languages, English first."""
        return tuple(edition.faq for edition in self._editions)

    @property
    def matcher(self) -> Matcher:
        """The matcher of the English FAQ."""
        return self._editions.english.matcher

    @property
    def encoders(self) -> Encoders:
        """What reads along, as far as it is loaded."""
        return self._detector.encoders

    @property
    def translations(self) -> Contents:
        """The contents of the translations in use, by the codes of their languages."""
        return dict(self._contents)

    def is_clear(self, message: str) -> bool:
        """Whether words alone tell of danger beyond doubt."""
        return self._detector.is_clear(message)

    def triage(self, message: str) -> Triage:
        """What a message calls for before it is answered."""
        return self._detector.triage(message)

    def urgent(self, urgency: Urgency, message: str = "", situation: Situation = UNKNOWN) -> Reply:
        """Where to find help now."""
        edition = self._editions.speaking(self._editions.heard(message), situation)
        return edition.said(edition.replies.urgent(urgency))

    def fixed(self, name: Fixed, situation: Situation = UNKNOWN) -> Reply:
        """A message that stands in the FAQ."""
        edition = self._editions.of(situation)
        return edition.said(edition.replies.to(situation).fixed(name))

    @property
    def known_words(self) -> Container[str]:
        """The words that the FAQ knows, in whatever language."""
        return ChainMap(*(edition.lexicon.words for edition in self._editions))

    def matcher_in(self, language: str) -> Matcher:
        """The matcher of a language that the FAQ is there in."""
        return self._editions.with_code(language).matcher

    def match_as_written(self, text: str) -> Match:
        """What a text may ask, read as one question in the language that its words tell."""
        return self._editions.speaking(self._editions.heard(text), UNKNOWN).matcher.match(text)

    def other_language_of(self, text: str) -> str | None:
        """The name of the language that a text is in, where that is a translation's."""
        edition = self._editions.speaking(self._editions.heard(text), UNKNOWN)
        return None if edition is self._editions.english else edition.faq.labels.language

    def match(self, text: str) -> Match:
        """What an English text may ask, read as one question."""
        return self.matcher.match(text)

    def command(self, name: str, situation: Situation = UNKNOWN) -> Reply | None:
        """The reply to a command such as "help", or None where there is no such command."""
        return self._editions.of(situation).command(name, situation)

    def command_with(
        self, name: str, words: str, situation: Situation = UNKNOWN, triage: Triage | None = None
    ) -> Response:
        """The response to a command with words behind it, which most take for a message like any other."""
        if name == "topics" and not situation.in_group:
            return self._topic(words, situation, triage or self.triage(words))
        return self.respond(words if name in ("search", "language") else f"/{name} {words}", situation, triage)

    def language_named(self, words: str) -> SetLanguage | None:
        """The choice of the language that some words name, behind /language."""
        edition = self._editions.named(words)
        return SetLanguage(edition.language) if edition else None

    def _topic(self, words: str, situation: Situation, triage: Triage) -> Response:
        """The topic that some words name, or all topics."""
        edition = self._editions.speaking(self._editions.heard(words), situation)
        replies = edition.replies.to(situation)
        if triage.urgency:
            return Response(edition.said(replies.urgent(triage.urgency)), triage)
        topic = edition.topics.find(words)
        reply = replies.topic(topic.id, cautions=triage.cautions) if topic else replies.topics(cautions=triage.cautions)
        return Response(edition.said(reply), triage)

    def offer(self, query: str, triage: Triage | None = None, situation: Situation = UNKNOWN) -> Offer:
        """What someone who asks from another chat can choose to send there."""
        edition = self._editions.speaking(self._editions.heard(query), situation)
        return edition.inline.offer(query, triage or self.triage(query))

    def press(self, action: Action, situation: Situation = UNKNOWN) -> Reply:
        """The reply to a pressed button."""
        if isinstance(action, SetLanguage):
            situation = replace(situation, chosen=action.code)
        return self._editions.of(situation).press(action, situation)

    def respond(self, message: str, situation: Situation = UNKNOWN, triage: Triage | None = None) -> Response:
        """The one reply to a message, whatever it holds."""
        triage = triage or self.triage(message)
        if triage.urgency:
            return Response(self.urgent(triage.urgency, message, situation), triage)
        chosen = follow_ups.choice(message, len(situation.offered)) if situation.offered else None
        if chosen is not None:  # "1" and "no" are in no language, "si" in two
            situation = replace(situation, chosen=situation.chosen or situation.last)
        heard = self._editions.heard(message)
        edition = self._editions.speaking(heard, situation)
        if chosen == -1:
            return replace(self._fixed(edition, "none_of_these", situation, triage), declines=True)
        if chosen is not None and (entry := edition.faq.entries.get(situation.offered[chosen])):
            return self._answered(edition, edition, edition.read(entry.question, situation), situation, triage)
        reading, match = self._read(message, heard, situation)
        typed = [word.token.word for word in match.words]
        if situation.after_danger and follow_ups.acknowledges(match, len(typed)):
            return self._fixed(edition, "after_danger", situation, triage)
        if not typed:
            return self._fixed(edition, "empty", situation, triage)
        if reading.is_other(message, typed):
            return self._fixed(self._editions.refusing(message, situation), "other_language", situation, triage)
        return self._answered(edition, reading, match, situation, triage)

    def _read(self, message: str, heard: Sequence[str], situation: Situation) -> tuple[Edition, Match]:
        """What a message asks, by the words of the language that knows it best; the first of equals."""
        found = [(edition, edition.read(message, situation)) for edition in self._editions.reading(heard, situation)]
        return max(found, key=lambda each: each[1].confidence)

    def _answered(
        self, edition: Edition, reading: Edition, match: Match, situation: Situation, triage: Triage
    ) -> Response:
        """The reply of an edition to what another, or itself, has read."""
        match = match if edition is reading else edition.worded(match)
        reply = edition.replies.to(situation).outcome(match, triage.cautions)
        return Response(edition.said(reply), triage, match, reading.language)

    def _fixed(self, edition: Edition, name: Fixed, situation: Situation, triage: Triage) -> Response:
        return Response(edition.said(edition.replies.to(situation).fixed(name, triage.cautions)), triage)


@dataclass(slots=True)
class Current:
    """The responder in use; another takes its place when the FAQ changes."""

    responder: Responder
