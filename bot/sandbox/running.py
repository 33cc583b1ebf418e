"""A local Telegram that runs: alone, or beside a bot or a test in a thread of its own."""

import asyncio
import socket
import threading
from types import TracebackType
from typing import Any

import httpx
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox.server import BotApi, create_app
from bot.sandbox.world import DEFAULT_TOKEN, World

START_SECONDS = 10
MAX_SHUTDOWN_SECONDS = 1


class Protocol(H11Protocol):
    """HTTP that also hands over the connection, so that a fault can break it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn says so too
        """Keeps the connection where a request can reach it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class Server(uvicorn.Server):
    """The web server of a local Telegram; it ends those who wait for news before it waits for them."""

    def __init__(self, world: World, host: str, port: int) -> None:
        self._world = world
        config = uvicorn.Config(
            create_app(BotApi(world)),
            host=host,
            port=port,
            http=Protocol,
            lifespan="on",
            log_config=None,
            log_level="error",
            access_log=False,
            # Clients that keep a connection must not meet its end with their next call.
            timeout_keep_alive=75,
            timeout_graceful_shutdown=MAX_SHUTDOWN_SECONDS,
        )
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends."""
        self._world.close()
        await super().shutdown(sockets)


class Sandbox:
    """A local Telegram in a thread: a context manager for tests, and for a bot in the same process.

    `port` 0 is any free one; with no token, any that looks like one may begin, and `token` is one that does. The
    methods of the control API are called with `do` and `see`. Raises OSError where the port is taken.
    """

    def __init__(
        self,
        token: str | None = DEFAULT_TOKEN,
        host: str = "127.0.0.1",
        port: int = 0,
        name: str = "Sandbox bot",
    ) -> None:
        self.token = token or DEFAULT_TOKEN
        self._socket = bound_socket(host, port)
        shown = "127.0.0.1" if host in ("", "0.0.0.0") else host
        self.url = f"http://{shown}:{self._socket.getsockname()[1]}"
        self._server = Server(World(token, name), host, port)
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._client = httpx.Client(base_url=self.url, trust_env=False, timeout=30)

    def __enter__(self) -> "Sandbox":
        self._thread.start()
        self.see("state")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
        self._socket.close()

    def do(self, order: str, **arguments: Any) -> Any:
        """Carries out an order of the control API, such as `do("message", chat_id=1001, text="hi")`.

        Raises ValueError where it is refused.
        """
        return self._result(self._client.post(f"/control/{order}", json=arguments))

    def see(self, view: str, **arguments: Any) -> Any:
        """A view of the control API, such as `see("transcript", chat_id=1001)`."""
        return self._result(self._client.get(f"/control/{view}", params=arguments))

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """What the Bot API answers to a call of a bot."""
        answer: dict[str, Any] = self._client.post(f"/bot{self.token}/{method}", json=arguments).json()
        return answer

    def _run(self) -> None:
        asyncio.run(self._server.serve([self._socket]))

    @staticmethod
    def _result(answer: httpx.Response) -> Any:
        body = answer.json()
        if not body["ok"]:
            raise ValueError(body["description"])
        return body["result"]


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket that listens at once, so that the first call waits instead of being refused.

    Raises OSError where the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends without delay; otherwise each answer takes 40 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(1024)
    except OSError:
        bound.close()
        raise
    return bound
