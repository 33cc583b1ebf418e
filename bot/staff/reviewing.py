"""A pharmacist reads the answers that wait, one after the other, and signs those that are right."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace

from bot.analytics.statistics import YEAR, first_day, times_asked, year_before
from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.errors import BotError
from bot.faq.model import Entry, Faq
from bot.faq.rules import unreviewed, unsigned
from bot.faq.scalars import typed
from bot.language.markup import listed
from bot.staff.desk import Desk
from bot.staff.edits import SetReview
from bot.staff.names import MAX_NAME
from bot.staff.proposal import ChangedError
from bot.staff.tasks import Naming, Reviewing, Who
from bot.staff.translated import translated

# So many ways to ask are shown with an answer.
MOST_PHRASINGS = 3


class Reviews:
    """Walks through what nobody has checked as it stands, or not for a year, what is asked most first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, who: Who) -> Reply:
        """The first answer that waits, once it is known by what name it will be signed."""
        waiting = await self._waiting()
        if not waiting:
            return self._desk.say("review_none")
        return await self._walk(who, Reviewing(tuple(entry.id for entry in waiting)))

    async def note(self, who: Who, words: str) -> Reply:
        """What `/reviewed` does: with an id and a name it notes a review, with an id alone it shows that answer."""
        id, _, by = " ".join(words.split()).partition(" ")
        if not id:
            return await self.begin(who)
        self._desk.entry(await self._desk.whole(), id)
        if not by:
            return await self._walk(who, Reviewing((id,)))
        return await self._desk.ready(who, SetReview(id, by, self._desk.today().isoformat()))

    async def name(self, who: Who, words: str) -> Reply:
        """What `/name` does: it notes the name by which somebody signs, or asks for it."""
        if words.strip():
            return await self.named(who, Naming(), words)
        self._desk.begun.begin(who, Naming())
        return self._desk.say("review_name")

    async def named(self, who: Who, work: Naming, text: str) -> Reply:
        """Notes the name by which somebody signs, and goes on."""
        name = " ".join(typed(text, "the name").split())
        if len(name) > MAX_NAME:
            return self._desk.say("review_name_long", most=MAX_NAME)
        await self._desk.names.note(who[1], name)
        self._desk.begun.end(who)
        signs = self._desk.words.say("review_signs", by=name)
        return await self.look(who, work.then, signs) if work.then else Reply(signs)

    async def pressed(self, who: Who, walk: Reviewing, action: AtDesk) -> Reply | None:
        """What follows on a button below an answer; None where it has no such button."""
        match action.verb:
            case "right":
                return await self._sign(who, walk)
            case "later":
                return await self.look(who, replace(walk, place=walk.place + 1))
            case "stop":
                return self._ended(who, walk, "")
        return None

    async def look(self, who: Who, walk: Reviewing, first: str = "") -> Reply:
        """The next answer of a walk that still waits; `first` stands above it."""
        faq = await self._desk.whole()
        place = self._next(walk, faq)
        if place is None:
            return self._ended(who, walk, first)
        entry = faq.entries[walk.waiting[place]]
        number = self._desk.begun.begin(who, replace(walk, place=place, read=entry.fingerprint))
        words, answer = self._desk.words, self._desk.shown(entry.id)
        asked = f"{words.say('review_asked')}\n{listed(entry.ask[:MOST_PHRASINGS])}"
        head = words.say("review_head", place=place + 1, count=len(walk.waiting))
        buttons = (
            Button(words.say("review_right"), AtDesk("right", number)),
            Button(words.say("review_correct"), AtDesk("correct", number), beside=True),
            Button(words.say("review_later"), AtDesk("later", number)),
            Button(words.say("review_stop"), AtDesk("stop", number), beside=True),
        )
        abroad = translated(entry, self._desk.responder.faqs, words)
        text = paragraphs(first, head, f"*{entry.question}*", answer.text, asked, self._rests_on(entry), abroad)
        return Reply(text, buttons, quiet=answer.quiet, contact=answer.contact, in_place=True)

    async def _walk(self, who: Who, walk: Reviewing) -> Reply:
        name = await self._desk.names.of(who[1])
        if name:
            return await self.look(who, walk, self._desk.words.say("review_signs", by=name))
        self._desk.begun.begin(who, Naming(walk))
        return self._desk.say("review_name")

    async def _sign(self, who: Who, walk: Reviewing) -> Reply:
        id, name = walk.waiting[walk.place], await self._desk.names.of(who[1])
        if not name:  # the database was made anew
            return await self._walk(who, walk)
        try:
            await self._desk.save_at_once(who, SetReview(id, name, self._desk.today().isoformat(), walk.read))
        except ChangedError as error:
            return await self.look(who, walk, str(error))
        signed = self._desk.words.say("review_signed", question=self._desk.faq.entries[id].question)
        return await self.look(who, replace(walk, place=walk.place + 1, signed=walk.signed + 1), signed)

    def _ended(self, who: Who, walk: Reviewing, first: str) -> Reply:
        self._desk.begun.end(who)
        left = len(self._due(self._desk.whole_before))
        end = self._desk.words.say("review_end" if left else "review_done", signed=walk.signed, left=left)
        return Reply(paragraphs(first, end), in_place=True)

    def _next(self, walk: Reviewing, faq: Faq) -> int | None:
        """Where the next answer stands that still waits; the only one of a walk was asked for by its name."""
        due = set(walk.waiting) if len(walk.waiting) == 1 else {entry.id for entry in self._due(faq)}
        places = range(walk.place, len(walk.waiting))
        return next((at for at in places if walk.waiting[at] in due & faq.entries.keys()), None)

    def _due(self, faq: Faq) -> list[Entry]:
        """The answers that wait; first those that nobody sees until they are signed."""
        return [*unsigned(faq), *unreviewed(faq, year_before(self._desk.today()))]

    async def _waiting(self) -> list[Entry]:
        """The same in the order of the walk: what was asked most in a year comes first."""
        asked = Counter[str]()
        with suppress(BotError):  # then they come in the file's order
            asked = times_asked(await self._desk.journal.counts(first_day(self._desk.today(), YEAR)))
        return sorted(self._due(await self._desk.whole()), key=lambda entry: (not entry.is_unsigned, -asked[entry.id]))

    def _rests_on(self, entry: Entry) -> str:
        """What an answer must agree with."""
        if entry.is_the_pharmacists:
            return self._desk.words.say("review_pharmacist")
        titles = [f"“{self._desk.faq.articles_by_id[id].title}”" for id in entry.source]
        if titles:
            return self._desk.words.say("review_source", articles=", ".join(titles))
        return self._desk.words.say("review_referral")
