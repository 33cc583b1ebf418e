"""The local Telegram as a web application: the Bot API, the control API, and the page."""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.arguments import Arguments, read_arguments
from bot.sandbox.control import Control
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.methods import METHODS, NAMES, RECEIVING
from bot.sandbox.views import Views
from bot.sandbox.webhooks import Webhook
from bot.sandbox.world import Json, World

log = logging.getLogger(__name__)

THIS_COMPUTER = ("127.0.0.1", "localhost", "::1")
PAGE = Path(__file__).with_name("page.html")
BAD_GATEWAY_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


@dataclass
class BotApi:
    """The Bot API over a world; keeps a record of every call and lets faults happen."""

    world: World
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.webhook = Webhook(self.world.updates, self.answer_to_webhook)

    async def handle(self, request: Request) -> Response:
        """One call over HTTP: /bot<token>/<method>."""
        named = request.path_params["method"]
        record = self._recorded(named, "http")
        try:
            self.world.admit(request.path_params["token"])
            arguments = await read_arguments(request)
        except ApiError as error:
            return await _respond(request, self._done(record, error))
        return await _respond(request, await self._answer(record, named, arguments))

    async def answer_to_webhook(self, named: str, arguments: Arguments) -> None:
        """One call in the answer to a webhook, of which the bot doesn't hear how it ended."""
        await self._answer(self._recorded(named, "webhook"), named, arguments)

    async def call(self, named: str, arguments: Arguments) -> Any:
        """The result of a method.

        Raises ApiError where the real server would refuse.
        """
        name = NAMES.get(named.lower())
        if name is None:
            raise ApiError(404, "method not found")
        if name in RECEIVING:
            return await RECEIVING[name](self.world, self.webhook, arguments)
        return METHODS[name](self.world, arguments)

    async def _answer(self, record: Json, named: str, arguments: Arguments) -> "Answer":
        record["arguments"] = arguments.shown()
        fault = self.faults.next(named, arguments.text("chat_id"))
        try:
            return self._done(record, await self._faulty(named, arguments, fault), fault)
        except ApiError as error:
            return self._done(record, error, fault)
        except Exception:
            log.exception("%s failed; this is a fault of the sandbox", record["method"])
            return self._done(record, ApiError(500), fault)

    async def _faulty(self, named: str, arguments: Arguments, fault: Fault | None) -> Any:
        """The result of a method where a fault may come in between."""
        refusal = fault.error() if fault else None
        if refusal and not (fault and fault.executed):
            raise refusal
        if fault and fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        if fault and fault.kind in ("html", "close", "half_body", "no_answer") and not fault.executed:
            return True
        result = await self.call(named, arguments)
        if refusal:
            raise refusal
        return result

    def _recorded(self, named: str, via: str) -> Json:
        record = {"at": self.world.now(), "method": NAMES.get(named.lower(), named), "via": via, "status": None}
        record |= {"arguments": {}, "fault": None, "description": None, "started": time.monotonic()}
        self.world.calls.append(record)
        return record

    def _done(self, record: Json, result: Any, fault: Fault | None = None) -> "Answer":
        """The answer to a call, which goes on record."""
        refused = isinstance(result, ApiError)
        record |= {"status": result.code if refused else 200, "seconds": time.monotonic() - record.pop("started")}
        record |= {"fault": fault.kind if fault else None, "description": result.description if refused else None}
        return Answer(result.body() if refused else {"ok": True, "result": result}, record["status"], fault)


@dataclass(frozen=True)
class Answer:
    """What is answered to a call, and what happens to it on its way."""

    body: Json
    status: int
    fault: Fault | None


async def _respond(request: Request, answer: Answer) -> Response:
    """The answer over HTTP, or what is left of it where a connection breaks."""
    content, fault = json.dumps(answer.body).encode(), answer.fault
    if fault and fault.kind == "html":
        return HTMLResponse(BAD_GATEWAY_PAGE, 502)
    if fault and fault.kind in ("close", "half_body", "no_answer"):
        return Broken(request, content, fault)
    retry_after = answer.body.get("parameters", {}).get("retry_after")
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return Response(content, answer.status, headers, "application/json")


class Broken(Response):
    """An answer that never comes, or comes in part: the connection is closed under it."""

    def __init__(self, request: Request, content: bytes, fault: Fault) -> None:
        super().__init__(content, media_type="application/json")
        self._request, self._fault = request, fault

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Breaks off, as the fault says."""
        if self._fault.kind == "no_answer":
            await asyncio.sleep(self._fault.seconds)
        if self._fault.kind == "half_body":
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            half = bytes(self.body[: len(self.body) // 2])
            await send({"type": "http.response.body", "body": half, "more_body": True})
        self._request.state.transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass


class Guard:
    """Keeps other web pages out, which a browser would let call this computer, and minds those who hang up."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, unless it comes from a page that is not ours."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc != host
        rebound = scope["server"][0] in THIS_COMPUTER and host.rpartition(":")[0].strip("[]") not in THIS_COMPUTER
        if foreign or rebound or headers.get("sec-fetch-site") == "cross-site":
            response = JSONResponse(ApiError(403, "this page is not the sandbox's own").body(), 403)
            await response(scope, receive, send)
            return
        with contextlib.suppress(ClientDisconnect):
            await self._app(scope, receive, send)


def create_app(api: BotApi) -> Starlette:
    """The whole application over one Bot API."""
    control = Control(api.world, api.webhook, api.faults)

    async def not_found(request: Request, _: Exception) -> Response:
        return JSONResponse(ApiError(404).body(), 404)

    async def page(_: Request) -> Response:
        return HTMLResponse(PAGE.read_text("utf-8"))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await api.webhook.stop()

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", api.handle, methods=["GET", "POST"]),
            *control.routes(),
            *Views(api.world).routes(),
            Route("/", page),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={404: not_found},
        lifespan=lifespan,
    )
