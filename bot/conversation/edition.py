"""The FAQ in one language: how it reads messages, and how it words its replies."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import assert_never

from bot.conversation import follow_ups, several
from bot.conversation.inline import Inline
from bot.conversation.replies import Replies
from bot.conversation.reply import (
    Action,
    AtDesk,
    Judge,
    NoneOfThese,
    OpenEntry,
    OpenTopic,
    OpenTopics,
    Reply,
    SetLanguage,
    Situation,
)
from bot.encoder.encoders import Encoders
from bot.faq.model import ENGLISH, Faq
from bot.language.languages import is_other
from bot.language.text import words
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import MAX_QUERY, Matcher
from bot.matching.outcome import Match
from bot.matching.topics import TopicFinder


class Edition:
    """One FAQ with its matcher and its replies; `names` are the languages that it is there in, by their codes."""

    def __init__(self, faq: Faq, encoders: Encoders, names: Mapping[str, str]) -> None:
        self.faq, self.language, self._names, self._encoders = faq, faq.language, names, encoders
        self.lexicon, self.replies = Lexicon(faq), Replies(faq)

    @cached_property
    def matcher(self) -> Matcher:
        """What finds the entries that a message may mean; made for the first who writes in this language."""
        return Matcher(self.faq, self._encoders, self.lexicon)

    @cached_property
    def inline(self) -> Inline:
        """What somebody can send to another chat."""
        return Inline(self.faq, self.matcher, self.replies, self._names)

    @cached_property
    def topics(self) -> TopicFinder:
        """Which topic a few words name."""
        return TopicFinder(self.faq.topics, self.lexicon)

    def by_words(self) -> "Edition":
        """The same without the encoders."""
        twin = copy.copy(self)
        twin.matcher = self.matcher.by_words()
        return twin

    def read(self, message: str, situation: Situation) -> Match:
        """What a message asks, which may go on from the last answer."""
        match = several.read(message, self.matcher.match, self.language)
        last = self.faq.entries.get(situation.after or "")
        if last and not last.small_talk:
            match = follow_ups.read(message, match, last, self.faq, self.matcher.match)
        return match

    def is_other(self, message: str, typed: Sequence[str]) -> bool:
        """Whether a message is in a language that the FAQ is not there in; `typed` are its words as they were read."""
        return is_other(typed if self.language == ENGLISH else words(message[:MAX_QUERY]), self._names)

    def worded(self, match: Match) -> Match:
        """A match with the entries in the words of this edition."""
        return match.with_entries(self.faq.entries)

    def command(self, name: str, situation: Situation) -> Reply | None:
        """The reply to a command such as "help", or None where there is no such command."""
        replies = self.replies.to(situation)
        if situation.in_group and name in ("start", "help", "topics", "search", "language"):
            return self.said(replies.fixed("in_group"))
        match name:
            case "start":
                return self.said(replies.fixed("welcome"))
            case "privacy" if situation.keep_days:
                return self.said(replies.fixed("privacy_kept"))
            case "help" | "privacy" | "search":
                return self.said(replies.fixed(name))
            case "topics":
                return self.said(replies.topics())
            case "contact":
                return self.said(replies.contact())
            case "disclaimer":
                return self.said(replies.disclaimer())
            case "language":
                return self.said(replies.languages(self._names))
        return None

    def press(self, action: Action, situation: Situation) -> Reply:
        """The reply to a pressed button."""
        return self.said(self._pressed(action, situation))

    def _pressed(self, action: Action, situation: Situation) -> Reply:
        replies = self.replies.to(situation)
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
            case SetLanguage():
                return replace(replies.fixed("language_set"), in_place=True)
            case AtDesk():  # of somebody who is not of the staff
                return replies.fixed("gone")
            case unknown:
                assert_never(unknown)

    def said(self, reply: Reply) -> Reply:
        """A reply whose buttons are answered in this language too."""
        return reply if self.language == ENGLISH else replace(reply, language=self.language)
