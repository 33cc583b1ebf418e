"""Where staff see what people ask, and change the FAQ, in a chat with the bot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.analytics.journal import Journal
from bot.analytics.report import JournalReport
from bot.conversation.reply import AtDesk, Reply, paragraphs
from bot.conversation.responder import Current
from bot.errors import BotError
from bot.faq.file import FaqFile
from bot.safety.triage import Triage
from bot.staff.adding import Adding
from bot.staff.desk import Desk
from bot.staff.gaps import Gaps
from bot.staff.names import Names
from bot.staff.reload import Reload
from bot.staff.reviewing import Reviews
from bot.staff.saver import Saver
from bot.staff.tasks import Looking, Naming, Ready, Reviewing, Saved, Who, Work, Writing

# Words behind any other command are a message like all.
WITH_WORDS = ("add", "reviewed", "name")
# So many words are an answer that may tell people what to do in danger, and no cry for help.
LEAST_OF_ANSWER = 20


class StaffConversation:
    """Does what staff ask for, one reply each; `told_there` gives the chat that hears of changes anyway, once."""

    def __init__(
        self,
        file: FaqFile,
        current: Current,
        reload: Reload,
        journal: Journal,
        report: JournalReport,
        names: Names,
        today: Callable[[], date],
        told_there: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._report = report
        self._desk = Desk(Saver(file, current, reload), current, journal, names, today, told_there)
        self._gaps, self._adding, self._reviews = Gaps(self._desk, report), Adding(self._desk), Reviews(self._desk)

    async def command(self, who: Who, name: str, words: str, triage: Triage | None = None) -> Reply:
        """The reply to a command of staff, with the words behind it."""
        self._desk.begun.end(who)
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
            reply = await self._pressed(who, work, action) if work else None
        except BotError as error:
            return self._desk.failed(error)
        return reply or self._desk.say("out_of_date")

    def triage(self, text: str) -> Triage:
        """What a text calls for, where that is not known yet."""
        return self._desk.responder.triage(text)

    def slip(self, meant: str) -> Reply:
        """The reply to a command with a slip."""
        return self._desk.say("slip", command=meant)

    def is_writing(self, who: Who) -> bool:
        """Whether the next text is what the bot has asked for, and no question."""
        return isinstance(self._desk.begun.of(who), Writing | Naming)

    async def write(self, who: Who, text: str, triage: Triage | None = None) -> Reply:
        """The reply to a text that the bot has asked for."""
        work = self._desk.begun.of(who)
        danger = self._danger(triage or self.triage(text))
        if danger and not _is_answer(work, text):
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
            case "undo":
                return await self._desk.undo(who)
            case "stats":
                return await self._report.four_weeks()
        return self._desk.say("cancelled")

    async def _pressed(self, who: Who, work: Work, action: AtDesk) -> Reply | None:
        match work:
            case Looking():
                return await self._gaps.pressed(who, work, action)
            case Writing():
                return await self._adding.pressed(who, work, action)
            case Reviewing():
                return await self._reviews.pressed(who, work, action)
            case Ready() | Saved() if action.verb == "save":
                return await self._desk.save(who, work)
            case Ready():
                return self._changed(who, work, action)
        return None

    def _changed(self, who: Who, work: Ready, action: AtDesk) -> Reply | None:
        """What follows on a button below a change that is not saved."""
        match action.verb, work.back:
            case "cancel", _:
                self._desk.begun.end(who)
                return replace(self._desk.say("cancelled"), in_place=True)
            case "edit", Writing() as back:
                return self._adding.change(who, back)
            case "topics", Writing() as back:
                return self._adding.topics(who, back)
        return None

    async def _written(self, who: Who, work: Work | None, text: str) -> Reply:
        match work:
            case Writing():
                return await self._adding.written(who, work, text)
            case Naming():
                return await self._reviews.named(who, work, text)
        return self._desk.say("out_of_date")


def _is_answer(work: Work | None, text: str) -> bool:
    """Whether a text is the answer that was asked for, which may speak of danger."""
    return isinstance(work, Writing) and bool(work.question) and len(text.split()) >= LEAST_OF_ANSWER
