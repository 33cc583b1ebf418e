"""Finds an answer by its name, by words as people type them, or by words that stand in it."""

from difflib import get_close_matches

from bot.conversation.reply import AtDesk, Button, Reply
from bot.matching.outcome import Answer
from bot.staff.correcting import Corrections
from bot.staff.desk import Desk
from bot.staff.nearest import holding, nearest
from bot.staff.removing import Removal
from bot.staff.tasks import Aim, Found, Seeking, Who

MOST_FOUND = 8
# So much must the name of an entry be like what was typed.
LIKE = 0.75


class Finding:
    """Leads from words to an entry, which is then shown or corrected."""

    def __init__(self, desk: Desk, corrections: Corrections, removal: Removal) -> None:
        self._desk, self._corrections, self._removal = desk, corrections, removal

    async def begin(self, who: Who, aim: Aim, words: str) -> Reply:
        """The entry that some words name, or a list to choose from; asks for words where there are none."""
        text = " ".join(words.split())
        if not text:
            self._desk.begun.begin(who, Seeking(aim))
            return self._desk.say("find_what")
        faq = await self._desk.whole()
        if text.casefold() in faq.entries:
            return await self._open(who, aim, text.casefold())
        if aim == "find":
            return await self._list(who, aim, [*holding(faq, text), *nearest(self._desk.responder, text)], text)
        outcome = self._desk.responder.match(text).outcome
        if isinstance(outcome, Answer):
            return await self._open(who, aim, outcome.candidate.entry.id)
        like = get_close_matches(text.casefold(), faq.entries, n=2, cutoff=LIKE)
        return await self._list(who, aim, [*like, *nearest(self._desk.responder, text), *holding(faq, text)])

    async def pressed(self, who: Who, work: Found, action: AtDesk) -> Reply | None:
        """The entry that was chosen from a list."""
        if action.verb == "open" and action.choice < len(work.ids):
            return await self._open(who, work.aim, work.ids[action.choice])
        return None

    async def _open(self, who: Who, aim: Aim, id: str) -> Reply:
        match aim:
            case "edit":
                return await self._corrections.open(who, id)
            case "remove":
                return await self._removal.begin(who, id)
        return await self._corrections.show(who, id)

    async def _list(self, who: Who, aim: Aim, ids: list[str], holds: str = "") -> Reply:
        entries = (await self._desk.whole()).entries
        found = [id for id in dict.fromkeys(ids) if id in entries][:MOST_FOUND]
        if not found:
            self._desk.begun.begin(who, Seeking(aim))
            return self._desk.say("found_none")
        number = self._desk.begun.begin(who, Found(tuple(found), aim))
        buttons = (Button(entries[id].question, AtDesk("open", number, place)) for place, id in enumerate(found))
        head = self._desk.words.say("found_holding", words=f"“{holds}”") if holds else self._desk.words.say("found")
        return Reply(head, tuple(buttons))
