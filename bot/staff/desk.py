"""What all that staff do has in common: the FAQ in use, what each works on, and the way of a change into the file."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches

from bot.analytics.journal import Journal
from bot.conversation.replies import Replies
from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.conversation.responder import Current, Responder, version_of
from bot.errors import BotError
from bot.faq.file import FileChangedError
from bot.faq.model import Entry, Faq
from bot.language.markup import listed
from bot.staff.edits import ChangeEntry, Edit, SetPharmacy, SetReview, TakeBack
from bot.staff.history import History
from bot.staff.proposal import ChangedError, Proposal, RefusedError
from bot.staff.read_back import in_one_line, length_told, read_back
from bot.staff.saver import Saver
from bot.staff.tasks import Back, Begun, Correcting, Ready, Reviewing, Saved, Telling, Undoing, Who, Writing
from bot.staff.translated import waiting
from bot.staff.wording import StaffWording


class Desk:
    """Holds what staff have begun, and brings their changes into the file, one after the other."""

    def __init__(
        self,
        saver: Saver,
        current: Current,
        journal: Journal,
        history: History,
        today: Callable[[], date],
        told_there: Callable[[], int | None],
    ) -> None:
        self.journal, self.history, self.names = journal, history, history.names
        self.today, self.begun = today, Begun()
        self._saver, self._current, self._told_there = saver, current, told_there
        self._saving = asyncio.Lock()
        self._whole: tuple[str, Faq] = "", current.responder.faq

    @property
    def responder(self) -> Responder:
        return self._current.responder

    @property
    def faq(self) -> Faq:
        return self.responder.faq

    @property
    def words(self) -> StaffWording:
        return StaffWording(self.faq)

    async def whole(self) -> Faq:
        """The FAQ as it stands in the file now, with drafts.

        Raises BotError where the file can't be used.
        """
        self._whole = await self._saver.whole(self._whole)
        return self._whole[1]

    @property
    def whole_before(self) -> Faq:
        """What `whole` has read last."""
        return self._whole[1]

    def entry(self, faq: Faq, id: str) -> Entry:
        """An entry that may be gone; raises RefusedError then."""
        if id not in faq.entries:
            near = get_close_matches(id, faq.entries, n=1, cutoff=0)
            raise RefusedError(self.words.say("no_such_entry", id=id, near=near[0]))
        return faq.entries[id]

    def shown(self, id: str) -> Reply:
        """An entry of the file as people see it, or would see it."""
        return Replies(self._whole[1]).entry(id)

    def say(self, name: str, **values: object) -> Reply:
        return Reply(self.words.say(name, **values))

    def failed(self, error: BotError) -> Reply:
        """Why something was not done, though it was meant well."""
        if isinstance(error, RefusedError):
            return Reply(str(error))
        return self.say("failed", problem=self.words.problems(error))

    async def ready(
        self,
        who: Who,
        edit: Edit,
        ids: tuple[int, ...] = (),
        back: Back = None,
        then: Reviewing | None = None,
        first: str = "",
    ) -> Reply:
        """What an edit would do, with buttons to save it, to change it while there is a way back, or to let it be."""
        asked: list[str] = []
        with suppress(BotError):  # then it is tried on the file's own ways to ask
            asked = await self.journal.latest()
        tried = await self._saver.try_out(edit, asked)
        return self._proposal(tried, self.begun.begin(who, Ready(tried, ids, back, then)), first, back)

    def _proposal(self, tried: Proposal, number: int, first: str, back: Back) -> Reply:
        words = StaffWording(tried.responder.faq)
        buttons = [Button(words.say("save"), AtDesk("save", number))]
        if isinstance(back, Writing) or (isinstance(back, Correcting | Telling) and back.draft):
            buttons.append(Button(words.say("edit"), AtDesk("edit", number), beside=True))
        buttons.append(Button(words.say("cancel"), AtDesk("cancel", number), beside=True))
        if isinstance(back, Writing):
            buttons.append(Button(words.say("other_topic"), AtDesk("topics", number)))
        if isinstance(back, Undoing) and len(back.changes) > 1:
            buttons.append(Button(words.say("undo_another"), AtDesk("list", number)))
        shown = read_back(tried, words)
        effects = words.preview(tried.preview) if _has_effects(tried) else ""
        text = paragraphs(first, shown.text, length_told(tried, words), effects)
        return Reply(text, tuple(buttons), quiet=shown.quiet)

    async def save(self, who: Who, number: int) -> Reply:
        """What was read back becomes part of the file."""
        async with self._saving:
            work = self.begun.of(who, number)
            if isinstance(work, Saved):  # pressed twice
                return work.reply
            if not isinstance(work, Ready):
                return self.say("out_of_date")
            back = work.back if isinstance(work.back, Correcting) else None
            tried, saved = work.proposal, self._saved(work.proposal, number if back else None)
            self.begun.turn(who, number, Saved(saved, back))
            try:
                await self._saver.save(tried, quietly=self._knows(who))
            except FileChangedError:
                self.begun.end(who, number)
                first = await self._changed_since(version_of(tried.based_on))
                return await self.ready(who, tried.edit, work.ids, work.back, work.then, first)
            except BotError:
                self.begun.end(who, number)
                raise
            with suppress(BotError):  # it is saved all the same
                await self.journal.drop(work.ids)
            await self._note(who, tried)
        return saved

    async def _note(self, who: Who, tried: Proposal) -> None:
        await self.history.note(who[1], in_one_line(tried, self.words), tried.based_on, tried.content)

    async def _changed_since(self, version: str) -> str:
        """What somebody else has changed since a version."""
        lines = [self.words.say("by_hand")]
        with suppress(BotError):
            lines = [self.words.noted(noted) for noted in await self.history.since(version)] or lines
        return paragraphs(self.words.say("again"), self.words.say("changed_since", changes=listed(lines)))

    async def save_at_once(self, who: Who, edit: Edit) -> None:
        """Makes a change that was read already, and of which nobody need be told.

        Raises ChangedError where what was read is not what stands there; that is in use then.
        """
        async with self._saving:
            try:
                tried = await self._saver.try_out(edit, ())
            except ChangedError:
                await self._saver.look()
                raise
            await self._saver.save(tried, quietly=True)
            await self._note(who, tried)

    def _saved(self, tried: Proposal, number: int | None) -> Reply:
        """An edit once it is saved, in the place of the question; a number leads back to its entry."""
        words = StaffWording(tried.responder.faq)
        shown = read_back(tried, words)
        buttons = (Button(words.say("correct_more"), AtDesk("back", number)),) if number else ()
        done = words.say("undone" if isinstance(tried.edit, TakeBack) else "saved")
        return Reply(
            paragraphs(shown.text, done, _left_behind(tried, words)), buttons, quiet=shown.quiet, in_place=True
        )

    def _knows(self, who: Who) -> bool:
        """Whether the chat that is told of changes sees this one anyway."""
        return who[0] == self._told_there()


def _left_behind(tried: Proposal, words: StaffWording) -> str:
    """A word on the languages in which a changed answer says what it said before."""
    if not isinstance(tried.edit, ChangeEntry) or tried.edit.entry not in tried.responder.faq.entries:
        return ""
    return waiting(tried.responder.faq.entries[tried.edit.entry], tried.responder.faqs, words)


def _has_effects(tried: Proposal) -> bool:
    """Whether more follows from an edit than what it says itself."""
    preview = tried.preview
    says_all = isinstance(tried.edit, ChangeEntry | SetPharmacy | SetReview)
    return not says_all or bool(preview.new or preview.gone or preview.asked or preview.phrasings)
