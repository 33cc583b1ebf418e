"""What people ask in vain: the answer that fits, a new one, or off the list."""

import asyncio
from dataclasses import replace

from bot.analytics.gaps import MOST_NEAREST, Gap, gaps_of
from bot.analytics.report import JournalReport
from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.language.markup import listed
from bot.staff.desk import Desk
from bot.staff.edits import AddPhrasing
from bot.staff.tasks import Looking, Who, Writing

MOST_TEXTS = 5


class Gaps:
    """Shows one question after the other; `/add` brings one that staff have in mind themselves."""

    def __init__(self, desk: Desk, report: JournalReport) -> None:
        self._desk, self._report = desk, report

    async def begin(self, who: Who) -> Reply:
        """The first question that waits, or that there is none."""
        journal = self._desk.journal
        await journal.forget_old()
        kept = await journal.kept()
        found = await asyncio.to_thread(gaps_of, kept, self._desk.responder) if kept else []
        if found:
            return self._look(who, Looking(tuple(found)))
        words = self._desk.words
        counted = words.say("gaps_counts", **await self._report.without_answer())
        return Reply(paragraphs(words.say("gaps_none" if journal.keep_days else "gaps_not_kept"), counted))

    async def write(self, who: Who, id: int) -> Reply:
        """Begins an answer to the question with a text of the journal; where that is settled, shows those that wait."""
        kept = await self._desk.journal.kept()
        found = await asyncio.to_thread(gaps_of, kept, self._desk.responder) if kept else []
        gap = next((gap for gap in found if id in gap.ids), None)
        if gap is None:
            return await self.begin(who)
        self._desk.begun.begin(who, Writing(gap))
        return self._desk.say("ask_question")

    def add(self, who: Who, words: str) -> Reply:
        """A way to ask that staff have in mind themselves."""
        text = " ".join(words.split())
        if not text:
            return self._desk.say("add_how")
        ranking = self._desk.responder.match_as_written(text).ranking
        nearest = tuple(candidate.entry for candidate in ranking[:MOST_NEAREST])
        return self._look(who, Looking((Gap((text,), 0, (), nearest),)))

    async def pressed(self, who: Who, work: Looking, action: AtDesk) -> Reply | None:
        """What follows on a button below a question; None where it has no such button."""
        match action.verb:
            case "show" if action.choice < len(work.gaps):
                return self._look(who, replace(work, place=action.choice))
            case "same" if action.choice < len(work.gap.nearest):
                phrasings = work.gap.legible
                if not phrasings:
                    return self._desk.say("empty")
                if other := self._desk.responder.other_language_of(phrasings[0]):
                    return self._desk.say("gaps_other_language", language=other)
                edit = AddPhrasing(work.gap.nearest[action.choice].id, phrasings[0])
                return await self._desk.ready(who, edit, work.gap.ids)
            case "new":
                self._desk.begun.begin(who, Writing(work.gap))
                return self._desk.say("ask_question")
            case "aside":
                return await self._put_aside(who, work)
        return None

    async def _put_aside(self, who: Who, work: Looking) -> Reply:
        """Takes a question off the list, and goes on with the next."""
        await self._desk.journal.drop(work.gap.ids)
        left = tuple(gap for gap in work.gaps if gap is not work.gap)
        put_aside = self._desk.words.say("put_aside")
        if not left:
            self._desk.begun.end(who)
            return Reply(paragraphs(put_aside, self._desk.words.say("gaps_none")), in_place=True)
        shown = self._look(who, Looking(left, min(work.place, len(left) - 1)))
        return replace(shown, text=paragraphs(put_aside, shown.text))

    def _look(self, who: Who, work: Looking) -> Reply:
        """One question without an answer, and what can be done about it; those that staff thought of stand alone."""
        number, words, gap = self._desk.begun.begin(who, work), self._desk.words, work.gap
        texts, head = listed(gap.texts[:MOST_TEXTS]), ""
        if gap.number:
            head = words.say("gaps_head", place=work.place + 1, count=len(work.gaps))
            asked = words.say("gaps_asked", number=gap.number) if gap.number > 1 else words.say("gaps_asked_once")
            texts = paragraphs(f"{asked}\n{texts}", self._offered(gap))
        buttons = [
            Button(words.say("same", question=entry.question), AtDesk("same", number, choice))
            for choice, entry in enumerate(gap.nearest)
        ]
        buttons.append(Button(words.say("new_answer"), AtDesk("new", number)))
        if gap.number:
            buttons.append(Button(words.say("not_for_us"), AtDesk("aside", number), beside=True))
        shown = paragraphs(head, texts, words.say("gaps_which"))
        return Reply(shown, (*buttons, *self._turning(work, number)), in_place=True)

    def _offered(self, gap: Gap) -> str:
        entries = self._desk.faq.entries
        named = ", ".join(f"“{entries[id].question}”" for id in gap.offered[:MOST_NEAREST] if id in entries)
        return self._desk.words.say("gaps_offered", entries=named) if named else ""

    def _turning(self, work: Looking, number: int) -> list[Button]:
        labels, turns = self._desk.faq.labels, list[Button]()
        if work.place > 0:
            turns.append(Button(labels.previous, AtDesk("show", number, work.place - 1)))
        if work.place < len(work.gaps) - 1:
            turns.append(Button(labels.next, AtDesk("show", number, work.place + 1), beside=bool(turns)))
        return turns
