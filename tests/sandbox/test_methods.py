"""Method by method: what is called, and what the Bot API answers."""

import json
from typing import Any

import pytest

from bot.sandbox.methods import METHODS, RECEIVING
from bot.sandbox.running import Sandbox

SAM, FRIENDS = 1001, -2001
SAMS, TEXT, PHOTO = 1, 2, 3  # the messages of the chat with Sam, by `chat`
BUTTON = {"text": "Yes", "callback_data": "yes"}
ROCKET = "🚀"  # two UTF-16 units, four bytes


def keyboard(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.fixture
def chat(sandbox: Sandbox) -> Sandbox:
    """A chat with a message of Sam's, and a text with a button and a photo of the bot's."""
    sandbox.do("message", chat_id=SAM, text="hi")
    sandbox.call("sendMessage", chat_id=SAM, text="Well?", reply_markup=keyboard(BUTTON))
    sandbox.call("sendPhoto", chat_id=SAM, photo="https://example.org/a.jpg", caption="A photo")
    return sandbox


ACCEPTED: list[tuple[str, dict[str, Any], Any]] = [
    ("getMe", {}, {"is_bot": True, "username": "sandbox_bot", "can_read_all_group_messages": False}),
    ("sendMessage", {"chat_id": SAM, "text": "hello"}, {"message_id": 4, "text": "hello", "chat": {"id": SAM, "type": "private", "first_name": "Sam"}}),
    ("sendMessage", {"chat_id": str(SAM), "text": "hello"}, {"text": "hello"}),
    ("sendMessage", {"chat_id": FRIENDS, "text": "hello"}, {"chat": {"id": FRIENDS, "type": "group", "title": "Friends"}}),
    ("sendMessage", {"chat_id": SAM, "text": "<b>a</b> &lt;", "parse_mode": "HTML"}, {"text": "a <", "entities": [{"type": "bold", "offset": 0, "length": 1}]}),
    ("sendMessage", {"chat_id": SAM, "text": "ab", "entities": [{"type": "italic", "offset": 1, "length": 1}]}, {"entities": [{"type": "italic", "offset": 1, "length": 1}]}),
    ("sendMessage", {"chat_id": SAM, "text": "x" * 4096}, {"text": "x" * 4096}),
    ("sendMessage", {"chat_id": SAM, "text": ROCKET * 2048}, {"text": ROCKET * 2048}),
    ("sendMessage", {"chat_id": SAM, "text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"}, {"text": "x" * 4096}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "callback_data": "d" * 64})}, {"reply_markup": keyboard({"text": "x", "callback_data": "d" * 64})}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "url": "example.org/a"})}, {"reply_markup": keyboard({"text": "x", "url": "http://example.org/a"})}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "copy_text": {"text": "1"}})}, {"text": "a"}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": {"remove_keyboard": True}}, {"text": "a"}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "link_preview_options": {"is_disabled": True}}, {"link_preview_options": {"is_disabled": True}}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True}}, {"text": "a"}),
    ("sendPhoto", {"chat_id": SAM, "photo": "https://example.org/b.jpg", "caption": "<i>b</i>", "parse_mode": "HTML"}, {"caption": "b", "caption_entities": [{"type": "italic", "offset": 0, "length": 1}]}),
    ("sendDocument", {"chat_id": SAM, "document": "https://example.org/b.pdf"}, {"message_id": 4}),
    ("sendContact", {"chat_id": SAM, "phone_number": "+1 555", "first_name": "Kim"}, {"contact": {"phone_number": "+1 555", "first_name": "Kim"}}),
    ("sendVenue", {"chat_id": SAM, "latitude": 33.8, "longitude": -118.3, "title": "T", "address": "A"}, {"venue": {"location": {"latitude": 33.8, "longitude": -118.3}, "title": "T", "address": "A"}}),
    ("sendChatAction", {"chat_id": SAM, "action": "typing"}, True),
    ("editMessageText", {"chat_id": SAM, "message_id": TEXT, "text": "So?"}, {"message_id": TEXT, "text": "So?"}),
    ("editMessageText", {"chat_id": SAM, "message_id": TEXT, "text": "Well?", "reply_markup": keyboard(BUTTON, BUTTON)}, {"reply_markup": keyboard(BUTTON, BUTTON)}),
    ("editMessageReplyMarkup", {"chat_id": SAM, "message_id": TEXT}, {"text": "Well?"}),
    ("editMessageReplyMarkup", {"chat_id": SAM, "message_id": PHOTO, "reply_markup": keyboard(BUTTON)}, {"caption": "A photo", "reply_markup": keyboard(BUTTON)}),
    ("deleteMessage", {"chat_id": SAM, "message_id": TEXT}, True),
    ("deleteMessage", {"chat_id": SAM, "message_id": SAMS}, True),
    ("setMyCommands", {"commands": [{"command": "/help", "description": "Help"}]}, True),
    ("getMyCommands", {}, []),
    ("deleteMyCommands", {}, True),
    ("setMyDescription", {"description": "d" * 512}, True),
    ("setMyShortDescription", {"short_description": "d" * 120}, True),
    ("setMyName", {"name": "n" * 64}, True),
    ("getMyDescription", {}, {"description": ""}),
    ("getMyShortDescription", {}, {"short_description": ""}),
    ("getMyName", {"language_code": "de"}, {"name": "Sandbox bot"}),
    ("getChat", {"chat_id": SAM}, {"id": SAM, "type": "private", "first_name": "Sam"}),
    ("getChat", {"chat_id": FRIENDS}, {"id": FRIENDS, "type": "group", "title": "Friends"}),
    ("getChatMember", {"chat_id": FRIENDS, "user_id": SAM}, {"status": "member"}),
    ("getChatMember", {"chat_id": SAM, "user_id": 1002}, {"status": "left"}),
    ("getUpdates", {"limit": 0}, [{"message": {"text": "hi"}}]),
    ("getUpdates", {"allowed_updates": "{", "limit": 1}, [{}]),
    ("getUpdates", {"allowed_updates": "5", "limit": "1" * 5000}, [{}]),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_parameters": {"message_id": "1"}}, {"reply_to_message": {"text": "hi"}}),
    ("sendMessage", {"chat_id": SAM, "text": "a", "protect_content": True}, {"has_protected_content": True}),
    ("getWebhookInfo", {}, {"url": "", "pending_update_count": 1}),
    ("deleteWebhook", {"drop_pending_updates": True}, True),
    ("setWebhook", {"url": ""}, True),
    ("logOut", {}, True),
    ("GETME", {}, {"is_bot": True}),
]  # fmt: skip


