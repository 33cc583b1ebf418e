"""The control API: what tests and the page do in the place of people."""

from dataclasses import dataclass
from typing import Any

from starlette.routing import BaseRoute, Route

from bot.sandbox.endpoints import Handler, number, person, post
from bot.sandbox.errors import bad_request
from bot.sandbox.faults import MALFORMED, Fault, Faults
from bot.sandbox.people import People
from bot.sandbox.webhooks import Webhook
from bot.sandbox.world import Json, World

MAX_MALFORMED = 1_000
MAX_ADVANCE = 10 * 365 * 86_400


@dataclass(frozen=True)
class Control:
    """What can be done from outside; each order is a JSON object by POST to /control/<order>."""

    world: World
    webhook: Webhook
    faults: Faults

    def routes(self) -> list[BaseRoute]:
        """The addresses of all orders."""
        return [Route(f"/control/{name}", post(order), methods=["POST"]) for name, order in self.orders().items()]

    def orders(self) -> dict[str, Handler]:
        """What can be ordered, by name."""
        return {
            "message": self.message,
            "edit": self.edit,
            "press": self.press,
            "inline": self.inline,
            "choose": self.choose,
            "update": self.update,
            "chat": self.chat,
            "block": self.block,
            "migrate": self.migrate,
            "privacy": self.privacy,
            "fault": self.fault,
            "advance": self.advance,
            "reset": self.reset,
        }

    def message(self, order: Json) -> Json:
        """Someone writes: {chat_id, user_id?, text | photo | voice | sticker | …, caption?, reply_to_message_id?}.

        With {message_thread_id} in a topic of a forum.
        """
        chat_id = number(order, "chat_id")
        return {"message": People(self.world).write(chat_id, self._user(order, chat_id), order)}

    def edit(self, order: Json) -> Json:
        """Someone corrects a message: {chat_id, message_id, text}."""
        people = People(self.world)
        return {"message": people.edit(number(order, "chat_id"), number(order, "message_id"), order.get("text", ""))}

    def press(self, order: Json) -> Json:
        """Someone presses an inline button: {chat_id, message_id, data, user_id?, force?}."""
        chat_id, message_id = number(order, "chat_id"), number(order, "message_id")
        user_id, data = self._user(order, chat_id), str(order.get("data", ""))
        pressed = People(self.world).press(chat_id, message_id, data, user_id, bool(order.get("force")))
        return {"callback_query_id": pressed}

    def inline(self, order: Json) -> Json:
        """Someone asks the bot from another chat: {user_id, query, offset?}."""
        asked = People(self.world).ask_inline(
            person(order, "user_id"), str(order.get("query", "")), str(order.get("offset", ""))
        )
        return {"inline_query_id": asked}

    def choose(self, order: Json) -> Json:
        """Someone sends an inline result: {inline_query_id, result_id, chat_id, user_id?, query?}."""
        chat_id = number(order, "chat_id")
        query_id, result_id = str(order.get("inline_query_id")), str(order.get("result_id"))
        user_id, query = self._user(order, chat_id), str(order.get("query", ""))
        return {"message": People(self.world).choose(query_id, result_id, chat_id, user_id, query)}

    def update(self, order: Json) -> Json:
        """An update as it stands, however odd; an update_id is given to it where it has none."""
        return {"update_id": self.world.updates.add(_sender(order), order)}

    def chat(self, order: Json) -> Json:
        """A new chat, with an id if one is given.

        {type: private, first_name, language_code?} or {type: group | supergroup, title, user_ids, is_forum?}.
        """
        kind, private = order.get("type", "private"), order.get("type", "private") == "private"
        if kind not in ("private", "group", "supergroup"):
            raise bad_request('"type" must be private, group or supergroup')
        if order.get("id") is not None:
            id = number(order, "id")
        else:
            id = max([1000, *self.world.chats]) + 1 if private else min([-2000, *self.world.chats]) - 1
        if private != (id > 0) or id == 0 or id in self.world.chats:
            raise bad_request("the id must be new, that of a person above 0 and that of a group below")
        if private:
            name, language = order.get("first_name") or f"Person {id}", order.get("language_code") or "en"
            return self.world.add_private_chat(id, str(name), str(language)).json()
        members = [person({"user_ids": user}, "user_ids") for user in order.get("user_ids") or [1001]]
        for member in members:
            self.world.user(member)
        group = self.world.add_group(id, str(order.get("title") or f"Group {-id}"), members, kind)
        if kind == "supergroup" and order.get("is_forum"):
            group.info["is_forum"] = True
        return group.json()

    def block(self, order: Json) -> bool:
        """Someone blocks the bot, or lets it in again: {chat_id, blocked}."""
        People(self.world).block(number(order, "chat_id"), bool(order.get("blocked", True)))
        return True

    def migrate(self, order: Json) -> Json:
        """A group becomes a supergroup: {chat_id}; the result is the new chat."""
        return People(self.world).migrate(number(order, "chat_id")).json()

    def privacy(self, order: Json) -> bool:
        """What the bot is shown of groups: {hears_all?, hears_its_name?}; without privacy mode it is all."""
        self.world.hears_all = bool(order.get("hears_all", self.world.hears_all))
        self.world.hears_its_name = bool(order.get("hears_its_name", self.world.hears_its_name))
        return True

    def fault(self, order: Json) -> bool:
        """The next calls fail: {method, kind, times? | lasting?, retry_after? | seconds?, chat_id?, executed?, …}.

        An order without a kind takes all faults back.
        """
        kind = order.get("kind")
        if kind is None:
            self.faults.clear()
        elif kind == "blocked":
            self.block({**order, "blocked": True})
        elif kind == "malformed_update":
            odd = order.get("update") or MALFORMED
            if not isinstance(odd, dict):
                raise bad_request('"update" must be an object')
            for _ in range(min(number({"times": 1, **order}, "times"), MAX_MALFORMED)):
                self.update(odd)
        else:
            self.faults.add(Fault.from_json(order))
        return True

    def advance(self, order: Json) -> float:
        """Time passes: {seconds}; the result is the time here, in seconds since 1970."""
        seconds: Any = order.get("seconds")
        if type(seconds) not in (int, float) or abs(self.world.skipped + seconds) > MAX_ADVANCE:
            raise bad_request('"seconds" must be a number, and all together ten years at most')
        self.world.skipped += seconds
        return self.world.now()

    async def reset(self, order: Json) -> bool:
        """Everything is as at the start; with {chats_only} the bot's webhook, menu and descriptions stay."""
        chats_only = bool(order.get("chats_only"))
        if not chats_only:
            await self.webhook.stop()
        self.faults.clear()
        self.world.reset(chats_only)
        return True

    def _user(self, order: Json, chat_id: int) -> int:
        """Who does it: the person of a private chat, or anyone of a group."""
        chat = self.world.chats.get(chat_id)
        someone = chat_id if chat_id > 0 else min(chat.members if chat and chat.members else [1001])
        user_id = someone if order.get("user_id") is None else person(order, "user_id")
        if chat_id == 0 or (chat_id > 0 and user_id != chat_id) or user_id == self.world.bot["id"]:
            raise bad_request("in a private chat only its person can act, in a group a person")
        return user_id


def _sender(update: Json) -> int:
    """Whose updates stay in order with this one: as far as it can be read, its sender."""
    for part in update.values():
        if isinstance(part, dict) and isinstance(part.get("from"), dict):
            id = part["from"].get("id")
            return id if isinstance(id, int) else 0
    return 0
