"""Everything that the local Telegram knows: people, chats, messages and what happened, all in memory."""

import itertools
import re
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.arguments import as_id
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.events import Events
from bot.sandbox.formatting import Formatted
from bot.sandbox.photos import Photos
from bot.sandbox.updates import Updates

Json = dict[str, Any]

BOT_ID = 110201543
DEFAULT_TOKEN = f"{BOT_ID}:a-token-of-the-local-sandbox-only"
LIKE_A_TOKEN = re.compile(r"[0-9]{1,15}:[A-Za-z0-9_-]{20,100}")
CALLS_KEPT = 50_000
# How long an unanswered query can still be answered, in seconds.
QUERY_SECONDS = {"callback": 15.0, "inline": 10.0}


@dataclass
class Chat:
    """A chat with its messages as they stand now; a group has members, a private chat its one user."""

    id: int
    type: str
    info: Json
    members: set[int] = field(default_factory=set)
    blocked: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    # The numbers of a forum's topics.
    topics: set[int] = field(default_factory=set)
    # The supergroup that a group has become.
    moved_to: int | None = None

    @property
    def private(self) -> bool:
        """Whether one person talks with the bot here."""
        return self.type == "private"

    def json(self) -> Json:
        """The chat as it stands in messages."""
        return {"id": self.id, "type": self.type, **self.info}


@dataclass(frozen=True)
class Query:
    """A press or an inline query that waits for its answer; `at` in seconds."""

    kind: str
    at: float
    chat_id: int | None
    user_id: int
    text: str = ""


