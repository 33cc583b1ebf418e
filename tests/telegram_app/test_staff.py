"""Who is staff is known at every step; anyone else meets the bot that everyone meets."""

from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from telegram.ext import ApplicationBuilder

from bot.analytics.journal import HALF, TABLES, WHOLE, Journal
from bot.analytics.report import JournalReport
from bot.conversation.responder import Current, Responder
from bot.faq.file import FaqFile
from bot.safety.triage import DangerDetector
from bot.staff.conversation import StaffConversation
from bot.staff.history import TABLES as STAFF_TABLES
from bot.staff.history import History
from bot.staff.reload import Loaded, Refused, Reload
from bot.staff.versions import Versions
from bot.storage.sqlite import SqliteDatabase
from bot.telegram_app.application import App, build_application
from bot.telegram_app.chat_memory import SECONDS
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.staff import StaffHandlers
from bot.telegram_app.staff_chat import StaffChat
from tests.small_faq import small, small_faq, worded
from tests.telegram_app.wire import ANNA, BOT, GROUP, PRIVATE, TOKEN, Wire, message, press, receive

STAFF_ROOM = {"id": -77, "type": "supergroup", "title": "Staff"}
BEN = {"id": 8, "is_bot": False, "first_name": "Ben"}
BENS = {"id": 8, "type": "private", "first_name": "Ben"}
NO_MATCH = small_faq().messages.no_match.split(".")[0]


class House:
    """A bot whose staff is Anna, and what it answers."""

    def __init__(self, file: Path, safety: DangerDetector, wire: Wire) -> None:
        file.write_text(small(), "utf-8")
        self.file, self.wire = file, wire
        self.current = current = Current(Responder.from_text(file.read_bytes(), "faq.yaml", safety))
        self.metrics, self.today = Metrics(monotonic), lambda: date(2026, 11, 21)
        database = SqliteDatabase(None, (*TABLES, *STAFF_TABLES))
        self.journal = Journal(database, 1, 30, self.today)
        self.seconds = 0.0
        self.handlers = handlers = Handlers(
            current, self.metrics, self.journal, passed=lambda: self.seconds, staff_ids=frozenset([7])
        )
        reload = Reload(FaqFile(file), current, "faq.yaml", self.tell)
        report = JournalReport(current, self.journal, self.today)
        history = History(database, 1, Versions(None), lambda: datetime(2026, 11, 21))
        desk = StaffConversation(FaqFile(file), current, reload, self.journal, report, history, self.today)
        staff = StaffHandlers(desk, handlers, frozenset([7]), StaffChat(-77))
        builder = ApplicationBuilder().token(TOKEN).request(wire).get_updates_request(wire)
        self.app: App = build_application(builder, handlers, staff)

    async def tell(self, what: Loaded | Refused) -> None: ...

    def use(self, content: str) -> None:
        """Another FAQ answers from now on."""
        self.current.responder = self.current.responder.with_content(content.encode(), "faq.yaml")

    async def hears(self, *updates: dict[str, Any]) -> list[str]:
        """The texts that are sent."""
        number = len(self.wire.sent())
        await receive(self.app, *updates)
        return [each["text"] for each in self.wire.sent()[number:]]


@pytest.fixture
def house(tmp_path: Path, safety: DangerDetector) -> House:
    return House(tmp_path / "faq.yaml", safety, Wire())


def says(text: str, chat: dict[str, Any] = PRIVATE, user: dict[str, Any] = ANNA) -> dict[str, Any]:
    update = message(chat, text=text)
    update["message"]["from"] = user
    return update


COMMANDS = [
    "/edit zebra",
    "/find zebra",
    "/show zebra",
    "/gaps",
    "/add is wine ok",
    "/review",
    "/reviewed price Dr. Ada",
    "/name Dr. Ada",
    "/undo",
    "/cancel",
    "/stats",
]


@pytest.mark.parametrize("command", COMMANDS)
async def test_for_others_a_command_of_staff_is_a_text_like_any(house: House, command: str) -> None:
    before = house.file.read_bytes()
    (reply,) = await house.hears(says(command, BENS, BEN))
    (like_any,) = await house.hears(says(f"/x{command[1:]}", BENS, BEN))
    assert reply == like_any
    assert house.file.read_bytes() == before


@pytest.mark.parametrize("command", ["/gaps!", "/gaps.", f"/gaps@{BOT['username']}."])
async def test_a_command_ends_where_telegram_says(house: House, command: str) -> None:
    marked = [{"type": "bot_command", "offset": 0, "length": len(command.rstrip(".!"))}]
    update = says(command)
    update["message"]["entities"] = marked
    (reply,) = await house.hears(update)
    assert reply.startswith("No question is waiting.")