def contains(whole: Any, part: Any) -> bool:
    """Whether all that `part` says stands in `whole`."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and contains(whole[key], value) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(contains, whole, part))
    return bool(whole == part)


@pytest.mark.parametrize(("method", "arguments", "expected"), ACCEPTED)
def test_what_is_right_is_done(chat: Sandbox, method: str, arguments: dict[str, Any], expected: Any) -> None:
    answer = chat.call(method, **arguments)
    assert answer["ok"], answer
    assert contains(answer["result"], expected), answer["result"]


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
HTML_ALONE = "the local Telegram reads HTML alone: send parse_mode HTML or none"
ARTICLE = {"type": "article", "id": "1", "title": "T", "input_message_content": {"message_text": "M"}}

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "a"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 77, "text": "a"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "a"}, "chat not found"),
    ("sendMessage", {"chat_id": SAM}, "message text is empty"),
    ("sendMessage", {"chat_id": SAM, "text": ""}, "message text is empty"),
    ("sendMessage", {"chat_id": 77, "text": ""}, "message text is empty"),
    ("sendMessage", {"chat_id": SAM, "text": " \n "}, "text must be non-empty"),
    ("sendMessage", {"chat_id": SAM, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": SAM, "text": ROCKET * 2048 + "x"}, "message is too long"),
    ("sendMessage", {"chat_id": SAM, "text": "<b>a", "parse_mode": "HTML"}, 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    ("sendMessage", {"chat_id": 77, "text": "<x>a</x>", "parse_mode": "html"}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
    ("sendMessage", {"chat_id": SAM, "text": ROCKET + "</b>", "parse_mode": "HTML"}, "can't parse entities: Unexpected end tag at byte offset 4"),
    ("sendMessage", {"chat_id": SAM, "text": "*a*", "parse_mode": "MarkdownV2"}, HTML_ALONE),
    ("sendMessage", {"chat_id": SAM, "text": "*a*", "parse_mode": "markdown"}, HTML_ALONE),
    ("sendMessage", {"chat_id": SAM, "text": "a", "parse_mode": "LaTeX"}, HTML_ALONE),
    ("sendPhoto", {"chat_id": SAM, "photo": "https://example.org/b.jpg", "caption": "*b*", "parse_mode": "Markdown"}, HTML_ALONE),
    ("editMessageText", {"chat_id": SAM, "message_id": TEXT, "text": "*a*", "parse_mode": "MARKDOWNV2"}, HTML_ALONE),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{**ARTICLE, "input_message_content": {"message_text": "*M*", "parse_mode": "MarkdownV2"}}]}, HTML_ALONE),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": []}, "object expected as reply markup"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": {"inline_keyboard": "x"}}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": {"inline_keyboard": ["x"]}}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": {"keyboard": ["x"]}}, 'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard("x")}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({})}, 'can\'t parse inline keyboard button: Can\'t find field "text"'),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": 1})}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x"})}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "callback_data": "d" * 65})}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "callback_data": ROCKET * 17})}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "url": "tel:+15550100"})}, "inline keyboard button URL 'tel:+15550100' is invalid: Wrong port number specified in the URL"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "url": "nowhere"})}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard(*[BUTTON] * 101)}, "REPLY_MARKUP_TOO_LONG"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "copy_text": {"text": "c" * 257}})}, "BUTTON_COPY_TEXT_INVALID"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
    ("sendPhoto", {"chat_id": SAM}, "there is no photo in the request"),
    ("sendPhoto", {"chat_id": SAM, "photo": "x"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": SAM, "photo": "https://a.org/a.jpg", "caption": "x" * 1025}, "message caption is too long"),
    ("sendDocument", {"chat_id": SAM}, "there is no document in the request"),
    ("sendContact", {"chat_id": SAM, "first_name": "K"}, 'parameter "phone_number" is required'),
    ("sendVenue", {"chat_id": SAM, "latitude": "x", "longitude": 1, "title": "T", "address": "A"}, "can't parse latitude"),
    ("sendVenue", {"chat_id": SAM, "latitude": 91, "longitude": 1, "title": "T", "address": "A"}, "wrong latitude or longitude specified"),
    ("sendChatAction", {"chat_id": SAM, "action": "juggling"}, "wrong parameter action in request"),
    ("editMessageText", {"chat_id": SAM, "text": "a"}, "message identifier is not specified"),
    ("editMessageText", {"chat_id": SAM, "message_id": 9, "text": "a"}, "message to edit not found"),
    ("editMessageText", {"chat_id": SAM, "message_id": SAMS, "text": "a"}, "message can't be edited"),
    ("editMessageText", {"chat_id": SAM, "message_id": PHOTO, "text": "a"}, "there is no text in the message to edit"),
    ("editMessageText", {"chat_id": SAM, "message_id": TEXT, "text": "Well?", "reply_markup": keyboard(BUTTON)}, NOT_MODIFIED),
    ("editMessageText", {"chat_id": SAM, "message_id": TEXT, "text": "x" * 4097}, "message is too long"),
    ("editMessageReplyMarkup", {"chat_id": SAM, "message_id": TEXT, "reply_markup": keyboard(BUTTON)}, NOT_MODIFIED),
    ("editMessageReplyMarkup", {"chat_id": SAM, "message_id": TEXT, "reply_markup": {"force_reply": True}}, "inline keyboard expected"),
    ("deleteMessage", {"chat_id": SAM, "message_id": 9}, "message to delete not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, TOO_OLD),
    ("answerCallbackQuery", {}, TOO_OLD),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": []}, TOO_OLD),
    ("answerInlineQuery", {"inline_query_id": "1"}, "expected an Array of inline query results"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [ARTICLE] * 51}, "RESULTS_TOO_MUCH"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [ARTICLE] * 2}, "RESULT_ID_DUPLICATE"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{**ARTICLE, "id": "i" * 65}]}, "RESULT_ID_INVALID"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{"type": "article", "id": "1"}]}, 'can\'t parse inline query result: Can\'t find field "title"'),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{"type": "article", "id": "1", "title": "T"}]}, "can't parse inline query result: Input message content is not specified"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": ["x"]}, "can't parse inline query result: Inline query result must be an object"),
    ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": [{"command": "Hilfe!", "description": "d"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "c" * 33, "description": "d"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "help", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyDescription", {"description": "d" * 513}, "bot's description is too long"),
    ("setMyShortDescription", {"short_description": "d" * 121}, "bot's short description is too long"),
    ("setMyName", {"name": "n" * 65}, "bot's name is too long"),
    ("getChat", {"chat_id": 77}, "chat not found"),
    ("getChatMember", {"chat_id": SAM}, "invalid user_id specified"),
    ("getChatMember", {"chat_id": SAM, "user_id": 77}, "member not found"),
    ("setWebhook", {"url": "ftp://example.org"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://example.org", "secret_token": "no spaces"}, "secret token contains unallowed characters"),
    ("sendMessage", {"chat_id": "--5", "text": "a"}, "chat not found"),
    ("sendMessage", {"chat_id": "9" * 5000, "text": "a"}, "chat not found"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_parameters": {"message_id": [1]}}, "message to be replied not found"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_parameters": {"message_id": True}}, "message to be replied not found"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": "[" * 5000}, "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": keyboard({"text": "x", "url": "http://["})}, "inline keyboard button URL 'http://[' is invalid: Wrong URL host"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": {"keyboard": [[None]]}}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    ("sendMessage", {"chat_id": SAM, "text": "a", "reply_markup": {"keyboard": [[{}]]}}, 'can\'t parse keyboard button: Can\'t find field "text"'),
    ("sendMessage", {"chat_id": SAM, "text": "a", "link_preview_options": '{"x": 1e999}'}, "can't parse link preview options JSON object"),
    ("setWebhook", {"url": "http://["}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://localhost:99999/"}, "invalid webhook URL specified"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{**ARTICLE, "input_message_content": {"message_text": "M", "entities": 5}}]}, "can't parse inline query result: Expected an Array of MessageEntity"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "arguments", "description"), REFUSED)
def test_what_is_wrong_is_refused_in_telegrams_words(
    chat: Sandbox, method: str, arguments: dict[str, Any], description: str
) -> None:
    answer = chat.call(method, **arguments)
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"}


def test_each_method_stands_in_the_table() -> None:
    called = {row[0] for row in [*ACCEPTED, *REFUSED]}
    assert {*METHODS, *RECEIVING} - called == {"close"}


def test_close_only_after_ten_minutes(sandbox: Sandbox) -> None:
    answer = sandbox.call("close")
    assert answer["error_code"] == 429
    assert 590 < answer["parameters"]["retry_after"] <= 601
    sandbox.do("advance", seconds=601)
    assert sandbox.call("close")["result"] is True


def test_after_log_out_nothing_works_for_ten_minutes(sandbox: Sandbox) -> None:
    sandbox.call("logOut")
    assert sandbox.call("getMe")["description"] == "Bad Request: logged out"
    sandbox.do("advance", seconds=601)
    assert sandbox.call("getMe")["ok"]


def test_commands_belong_to_a_scope_and_a_language(sandbox: Sandbox) -> None:
    here = {"type": "chat", "chat_id": SAM}
    command = {"command": "help", "description": "Hilfe"}
    sandbox.call("setMyCommands", commands=[command], scope=here, language_code="de")
    assert sandbox.call("getMyCommands", scope=here, language_code="de")["result"] == [command]
    assert sandbox.call("getMyCommands", scope=here)["result"] == []
    assert sandbox.call("getMyCommands")["result"] == []
    sandbox.call("deleteMyCommands", scope=here, language_code="de")
    assert sandbox.call("getMyCommands", scope=here, language_code="de")["result"] == []


def test_others_messages_in_a_group_can_not_be_deleted_nor_old_ones_of_ones_own(sandbox: Sandbox) -> None:
    theirs = sandbox.do("message", chat_id=FRIENDS, text="hi")["message"]["message_id"]
    mine = sandbox.call("sendMessage", chat_id=FRIENDS, text="hi")["result"]["message_id"]
    for message_id, seconds in ((theirs, 0), (mine, 49 * 3600)):
        sandbox.do("advance", seconds=seconds)
        answer = sandbox.call("deleteMessage", chat_id=FRIENDS, message_id=message_id)
        assert answer["description"] == "Bad Request: message can't be deleted for everyone"


def test_a_file_is_known_by_its_id_from_then_on(sandbox: Sandbox) -> None:
    sent = sandbox.call("sendDocument", chat_id=SAM, document="https://example.org/b.pdf")["result"]
    again = sandbox.call("sendDocument", chat_id=SAM, document=sent["document"]["file_id"])
    assert again["result"]["document"]["file_id"] == sent["document"]["file_id"]


def test_a_reply_holds_what_it_replies_to(chat: Sandbox) -> None:
    sent = chat.call("sendMessage", chat_id=SAM, text="a", reply_parameters=json.dumps({"message_id": SAMS}))
    assert sent["result"]["reply_to_message"]["text"] == "hi"


def test_a_chat_shows_the_menu_that_is_for_it(sandbox: Sandbox) -> None:
    def menus() -> dict[int, list[str]]:
        return {chat["id"]: [each["command"] for each in chat["commands"]] for chat in sandbox.see("state")["chats"]}

    public = [{"command": "help", "description": "Help"}]
    own = [{"command": "gaps", "description": "Gaps"}, *public]
    sandbox.call("setMyCommands", commands=public)
    sandbox.call("setMyCommands", commands=own, scope={"type": "chat", "chat_id": 1002})
    assert menus() == {1001: ["help"], 1002: ["gaps", "help"], -2001: []}
    sandbox.call("deleteMyCommands", scope={"type": "chat", "chat_id": 1002})
    assert menus() == {1001: ["help"], 1002: ["help"], -2001: []}
