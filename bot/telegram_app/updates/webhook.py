"""Updates that Telegram brings: each is acknowledged only after it is answered."""

import hashlib
import hmac
import json
import logging
import math
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bot.telegram_app.updates.queue import UpdateQueue
from bot.telegram_app.updates.reading import readable

# A bot that polls needs no web framework, which takes a tenth of a start.
if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY = 1_000_000
# How many updates Telegram may bring at once; those of more chats wait at its side.
MAX_CONNECTIONS = 40


class Webhook:
    """The address that Telegram brings updates to."""

    def __init__(self, queue: UpdateQueue, url: str, secret: str) -> None:
        from starlette.applications import Starlette
        from starlette.routing import Route

        self._queue, self._secret = queue, secret
        path = unquote(urlsplit(url).path) or "/"
        self.app = Starlette(routes=[Route(path, self.receive, methods=["POST"])])

    async def receive(self, request: "Request") -> "Response":
        """One update: 200 when it is finished, 503 when it has to wait or we end, so that it comes again."""
        from starlette.requests import ClientDisconnect
        from starlette.responses import Response

        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response("wrong secret", 401)
        try:
            raw = json.loads(await _body(request))
        except (ValueError, RecursionError, ClientDisconnect):
            return Response("no update", 400)
        if not readable(raw):
            log.error("something that is no update came to the webhook and is passed over")
            return Response("no update")
        again = await self._queue.through(raw)
        if again is None:
            return Response()
        return Response("later", 503, {"Retry-After": str(math.ceil(again))} if again else None)


def secret_for(token: str) -> str:
    """A secret for where none is set: the same in every copy of the bot, and no way back to the token."""
    return hmac.new(token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


async def _body(request: "Request") -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise ValueError("too large")
    return bytes(body)
