"""Updates that Telegram brings: each is acknowledged only after it is answered."""

import hashlib
import hmac
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BotError
from bot.telegram_app.intake import Intake

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY = 1_000_000
# How many updates Telegram may bring at once; those of more chats wait at its side.
MAX_CONNECTIONS = 40


class Webhook:
    """The address that Telegram brings updates to."""

    def __init__(self, intake: Intake, url: str, secret: str) -> None:
        self._intake, self._secret = intake, secret
        path = urlsplit(url).path or "/"
        self.app = Starlette(routes=[Route(path, self.receive, methods=["POST"])])

    async def receive(self, request: Request) -> Response:
        """One update: 200 when it is finished, 503 when we end before that, so that it comes again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response("wrong secret", 401)
        try:
            raw = json.loads(await _body(request))
        except (ValueError, RecursionError, ClientDisconnect):
            return Response("no update", 400)
        if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
            log.error("something that is no update came to the webhook and is passed over")
            return Response("no update")
        return Response() if await self._intake.through(raw) else Response("ending", 503)


class Server(uvicorn.Server):
    """A web server that leaves signals to those who run it."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Does nothing."""
        yield


def listening(port: int) -> socket.socket:
    """A socket that listens on a port of every network.

    Raises BotError where the port is taken.
    """
    # With the protocol named, asyncio sends without delay.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("", port))
        bound.listen(1024)
    except OSError as error:
        bound.close()
        raise BotError(f"can't listen on port {port}: {error.strerror}; choose another with WEBHOOK_PORT") from None
    return bound


def secret_for(token: str) -> str:
    """A secret for where none is set: the same in every copy of the bot, and no way back to the token."""
    return hmac.new(token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise ValueError("too large")
    return bytes(body)