SLIPS = {"gaps": "/gaps", "/gap": "/gaps", "/ gaps": "/gaps", "GAPS ": "/gaps", "/stat": "/stats", "undo": "/undo"}
SLIPS |= {
    "/gap!": "/gaps",
    "Undo.": "/undo",
    "/reviewd": "/reviewed",
    "/canel": "/cancel",
    "cancel": "/cancel",
    "Add": "/add",
}


@pytest.mark.parametrize(("slip", "command"), SLIPS.items())
async def test_a_command_with_a_slip_is_no_question(house: House, slip: str, command: str) -> None:
    assert await house.hears(says(slip)) == [f"Did you mean {command}? Then tap it."]
    assert await house.journal.kept() == []
    assert "Then tap it" not in (await house.hears(says(slip, BENS, BEN)))[0]


@pytest.mark.parametrize("text", ["/start", "/help", "/topic", "cancer", "gaps in my memory", "/kms", "/x"])
async def test_what_is_no_slip_is_read_as_ever(house: House, text: str) -> None:
    assert await house.hears(says(text)) == await house.hears(says(text, BENS, BEN))


async def test_a_slip_is_no_part_of_a_new_answer(house: House) -> None:
    await house.hears(says("/add can i travel"), press("desk:new:1:0"))
    assert await house.hears(says("cancel")) == ["Did you mean /cancel? Then tap it."]
    (reply,) = await house.hears(says("Can I travel?"))
    assert reply.startswith("Now please write the answer")


async def test_in_a_strangers_group_staff_are_like_all(house: House) -> None:
    named = says(f"/gaps@{BOT['username']}", GROUP)
    (reply,) = await house.hears(named)
    assert reply.startswith(NO_MATCH)


async def test_in_the_staff_s_own_chat_and_alone_with_the_bot_staff_are_heard(house: House) -> None:
    for chat in (PRIVATE, STAFF_ROOM):
        (reply,) = await house.hears(says("/gaps", chat))
        assert reply.startswith("No question is waiting.")


async def test_others_in_the_staff_s_chat_are_not(house: House) -> None:
    (reply,) = await house.hears(says(f"/gaps@{BOT['username']}", STAFF_ROOM, BEN))
    assert reply.startswith(NO_MATCH)


@pytest.mark.parametrize("data", ["desk:save:1:0", "desk:same:1:0", "desk:show:1:999999", "desk:nothing:1:0"])
async def test_for_others_a_button_of_staff_is_one_that_is_gone(house: House, data: str) -> None:
    await house.hears(says("/add is ldn dear to buy"))
    before = house.file.read_bytes()
    for chat, user in ((BENS, BEN), (GROUP, ANNA), (STAFF_ROOM, BEN)):
        assert await house.hears(press(data, chat, user)) == [house.current.responder.faq.messages.gone]
    assert house.file.read_bytes() == before


@pytest.mark.parametrize("data", ["desk:save:999:0", "desk:save:1:0", "desk:same:1:7", "desk:x:1:0"])
async def test_an_old_or_odd_button_does_nothing(house: House, data: str) -> None:
    await house.hears(says("/add is ldn dear to buy"))
    assert await house.hears(press(data)) == ["These buttons are old. Please start again with /gaps."]


async def test_a_way_to_ask_is_added_by_two_presses(house: House) -> None:
    await house.hears(says("/add is ldn dear to buy"), press("desk:same:1:0"), press("desk:save:2:0"))
    (edit,) = [arguments for method, arguments in house.wire.calls if method == "editMessageText"]
    assert "<b>Saved, and live now.</b>" in edit["text"]
    (answer,) = await house.hears(says("is ldn dear to buy", BENS, BEN))
    assert answer.startswith("A <b>small</b> dose.")


async def test_lists_of_staff_are_leafed_through_in_place(house: House) -> None:
    for text in ("is ldn for lupus", "best pizza in town"):
        await house.journal.keep(text)
    await house.hears(says("/gaps"), press("desk:show:1:1"))
    (edit,) = [arguments for method, arguments in house.wire.calls if method == "editMessageText"]
    assert "pizza" in edit["text"]


async def test_the_texts_of_a_new_entry_are_no_questions(house: House) -> None:
    prompts = await house.hears(says("/add fly with it"), press("desk:new:1:0"), says("Can I fly with LDN?"))
    assert [prompt[:20] for prompt in prompts[1:]] == ["Please write the que", "Now please write the"]
    (cancelled,) = await house.hears(says("/cancel"))
    assert cancelled == "Stopped. Nothing was changed."
    (answer,) = await house.hears(says("what is ldn"))
    assert answer.startswith("A <b>small</b> dose.")


