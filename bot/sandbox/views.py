"""What tests and the page look at: how things stand, and what happens."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.arguments import as_id
from bot.sandbox.endpoints import Handler, get, number
from bot.sandbox.errors import ApiError
from bot.sandbox.world import Json, World


@dataclass(frozen=True)
class Views:
    """What can be seen from outside, by GET from /control/<view>."""

    world: World

    def routes(self) -> list[BaseRoute]:
        """The addresses of all views."""
        views: dict[str, Handler] = {"state": self.state, "transcript": self.transcript, "calls": self.calls}
        return [
            *(Route(f"/control/{name}", get(view), methods=["GET"]) for name, view in views.items()),
            Route("/control/events", self.follow),
            Route("/control/photo", self.photo),
        ]

    def state(self, _: Json) -> Json:
        """The bot, the chats with their own menus, and the people; `number` is that of the latest event."""
        world = self.world
        profile = {name: world.profile.get((name, ""), "") for name in ("description", "short_description")}
        commands = world.commands.get(("all_private_chats", "")) or world.commands.get(("default", ""), [])
        chats = [
            {
                **chat.json(),
                "members": sorted(chat.members),
                "blocked": chat.blocked,
                "commands": world.commands.get((f"chat {chat.id}", ""), commands if chat.private else []),
            }
            for chat in world.chats.values()
        ]
        return {
            "bot": {**world.bot, **profile, "commands": commands},
            "chats": chats,
            "users": list(world.users.values()),
            "number": world.events.number,
        }

    def transcript(self, asked: Json) -> Json:
        """What was said in a chat, or in all: the messages as they stand now, and all that happened, in order."""
        if "chat_id" not in asked:
            messages = [message for chat in self.world.chats.values() for message in chat.messages.values()]
            return {"messages": messages, "events": self.world.events.since(0)}
        chat_id = number(asked, "chat_id")
        chat = self.world.chats.get(chat_id)
        return {
            "messages": list(chat.messages.values()) if chat else [],
            "events": self.world.events.since(0, chat_id),
        }

    def calls(self, asked: Json) -> list[Json]:
        """The calls of the bot, of one method or of all."""
        method = str(asked.get("method", "")).lower()
        return [call for call in self.world.calls if method in ("", call["method"].lower())]

    async def follow(self, request: Request) -> Response:
        """The events after `since`, as they come: server-sent events."""
        asked = request.headers.get("last-event-id") or request.query_params.get("since", "")
        since = as_id(asked)
        latest = self.world.events.number if since is None else since
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._stream(latest), media_type="text/event-stream", headers=headers)

    async def _stream(self, number: int) -> AsyncIterator[str]:
        yield ": hello\n\n"
        async for events in self.world.events.follow(number):
            yield (
                "".join(f"id: {event['number']}\ndata: {json.dumps(event)}\n\n" for event in events)
                or ": still here\n\n"
            )

    async def photo(self, request: Request) -> Response:
        """What is in a photo of the bot, while it is kept: ?file_id=."""
        found = self.world.photos.find(request.query_params.get("file_id", ""))
        if found is None:
            return JSONResponse(ApiError(404, "there is no such photo any more").body(), 404)
        headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
        return Response(found.content, media_type=found.media_type, headers=headers)
