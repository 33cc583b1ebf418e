"""A part of an update that the library can't read keeps nobody's words from being heard."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import Update

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped, shipped_in_html
from tests.telegram_app.wire import ANNA, BOT, GROUP, PRIVATE, Wire, application, message, press, receive

CRISIS = "i want to kill myself"
# A kind of poll that is newer than the library.
POLL = {"id": "1", "ballots": {"secret": True}, "options": [{"text": "yes"}]}
POLLED = {"message_id": 5, "date": 1, "chat": PRIVATE, "from": ANNA, "poll": POLL}
HELP = shipped_in_html("safety.self_harm")
Raw = dict[str, Any]


def odd(update: Raw, **parts: Any) -> Raw:
    """The same message with other parts."""
    return {kind: {**content, **parts} for kind, content in update.items()}


IN_GROUP = {"chat": GROUP, "reply_to_message": {**POLLED, "chat": GROUP, "from": BOT}}
HEARD: list[Raw] = [
    message(text=CRISIS, reply_to_message=POLLED),
    message(text=CRISIS, poll=POLL),
    message(text=CRISIS, entities=[{"type": "bold", "offset": 0, "length": 1}, {"of": "a newer kind"}]),
    message(text=CRISIS, forward_origin={"type": "user"}, reply_to_message=3),
    message(caption=CRISIS, photo=[{"in": "a newer form"}]),
    message(text=f"/help {CRISIS}", reply_to_message=POLLED),
    odd(message(text=CRISIS), reply_to_message=POLLED, **{"from": {"id": 7}}),
    {"edited_message": message(text=CRISIS, edit_date=2, reply_to_message=POLLED)["message"]},
    message(text=CRISIS, **IN_GROUP),
    {**message(text=CRISIS, reply_to_message=POLLED), "poll": POLL},
]


@pytest.mark.parametrize("update", HEARD)
async def test_its_words_are_answered(responder: Responder, update: Raw, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises((TypeError, KeyError, AttributeError)):
        Update.de_json({"update_id": 1, **json.loads(json.dumps(update))}, None)
    wire = Wire()
    await receive(application(responder, wire), update)
    (sent,) = wire.sent()
    assert sent["text"].startswith(HELP)
    assert "update 1 is read in part" in caplog.text
    assert "kill" not in caplog.text


async def test_a_button_below_it_works(responder: Responder) -> None:
    wire, pressed = Wire(), press("alcohol")
    pressed["callback_query"]["message"]["reply_to_message"] = POLLED
    await receive(application(responder, wire), pressed)
    (sent,) = wire.sent()
    assert sent["text"].startswith(shipped_in_html("answers.alcohol"))


@pytest.mark.parametrize(
    "update",
    [
        message(poll=POLL),
        message(new_chat_members=[{"of": "a newer kind"}]),
        odd(message(text=CRISIS, reply_to_message=POLLED), chat=None),
        odd(message(text=CRISIS, reply_to_message=POLLED), message_id="5"),
        odd(message(reply_to_message=POLLED), text=["no text"]),
    ],
)
async def test_what_has_no_words_or_no_chat_is_passed_over(
    responder: Responder, update: Raw, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire()
    await receive(application(responder, wire), update)
    assert wire.sent() == []
    assert "update 1 can't be read" in caplog.text


async def test_words_of_a_group_that_are_for_others_stay_so(responder: Responder) -> None:
    wire = Wire()
    await receive(application(responder, wire), message(GROUP, text=CRISIS, poll=POLL))
    assert wire.sent() == []


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox):
        yield sandbox


def test_on_the_wire(telegram: Sandbox) -> None:
    sam = {"id": 1001, "type": "private", "first_name": "Sam"}
    asked = message(sam, text=CRISIS, reply_to_message={**POLLED, "chat": sam})
    asked["message"]["from"] = {"id": 1001, "is_bot": False, "first_name": "Sam"}
    telegram.do("update", **asked)
    eventually(lambda: telegram.see("transcript", chat_id=1001)["messages"])
    (reply,) = telegram.see("transcript", chat_id=1001)["messages"]
    assert reply["text"].startswith(shipped("safety.self_harm"))
