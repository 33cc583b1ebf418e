"""What the bot says: from an outcome to the text and buttons of one reply, with no word about Telegram."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, assert_never

from bot.conversation.contact import contact, hours_in_words
from bot.conversation.footer import footer
from bot.conversation.reply import (
    Action,
    Button,
    Judge,
    NoneOfThese,
    OpenEntry,
    OpenTopic,
    OpenTopics,
    Reply,
    SetLanguage,
    Situation,
    paragraphs,
)
from bot.faq.model import Entry, Faq
from bot.language.markup import filled
from bot.matching.outcome import Answer, Answers, Match, NoMatch, Suggestions
from bot.safety.cautions import Caution
from bot.safety.triage import Urgency

MOST_NEAR = 3
# So many that an answer with its buttons fits the screen of a phone; small talk is short.
MOST_RELATED, MOST_RELATED_IN_SMALL_TALK = 2, 3
# How many topics or questions a list shows at once.
PAGE = 8

Fixed = Literal[
    "welcome",
    "help",
    "privacy",
    "privacy_kept",
    "not_text",
    "photo",
    "recording",
    "sticker",
    "location",
    "document",
    "contact_card",
    "other_language",
    "slow_down",
    "after_danger",
    "empty",
    "none_of_these",
    "helped",
    "gone",
    "search",
    "inline_nothing",
    "unavailable",
    "in_group",
    "language_set",
]


class Replies:
    """Words the replies of one FAQ."""

    def __init__(self, faq: Faq) -> None:
        self._faq = faq
        self._situation = Situation()
        self._footers = {entry.id: footer(faq, [entry], with_check=True) for entry in faq.entries.values()}
        self._related = {entry.id: self._related_buttons(entry) for entry in faq.entries.values()}

    def to(self, situation: Situation) -> "Replies":
        """The same replies, worded for a situation."""
        replies = copy.copy(self)
        replies._situation = situation
        return replies

    def outcome(self, match: Match, cautions: Sequence[Caution]) -> Reply:
        """The reply to a question that was looked up."""
        return self._checking_in(self._outcome(match, cautions), cautions)

    def _outcome(self, match: Match, cautions: Sequence[Caution]) -> Reply:
        notes = [*self._cautions(cautions), *([self._message("too_long")] if match.is_cut else [])]
        read = [f"_{self._faq.labels.showing}: {', '.join(match.corrected)}_"] if match.corrected else []
        named = [filled(self._faq.labels.medicine, {"medicine": ", ".join(match.medicines)})] if match.medicines else []
        # Where there is no answer, a low mood must not read "I don't know" first.
        first = [notes.pop(0)] if self._is_low(cautions) else []
        match match.outcome:
            case Answer(candidate):
                return self.answer(candidate.entry, [*first, *named, *notes, *read])
            case Answers(candidates):
                return self.answers([candidate.entry for candidate in candidates], [*first, *named, *notes, *read])
            case Suggestions(candidates) if self._situation.in_group:
                questions = [f"- {candidate.entry.question}" for candidate in candidates]
                return Reply(paragraphs(*first, "\n".join([self._message("ask_one_of"), *questions]), *notes, *read))
            case Suggestions(candidates):
                buttons = [_entry_button(candidate.entry) for candidate in candidates]
                buttons.append(Button(self._faq.labels.none_of_these, NoneOfThese()))
                return Reply(paragraphs(*first, self._message("did_you_mean"), *notes, *read), tuple(buttons))
            case NoMatch():
                return Reply(paragraphs(*first, self._message("no_match"), *notes))
            case unknown:
                assert_never(unknown)

    def answer(self, entry: Entry, notes: Iterable[str] = ()) -> Reply:
        """An entry's answer with notes, source, disclaimer and contact, and its related entries as buttons."""
        judging = () if entry.small_talk else self._judging(entry.id)
        contact, quiet = ("", "") if entry.small_talk else (self._contact(), self._footers[entry.id])
        text = paragraphs(self._text(entry), self._not_translated([entry]), *notes)
        return Reply(text, self._related[entry.id], judging, quiet=quiet, contact=contact)

    def answers(self, entries: Sequence[Entry], notes: Iterable[str] = ()) -> Reply:
        """Several answers under their questions, with one footer for all and a related question of each.

        Whether it helped is asked of the first.
        """
        texts = [f"*{entry.question}*\n{self._text(entry)}" for entry in entries]
        notes = [self._not_translated(entries), *notes]
        told = {entry.id for entry in entries}
        related = [next((id for id in entry.related if id not in told), None) for entry in entries]
        buttons = tuple(_entry_button(self._faq.entries[id]) for id in dict.fromkeys(related) if id)
        text, quiet = paragraphs(*texts, *notes), footer(self._faq, entries)
        return Reply(text, buttons, self._judging(entries[0].id), quiet=quiet, contact=self._contact())

    def _not_translated(self, entries: Iterable[Entry]) -> str:
        """A line where an answer stands in English for want of a translation."""
        lacks = any(entry.id in self._faq.lacking for entry in entries)
        return f"_{self._message('not_translated')}_" if lacks else ""

    def _judging(self, id: str) -> tuple[Button, ...]:
        labels = self._faq.labels
        return Button(labels.helped, Judge(id, True)), Button(labels.not_helped, Judge(id, False))

    def not_helped(self, id: str, others: Iterable[str] = ()) -> Reply:
        """What to do where an answer was not the right one: who to ask, and the entries that were near."""
        entry = self._faq.entries.get(id)
        related = entry.related if entry else ()
        near = [*others, *related[MOST_RELATED:], *related[:MOST_RELATED]]  # what is not under the answer comes first
        buttons = [_entry_button(self._faq.entries[id]) for id in dict.fromkeys(near) if id in self._faq.entries]
        return Reply(self._message("not_helped"), tuple(buttons[:MOST_NEAR]))

    def _text(self, entry: Entry) -> str:
        text = entry.answer_with_hours if entry.answer_with_hours and self._faq.pharmacy.hours else entry.answer
        return self.in_full(text)

    def _contact(self) -> str:
        """Whom to call; others who read along don't see in whose chat they are."""
        pharmacy = self._faq.pharmacy
        return f"{pharmacy.name if self._situation.in_group else self._faq.labels.pharmacy}: {pharmacy.phone}"

    def _related_buttons(self, entry: Entry) -> tuple[Button, ...]:
        most = MOST_RELATED_IN_SMALL_TALK if entry.small_talk else MOST_RELATED
        return tuple(_entry_button(self._faq.entries[id]) for id in entry.related[:most])

    def urgent(self, urgency: Urgency) -> Reply:
        """Where to find help now, and nothing else."""
        return Reply(getattr(self._faq.safety, urgency))

    def fixed(self, name: Fixed, cautions: Sequence[Caution] = ()) -> Reply:
        """A message that stands in the FAQ under `messages`."""
        notes = self._cautions(cautions)
        first = [notes.pop(0)] if self._is_low(cautions) else []
        return self._checking_in(Reply(paragraphs(*first, self._message(name), *notes)), cautions)

    def disclaimer(self) -> Reply:
        return Reply(self._faq.disclaimer.full)

    def contact(self) -> Reply:
        """How to reach the pharmacy, without the lines of what is not known."""
        if not self._faq.pharmacy.phone:  # while nothing of a file can be read
            return self.fixed("unavailable")
        return contact(self._faq, self._situation.minute, self._situation.day)

    def languages(self, names: Mapping[str, str]) -> Reply:
        """The choice of a language, by their codes and what they are called in themselves."""
        buttons = [
            Button(name, SetLanguage(code), beside=place > 0) for place, (code, name) in enumerate(names.items())
        ]
        return Reply(self._message("language"), tuple(buttons))

    def topics(self, page: int = 1, cautions: Sequence[Caution] = ()) -> Reply:
        """The list of topics."""
        buttons = [Button(topic.title, OpenTopic(topic.id)) for topic in self._faq.topics]
        shown, count = self._page(buttons, page, OpenTopics)
        text = self._message("topics") + count
        return self._checking_in(Reply(paragraphs(text, *self._cautions(cautions)), shown, in_place=True), cautions)

    def topic(self, id: str, page: int = 1, cautions: Sequence[Caution] = ()) -> Reply:
        """The questions of a topic; the message that it is gone where there is no such topic."""
        topic = next((topic for topic in self._faq.topics if topic.id == id), None)
        if topic is None:
            return self.fixed("gone")
        shown, count = self._page(list(map(_entry_button, topic.entries)), page, partial(OpenTopic, id))
        text = self._message("topic") + count
        buttons = (*shown, Button(self._faq.labels.all_topics, OpenTopics()))
        reply = Reply(paragraphs(f"*{topic.title}*", text, *self._cautions(cautions)), buttons, in_place=True)
        return self._checking_in(reply, cautions)

    def _page(
        self, buttons: Sequence[Button], page: int, to: Callable[[int], Action]
    ) -> tuple[tuple[Button, ...], str]:
        """The buttons of a page with those that turn it, and which page it is; the last for a number too high."""
        pages = -(-len(buttons) // PAGE)
        page = max(1, min(page, pages))
        shown = list(buttons[PAGE * (page - 1) : PAGE * page])
        if page > 1:
            shown.append(Button(self._faq.labels.previous, to(page - 1)))
        if page < pages:
            shown.append(Button(self._faq.labels.next, to(page + 1), beside=page > 1))
        return tuple(shown), f" ({page}/{pages})" if pages > 1 else ""

    def entry(self, id: str, cautions: Sequence[Caution] = ()) -> Reply:
        """The answer of an entry; the message that it is gone where there is no such entry."""
        entry = self._faq.entries.get(id)
        if entry is None:
            return self.fixed("gone")
        return self._checking_in(self.answer(entry, self._cautions(cautions)), cautions)

    def _checking_in(self, reply: Reply, cautions: Sequence[Caution]) -> Reply:
        """The same after a word to somebody who may be in danger."""
        if "check_in" not in cautions:
            return reply
        return replace(reply, text=paragraphs(self._faq.safety.check_in, reply.text))

    def _cautions(self, cautions: Sequence[Caution]) -> list[str]:
        """The lines that go with a text; who is asked about danger before it reads the help number once."""
        skipped = ("check_in", "low_mood") if "check_in" in cautions else ()
        return [getattr(self._faq.safety, caution) for caution in cautions if caution not in skipped]

    def _is_low(self, cautions: Sequence[Caution]) -> bool:
        return "low_mood" in cautions and "check_in" not in cautions

    def _message(self, name: str) -> str:
        return self.in_full(getattr(self._faq.messages, name))

    def in_full(self, text: str) -> str:
        """The text with the pharmacy's data for {name}, {phone}, {address}, {pharmacist} and {hours}."""
        if "{" not in text:
            return text
        pharmacy = self._faq.pharmacy
        values = {
            **vars(pharmacy),
            "address": ", ".join(pharmacy.address),
            "hours": hours_in_words(self._faq, self._situation.minute, self._situation.day),
            "days": self._situation.keep_days,
        }
        return filled(text, values)


def _entry_button(entry: Entry) -> Button:
    return Button(entry.question, OpenEntry(entry.id))