async def test_a_mark_that_answers_can_not_have_is_named_and_nothing_is_lost(house: House) -> None:
    await house.hears(says("/edit price"), press("desk:answer:1:0"))
    linked = says("Please call our desk.")
    linked["message"]["entities"] = [{"type": "text_link", "offset": 12, "length": 8, "url": "https://x.org"}]
    (refused,) = await house.hears(linked)
    assert refused.startswith("I can't take a link (“our desk”): answers can have <b>bold</b>, <i>italics</i>, lists")
    marked = says("Please call our desk.")
    marked["message"]["entities"] = [{"type": "bold", "offset": 12, "length": 8}]
    (ready,) = await house.hears(marked)
    assert "Please call <b>our desk</b>." in ready


async def test_what_finds_no_answer_is_counted_and_kept_without_what_is_personal(house: House) -> None:
    asked = ["my name is Kevin Miller, does ldn help with lupus, call 310 555 0100", "i want to die", "what is ldn"]
    await house.hears(*(says(text, BENS, BEN) for text in asked))
    counts = {(count.outcome, count.entry): count.number for count in await house.journal.counts(date(2026, 1, 1))}
    assert counts == {("no_match", ""): 1, ("self_harm", ""): 1, ("answer", ""): 1, ("answer", "what-is-ldn"): 1}
    (kept,) = await house.journal.kept()
    assert "lupus" in kept.text
    assert not any(part in kept.text for part in ("Kevin", "Miller", "310", "0100"))


async def test_thumbs_and_none_of_these_are_counted_and_their_questions_kept(house: House) -> None:
    await house.hears(says("what is ldn", BENS, BEN), press("no:what-is-ldn", BENS, BEN))
    await house.hears(says("price or meaning", BENS, BEN), press("none:", BENS, BEN), press("none:", BENS, BEN))
    counts = {count.outcome: count.number for count in await house.journal.counts(date(2026, 1, 1)) if not count.entry}
    assert counts["not_helped"] == 1
    assert counts["none_of_these"] == 2
    texts = [kept.text for kept in await house.journal.kept()]
    assert texts[0] == "what is ldn"
    assert len(texts) == len(set(texts))


CHOICE, PRICE = "price or meaning", "is it expensive"


async def gaps_of(house: House) -> list[tuple[str, tuple[str, ...], int]]:
    return [(kept.text, kept.offered, kept.halves) for kept in await house.journal.kept()]


async def test_suggestions_that_nobody_takes_are_half_a_gap_with_what_was_offered(house: House) -> None:
    (asked,) = await house.hears(says(CHOICE, BENS, BEN))
    assert asked.startswith("I'm not sure")
    assert await gaps_of(house) == []
    await house.hears(says("hello", BENS, BEN))
    ((text, offered, halves),) = await gaps_of(house)
    assert (text, offered, halves) == (CHOICE, ("price",), HALF)
    counts = {count.outcome: count.number for count in await house.journal.counts(date(2026, 1, 1)) if not count.entry}
    assert counts["unpressed"] == 1


async def test_nor_are_they_taken_after_some_minutes(house: House) -> None:
    await house.hears(says(CHOICE, BENS, BEN))
    await house.handlers.telemetry.give_up()
    assert await gaps_of(house) == []
    house.seconds = SECONDS
    await house.handlers.telemetry.give_up()
    await house.handlers.telemetry.give_up()
    assert [(text, halves) for text, _, halves in await gaps_of(house)] == [(CHOICE, HALF)]


@pytest.mark.parametrize("answer", [press("price", BENS, BEN), *(says(text, BENS, BEN) for text in ("1", PRICE))])
async def test_what_is_taken_is_no_gap(house: House, answer: dict[str, Any]) -> None:
    await house.hears(says(CHOICE, BENS, BEN), answer)
    house.seconds = SECONDS
    await house.handlers.telemetry.give_up()
    assert await gaps_of(house) == []


@pytest.mark.parametrize("answer", [press("none:", BENS, BEN), says("none", BENS, BEN)])
async def test_none_of_these_is_a_whole_gap(house: House, answer: dict[str, Any]) -> None:
    await house.hears(says(CHOICE, BENS, BEN), answer)
    ((text, offered, halves),) = await gaps_of(house)
    assert (text, offered, halves) == (CHOICE, ("price",), WHOLE)


