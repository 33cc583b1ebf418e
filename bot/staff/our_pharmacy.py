"""What people read of the pharmacy: when it is open, and how it is reached."""

import re
from dataclasses import replace

from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.errors import EditError
from bot.faq.hours import HoursError
from bot.faq.hours_typed import typed_hours
from bot.faq.phones import can_not_be, country_of
from bot.staff.desk import Desk
from bot.staff.edits import SetPharmacy
from bot.staff.tasks import NO_WORDS, Telling, Who

PARTS = ("hours", "phone", "website", "email")
_LOOKS = {
    "website": re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE),
    "email": re.compile(r"[\w.+'-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE),
}


class OurPharmacy:
    """Shows what people read with /contact, and takes the hours, the phone and the addresses anew."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, who: Who) -> Reply:
        """What people read now, with a button for each part."""
        await self._desk.whole()
        number, words = self._desk.begun.begin(who, Telling()), self._desk.words
        buttons = tuple(
            Button(words.say(f"our_{part}"), AtDesk(part, number), beside=bool(place % 2))
            for place, part in enumerate(PARTS)
        )
        shown = self._desk.responder.command("contact")
        return Reply(paragraphs(words.say("pharmacy_head"), shown.text if shown else ""), buttons, in_place=True)

    def ask(self, who: Who, part: str, draft: str | None = None) -> Reply:
        """Asks for a part, with what stands there to be copied."""
        now = self._now(part) if draft is None else draft
        self._desk.begun.begin(who, Telling(part, now))
        return replace(self._desk.say(f"ask_{part}"), copy=now)

    async def pressed(self, who: Who, action: AtDesk) -> Reply | None:
        """What follows on a button; None where there is no such button."""
        return self.ask(who, action.verb) if action.verb in PARTS else None

    async def written(self, who: Who, work: Telling, text: str) -> Reply:
        """The part read back as people will see it."""
        return await self._desk.ready(who, self._as_edit(work.part, text), back=replace(work, draft=text))

    def _as_edit(self, part: str, text: str) -> SetPharmacy:
        if part != "phone" and text.strip().casefold() in NO_WORDS:
            return SetPharmacy(part, None)
        if part == "hours":
            try:
                return SetPharmacy(part, typed_hours(text))
            except HoursError as error:
                raise EditError(f"{error.message}; {error.hint}") from None
        plain = " ".join(text.split())
        if part == "phone":
            if why_not := can_not_be(plain, country_of(self._desk.faq.pharmacy.timezone)):
                raise EditError(self._desk.words.say("odd_phone", text=plain, why=why_not))
        elif not _LOOKS[part].fullmatch(plain):
            raise EditError(self._desk.words.say(f"odd_{part}", text=plain))
        return SetPharmacy(part, plain)

    def _now(self, part: str) -> str:
        pharmacy = self._desk.faq.pharmacy
        if part == "hours":
            return "\n".join(f"{line.days}: {line.times}" for line in pharmacy.hours.lines) if pharmacy.hours else ""
        return str(getattr(pharmacy, part) or "")
