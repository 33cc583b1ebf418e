"""An answer is taken away, after two questions; drafts are shown and published."""

from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.faq.rules import drafts, unsigned
from bot.language.markup import listed
from bot.staff.desk import Desk
from bot.staff.edits import RemoveEntry
from bot.staff.tasks import Found, Removing, Who


class Removal:
    """Tells what will lead nowhere without an answer, asks, and asks again with the effects."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, who: Who, id: str) -> Reply:
        """An answer with what leads to it, and whether it shall go."""
        faq = await self._desk.whole()
        entry = self._desk.entry(faq, id)
        number, words = self._desk.begun.begin(who, Removing(id)), self._desk.words
        linking = [each.question for each in faq.entries.values() if id in each.related and each.id != id]
        lost = words.say("remove_buttons", entries=listed(linking)) if linking else ""
        text = paragraphs(
            words.say("remove_ask", question=entry.question), self._desk.shown(id).text, lost,
            words.say("remove_links", id=id),
        )  # fmt: skip
        buttons = (
            Button(words.say("remove_yes"), AtDesk("remove", number)),
            Button(words.say("remove_no"), AtDesk("keep", number), beside=True),
        )
        return Reply(text, buttons)

    async def pressed(self, who: Who, work: Removing, action: AtDesk) -> Reply | None:
        """What follows on one of the two buttons."""
        match action.verb:
            case "remove":
                return await self._desk.ready(who, RemoveEntry(work.entry))
            case "keep":
                self._desk.begun.end(who)
                return self._desk.say("cancelled")
        return None

    async def drafts(self, who: Who) -> Reply:
        """The entries that nobody sees yet, to be finished."""
        faq = await self._desk.whole()
        held = [*drafts(faq), *unsigned(faq)]
        if not held:
            return self._desk.say("drafts_none")
        number = self._desk.begun.begin(who, Found(tuple(entry.id for entry in held), "edit"))
        buttons = (Button(entry.question, AtDesk("open", number, place)) for place, entry in enumerate(held))
        return Reply(self._desk.words.say("drafts_head"), tuple(buttons))
