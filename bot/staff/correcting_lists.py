"""The lists of an entry: its ways to ask, the buttons below it, and its sources."""

from dataclasses import replace

from bot.conversation.reply import AtDesk, Button, Reply
from bot.faq.model import PHARMACIST, Faq
from bot.staff.desk import Desk
from bot.staff.edits import AddPhrasing, ChangeEntry
from bot.staff.nearest import nearest
from bot.staff.proposal import RefusedError
from bot.staff.tasks import Correcting, Who

# So many items are shown at once.
PAGE = 8
MOST_FOUND = 5


class Lists:
    """Shows a list with a button for each item, takes items out and puts others in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def pressed(self, who: Who, work: Correcting, action: AtDesk) -> Reply | None:
        """What follows on a button of a list; None where it has no such button."""
        entry, place = work.seen, action.choice
        match work.part, action.verb:
            case _, "ways" | "related" | "source":
                return await self._list(who, replace(work, part=action.verb, draft="", choices=(), page=place))
            case "ways", "drop" if place < len(entry.ask):
                left = entry.ask[:place] + entry.ask[place + 1 :]
                if not left:
                    return self._desk.say("only_way")
                return await self.ready(who, work, ChangeEntry(entry.id, (("ask", left),)))
            case "ways", "more":
                self._desk.begun.begin(who, replace(work, part="way", draft=""))
                return self._desk.say("ask_way")
            case "related", "drop" if place < len(entry.related):
                left = entry.related[:place] + entry.related[place + 1 :]
                return await self.ready(who, work, ChangeEntry(entry.id, (("related", left),)))
            case "related", "more":
                self._desk.begun.begin(who, replace(work, part="link", draft=""))
                return self._desk.say("ask_related")
            case "related", "pick" if place < len(work.choices):
                linked = (*entry.related, work.choices[place])
                return await self.ready(who, work, ChangeEntry(entry.id, (("related", linked),)))
            case "source", "turn":
                return await self._turn(who, work, place)
        return None

    async def find_related(self, who: Who, work: Correcting, text: str) -> Reply:
        """The answers that some words may mean, to choose from for a button."""
        taken = {work.entry, *work.seen.related}
        found = [id for id in nearest(self._desk.responder, text) if id not in taken][:MOST_FOUND]
        if not found:
            return self._desk.say("found_none")
        work, entries = replace(work, part="related", draft="", choices=tuple(found)), self._desk.faq.entries
        number = self._desk.begun.begin(who, work)
        buttons = [Button(entries[id].question, AtDesk("pick", number, place)) for place, id in enumerate(found)]
        buttons.append(Button(self._desk.words.say("back"), AtDesk("back", number)))
        return Reply(self._desk.words.say("which_related"), tuple(buttons))

    async def ready(self, who: Who, work: Correcting, edit: AddPhrasing | ChangeEntry, first: str = "") -> Reply:
        """A change read back; of an answer that rests on the pharmacist it is signed by whoever saves it."""
        if isinstance(edit, ChangeEntry) and edit.is_signed(work.seen):
            name = await self._desk.names.of(who[1])
            if not name:
                raise RefusedError(self._desk.words.say("sign_first"))
            edit = replace(edit, review=(name, self._desk.today().isoformat()))
        return await self._desk.ready(who, edit, back=work, then=work.then, first=first)

    async def _list(self, who: Who, work: Correcting) -> Reply:
        faq = await self._desk.whole()
        work = replace(work, seen=self._desk.entry(faq, work.entry))
        number, words = self._desk.begun.begin(who, work), self._desk.words
        buttons = {"ways": self._ways, "related": self._related, "source": self._sources}[work.part](faq, work, number)
        back = Button(words.say("back"), AtDesk("back", number))
        heads = {"ways": "ways_head", "related": "related_head", "source": "source_head"}
        return Reply(words.say(heads[work.part], question=work.seen.question), (*buttons, back), in_place=True)

    def _ways(self, _: Faq, work: Correcting, number: int) -> list[Button]:
        words, labels, first = self._desk.words, self._desk.faq.labels, PAGE * work.page
        shown = list(enumerate(work.seen.ask))[first : first + PAGE]
        buttons = [Button(words.say("take_out", text=text), AtDesk("drop", number, place)) for place, text in shown]
        buttons.append(Button(words.say("add_way"), AtDesk("more", number)))
        if work.page:
            buttons.append(Button(labels.previous, AtDesk("ways", number, work.page - 1)))
        if first + PAGE < len(work.seen.ask):
            buttons.append(Button(labels.next, AtDesk("ways", number, work.page + 1), beside=bool(work.page)))
        return buttons

    def _related(self, faq: Faq, work: Correcting, number: int) -> list[Button]:
        words = self._desk.words
        return [
            *(
                Button(words.say("take_out", text=faq.entries[id].question), AtDesk("drop", number, place))
                for place, id in enumerate(work.seen.related)
            ),
            Button(words.say("add_way"), AtDesk("more", number)),
        ]

    def _sources(self, faq: Faq, work: Correcting, number: int) -> list[Button]:
        words, has = self._desk.words, work.seen.source
        titles = [(id in has, title) for id, title in self._choices(faq)]
        titles.append((work.seen.referral, words.say("no_article")))
        return [
            Button(words.say("source_on" if is_on else "source_off", title=title), AtDesk("turn", number, place))
            for place, (is_on, title) in enumerate(titles)
        ]

    def _choices(self, faq: Faq) -> list[tuple[str, str]]:
        """What an answer can rest on: its id, and what it is called."""
        articles = [(article.id, article.title) for article in faq.articles]
        return [*articles, (PHARMACIST, self._desk.words.say("our_pharmacist"))]

    async def _turn(self, who: Who, work: Correcting, place: int) -> Reply | None:
        """Takes a source out or puts it in; without any, an answer sends people to the pharmacy, and only then."""
        ids = [id for id, _ in self._choices(await self._desk.whole())]
        if place > len(ids):
            return None
        has = work.seen.source
        if place == len(ids):
            source: tuple[str, ...] = ()
        elif ids[place] in has:
            source = tuple(id for id in has if id != ids[place])
        else:
            source = (*has, ids[place])
        return await self.ready(who, work, ChangeEntry(work.entry, (("source", source), ("referral", not source))))
