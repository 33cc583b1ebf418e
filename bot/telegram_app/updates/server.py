"""Web servers beside the bot, in its own loop."""

import asyncio
import errno
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from bot.errors import BotError

# A bot that polls and whose state nobody asks for needs no server, which takes a tenth of a start.
if TYPE_CHECKING:
    from starlette.applications import Starlette

# What systems say that know IPv6, but have it turned off.
NO_IPV6 = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


@asynccontextmanager
async def serving(app: "Starlette", listener: socket.socket) -> AsyncIterator[None]:
    """Serves while the block runs, and ends with it; leaves signals to those who run it."""
    import uvicorn

    class Server(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    server = Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))
    task = asyncio.create_task(server.serve([listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task


def listening(port: int, setting: str, host: str | None = None) -> socket.socket:
    """A socket that listens on a port: of one address of this computer, or of all, by IPv6 and IPv4 alike.

    Raises BotError where it can't, naming the settings that choose another.
    """
    try:
        if host is None:
            return _on_all(port)
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(family, address)
    except OSError as error:
        place, settings = (f"{host} port {port}", f"HOST and {setting}") if host else (f"port {port}", setting)
        raise BotError(f"can't listen on {place}: {error.strerror}; choose another with {settings}") from None


def _on_all(port: int) -> socket.socket:
    if socket.has_dualstack_ipv6():
        try:
            return _bound(socket.AF_INET6, ("::", port))
        except OSError as error:
            if error.errno not in NO_IPV6:
                raise
    return _bound(socket.AF_INET, ("", port))


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    # With the protocol named, asyncio sends without delay.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":  # there it would let two programs share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            # Of all addresses, those of IPv4 too; of one, it alone.
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address[0] != "::"))
        bound.bind(address)
        bound.listen(1024)
    except OSError:
        bound.close()
        raise
    return bound