class World:
    """The state of the local Telegram of one bot.

    `token` is the only one that is accepted; with None it is the first to call that looks like one. `name` is what the
    bot is called until it sets a name.
    """

    def __init__(self, token: str | None = None, name: str = "Sandbox bot") -> None:
        self._pinned = token
        self._name = name
        self.skipped = 0.0
        self.events = Events(self.now)
        self.updates = Updates(self.now)
        self.reset()

    def reset(self, chats_only: bool = False) -> None:
        """Forgets everything, or everything but what the bot has set, and starts anew with two people and a group."""
        if not chats_only:
            self.token = self._pinned
            self.commands: dict[tuple[str, str], list[Json]] = {}
            self.profile: dict[tuple[str, str], str] = {}
            self.updates.reset()
        self.skipped = 0.0
        # What of a group's talk comes to the bot besides what is for it, and whether its name alone makes it that.
        self.hears_all, self.hears_its_name = False, True
        self.updates.clear()
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.inline_results: dict[str, list[Json]] = {}
        self.calls: deque[Json] = deque(maxlen=CALLS_KEPT)
        self.files: set[str] = set()
        self.photos = Photos()
        self.started = self.now()
        self.logged_out_until = 0.0
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(1)
        self._file_ids = itertools.count(1)
        for id, name in ((1001, "Sam"), (1002, "Alex")):
            self.add_private_chat(id, name)
        self.add_group(-2001, "Friends", [1001, 1002])
        self.events.clear()

    def close(self) -> None:
        """Ends the waiting of all who wait for something to happen."""
        self.events.close()
        self.updates.end()

    def now(self) -> float:
        """The time here, in seconds since 1970."""
        return time.time() + self.skipped

    @property
    def bot(self) -> Json:
        """The bot as a User."""
        id = int((self.token or DEFAULT_TOKEN).partition(":")[0])
        name = self.profile.get(("name", "")) or self._name
        return {"id": id, "is_bot": True, "first_name": name, "username": "sandbox_bot"}

    def admit(self, token: str) -> None:
        """Lets a call with this token in.

        Raises ApiError where the token is wrong or has logged out.
        """
        if self.token is None and token != DEFAULT_TOKEN and LIKE_A_TOKEN.fullmatch(token):
            self.token = token
        if token != (self.token or DEFAULT_TOKEN):
            raise ApiError(401)
        if self.now() < self.logged_out_until:
            raise bad_request("logged out")

    # People and chats

    def user(self, id: int) -> Json:
        """A person, made up on the spot where nobody knew them."""
        return self.users.setdefault(
            id, {"id": id, "is_bot": False, "first_name": f"Person {id}", "language_code": "en"}
        )

    def add_private_chat(self, id: int, first_name: str, language_code: str = "en") -> Chat:
        """A chat of a person with the bot; its id is the person's."""
        self.users[id] = {"id": id, "is_bot": False, "first_name": first_name, "language_code": language_code}
        return self._add_chat(Chat(id, "private", {"first_name": first_name}, {id}))

    def add_group(self, id: int, title: str, members: Iterable[int], type: str = "group") -> Chat:
        """A group that the bot is in."""
        return self._add_chat(Chat(id, type, {"title": title}, set(members)))

    def _add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        self.events.add("chat", chat.id, "user")
        return chat

    def chat_for_user(self, chat_id: int, user_id: int) -> Chat:
        """The chat in which a person does something; an unknown one begins now."""
        chat = self.chats.get(chat_id)
        if chat is None and chat_id > 0:
            chat = self.add_private_chat(chat_id, self.user(chat_id)["first_name"])
        elif chat is None:
            chat = self.add_group(chat_id, f"Group {-chat_id}", [])
        self.user(user_id)
        chat.members.add(user_id)
        return chat

    def chat_for_bot(self, chat_id: str) -> Chat:
        """The chat that a call of the bot names.

        Raises ApiError where there is none, or where the bot may not write.
        """
        chat = self.find_chat(chat_id)
        if chat.moved_to:
            raise ApiError(400, "group chat was upgraded to a supergroup chat", moved_to=chat.moved_to)
        if chat.blocked:
            raise ApiError(
                403,
                "bot was blocked by the user" if chat.private else f"bot was kicked from the {chat.type} chat",
            )
        return chat

    def find_chat(self, chat_id: str) -> Chat:
        """The chat of an id, or of a person's @name.

        Raises ApiError where there is none.
        """
        if not chat_id.strip():
            raise bad_request("chat_id is empty")
        named, id = chat_id.strip(), as_id(chat_id)
        if id is not None:
            found = self.chats.get(id)
        else:
            found = next((chat for chat in self.chats.values() if named == f"@{chat.info.get('username')}"), None)
        if found is None:
            raise bad_request("chat not found")
        return found

    # Messages

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A new message in a chat."""
        by_bot = bool(sender["is_bot"])
        head: Json = {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": chat.json(),
            "date": int(self.now()),
        }
        message = chat.messages[head["message_id"]] = {**head, **content}
        self.events.add("message", chat.id, "bot" if by_bot else "user", message=message)
        return message

    @staticmethod
    def topic(chat: Chat, id: int) -> Json:
        """What a message in a topic has more than others.

        Raises ApiError where there is no such topic.
        """
        if not id:
            return {}
        if id not in chat.topics:
            raise bad_request("message thread not found")
        return {"message_thread_id": id, "is_topic_message": True}

    def replace(self, chat: Chat, message: Json, by: str) -> Json:
        """A message as it stands after a change."""
        chat.messages[message["message_id"]] = message
        self.events.add("edit", chat.id, by, message=message)
        return message

    def new_file_id(self, kind: str) -> str:
        """An id for a file that only its name is known of."""
        id = f"{kind}-{next(self._file_ids):08}"
        self.files.add(id)
        return id

    # Queries

    def ask(self, query: Query) -> str:
        """Keeps a query until it is answered; returns its id."""
        id = str(next(self._query_ids) + 4_000_000_000_000_000)
        self.queries[id] = query
        return id

    def answer(self, id: str, kind: str) -> Query:
        """Takes the query that is being answered.

        Raises ApiError where it is unknown, answered already or too old.
        """
        query = self.queries.get(id)
        if query is None or query.kind != kind or self.now() > query.at + QUERY_SECONDS[kind]:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        del self.queries[id]
        return query


def text_content(formatted: Formatted, text: str = "text", entities: str = "entities") -> Json:
    """The part of a message that is its text, or its caption."""
    content: Json = {text: formatted.text}
    if formatted.entities:
        content[entities] = list(formatted.entities)
    return content
