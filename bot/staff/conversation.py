"""Where staff see what people ask, and change the FAQ, in a chat with the bot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.analytics.journal import Journal
from bot.analytics.report import JournalReport
from bot.analytics.todo import NEW_WORK
from bot.conversation.reply import AtDesk, Reply, paragraphs
from bot.conversation.responder import Current
from bot.errors import BotError
from bot.faq.file import FaqFile
from bot.safety.triage import Triage
from bot.staff.adding import Adding
from bot.staff.correcting import Corrections
from bot.staff.desk import Desk
from bot.staff.finding import Finding
from bot.staff.gaps import Gaps
from bot.staff.history import History
from bot.staff.our_pharmacy import OurPharmacy
from bot.staff.reload import Reload
from bot.staff.removing import Removal
from bot.staff.reviewing import Reviews
from bot.staff.saver import Saver
from bot.staff.tasks import (
    Correcting,
    Found,
    Looking,
    Naming,
    Ready,
    Removing,
    Reviewing,
    Saved,
    Seeking,
    Telling,
    Undoing,
    Who,
    Work,
    Writing,
    awaits_text,
    may_speak_of_danger,
)
from bot.staff.undoing import Undo

# Words behind any other command are a message like all.
WITH_WORDS = ("add", "reviewed", "name", "find", "show", "edit", "remove")


class StaffConversation:
    """Does what staff ask for, one reply each; `told_there` gives the chat that hears of changes anyway, once."""

    def __init__(
        self,
        file: FaqFile,
        current: Current,
        reload: Reload,
        journal: Journal,
        report: JournalReport,
        history: History,
        today: Callable[[], date],
        told_there: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._report = report
        self._desk = Desk(Saver(file, current, reload), current, journal, history, today, told_there)
        self._gaps, self._adding, self._reviews = Gaps(self._desk, report), Adding(self._desk), Reviews(self._desk)
        self._corrections, self._pharmacy = Corrections(self._desk), OurPharmacy(self._desk)
        self._removal, self._undo = Removal(self._desk), Undo(self._desk)
        self._finding = Finding(self._desk, self._corrections, self._removal)

    async def command(self, who: Who, name: str, words: str, triage: Triage | None = None) -> Reply:
        """The reply to a command of staff, with the words behind it."""
        self._desk.begun.leave(who)
        if name == "cancel":
            self._desk.begun.settle(who)
        if danger := self._danger(triage or self.triage(words)):
            refused = self._desk.words.say("refused_crisis") if name in WITH_WORDS else ""
            return Reply(paragraphs(danger, refused))
        try:
            return await self._commanded(who, name, words)
        except BotError as error:
            return self._desk.failed(error)

    async def press(self, who: Who, action: AtDesk) -> Reply:
        """The reply to a button of an earlier reply."""
        work = self._desk.begun.of(who, action.work)
        try:
            if action.work == NEW_WORK:
                return await self._started(who, action)
            reply = await self._pressed(who, work, action) if work else None
        except BotError as error:
            return self._desk.failed(error)
        return reply or self._desk.say("out_of_date")

    def triage(self, text: str) -> Triage:
        """What a text calls for, where that is not known yet."""
        return self._desk.responder.triage(text)

    def told(self, name: str, mark: str = "", **values: object) -> Reply:
        """The reply to what can't be done, such as a command with a slip, or a text with a mark of a kind."""
        return self._desk.say(name, mark=self._desk.words.say(f"mark_{mark}") if mark else "", **values)

    def is_writing(self, who: Who, text: str = "") -> bool:
        """Whether the next text is what the bot has asked for, and no question."""
        return awaits_text(self._desk.begun.of(who), text)

    async def rewrite(self, who: Who, text: str, triage: Triage | None = None) -> Reply:
        """The reply to the correction of the text that somebody wrote last."""
        if not self._desk.begun.ask_again(who):
            return self._desk.say("draft_gone")
        return await self.write(who, text, triage)

    def asking(self, who: Who, reply: Reply) -> Reply:
        """A reply in a group, with a word on how to answer it where a text is asked for."""
        if not self.is_writing(who) or reply.buttons:
            return reply
        return replace(reply, text=paragraphs(reply.text, self._desk.words.say("answer_by_reply")), asks=True)

    async def write(self, who: Who, text: str, triage: Triage | None = None) -> Reply:
        """The reply to a text that the bot has asked for."""
        work = self._desk.begun.of(who)
        self._desk.begun.answer(who)
        danger = self._danger(triage or self.triage(text))
        if danger and not may_speak_of_danger(work, text):
            return Reply(paragraphs(danger, self._desk.words.say("refused_crisis")))
        try:
            reply = await self._written(who, work, text)
        except BotError as error:
            reply = Reply(paragraphs(self._desk.failed(error).text, self._desk.words.say("write_again")))
        return replace(reply, text=paragraphs(danger, reply.text))

    def _danger(self, triage: Triage) -> str:
        """What a person in danger reads first, whoever writes."""
        return self._desk.responder.urgent(triage.urgency).text if triage.urgency else ""

    async def _commanded(self, who: Who, name: str, words: str) -> Reply:
        match name:
            case "gaps":
                return await self._gaps.begin(who)
            case "add":
                return self._gaps.add(who, words)
            case "review":
                return await self._reviews.begin(who)
            case "reviewed":
                return await self._reviews.note(who, words)
            case "name":
                return await self._reviews.name(who, words)
            case "find" | "show" | "edit" | "remove":
                return await self._finding.begin(who, name, words)
            case "pharmacy":
                return await self._pharmacy.begin(who)
            case "hours":
                return self._pharmacy.ask(who, "hours")
            case "drafts":
                return await self._removal.drafts(who)
            case "history":
                return await self._undo.history(who)
            case "undo":
                return await self._undo.begin(who)
            case "stats":
                return await self._report.four_weeks()
        return self._desk.say("cancelled")

    async def _started(self, who: Who, action: AtDesk) -> Reply:
        """A button of what the bot wrote of its own accord, which stays."""
        self._desk.begun.end(who)
        entries = list(self._desk.faq.entries)
        match action.verb:
            case "write":
                reply = await self._gaps.write(who, action.choice)
            case "correct" if action.choice < len(entries):
                reply = await self._corrections.open(who, entries[action.choice])
            case "check":
                reply = await self._reviews.begin(who)
            case _:
                reply = self._desk.say("out_of_date")
        return replace(reply, in_place=False)

    async def _pressed(self, who: Who, work: Work, action: AtDesk) -> Reply | None:
        match work:
            case Looking():
                return await self._gaps.pressed(who, work, action)
            case Writing():
                return await self._adding.pressed(who, work, action)
            case Reviewing() if action.verb == "correct":
                return await self._corrections.open(who, work.waiting[work.place], then=work)
            case Reviewing():
                return await self._reviews.pressed(who, work, action)
            case Found():
                return await self._finding.pressed(who, work, action)
            case Correcting() if action.verb == "done":
                return await self._done(who, work)
            case Correcting():
                return await self._corrections.pressed(who, work, action)
            case Telling():
                return await self._pharmacy.pressed(who, action)
            case Removing():
                return await self._removal.pressed(who, work, action)
            case Undoing():
                return await self._undo.pressed(who, work, action)
            case Ready() | Saved() if action.verb == "save":
                return await self._save(who, work, action.work)
            case Saved(_, Correcting() as back) if action.verb == "back":
                return await self._corrections.open(who, back.entry, back.then)
            case Ready():
                return await self._changed(who, work, action)
        return None

    async def _save(self, who: Who, work: Ready | Saved, number: int) -> Reply:
        """Saves a change, and goes on with what it came up in."""
        saved = await self._desk.save(who, number)
        self._desk.begun.settle(who)
        then = work.then if isinstance(work, Ready) else None
        if then and isinstance(self._desk.begun.of(who, number), Saved):
            return await self._reviews.look(who, then, self._desk.words.say("saved"))
        return saved

    async def _done(self, who: Who, work: Correcting) -> Reply:
        """Ends the correcting of an entry, and goes on with the walk that it came up in."""
        self._desk.begun.end(who)
        if work.then:
            return await self._reviews.look(who, work.then)
        return replace(self._desk.say("ended"), in_place=True)

    async def _changed(self, who: Who, work: Ready, action: AtDesk) -> Reply | None:
        """What follows on a button below a change that is not saved."""
        self._desk.begun.settle(who)
        match action.verb, work.back:
            case "cancel", Correcting(then=Reviewing() as walk):
                return await self._reviews.look(who, walk, self._desk.words.say("cancelled"))
            case "cancel", _:
                self._desk.begun.end(who, action.work)
                return replace(self._desk.say("cancelled"), in_place=True)
            case "edit", Correcting() as back if back.draft:
                return self._corrections.ask(who, back)
            case "edit", Writing() as back:
                return self._adding.change(who, back)
            case "edit", Telling() as back:
                return self._pharmacy.ask(who, back.part, back.draft)
            case "list", Undoing() as back:
                return self._undo.list(who, back)
            case "topics", Writing() as back:
                return self._adding.topics(who, back)
        return None

    async def _written(self, who: Who, work: Work | None, text: str) -> Reply:
        match work:
            case Writing():
                return await self._adding.written(who, work, text)
            case Naming():
                return await self._reviews.named(who, work, text)
            case Seeking(aim):
                return await self._finding.begin(who, aim, text)
            case Telling():
                return await self._pharmacy.written(who, work, text)
            case Correcting():
                return await self._corrections.written(who, work, text)
        return self._desk.say("out_of_date")