async def test_an_answer_that_was_not_the_one_is_a_whole_gap_with_what_it_was(house: House) -> None:
    await house.hears(says("what is ldn", BENS, BEN), press("no:what-is-ldn", BENS, BEN))
    assert await gaps_of(house) == [("what is ldn", ("what-is-ldn",), WHOLE)]
    (shown,) = await house.hears(says("/gaps"))
    assert "Offered in vain: “What is LDN?”" in shown


async def test_in_a_group_where_nothing_can_be_pressed_nothing_counts_as_unpressed(house: House) -> None:
    named = says("/search price or meaning", GROUP, BEN)
    await house.hears(named, says("/search what is ldn", GROUP, BEN))
    assert await gaps_of(house) == []


async def test_the_buttons_of_monday_begin_what_they_say(house: House) -> None:
    await house.hears(says("does ldn help with lupus", BENS, BEN), says("ldn for lupus", BENS, BEN))
    first, *_ = [kept.id for kept in await house.journal.kept()]
    assert (await house.hears(press(f"desk:write:0:{first}")))[0].startswith("Please write the question")
    (asked,) = await house.hears(says("Does it help with lupus?"))
    assert asked.startswith("Now please write the answer")
    assert (await house.hears(press("desk:write:0:99999999", STAFF_ROOM)))[0].startswith("<b>Question 1 of 1</b>")
    assert "name" in (await house.hears(press("desk:check:0:0", STAFF_ROOM)))[0]
    assert "Please call and ask." in (await house.hears(press("desk:correct:0:1", STAFF_ROOM)))[0]
    for old in ("desk:correct:0:99", "desk:else:0:0"):
        assert (await house.hears(press(old)))[0].startswith("These buttons are old.")
    (gone,) = await house.hears(press(f"desk:write:0:{first}", BENS, BEN))
    assert gone.startswith("This answer is no longer here.")


async def test_words_of_a_low_mood_are_never_kept(house: House) -> None:
    await house.hears(says("i feel hopeless and nobody can help me with anything", BENS, BEN))
    assert await house.journal.kept() == []


async def test_privacy_tells_which_of_the_two_is_in_force(house: House) -> None:
    (said,) = await house.hears(says("/privacy", BENS, BEN))
    assert "After 30 days the words are deleted." in said


def pictures(house: House) -> list[dict[str, Any]]:
    return [arguments for method, arguments in house.wire.calls if method == "sendPhoto"]


@pytest.mark.parametrize("chat", [PRIVATE, STAFF_ROOM])
async def test_statistics_come_as_a_picture_with_words(house: House, chat: dict[str, Any]) -> None:
    pytest.importorskip("matplotlib")
    await house.hears(says("what is ldn", BENS, BEN))
    assert await house.hears(says("/stats", chat)) == []
    (picture,) = pictures(house)
    assert picture["caption"].startswith(
        "<b>Questions in 28 days: 1</b>\n• this week 1, the week before 0\n• answered: 100 %"
    )
    assert ("reply_parameters" in picture) == (chat is STAFF_ROOM)


@pytest.mark.parametrize("status", [400, 413, 500])
async def test_a_refused_picture_does_not_lose_the_words(house: House, status: int) -> None:
    house.wire.refuse = lambda method, _: (status, "IMAGE_PROCESS_FAILED") if method == "sendPhoto" else None
    await house.hears(says("what is ldn", BENS, BEN))
    (said,) = await house.hears(says("/stats"))
    assert said.startswith("<b>Questions in 28 days: 1</b>")


async def test_words_that_do_not_fit_below_a_picture_follow_it(house: House) -> None:
    pytest.importorskip("matplotlib")
    house.use(worded(f"staff: {{stats_never: '{'really ' * 150}{{count}} of {{total}}'}}"))
    await house.hears(says("what is ldn", BENS, BEN))
    (said,) = await house.hears(says("/stats"))
    (picture,) = pictures(house)
    assert "caption" not in picture
    assert len(said) > 1024


async def test_where_nothing_was_asked_there_is_no_picture(house: House) -> None:
    (said,) = await house.hears(says("/stats"))
    assert said.startswith("Nobody has asked anything in the last 28 days")
    assert pictures(house) == []


async def test_only_the_question_that_got_the_answer_is_kept_with_its_thumb(house: House) -> None:
    await house.hears(
        says("what is ldn", BENS, BEN), says("is it expensive", BENS, BEN), press("no:what-is-ldn", BENS, BEN)
    )
    assert await house.journal.kept() == []
    await house.hears(says("i feel hopeless, what is ldn", BENS, BEN), press("no:price", BENS, BEN))
    assert await house.journal.kept() == []
