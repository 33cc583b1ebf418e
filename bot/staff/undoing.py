"""What was changed lately, and any of it taken back."""

from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.language.markup import listed
from bot.staff.desk import Desk
from bot.staff.edits import TakeBack
from bot.staff.history import Noted
from bot.staff.proposal import RefusedError
from bot.staff.tasks import Undoing, Who

# So many are shown as a list.
MOST_SHOWN = 10
# So many numbers stand in a row of buttons.
A_ROW = 5


class Undo:
    """Lists the last changes, and reads back what it would mean to take one of them back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def history(self, who: Who) -> Reply:
        """The last changes, each in one line."""
        changes = tuple(await self._desk.history.last())
        if not changes:
            return self._desk.say("history_none")
        number, words = self._desk.begun.begin(who, Undoing(changes)), self._desk.words
        text = f"{words.say('history_head')}\n{listed(self._line(noted) for noted in changes[:MOST_SHOWN])}"
        return Reply(text, (Button(words.say("undo_other"), AtDesk("list", number)),))

    async def begin(self, who: Who) -> Reply:
        """The last change, to be taken back, or another one."""
        changes = tuple(await self._desk.history.last())
        if not changes:
            return self._desk.say("nothing_to_undo")
        return await self._ready(who, Undoing(changes), 0)

    async def pressed(self, who: Who, work: Undoing, action: AtDesk) -> Reply | None:
        """What follows on a button below the changes; None where there is no such button."""
        match action.verb:
            case "list":
                return self.list(who, work)
            case "back" if action.choice < len(work.changes):
                return await self._ready(who, work, action.choice)
        return None

    def list(self, who: Who, work: Undoing) -> Reply:
        """The changes that can be taken back, each with its number on a button."""
        number = self._desk.begun.begin(who, work)
        lines = [f"*{place}.* {self._line(noted)}" for place, noted in enumerate(work.changes, 1)]
        buttons = tuple(
            Button(str(place + 1), AtDesk("back", number, place), beside=bool(place % A_ROW))
            for place in range(len(work.changes))
        )
        return Reply(paragraphs(self._desk.words.say("undo_which"), "\n".join(lines)), buttons, in_place=True)

    async def _ready(self, who: Who, work: Undoing, place: int) -> Reply:
        noted, versions = work.changes[place], self._desk.history.versions
        before, after = versions.get(noted.before), versions.get(noted.after)
        if before is None or after is None:
            raise RefusedError(self._desk.words.say("undo_not_kept", what=noted.what))
        edit = TakeBack(noted.what, before.decode(), after.decode())
        return await self._desk.ready(who, edit, back=work)

    def _line(self, noted: Noted) -> str:
        return self._desk.words.noted(noted)
