"""Methods that answer a pressed button or an inline query."""

from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import FormatError, bad_request
from bot.sandbox.formatting import format_text, utf16_length
from bot.sandbox.keyboards import check_markup
from bot.sandbox.world import Json, World, text_content

MAX_ANSWER = 200
MAX_RESULTS = 50
MAX_RESULT_ID_BYTES = 64


def answer_callback_query(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    text = arguments.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    id = arguments.text("callback_query_id")
    query = world.answer(id, "callback")
    shown = {"text": text, "show_alert": arguments.yes("show_alert"), "url": arguments.text("url")}
    world.events.add("answer", query.chat_id, "bot", callback_query_id=id, **shown)
    return True


def answer_inline_query(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#answerinlinequery"""
    results = arguments.json("results", "can't parse JSON encoded inline query results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    checked = [_result(result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    id = arguments.text("inline_query_id")
    query = world.answer(id, "inline")
    world.inline_results[id] = checked
    world.events.add(
        "inline_answer", None, "bot", inline_query_id=id, user_id=query.user_id, query=query.text, results=checked
    )
    return True


def _result(result: Any) -> Json:
    """An inline result, with the message that it sends under `content`."""
    if not isinstance(result, dict):
        raise _refused("Inline query result must be an object")
    for name in ("type", "id", *(["title"] if result.get("type") == "article" else [])):
        if not isinstance(result.get(name), str):
            raise _refused(f'Can\'t find field "{name}"')
    if not 1 <= len(result["id"].encode("utf-8", "replace")) <= MAX_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    given = result.get("input_message_content")
    if result["type"] == "article" and not isinstance(given, dict):
        raise _refused("Input message content is not specified")
    content = _content(given) if isinstance(given, dict) and "message_text" in given else {}
    markup = check_markup(result["reply_markup"]) if result.get("reply_markup") else None
    return {**result, "content": {**content, **({"reply_markup": markup} if markup else {})}}


def _content(given: Json) -> Json:
    entities = given.get("entities")
    if entities is not None and not isinstance(entities, list):
        raise _refused("Expected an Array of MessageEntity")
    try:
        formatted = format_text(str(given["message_text"]), str(given.get("parse_mode") or ""), entities)
    except FormatError as error:
        raise _refused(f"Can't parse entities: {error}") from None
    if not formatted.text:
        raise bad_request("message text is empty")
    preview = given.get("link_preview_options")
    return {**text_content(formatted), **({"link_preview_options": preview} if preview else {})}


def _refused(reason: str) -> Exception:
    return bad_request(f"can't parse inline query result: {reason}")
