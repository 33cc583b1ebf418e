"""The keyboards under a message, checked as the real server checks them."""

from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.detection import LinkError, checked_link
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import utf16_length

MAX_CALLBACK_BYTES = 64
MAX_BUTTONS = 100
MAX_COPY_TEXT = 256

# What an inline button can do, apart from opening an address and calling back.
_ACTIONS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)
_REPLY_FIELDS = (
    "keyboard",
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
    "input_field_placeholder",
    "selective",
)

_OTHER_FIELDS = ("remove_keyboard", "force_reply", "input_field_placeholder", "selective")


def read_markup(arguments: Arguments) -> dict[str, Any] | None:
    """The reply markup of a call, or None.

    Raises ApiError where Telegram would refuse it.
    """
    value = arguments.json("reply_markup", "can't parse reply keyboard markup JSON object")
    return None if value is None else check_markup(value)


def check_markup(value: Any) -> dict[str, Any] | None:
    """A reply markup as it will stand in the message; None where it is empty.

    Raises ApiError where Telegram would refuse it.
    """
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if value.get("keyboard"):
        rows = _rows(value["keyboard"], "keyboard", "ReplyKeyboardMarkup")
        for button in (button for row in rows for button in row):
            _check_reply_button(button)
        return {name: value[name] for name in _REPLY_FIELDS if name in value}
    if value.get("inline_keyboard"):
        rows = _rows(value["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
        checked = [[_inline_button(button) for button in row] for row in rows if row]
        if sum(map(len, checked)) > MAX_BUTTONS:
            raise bad_request("REPLY_MARKUP_TOO_LONG")
        return {"inline_keyboard": checked} if checked else None
    if value.get("force_reply") is True or value.get("remove_keyboard") is True:
        return {name: value[name] for name in _OTHER_FIELDS if name in value}
    return None


def _rows(value: Any, name: str, type: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{name}" of the {type} must be an Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{name}" of the {type} must be an Array of Arrays')
    return value


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _refused("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _refused('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    return {"text": text, **_action(button)}


def _check_reply_button(button: Any) -> None:
    if not isinstance(button, str | dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if isinstance(button, dict) and not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")


def _action(button: dict[str, Any]) -> dict[str, Any]:
    """What pressing the button does, of which there must be something."""
    if button.get("url"):
        return {"url": _address(str(button["url"]))}
    data = button.get("callback_data")
    if data:
        if not isinstance(data, str):
            raise _refused('Field "callback_data" must be of type String')
        if len(data.encode("utf-8", "replace")) > MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    if isinstance(button.get("copy_text"), dict):
        copied = button["copy_text"].get("text")
        if not isinstance(copied, str) or not 1 <= utf16_length(copied) <= MAX_COPY_TEXT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return {"copy_text": {"text": copied}}
    action = next((action for action in _ACTIONS if action in button), None)
    if action is None:
        raise _refused("Text buttons are unallowed in the inline keyboard")
    return {action: button[action]}


def _address(url: str) -> str:
    """The address that a button opens, with its scheme."""
    try:
        return checked_link(url)
    except LinkError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from None


def _refused(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")
