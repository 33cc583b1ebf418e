"""An answer that is there is shown, and its texts are corrected."""

from dataclasses import replace

from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.faq.corrections import Value
from bot.faq.edited import known_as
from bot.faq.model import Entry
from bot.faq.reading.entries import MAX_BUTTON
from bot.language.markup import plain
from bot.language.text import utf16_length
from bot.staff.correcting_lists import Lists
from bot.staff.desk import Desk
from bot.staff.edits import AddPhrasing, ChangeEntry
from bot.staff.facts import facts
from bot.staff.tasks import NO_WORDS, Correcting, Reviewing, Who
from bot.staff.translated import translated

# The parts of an entry as buttons, two a row.
PARTS = ("answer", "question", "ways", "related", "source", "needs")


class Corrections:
    """Shows an entry with buttons for its parts, takes a part anew, and reads the change back."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lists = desk, Lists(desk)

    async def open(self, who: Who, id: str, then: Reviewing | None = None) -> Reply:
        """An entry with all that can be corrected of it."""
        faq = await self._desk.whole()
        work = Correcting(id, seen=self._desk.entry(faq, id), then=then)
        number, words = self._desk.begun.begin(who, work), self._desk.words
        buttons = [
            Button(words.say(f"part_{part}"), AtDesk(part, number), beside=bool(place % 2))
            for place, part in enumerate(PARTS)
        ]
        if work.seen.draft:
            buttons.append(Button(words.say("publish"), AtDesk("publish", number)))
        buttons.append(Button(words.say("done"), AtDesk("done", number), beside=work.seen.draft))
        return self._shown(work.seen, facts(faq, work.seen), tuple(buttons))

    async def show(self, who: Who, id: str) -> Reply:
        """An entry with a button to correct it."""
        faq = await self._desk.whole()
        entry = self._desk.entry(faq, id)
        number = self._desk.begun.begin(who, Correcting(id, seen=entry))
        return self._shown(entry, facts(faq, entry), (Button(self._desk.words.say("correct"), AtDesk("back", number)),))

    async def pressed(self, who: Who, work: Correcting, action: AtDesk) -> Reply | None:
        """What follows on a button below an entry; None where it has no such button."""
        match action.verb:
            case "back":
                return await self.open(who, work.entry, work.then)
            case "answer" | "question" | "needs":
                return self.ask(who, replace(work, part=action.verb, draft=self._present(work.seen, action.verb)))
            case "publish" if work.seen.draft:
                return await self._change(who, work, "draft", False)
        return await self._lists.pressed(who, work, action)

    def ask(self, who: Who, work: Correcting) -> Reply:
        """Asks for a part anew, with what was last written for it to be copied."""
        self._desk.begun.begin(who, work)
        asked = {"answer": "ask_new_answer", "question": "ask_new_question", "needs": "ask_needs", "way": "ask_way"}
        return replace(self._desk.say(asked[work.part]), copy=work.draft)

    async def written(self, who: Who, work: Correcting, text: str) -> Reply:
        """What follows on a text that was asked for."""
        work = replace(work, draft=text)
        match work.part:
            case "question":
                return await self._question(who, work, " ".join(plain(text).split()))
            case "way":
                return await self._way(who, work, " ".join(plain(text).split()))
            case "needs":
                listed = [" ".join(word.split()) for word in text.replace("\n", ",").split(",")]
                none = text.strip().casefold() in NO_WORDS
                return await self._change(who, work, "needs", () if none else tuple(filter(None, listed)))
            case "link":
                return await self._lists.find_related(who, work, text)
        return await self._change(who, replace(work, part="answer"), self._key(work.seen), text)

    async def _way(self, who: Who, work: Correcting, text: str) -> Reply:
        """Another way to ask, which is tried out where people can see the entry."""
        if work.seen.is_draft:
            return await self._change(who, work, "ask", (*work.seen.ask, text))
        return await self._ready(who, work, AddPhrasing(work.entry, text))

    async def _question(self, who: Who, work: Correcting, question: str) -> Reply:
        length, known = utf16_length(question), known_as(await self._desk.whole(), question)
        if length > MAX_BUTTON:
            return self._desk.say("too_long", count=length, most=MAX_BUTTON)
        if known and known.id != work.entry:
            return self._desk.say("known", question=known.question)
        return await self._change(who, work, "question", question)

    async def _change(self, who: Who, work: Correcting, key: str, value: Value) -> Reply:
        return await self._ready(who, work, ChangeEntry(work.entry, ((key, value),)))

    async def _ready(self, who: Who, work: Correcting, edit: AddPhrasing | ChangeEntry) -> Reply:
        """The change read back, with a word on what somebody else has changed since the entry was shown."""
        now = self._desk.entry(await self._desk.whole(), work.entry)
        first = ""
        if now.fingerprint != work.seen.fingerprint:
            first = paragraphs(self._desk.words.say("changed_meanwhile"), f"*{now.question}*", now.answer)
        return await self._lists.ready(who, replace(work, seen=now), edit, first)

    def _present(self, entry: Entry, part: str) -> str:
        if part == "needs":
            return ", ".join(entry.needs)
        return entry.question if part == "question" else str(getattr(entry, self._key(entry)))

    def _key(self, entry: Entry) -> str:
        """The key of the answer that people see."""
        return "answer_with_hours" if entry.answer_with_hours and self._desk.faq.pharmacy.hours else "answer"

    def _shown(self, entry: Entry, told: str, buttons: tuple[Button, ...]) -> Reply:
        shown = self._desk.shown(entry.id)
        abroad = translated(entry, self._desk.responder.faqs, self._desk.words)
        text = paragraphs(f"*{entry.question}*", shown.text, told, abroad)
        return Reply(text, buttons, quiet=shown.quiet, contact=shown.contact, in_place=True)
