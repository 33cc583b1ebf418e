"""A new answer: its question, the answer, and the topic where it belongs."""

from collections.abc import Iterable
from dataclasses import replace

from bot.conversation.reply import AtDesk, Button, Reply
from bot.faq.edited import known_as
from bot.faq.editing import NewEntry, new_id
from bot.faq.model import Faq, Topic
from bot.faq.reading.entries import MAX_BUTTON
from bot.language.markup import plain
from bot.language.text import utf16_length
from bot.staff.desk import Desk
from bot.staff.edits import AddEntry
from bot.staff.tasks import Who, Writing

# How many ways to ask a new entry gets.
MOST_ASK = 8


class Adding:
    """Takes a question and an answer, then reads the new entry back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def written(self, who: Who, work: Writing, text: str) -> Reply:
        """What follows on a text: first it is the question, then the answer."""
        if work.question:
            return await self._ready(who, replace(work, answer=text))
        question = " ".join(plain(text).split())
        length = utf16_length(question)
        if length > MAX_BUTTON:
            return self._desk.say("too_long", count=length, most=MAX_BUTTON)
        if known := known_as(self._desk.faq, question):
            return self._desk.say("known", question=known.question)
        work = replace(work, question=question)
        if work.answer:
            return await self._ready(who, work)
        self._desk.begun.begin(who, work)
        return self._desk.say("ask_answer")

    async def pressed(self, who: Who, work: Writing, action: AtDesk) -> Reply | None:
        """What follows on a button while a new answer is not saved; None where there is no such button."""
        topics = _serious(self._desk.faq)
        match action.verb:
            case "question":
                self._desk.begun.begin(who, replace(work, question=""))
                return replace(self._desk.say("ask_question"), copy=work.question)
            case "answer":
                self._desk.begun.begin(who, replace(work, answer=""))
                return replace(self._desk.say("ask_answer"), copy=work.answer)
            case "into" if action.choice < len(topics):
                return await self._ready(who, replace(work, topic=topics[action.choice].id))
        return None

    def change(self, who: Who, work: Writing) -> Reply:
        """Asks which part of a new answer shall be another."""
        number, words = self._desk.begun.begin(who, work), self._desk.words
        buttons = (
            Button(words.say("the_question"), AtDesk("question", number)),
            Button(words.say("the_answer"), AtDesk("answer", number), beside=True),
        )
        return Reply(words.say("edit_what"), buttons)

    def topics(self, who: Who, work: Writing) -> Reply:
        """Asks where a new answer belongs."""
        number, words = self._desk.begun.begin(who, work), self._desk.words
        topics = enumerate(_serious(self._desk.faq))
        buttons = tuple(Button(topic.title, AtDesk("into", number, place)) for place, topic in topics)
        return Reply(words.say("which_topic"), buttons)

    async def _ready(self, who: Who, work: Writing) -> Reply:
        return await self._desk.ready(who, _as_edit(work, self._desk.faq), work.gap.ids, back=work)


def _serious(faq: Faq) -> list[Topic]:
    """The topics that are no small talk, or all where there is nothing else."""
    return [topic for topic in faq.topics if not all(entry.small_talk for entry in topic.entries)] or list(faq.topics)


def _as_edit(work: Writing, faq: Faq) -> AddEntry:
    """The new entry in its topic; until someone names an article, it hands over to the pharmacy."""
    ask = [phrasing for phrasing in work.gap.legible if phrasing.casefold() != work.question.casefold()]
    ways = tuple(ask[:MOST_ASK]) or (work.question.casefold(),)
    id = new_id(work.question, faq.entries)
    return AddEntry(_topic_of(work, faq), NewEntry(id, work.question, ways, work.answer, referral=True))


def _topic_of(work: Writing, faq: Faq) -> str:
    """The topic that was chosen, or else the one of the entry that is nearest."""
    topics = _serious(faq)
    near = (_holding(entry.id, topics) for entry in work.gap.nearest)
    return next((id for id in (work.topic, *near) if id in {topic.id for topic in topics}), topics[-1].id) or ""


def _holding(entry_id: str, topics: Iterable[Topic]) -> str | None:
    return next((topic.id for topic in topics if any(entry.id == entry_id for entry in topic.entries)), None)
