"""What people do, and what the bot hears of it."""

from typing import Any

import pytest

from bot.sandbox.running import Sandbox

SAM, ALEX, FRIENDS, SOMEONE = 1001, 1002, -2001, 77
YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def updates(sandbox: Sandbox) -> list[dict[str, Any]]:
    """What waits for the bot, which is then acknowledged."""
    waiting: list[dict[str, Any]] = sandbox.call("getUpdates")["result"]
    if waiting:
        sandbox.call("getUpdates", offset=waiting[-1]["update_id"] + 1)
    return waiting


def test_a_message_comes_with_its_writer_its_chat_and_its_entities(sandbox: Sandbox) -> None:
    sandbox.do("message", chat_id=SAM, text=" /start alcohol ")
    (update,) = updates(sandbox)
    message = update["message"]
    assert message["from"] == {"id": SAM, "is_bot": False, "first_name": "Sam", "language_code": "en"}
    assert message["chat"] == {"id": SAM, "type": "private", "first_name": "Sam"}
    assert message["text"] == "/start alcohol"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


def test_who_writes_for_the_first_time_has_a_chat_from_then_on(sandbox: Sandbox) -> None:
    assert not sandbox.call("sendMessage", chat_id=SOMEONE, text="hi")["ok"]
    sandbox.do("message", chat_id=SOMEONE, text="hi")
    assert sandbox.call("sendMessage", chat_id=SOMEONE, text="hi")["ok"]


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "sticker", "document", "video", "audio", "location", "contact", "venue"]
)
def test_what_is_no_text_comes_as_a_placeholder(sandbox: Sandbox, kind: str) -> None:
    sandbox.do("message", chat_id=SAM, caption="look", media_group_id=5, **{kind: True})
    (update,) = updates(sandbox)
    assert update["message"][kind]
    captioned = kind in ("photo", "voice", "document", "video", "audio")
    assert update["message"].get("caption") == ("look" if captioned else None)
    assert update["message"].get("media_group_id") == ("5" if captioned else None)


def test_a_placeholder_takes_what_is_given_of_it(sandbox: Sandbox) -> None:
    sent = sandbox.do("message", chat_id=SAM, contact={"first_name": "Robin"})["message"]
    assert sent["contact"] == {"phone_number": "+15550100", "first_name": "Robin"}
    assert sandbox.do("message", chat_id=SAM, voice={"duration": 60})["message"]["voice"]["duration"] == 60


def test_an_edit_is_an_update_of_its_own(sandbox: Sandbox) -> None:
    sent = sandbox.do("message", chat_id=SAM, text="/hlep")["message"]
    edited = sandbox.do("edit", chat_id=SAM, message_id=sent["message_id"], text="plain words")["message"]
    assert edited["text"] == "plain words"
    assert "entities" not in edited
    assert [list(update)[1] for update in updates(sandbox)] == ["message", "edited_message"]


def test_a_press_brings_the_message_and_waits_for_one_answer(sandbox: Sandbox) -> None:
    shown = sandbox.call("sendMessage", chat_id=SAM, text="Well?", reply_markup=YES)["result"]
    pressed = sandbox.do("press", chat_id=SAM, message_id=shown["message_id"], data="yes")
    (update,) = updates(sandbox)
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (pressed["callback_query_id"], "yes", SAM)
    assert query["message"]["text"] == "Well?"
    assert sandbox.call("answerCallbackQuery", callback_query_id=query["id"], text="Fine")["ok"]
    assert sandbox.call("answerCallbackQuery", callback_query_id=query["id"])["description"] == TOO_OLD


def test_an_answer_to_a_press_can_come_too_late(sandbox: Sandbox) -> None:
    shown = sandbox.call("sendMessage", chat_id=SAM, text="Well?", reply_markup=YES)["result"]
    pressed = sandbox.do("press", chat_id=SAM, message_id=shown["message_id"], data="yes")
    sandbox.do("advance", seconds=16)
    assert sandbox.call("answerCallbackQuery", **pressed)["description"] == TOO_OLD


def test_an_inline_query_is_answered_and_a_result_is_sent(sandbox: Sandbox) -> None:
    asked = sandbox.do("inline", user_id=SAM, query="wine")
    (update,) = updates(sandbox)
    assert update["inline_query"]["query"] == "wine"
    content = {"message_text": "<b>No</b>", "parse_mode": "HTML"}
    result = {"type": "article", "id": "1", "title": "Wine", "input_message_content": content}
    assert sandbox.call("answerInlineQuery", results=[result], **asked)["ok"]
    chosen = sandbox.do("choose", result_id="1", chat_id=FRIENDS, query="wine", **asked)["message"]
    assert (chosen["text"], chosen["via_bot"]["is_bot"]) == ("No", True)
    assert chosen["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert updates(sandbox)[0]["chosen_inline_result"]["result_id"] == "1"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("hello all", False),
        ("/help", True),
        ("/help@sandbox_bot", True),
        ("/help@other_bot", False),
        ("what does @sandbox_bot say?", True),
        ("/Help@Sandbox_Bot", True),
        ("@SANDBOX_BOT?", True),
    ],
)
def test_in_a_group_the_bot_hears_only_what_is_for_it(sandbox: Sandbox, text: str, heard: bool) -> None:
    sandbox.do("message", chat_id=FRIENDS, user_id=ALEX, text=text)
    assert len(updates(sandbox)) == heard


