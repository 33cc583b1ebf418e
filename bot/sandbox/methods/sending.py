"""Methods that send something to a chat."""

from typing import Any

from bot.sandbox.arguments import Arguments, Upload, as_id
from bot.sandbox.errors import FormatError, bad_request
from bot.sandbox.formatting import Formatted, format_text, utf16_length
from bot.sandbox.keyboards import read_markup
from bot.sandbox.photos import read_photo
from bot.sandbox.world import Chat, Json, World, text_content

MAX_TEXT = 4096
MAX_CAPTION = 1024
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#sendmessage"""
    formatted = read_text(arguments, "text")
    content = {**text_content(formatted), **preview_options(arguments)}
    return _send(world, arguments, content, formatted)


def send_photo(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#sendphoto"""
    upload = _upload(arguments, "photo")
    if upload is None:
        return _send_with_caption(world, arguments, {"photo": _known_photo(world, arguments)})
    photo = read_photo(upload.content, lambda: world.new_file_id("photo"))
    message = _send_with_caption(world, arguments, {"photo": list(photo.sizes)})
    world.photos.keep(photo)
    return message


def send_document(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#senddocument"""
    upload = _upload(arguments, "document")
    named = {"file_name": upload.name, "mime_type": upload.mime_type} if upload else {}
    return _send_with_caption(world, arguments, {"document": {**_file(world, arguments, "document"), **named}})


def send_contact(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#sendcontact"""
    contact = {"phone_number": arguments.required("phone_number"), "first_name": arguments.required("first_name")}
    optional = {name: arguments.text(name) for name in ("last_name", "vcard") if arguments.text(name)}
    return _send(world, arguments, {"contact": {**contact, **optional}})


def send_venue(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#sendvenue"""
    location = {name: _coordinate(arguments, name, limit) for name, limit in (("latitude", 90), ("longitude", 180))}
    venue = {"location": location, "title": arguments.required("title"), "address": arguments.required("address")}
    return _send(world, arguments, {"location": location, "venue": venue})


def send_chat_action(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    if arguments.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chat_for_bot(arguments.text("chat_id"))
    topic = world.topic(chat, arguments.integer("message_thread_id"))
    world.events.add("action", chat.id, "bot", action=arguments.text("action"), **topic)
    return True


def read_text(arguments: Arguments, name: str) -> Formatted:
    """A text that must be there, with its entities.

    Raises ApiError where it is empty or its markup is wrong.
    """
    if not arguments.text(name):
        raise bad_request("message text is empty")
    formatted = _formatted(arguments, name, "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    return formatted


def preview_options(arguments: Arguments) -> Json:
    """Whether links are shown with a preview, where the call says so."""
    options = arguments.json("link_preview_options", "can't parse link preview options JSON object")
    if options is None and arguments.yes("disable_web_page_preview"):
        options = {"is_disabled": True}
    return {"link_preview_options": options} if isinstance(options, dict) else {}


def check_length(formatted: Formatted) -> None:
    """Raises ApiError where a text is too long for one message, in UTF-16 units after its markup is parsed."""
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")


def _send_with_caption(world: World, arguments: Arguments, content: Json) -> Json:
    caption = _formatted(arguments, "caption", "caption_entities")
    if utf16_length(caption.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return _send(
        world, arguments, {**content, **(text_content(caption, "caption", "caption_entities") if caption.text else {})}
    )


def _send(world: World, arguments: Arguments, content: Json, text: Formatted | None = None) -> Json:
    markup = read_markup(arguments)
    chat = world.chat_for_bot(arguments.text("chat_id"))
    topic = world.topic(chat, arguments.integer("message_thread_id"))
    replied = _replied(chat, arguments)
    if text:
        check_length(text)
    shown: Json = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    protected = {"has_protected_content": True} if arguments.yes("protect_content") else {}
    message = world.post(chat, world.bot, {**content, **topic, **replied, **shown, **protected})
    if markup and not shown:
        world.events.add("keyboard", chat.id, "bot", message_id=message["message_id"], reply_markup=markup)
    return message


def _replied(chat: Chat, arguments: Arguments) -> Json:
    """The message that is replied to, if any."""
    parameters = arguments.json("reply_parameters", "can't parse reply parameters JSON object") or {}
    if not isinstance(parameters, dict):
        raise bad_request("object expected as reply parameters")
    given = parameters.get("message_id")
    message_id = arguments.integer("reply_to_message_id") if given is None else as_id(str(given))
    if message_id == 0:
        return {}
    message = chat.messages.get(message_id or -1)
    if message is None:
        if parameters.get("allow_sending_without_reply") or arguments.yes("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}


def _formatted(arguments: Arguments, name: str, entities: str) -> Formatted:
    explicit: Any = arguments.json(entities, "can't parse message entities JSON object")
    if explicit is not None and not isinstance(explicit, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    try:
        return format_text(arguments.text(name), arguments.text("parse_mode"), explicit)
    except FormatError as error:
        raise bad_request(error.description) from None


def _file(world: World, arguments: Arguments, kind: str) -> Json:
    """A file as the server names it: uploaded, known from before, or from an address."""
    upload, named = _upload(arguments, kind), arguments.text(kind)
    if upload:
        if not upload.content:
            raise bad_request("file must be non-empty")
        id = world.new_file_id(kind)
        return {"file_id": id, "file_unique_id": f"u{id}", "file_size": len(upload.content)}
    if not named:
        raise bad_request(f"there is no {kind} in the request")
    if named in world.files:
        return {"file_id": named, "file_unique_id": f"u{named}"}
    if not named.startswith(("http://", "https://")):
        raise bad_request("wrong file identifier/HTTP URL specified")
    id = world.new_file_id(kind)
    return {"file_id": id, "file_unique_id": f"u{id}"}


def _known_photo(world: World, arguments: Arguments) -> list[Json]:
    """The sizes of a photo that was sent before, or of one from an address, which nobody fetches."""
    sizes = world.photos.sizes(arguments.text("photo"))
    file = {} if sizes else _file(world, arguments, "photo")
    return sizes or [{**file, "width": width, "height": width * 3 // 4} for width in (90, 800)]


def _upload(arguments: Arguments, kind: str) -> Upload | None:
    return arguments.files.get(kind) or arguments.files.get(arguments.text(kind).removeprefix("attach://"))


def _coordinate(arguments: Arguments, name: str, limit: int) -> float:
    try:
        value = float(arguments.required(name))
    except ValueError:
        raise bad_request(f"can't parse {name}") from None
    if not -limit <= value <= limit:
        raise bad_request("wrong latitude or longitude specified")
    return value
