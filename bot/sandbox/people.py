"""What people do in their chats, and the updates that it makes for the bot."""

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import FormatError, bad_request
from bot.sandbox.formatting import format_text
from bot.sandbox.world import Chat, Json, Query, World, text_content

MEDIA = ("photo", "voice", "sticker", "document", "video", "audio", "location", "contact", "venue")
_NO_FILE = ("location", "contact", "venue")
_WITH_CAPTION = ("photo", "voice", "document", "video", "audio")
_PLACEHOLDERS: dict[str, Json] = {
    "voice": {"duration": 3, "mime_type": "audio/ogg", "file_size": 4000},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "🙂"},
    "document": {"file_name": "document.pdf", "mime_type": "application/pdf", "file_size": 20000},
    "video": {"width": 640, "height": 480, "duration": 5, "file_size": 90000},
    "audio": {"duration": 60, "title": "Audio", "file_size": 90000},
    "location": {"latitude": 33.8358, "longitude": -118.3406},
    "contact": {"phone_number": "+15550100", "first_name": "Kim"},
    "venue": {"location": {"latitude": 33.8358, "longitude": -118.3406}, "title": "A place", "address": "1 Main St."},
}


@dataclass(frozen=True)
class People:
    """The people of a world; each method is one thing that someone does on a phone."""

    world: World

    def write(self, chat_id: int, user_id: int, content: Json) -> Json:
        """Sends a message; the content is `text`, or one of MEDIA with true or its fields, and perhaps a caption."""
        chat = self.world.chat_for_user(chat_id, user_id)
        if chat.blocked:
            self.block(chat_id, False)
        said = {**self._content(content), **self._reply(chat, content.get("reply_to_message_id"))}
        said |= self._topic(chat, content.get("message_thread_id"))
        message = self.world.post(chat, self.world.user(user_id), said)
        self._tell(chat, user_id, "message", message)
        return message

    def edit(self, chat_id: int, message_id: int, text: str) -> Json:
        """Changes the words of a message.

        Raises ApiError where a person did not write such a message.
        """
        chat, message = self._message(chat_id, message_id)
        if message["from"]["is_bot"]:
            raise bad_request("only a person's own messages can be edited here")
        if "text" not in message and not any(kind in message for kind in _WITH_CAPTION):
            raise bad_request("a message without words can't be edited")
        kept = {key: value for key, value in message.items() if not key.endswith("entities")}
        words = _words(text, "text") if "text" in message else _words(text, "caption")
        edited = {**kept, "edit_date": int(self.world.now()), **words}
        self.world.replace(chat, edited, "user")
        self._tell(chat, message["from"]["id"], "edited_message", edited)
        return edited

    def press(self, chat_id: int, message_id: int, data: str, user_id: int, force: bool = False) -> str:
        """Presses an inline button; returns the id of the callback query.

        Raises ApiError where the message has no such button, unless forced.
        """
        chat, message = self._message(chat_id, message_id)
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if not force and data not in [button.get("callback_data") for row in rows for button in row]:
            raise bad_request("the message has no button with this data")
        query_id = self.world.ask(Query("callback", self.world.now(), chat.id, user_id))
        query = {"id": query_id, "from": self.world.user(user_id), "message": message, "data": data}
        self.world.updates.add(user_id, {"callback_query": {**query, "chat_instance": str(chat.id)}})
        self.world.events.add(
            "press", chat.id, "user", message_id=message_id, data=data, user_id=user_id, callback_query_id=query_id
        )
        return query_id

    def ask_inline(self, user_id: int, text: str, offset: str = "") -> str:
        """Types "@bot …" in some chat; returns the id of the inline query."""
        query_id = self.world.ask(Query("inline", self.world.now(), None, user_id, text))
        query = {"id": query_id, "from": self.world.user(user_id), "query": text, "offset": offset}
        self.world.updates.add(user_id, {"inline_query": {**query, "chat_type": "private"}})
        return query_id

    def choose(self, query_id: str, result_id: str, chat_id: int, user_id: int, query: str = "") -> Json:
        """Sends one of the results of an inline query to a chat.

        Raises ApiError where there is no such result.
        """
        results = self.world.inline_results.get(query_id, [])
        found = next((result for result in results if result["id"] == result_id), None)
        if found is None:
            raise bad_request("there is no such inline result")
        chat = self.world.chat_for_user(chat_id, user_id)
        content = {"text": found.get("title", ""), **found.get("content", {}), "via_bot": self.world.bot}
        message = self.world.post(chat, self.world.user(user_id), content)
        user = self.world.user(user_id)
        self.world.updates.add(
            user_id, {"chosen_inline_result": {"result_id": result_id, "from": user, "query": query}}
        )
        self._tell(chat, user_id, "message", message)
        return message

    def block(self, chat_id: int, blocked: bool) -> None:
        """Blocks the bot in a private chat, or throws it out of a group; or lets it in again."""
        known = self.world.chats.get(chat_id)
        member = min(known.members, default=1001) if known else 1001
        chat = self.world.chat_for_user(chat_id, chat_id if chat_id > 0 else member)
        if chat.blocked == blocked:
            return
        status = ("member", "kicked")
        changed: Json = {
            "chat": chat.json(),
            "from": self.world.user(min(chat.members)),
            "date": int(self.world.now()),
            "old_chat_member": {"status": status[chat.blocked], "user": self.world.bot},
            "new_chat_member": {"status": status[blocked], "user": self.world.bot},
        }
        for side in ("old_chat_member", "new_chat_member"):
            if changed[side]["status"] == "kicked":
                changed[side]["until_date"] = 0
        chat.blocked = blocked
        self.world.updates.add(chat.id, {"my_chat_member": changed})
        self.world.events.add("chat", chat.id, "user")

    def migrate(self, chat_id: int) -> Chat:
        """Makes a group a supergroup, which has another id; in both a message tells of it.

        Raises ApiError where it is no group, or has become one already.
        """
        group = self.world.chats.get(chat_id)
        if group is None or group.type != "group" or group.moved_to:
            raise bad_request("only a group can become a supergroup, once")
        title, members = group.info["title"], sorted(group.members)
        grown = self.world.add_group(chat_id - 10**12, title, members, "supergroup")
        user = self.world.user(members[0] if members else 1001)
        for chat, told in ((group, {"migrate_to_chat_id": grown.id}), (grown, {"migrate_from_chat_id": group.id})):
            self.world.updates.add(user["id"], {"message": self.world.post(chat, user, told)})
        group.moved_to = grown.id
        return grown

    def _tell(self, chat: Chat, user_id: int, kind: str, message: Json) -> None:
        """Makes an update of a message, unless the bot's privacy mode keeps it from a group's talk."""
        if chat.private or self.world.hears_all or self._addressed(message):
            self.world.updates.add(user_id, {kind: message})

    def _addressed(self, message: Json) -> bool:
        """Whether a message in a group is a command, names the bot, replies to it, or was sent by it in inline mode."""
        text = (message.get("text") or message.get("caption") or "").casefold()
        commands = [entity["type"] for entity in message.get("entities", ())].count("bot_command")
        replied = message.get("reply_to_message", {}).get("from", {}).get("is_bot", False)
        name = f"@{self.world.bot['username']}".casefold()
        first = text.split(maxsplit=1)[0] if commands else ""
        others = "@" in first and not re.search(rf"{name}\b", first)
        mentioned = self.world.hears_its_name and name in text
        ours = message.get("via_bot", {}).get("id") == self.world.bot["id"]
        return mentioned or replied or ours or (commands > 0 and not others)

    def _message(self, chat_id: int, message_id: int) -> tuple[Chat, Json]:
        chat = self.world.chats.get(chat_id)
        if chat is None or message_id not in chat.messages:
            raise bad_request("message not found")
        return chat, chat.messages[message_id]

    def _content(self, content: Json) -> Json:
        if "text" in content:
            return _words(content["text"], "text")
        kind = next((kind for kind in MEDIA if content.get(kind)), None)
        if kind is None:
            raise bad_request(f"a message needs text or one of {', '.join(MEDIA)}")
        said = {kind: self._medium(kind, content[kind])}
        if content.get("caption") and kind in _WITH_CAPTION:
            said |= _words(content["caption"], "caption")
        if content.get("media_group_id") and kind in _WITH_CAPTION:
            said["media_group_id"] = str(content["media_group_id"])
        return said

    def _medium(self, kind: str, given: Any) -> Any:
        """A placeholder of a kind, with what was given of it."""
        if kind == "photo":
            whole = isinstance(given, list) and given and all(isinstance(size, dict) for size in given)
            sizes = given if whole else [{"width": 90, "height": 67}, {"width": 800}]
            return [{"width": 800, "height": 600, **self._file("photo"), **size} for size in sizes]
        medium = {**_PLACEHOLDERS[kind], **(given if isinstance(given, dict) else {})}
        return medium if kind in _NO_FILE else {**self._file(kind), **medium}

    def _file(self, kind: str) -> Json:
        id = self.world.new_file_id(kind)
        return {"file_id": id, "file_unique_id": f"u{id}"}

    def _topic(self, chat: Chat, id: Any) -> Json:
        """A topic of a forum begins with its first message."""
        if type(id) is not int or not chat.info.get("is_forum"):
            return {}
        chat.topics.add(id)
        return self.world.topic(chat, id)

    def _reply(self, chat: Chat, message_id: Any) -> Json:
        if type(message_id) is not int or message_id not in chat.messages:
            return {}
        return {"reply_to_message": {k: v for k, v in chat.messages[message_id].items() if k != "reply_to_message"}}


def _words(text: Any, name: str) -> Json:
    """Text or caption as a person typed it, with the entities that Telegram finds by itself."""
    if not isinstance(text, str):
        raise bad_request(f'"{name}" must be text')
    try:
        formatted = format_text(text)
    except FormatError as error:
        raise bad_request(str(error)) from None
    if not formatted.text:
        raise bad_request(f'"{name}" is empty')
    return text_content(formatted, name, "entities" if name == "text" else "caption_entities")