def test_in_a_group_a_reply_to_the_bot_is_heard(sandbox: Sandbox) -> None:
    mine = sandbox.call("sendMessage", chat_id=FRIENDS, text="hi")["result"]
    sandbox.do("message", chat_id=FRIENDS, user_id=ALEX, text="and?", reply_to_message_id=mine["message_id"])
    assert updates(sandbox)[0]["message"]["reply_to_message"]["text"] == "hi"


@pytest.mark.parametrize(
    ("chat_id", "description"),
    [(SAM, "Forbidden: bot was blocked by the user"), (FRIENDS, "Forbidden: bot was kicked from the group chat")],
)
def test_who_blocks_the_bot_reads_nothing_until_they_write_again(
    sandbox: Sandbox, chat_id: int, description: str
) -> None:
    sandbox.do("block", chat_id=chat_id)
    sandbox.do("fault", kind="blocked", chat_id=chat_id)  # the same, and nothing more happens
    assert updates(sandbox)[0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refused = sandbox.call("sendMessage", chat_id=chat_id, text="hi")
    assert (refused["error_code"], refused["description"]) == (403, description)
    sandbox.do("message", chat_id=chat_id, text="/start")
    assert [list(update)[1] for update in updates(sandbox)] == ["my_chat_member", "message"]
    assert sandbox.call("sendMessage", chat_id=chat_id, text="hi")["ok"]


@pytest.mark.parametrize(("given", "language"), [({}, "en"), ({"language_code": "es-MX"}, "es-MX")])
def test_a_new_person_has_a_language(sandbox: Sandbox, given: dict[str, str], language: str) -> None:
    person = sandbox.do("chat", first_name="Robin", **given)["id"]
    sandbox.do("message", chat_id=person, text="hola")
    assert updates(sandbox)[-1]["message"]["from"]["language_code"] == language


def test_new_chats(sandbox: Sandbox) -> None:
    person = sandbox.do("chat", first_name="Robin")
    group = sandbox.do("chat", type="supergroup", title="All", user_ids=[SAM, person["id"]])
    assert (person["id"], group["id"]) == (1003, -2002)
    shown = {chat["id"]: chat for chat in sandbox.see("state")["chats"]}
    assert shown[1003]["first_name"] == "Robin"
    assert shown[-2002]["members"] == [SAM, 1003]


@pytest.mark.parametrize(
    ("order", "arguments", "reason"),
    [
        ("message", {}, '"chat_id" must be a number'),
        ("message", {"chat_id": SAM}, "a message needs text or one of photo, voice"),
        ("message", {"chat_id": SAM, "text": 5}, '"text" must be text'),
        ("message", {"chat_id": SAM, "text": "  "}, '"text" is empty'),
        ("edit", {"chat_id": SAM, "message_id": 9, "text": "x"}, "message not found"),
        ("edit", {"chat_id": SAM, "message_id": 1, "text": "x"}, "only a person's own messages"),
        ("press", {"chat_id": SAM, "message_id": 1, "data": "no"}, "no button with this data"),
        ("choose", {"chat_id": SAM, "inline_query_id": "1", "result_id": "1"}, "no such inline result"),
        ("chat", {"type": "channel"}, '"type" must be private, group or supergroup'),
        ("edit", {"chat_id": SAM, "message_id": 2, "text": "x"}, "without words can't be edited"),
        ("message", {"chat_id": SAM, "user_id": ALEX, "text": "x"}, "in a private chat only its person can act"),
        ("message", {"chat_id": 0, "text": "x"}, "in a private chat only its person can act"),
        ("message", {"chat_id": FRIENDS, "user_id": -7, "text": "x"}, "above 0"),
        ("chat", {"id": SAM}, "the id must be new"),
        ("chat", {"id": -1}, "the id must be new"),
        ("chat", {"id": 1.5}, '"id" must be a number'),
        ("chat", {"type": "group", "user_ids": [True]}, '"user_ids" must be a number'),
        ("fault", {"kind": "500", "metod": "sendMessage"}, "unknown field ['metod'] of a fault"),
        ("fault", {"kind": "500", "times": -3}, "times of a fault must be at least 1"),
        ("fault", {"kind": "429", "retry_after": -5}, "its seconds from 0 to 3600"),
        ("fault", {"kind": "malformed_update", "update": [1]}, '"update" must be an object'),
        ("advance", {"seconds": 1e18}, "ten years at most"),
        ("fault", {"kind": "earthquake"}, 'unknown kind of fault "earthquake" (known: 400,'),
        ("fault", {"kind": "500", "times": "many"}, "must be numbers"),
        ("advance", {}, '"seconds" must be a number'),
    ],
)
def test_orders_that_can_not_be_carried_out_are_explained(
    sandbox: Sandbox, order: str, arguments: dict[str, Any], reason: str
) -> None:
    sandbox.call("sendMessage", chat_id=SAM, text="Well?", reply_markup=YES)
    sandbox.do("message", chat_id=SAM, contact=True)
    with pytest.raises(ValueError, match="Bad Request: ") as refused:
        sandbox.do(order, **arguments)
    assert reason in str(refused.value)
