"""Where staff see what people ask, and change the FAQ, in a chat with the bot."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from bot.analytics.gaps import MOST_NEAREST, Gap, find_gaps
from bot.analytics.journal import Journal
from bot.analytics.report import JournalReport
from bot.analytics.statistics import year_before
from bot.conversation.reply import AtDesk, Reply, paragraphs
from bot.conversation.responder import Current, Responder
from bot.errors import BotError
from bot.faq.editing import known_as
from bot.faq.file import FaqFile, FileChangedError
from bot.faq.model import Faq
from bot.faq.reading.entries import MAX_BUTTON
from bot.faq.rules import unreviewed
from bot.language.text import utf16_length
from bot.safety.triage import Triage
from bot.staff.edits import AddPhrasing, Edit, RefusedError, SetReview
from bot.staff.reload import Reload
from bot.staff.saver import Saver
from bot.staff.tasks import Begun, Looking, Ready, Saved, Who, Work, Writing
from bot.staff.views import gap_view, proposal_view, saved_view, waiting_view
from bot.staff.wording import StaffWording
from bot.storage.database import StoreError

# Words behind any other command are a message like all.
WITH_WORDS = ("add", "reviewed")


class StaffConversation:
    """Does what staff ask for, one reply each; `told_there` gives the chat that hears of changes anyway, once."""

    def __init__(
        self,
        file: FaqFile,
        current: Current,
        reload: Reload,
        journal: Journal,
        report: JournalReport,
        today: Callable[[], date],
        told_there: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._current, self._journal, self._report = current, journal, report
        self._today, self._told_there = today, told_there
        self._saver = Saver(file, current, reload)
        self._begun = Begun()
        self._saving = asyncio.Lock()

    async def command(self, who: Who, name: str, words: str, triage: Triage | None = None) -> Reply:
        """The reply to a command of staff, with the words behind it."""
        self._begun.end(who)
        if danger := self._danger(triage or self.triage(words)):
            return Reply(paragraphs(danger, self._words.say("refused_crisis") if name in WITH_WORDS else ""))
        try:
            match name:
                case "gaps":
                    return await self._gaps(who)
                case "add":
                    return self._add(who, words)
                case "reviewed":
                    return await self._reviewed(who, words)
                case "undo":
                    return await self._undo(who)
                case "stats":
                    return await self._report.four_weeks()
        except BotError as error:
            return self._failed(error)
        return self._say("cancelled")

    async def press(self, who: Who, action: AtDesk) -> Reply:
        """The reply to a button of an earlier reply."""
        work = self._begun.of(who, action.work)
        try:
            return await self._pressed(who, work, action) if work else self._say("out_of_date")
        except BotError as error:
            return self._failed(error)

    def triage(self, text: str) -> Triage:
        """What a text calls for, where that is not known yet."""
        return self._responder.triage(text)

    def slip(self, meant: str) -> Reply:
        """The reply to a command with a slip."""
        return self._say("slip", command=meant)

    def is_writing(self, who: Who) -> bool:
        """Whether the next text is part of a new entry, and no question."""
        return isinstance(self._begun.of(who), Writing)

    async def write(self, who: Who, text: str, triage: Triage | None = None) -> Reply:
        """The reply to a text of somebody who writes a new entry."""
        work = self._begun.of(who)
        assert isinstance(work, Writing)
        if danger := self._danger(triage or self.triage(text)):
            return Reply(paragraphs(danger, self._words.say("refused_crisis")))
        try:
            return await (self._answer if work.question else self._question)(who, work, text)
        except BotError as error:
            return Reply(paragraphs(self._failed(error).text, self._words.say("write_again")))

    def _danger(self, triage: Triage) -> str:
        """What a person in danger reads first, whoever writes."""
        return self._responder.urgent(triage.urgency).text if triage.urgency else ""

    @property
    def _responder(self) -> Responder:
        return self._current.responder

    @property
    def _faq(self) -> Faq:
        return self._responder.faq

    @property
    def _words(self) -> StaffWording:
        return StaffWording(self._faq)

    def _say(self, name: str, **values: object) -> Reply:
        return Reply(self._words.say(name, **values))

    def _failed(self, error: BotError) -> Reply:
        if isinstance(error, RefusedError):
            return Reply(str(error))
        return self._say("failed", problem=self._words.problems(error))

    async def _pressed(self, who: Who, work: Work, action: AtDesk) -> Reply:
        match work, action.verb:
            case Looking(), "show" if action.choice < len(work.gaps):
                return self._look(who, replace(work, place=action.choice))
            case Looking(), "same" if action.choice < len(work.gap.nearest):
                phrasings = work.gap.legible
                if not phrasings:
                    return self._say("empty")
                edit = AddPhrasing(work.gap.nearest[action.choice].id, phrasings[0])
                return await self._ready(who, edit, work.gap.ids)
            case Looking(), "new":
                self._begun.begin(who, Writing(work.gap))
                return self._say("ask_question")
            case Looking(), "aside":
                return await self._put_aside(who, work)
            case Ready() | Saved(), "save":
                return await self._save(who, work)
            case Ready(), "cancel":
                self._begun.end(who)
                return replace(self._say("cancelled"), in_place=True)
        return self._say("out_of_date")

    # What people ask.

    async def _gaps(self, who: Who) -> Reply:
        await self._journal.forget_old()
        kept = await self._journal.kept()
        found = await asyncio.to_thread(find_gaps, kept, self._responder.matcher) if kept else []
        if found:
            return self._look(who, Looking(tuple(found)))
        unanswered, not_helped = await self._report.without_answer()
        counted = self._words.say("gaps_counts", unanswered=unanswered, not_helped=not_helped)
        return Reply(paragraphs(self._words.say("gaps_none" if self._journal.keep_days else "gaps_not_kept"), counted))

    def _look(self, who: Who, work: Looking) -> Reply:
        return gap_view(work, self._begun.begin(who, work), self._faq)

    async def _put_aside(self, who: Who, work: Looking) -> Reply:
        """Takes a question off the list, and goes on with the next."""
        await self._journal.drop(work.gap.ids)
        left = tuple(gap for gap in work.gaps if gap is not work.gap)
        put_aside = self._words.say("put_aside")
        if not left:
            self._begun.end(who)
            return Reply(paragraphs(put_aside, self._words.say("gaps_none")), in_place=True)
        shown = self._look(who, Looking(left, min(work.place, len(left) - 1)))
        return replace(shown, text=paragraphs(put_aside, shown.text))

    def _add(self, who: Who, words: str) -> Reply:
        """A way to ask that staff have in mind themselves."""
        text = " ".join(words.split())
        if not text:
            return self._say("add_how")
        ranking = self._responder.match(text).ranking
        nearest = tuple(candidate.entry for candidate in ranking[:MOST_NEAREST])
        return self._look(who, Looking((Gap((text,), 0, (), nearest),)))

    # A new entry.

    async def _question(self, who: Who, work: Writing, text: str) -> Reply:
        question = " ".join(text.split())
        length = utf16_length(question)
        if length > MAX_BUTTON:
            return self._say("too_long", count=length, most=MAX_BUTTON)
        if known := known_as(self._faq, question):
            return self._say("known", question=known.question)
        self._begun.begin(who, replace(work, question=question))
        return self._say("ask_answer")

    async def _answer(self, who: Who, work: Writing, text: str) -> Reply:
        return await self._ready(who, work.with_answer(text, self._faq), work.gap.ids)

    # Saving.

    async def _ready(self, who: Who, edit: Edit, ids: tuple[int, ...], first: str = "") -> Reply:
        """What an edit would do, with buttons to save it or not."""
        asked: list[str] = []
        with suppress(StoreError):  # then it is tried on the file's own ways to ask
            asked = await self._journal.latest()
        tried = await self._saver.try_out(edit, asked)
        return proposal_view(tried, self._begun.begin(who, Ready(tried, ids)), first)

    async def _save(self, who: Who, work: Ready | Saved) -> Reply:
        async with self._saving:
            now = self._begun.of(who)
            if isinstance(now, Saved):  # pressed twice
                return now.reply
            if now is not work or not isinstance(work, Ready):
                return self._say("out_of_date")
            tried, saved = work.proposal, saved_view(work.proposal)
            self._begun.turn(who, Saved(saved))
            try:
                await self._saver.save(tried, quietly=who[0] == self._told_there())
            except FileChangedError:
                self._begun.end(who)
                return await self._ready(who, tried.edit, work.ids, self._words.say("again"))
            except BotError:
                self._begun.end(who)
                raise
            with suppress(StoreError):  # it is saved all the same
                await self._journal.drop(work.ids)
        return saved

    async def _undo(self, who: Who) -> Reply:
        async with self._saving:
            changes = await self._saver.go_back(quietly=who[0] == self._told_there())
        if changes is None:
            return self._say("nothing_to_undo")
        return Reply(paragraphs(self._words.say("undone"), self._words.preview(changes)))

    # Reviews.

    async def _reviewed(self, who: Who, words: str) -> Reply:
        id, _, by = " ".join(words.split()).partition(" ")
        if not by:
            return waiting_view(unreviewed(self._faq, year_before(self._today())), self._faq)
        if id not in self._faq.entries:
            near = get_close_matches(id, self._faq.entries, n=1, cutoff=0)
            return self._say("no_such_entry", id=id, near=near[0])
        return await self._ready(who, SetReview(id, by, self._today().isoformat()), ())
