"""One staff chat, one conversation: drafts are corrected, nobody is too fast, and groups are told how to answer."""

from pathlib import Path
from typing import Any

import pytest

from bot.safety.triage import DangerDetector
from bot.telegram_app.updates.throttle import Throttle
from bot.telegram_app.updates.worker import Worker
from tests.telegram_app.test_staff import BEN, BENS, STAFF_ROOM, House, says
from tests.telegram_app.wire import ANNA, BOT, PRIVATE, Wire, message, press

NAMELESS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
BY_US = {"message_id": 5, "date": 1, "chat": STAFF_ROOM, "from": BOT, "text": "…"}


@pytest.fixture
def house(tmp_path: Path, safety: DangerDetector) -> House:
    return House(tmp_path / "faq.yaml", safety, Wire())


def corrects(text: str, number: int = 1) -> dict[str, Any]:
    """The correction of a message."""
    return {"edited_message": {**says(text)["message"], "message_id": number, "edit_date": 2}}


def edits(house: House) -> list[str]:
    return [sent["text"] for method, sent in house.wire.calls if method == "editMessageText"]


async def test_the_correction_of_a_message_corrects_the_draft_and_its_preview(house: House) -> None:
    await house.hears(says("/edit price"), press("desk:answer:1:0"), says("Cal us."), corrects("Call us."))
    (preview,) = edits(house)
    assert "Call us." in preview
    await house.hears(press("desk:save:5:0"))
    assert "answer: |\n          Call us.\n" in house.file.read_text("utf-8")


async def test_a_correction_corrects_the_question_of_a_new_answer(house: House) -> None:
    await house.hears(
        says("/add tell me of trips"), press("desk:new:1:0"), says("Can I travl?"), corrects("Can I travel?")
    )
    assert edits(house) == [edits(house)[0]]
    assert edits(house)[0].startswith("Now please write the answer")
    (ready,) = await house.hears(says("Please ask us."))
    assert "<b>Can I travel?</b>" in ready


async def test_a_refused_text_is_corrected_too(house: House) -> None:
    await house.hears(says("/edit price"), press("desk:answer:1:0"), says("It is guaranteed."), corrects("Call us."))
    assert "Call us." in edits(house)[0]


async def test_a_correction_that_comes_after_the_save_changes_nothing(house: House) -> None:
    await house.hears(says("/edit price"), press("desk:answer:1:0"), says("Call us."), press("desk:save:3:0"))
    before = house.file.read_bytes()
    await house.hears(corrects("Call them."))
    assert edits(house)[-1].startswith("What you wrote there was saved or stopped already")
    assert house.file.read_bytes() == before


async def test_any_other_correction_is_a_question_like_all(house: House) -> None:
    (answer,) = await house.hears(corrects("what is ldn", number=9))
    assert answer.startswith("A <b>small</b> dose.")


@pytest.mark.parametrize("command", ["/undo!", "/stats", "/add: can i fly", "/history"])
async def test_another_command_loses_no_preview(house: House, command: str) -> None:
    await house.hears(says("/edit price"), press("desk:answer:1:0"), says("Call us."))
    other = says(command)
    other["message"]["entities"] = [
        {"type": "bot_command", "offset": 0, "length": len(command.split()[0].rstrip("!:"))}
    ]
    await house.hears(other, press("desk:save:3:0"))
    assert "answer: |\n          Call us.\n" in house.file.read_text("utf-8")


async def test_words_behind_a_colon_are_those_of_the_command(house: House) -> None:
    add = says("/add: is it dear to buy")
    add["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
    (shown,) = await house.hears(add)
    assert shown.startswith("• is it dear to buy")


async def test_staff_are_never_too_fast(house: House) -> None:
    house.app.bot_data["worker"] = Worker(house.app, house.handlers, house.current, Throttle(lambda: 0.0))
    replies = await house.hears(*(says("/history") for _ in range(9)))
    assert replies == ["Nothing has been changed from Telegram yet."] * 9
    replies = await house.hears(*(says("what is ldn", BENS, BEN) for _ in range(6)))
    assert any(reply.startswith("That was a lot at once") for reply in replies)


async def test_what_staff_ask_and_judge_does_not_count(house: House) -> None:
    await house.hears(says("what is ldn"), says("who rents out boats"), press("no:price"), press("none:"))
    assert await house.journal.counts(house.today().replace(year=2020)) == []
    assert await house.journal.kept() == []


def replying(text: str) -> dict[str, Any]:
    return message(STAFF_ROOM, text=text, reply_to_message=BY_US)


async def test_in_a_group_what_is_asked_for_says_how_to_answer_it(house: House) -> None:
    (asked,) = await house.hears(says("/name", STAFF_ROOM))
    assert asked.endswith("(Here in the group, please answer by replying to this message.)")
    (markup,) = [sent["reply_markup"] for method, sent in house.wire.calls if method == "sendMessage"]
    assert '"force_reply": true' in str(markup) or markup == {"force_reply": True, "selective": True}
    (signs,) = await house.hears(replying("Dr. Ada"))
    assert signs == "You sign as Dr. Ada. (/name changes that.)"
    (alone,) = await house.hears(says("/name"))
    assert "replying" not in alone


async def test_in_a_group_a_button_that_asks_does_so_too(house: House) -> None:
    await house.hears(says("/pharmacy", STAFF_ROOM))
    (asked,) = await house.hears(press("desk:phone:1:0", STAFF_ROOM))
    assert "please answer by replying" in asked
    (ready,) = await house.hears(replying("(310) 534-0100"))
    assert "(310) 534-0100" in ready


async def test_an_anonymous_admin_is_told_to_write_with_their_own_account(house: House) -> None:
    said = says("/gaps", STAFF_ROOM, NAMELESS)
    said["message"]["sender_chat"] = STAFF_ROOM
    (told,) = await house.hears(said)
    assert told.startswith("I can't see who you are: you write as the group. Please write with your own account")


async def test_one_person_s_draft_is_not_another_s(house: House) -> None:
    await house.hears(says("/edit price"), press("desk:answer:1:0"), says("Call us."))
    other = corrects("Call them.")
    other["edited_message"]["from"] = {**ANNA, "id": 8}
    other["edited_message"]["chat"] = {**PRIVATE, "id": 8}
    await house.hears(other)
    assert edits(house) == []
