"""Methods that change or take back what was sent."""

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import read_markup
from bot.sandbox.methods.sending import check_length, preview_options, read_text
from bot.sandbox.world import Chat, Json, World, text_content

# After which nothing can be taken back, in seconds.
DELETABLE = 48 * 60 * 60
_CONTENT = ("text", "entities", "reply_markup", "link_preview_options")


def edit_message_text(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext"""
    formatted = read_text(arguments, "text")
    markup = read_markup(arguments)
    chat, message = _own_message(world, arguments)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    check_length(formatted)
    kept = {key: value for key, value in message.items() if key not in _CONTENT}
    edited = {**kept, **text_content(formatted), **preview_options(arguments), **_inline(markup)}
    return _replace(world, chat, message, edited)


def edit_message_reply_markup(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    markup = read_markup(arguments)
    chat, message = _own_message(world, arguments)
    kept = {key: value for key, value in message.items() if key != "reply_markup"}
    return _replace(world, chat, message, {**kept, **_inline(markup)})


def delete_message(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    chat = world.chat_for_bot(arguments.text("chat_id"))
    message = chat.messages.get(_message_id(arguments))
    if message is None:
        raise bad_request("message to delete not found")
    mine = message["from"]["id"] == world.bot["id"]
    if not (mine or chat.private) or world.now() > message["date"] + DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    world.events.add("delete", chat.id, "bot", message_id=message["message_id"])
    return True


def _own_message(world: World, arguments: Arguments) -> tuple[Chat, Json]:
    """The message of the bot that a call names."""
    if arguments.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = world.chat_for_bot(arguments.text("chat_id"))
    message = chat.messages.get(_message_id(arguments))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _message_id(arguments: Arguments) -> int:
    id = arguments.integer("message_id")
    if not id:
        raise bad_request("message identifier is not specified")
    return id


def _inline(markup: Json | None) -> Json:
    """The inline keyboard of an edited message; other keyboards can't be edited in."""
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return {"reply_markup": markup} if markup else {}


def _replace(world: World, chat: Chat, message: Json, edited: Json) -> Json:
    if all(message.get(key) == edited.get(key) for key in _CONTENT):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    return world.replace(chat, {**edited, "edit_date": int(world.now())}, "bot")
