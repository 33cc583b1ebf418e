"""Web servers beside the bot, in its own loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import BotError


class Server(uvicorn.Server):
    """A web server that leaves signals to those who run it."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Does nothing."""
        yield


@asynccontextmanager
async def serving(app: Starlette, listener: socket.socket) -> AsyncIterator[None]:
    """Serves while the block runs, and ends with it."""
    server = Server(app)
    task = asyncio.create_task(server.serve([listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task


def listening(port: int, setting: str) -> socket.socket:
    """A socket that listens on a port of every network.

    Raises BotError where the port is taken, naming the setting that chooses another.
    """
    # With the protocol named, asyncio sends without delay.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("", port))
        bound.listen(1024)
    except OSError as error:
        bound.close()
        raise BotError(f"can't listen on port {port}: {error.strerror}; choose another with {setting}") from None
    return bound
