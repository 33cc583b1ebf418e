"""From the JSON of an update to the library's object, also where the library can't read all of it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from telegram import Bot, Update

log = logging.getLogger(__name__)

Raw = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """The fields of an object that a reply needs, each with its type or shape: those that it must have, and others."""

    needed: Mapping[str, Any]
    others: Mapping[str, Any] = field(default_factory=dict)
    # Of these it must have one.
    either: tuple[str, ...] = ()


PERSON = Shape({"id": int, "is_bot": bool, "first_name": str}, {"language_code": str})
CHAT = Shape({"id": int, "type": str})
ENTITIES = [Shape({"type": str, "offset": int, "length": int})]
SENT: dict[str, Any] = {"message_id": int, "date": int, "chat": CHAT}
MORE: dict[str, Any] = {
    "from": PERSON,
    "sender_chat": CHAT,
    "via_bot": PERSON,
    "is_automatic_forward": bool,
    "message_thread_id": int,
    "is_topic_message": bool,
    "text": str,
}
WORDS: dict[str, Any] = {
    "edit_date": int,
    "entities": ENTITIES,
    "caption": str,
    "caption_entities": ENTITIES,
    "reply_to_message": Shape(SENT, MORE),
}
MESSAGE = Shape(SENT, MORE | WORDS, either=("text", "caption"))
PRESS = Shape({"id": str, "from": PERSON, "chat_instance": str, "data": str, "message": Shape(SENT, MORE)})
INLINE = Shape({"id": str, "from": PERSON, "query": str, "offset": str})
KINDS = {"message": MESSAGE, "edited_message": MESSAGE, "callback_query": PRESS, "inline_query": INLINE}
UPDATE = Shape({"update_id": int}, KINDS, either=tuple(KINDS))


def readable(raw: object) -> TypeGuard[Raw]:
    """Whether it is an update as far as its number."""
    id = raw.get("update_id") if isinstance(raw, dict) else None
    return type(id) is int and 0 <= id < 2**63


def chat_of(raw: Raw) -> int:
    """The chat that an update belongs to, as far as it can be read; 0 for none."""
    for part in raw.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message", part)
        chat = message.get("chat") if isinstance(message, dict) else None
        for who in (chat, part.get("from")):
            if isinstance(who, dict) and isinstance(who.get("id"), int):
                return int(who["id"])
    return 0


def read_update(raw: Raw, bot: Bot) -> Update:
    """The update in its JSON, or what a reply needs of it, where the library does not know some other part.

    A text must not go unheard for a newer kind of poll that it replies to. Raises what the library raises where too
    little is left.
    """
    try:
        return Update.de_json(raw, bot)
    except Exception as error:
        kept = _kept(raw, UPDATE)
        if kept is None:
            raise
        log.warning("update %s is read in part (%s)", raw["update_id"], type(error).__name__)
    return Update.de_json(kept, bot)


def _kept(part: Any, shape: Any) -> Any:
    """What fits a shape; None where it does not fit."""
    if isinstance(shape, type):
        return part if type(part) is shape else None
    if isinstance(shape, list):
        return [kept for each in part if (kept := _kept(each, shape[0]))] if isinstance(part, list) else None
    if not isinstance(part, dict):
        return None
    fields = {name: _kept(part.get(name), inner) for name, inner in {**shape.needed, **shape.others}.items()}
    fields = {name: value for name, value in fields.items() if value is not None}
    fits = shape.needed.keys() <= fields.keys() and (not shape.either or any(name in fields for name in shape.either))
    return fields if fits else None
