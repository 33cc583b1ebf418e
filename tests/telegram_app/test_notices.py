"""What the staff's chat is told of changes, by a clock that the test turns."""

import asyncio

import pytest
from telegram import Bot

from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.safety.triage import DangerDetector
from bot.staff.reload import Loaded, Refused
from bot.telegram_app.notices import LONGEST, SHORTEST, Notices
from bot.telegram_app.staff_chat import StaffChat
from tests.small_faq import small
from tests.telegram_app.wire import TOKEN, Wire

STAFF_ROOM = -77


class Office:
    """A bot that notes what it tells, and stops where nothing is left to tell."""

    def __init__(self, safety: DangerDetector, chat_id: int | None = STAFF_ROOM) -> None:
        self._safety, self.wire, self.slept = safety, Wire(), list[float]()
        bot = Bot(TOKEN, request=self.wire, get_updates_request=self.wire)
        self.notices = Notices(bot, StaffChat(chat_id), self.sleep)
        self.coming: list[Loaded | Refused] = []

    def version(self, dose: str) -> Responder:
        return Responder.from_text(small("A *small* dose.", f"A {dose} dose.").encode(), "faq.yaml", self._safety)

    def changed(self, what: Loaded | Refused) -> None:
        self.notices.changed(what, self.version("small").faq)

    async def sleep(self, seconds: float) -> None:
        """In each pause one more change comes."""
        self.slept.append(seconds)
        if not self.coming:
            raise asyncio.CancelledError
        self.changed(self.coming.pop(0))

    async def told(self, within: float = 10) -> list[str]:
        """What the chat is told before nothing new comes any more."""
        task = asyncio.create_task(self.notices.run())
        await asyncio.wait([task], timeout=within)
        task.cancel()
        return [call["text"] for call in self.wire.sent()]


@pytest.fixture
async def office(safety: DangerDetector) -> Office:
    return Office(safety)


async def test_a_change_is_told_at_once(office: Office) -> None:
    office.changed(Loaded(office.version("small"), office.version("tiny")))
    (told,) = await office.told()
    assert told.startswith("<b>The new faq.yaml is live.</b>\n\nChanged: “What is LDN?”")


async def test_of_changes_that_come_in_a_row_the_last_is_told_with_all_that_they_change(office: Office) -> None:
    small, tiny, big = map(office.version, ("small", "tiny", "big"))
    office.changed(Loaded(small, tiny))
    office.changed(Refused(BotError("a mistake")))
    office.changed(Loaded(tiny, small))
    assert await office.told() == ["<b>faq.yaml is in order again.</b> The answers are as before."]
    office.changed(Loaded(small, tiny))
    office.changed(Loaded(tiny, big))
    office.changed(Refused(BotError("a mistake")))
    assert (await office.told())[1:] == [
        "<b>faq.yaml has a problem, so I go on with the version before.</b> Nothing is lost. Please fix it and save "
        "it again:\n\na mistake"
    ]


async def test_a_file_that_changes_all_the_time_is_told_of_less_and_less(office: Office) -> None:
    versions = [office.version(dose) for dose in ("small", "tiny")]
    changes = [Loaded(versions[number % 2], versions[1 - number % 2]) for number in range(20)]
    office.changed(changes[0])
    office.coming = changes[1:]
    assert len(await office.told()) == 20
    assert office.slept[:4] == [SHORTEST, 2 * SHORTEST, 4 * SHORTEST, 8 * SHORTEST]
    assert office.slept[-2] == LONGEST


async def test_who_saved_it_is_not_told(office: Office) -> None:
    office.changed(Loaded(office.version("small"), office.version("tiny"), is_expected=True))
    assert await office.told(within=0.1) == []


async def test_without_a_chat_nobody_is_told(safety: DangerDetector) -> None:
    office = Office(safety, chat_id=None)
    office.changed(Refused(BotError("a mistake")))
    assert await office.told(within=0.1) == []


@pytest.mark.parametrize("status", [400, 403, 429, 500])
async def test_a_chat_that_can_not_be_told_does_not_end_it(office: Office, status: int) -> None:
    office.wire.refuse = lambda *_: (status, "no")
    office.changed(Refused(BotError("a mistake")))
    office.coming = [Refused(BotError("another"))]
    assert any(text.endswith("another") for text in await office.told())
