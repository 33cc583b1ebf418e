"""A Telegram that answers from memory: the real Application talks to it in place of the network."""

import json
from collections.abc import Callable
from itertools import count
from time import monotonic
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest, RequestData

from bot.conversation.responder import Current, Responder
from bot.telegram_app.application import App, build_application
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.throttle import Throttle
from bot.telegram_app.updates.worker import Worker

TOKEN = "123456:" + "T" * 35
BOT = {"id": 123456, "is_bot": True, "first_name": "LDN", "username": "ldn_test_bot"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Anna"}
GROUP = {"id": -9, "type": "group", "title": "Friends"}

Refusal = Callable[[str, dict[str, Any]], tuple[int, str] | None]


class Wire(BaseRequest):
    """Keeps every call; `refuse` may answer one with an error (status and description)."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse: Refusal = lambda method, arguments: None
        self.retry_after = 0  # what a refusal asks to wait, in seconds

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        arguments = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, arguments))
        refused = self.refuse(name, arguments)
        if refused:
            status, description = refused
            answer = {"ok": False, "error_code": status, "description": description}
            asked = {"parameters": {"retry_after": self.retry_after}} if status == 429 and self.retry_after else {}
            return status, json.dumps({**answer, **asked}).encode()
        result: Any = True
        if name == "getMe":
            result = BOT
        elif name in ("sendMessage", "editMessageText"):
            result = {"message_id": len(self.calls), "date": 1, "chat": PRIVATE, "text": arguments["text"]}
        elif name == "sendPhoto":
            result = {"message_id": len(self.calls), "date": 1, "chat": PRIVATE, "photo": []}
        elif name == "sendContact":
            contact = {"phone_number": arguments["phone_number"], "first_name": arguments["first_name"]}
            result = {"message_id": len(self.calls), "date": 1, "chat": PRIVATE, "contact": contact}
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def sent(self) -> list[dict[str, Any]]:
        """The messages that were sent."""
        return [arguments for name, arguments in self.calls if name == "sendMessage"]


def application(responder: Responder, wire: Wire, handlers: Handlers | None = None) -> App:
    builder = ApplicationBuilder().token(TOKEN).request(wire).get_updates_request(wire)
    handlers = handlers or Handlers(Current(responder), Metrics(monotonic))
    app = build_application(builder, handlers)
    minutes = count(step=60)  # nobody is too fast here
    app.bot_data["worker"] = Worker(app, handlers, Current(responder), Throttle(lambda: float(next(minutes))))
    return app


async def receive(app: App, *updates: dict[str, Any]) -> None:
    """Has the application work on raw updates, one after the other."""
    async with app:
        for number, update in enumerate(updates, start=1):
            await work(app, {"update_id": number, **update})


async def work(app: App, raw: dict[str, Any]) -> None:
    """Has the application work on one raw update, as the bot does."""
    worker: Worker | None = app.bot_data.get("worker")
    if worker:
        while (later := await worker.work(raw)) is not None and await later():
            pass
    else:
        await app.process_update(Update.de_json(raw, app.bot))


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    text = content.get("text", "")
    if text.startswith("/"):
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return {"message": {"message_id": 1, "date": 1, "chat": chat, "from": ANNA, **content}}


def in_language(code: Any, update: dict[str, Any]) -> dict[str, Any]:
    """The same update from a person whose Telegram is in a language."""
    return {kind: {**part, "from": {**part["from"], "language_code": code}} for kind, part in update.items()}


def press(data: str, chat: dict[str, Any] = PRIVATE, user: dict[str, Any] = ANNA) -> dict[str, Any]:
    of = {"message_id": 1, "date": 1, "chat": chat, "text": "…"}
    return {"callback_query": {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": of}}
