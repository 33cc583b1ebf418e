"""Calls to Telegram over HTTP."""

import asyncio
import json
from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, HTTPXRequest


class Request(HTTPXRequest):
    """Like the library's, but what is no answer of Telegram is a fault of the network, whatever its status.

    The library would log it, with all that people wrote in it, and take a page of a proxy for Telegram's own word:
    a "403 Forbidden" for a person who blocked the bot.
    """

    async def do_request(self, *arguments: Any, **named: Any) -> tuple[int, bytes]:
        """The status and the content of an answer.

        Raises NetworkError where there is none, so that the call is tried again.
        """
        status, payload = await super().do_request(*arguments, **named)
        if not _is_object(payload):
            raise NetworkError(f"{status}, but no JSON object")
        return status, payload


class Lanes(BaseRequest):
    """So many calls side by side, each on a connection of its own.

    A shared pool looks at all of its connections for every call, which for eight takes half as long as the call.
    """

    def __init__(self, lanes: int, **options: Any) -> None:
        self._all = [Request(connection_pool_size=1, **options) for _ in range(lanes)]
        self._free = self._all.copy()
        self._room = asyncio.Semaphore(lanes)

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take, in seconds."""
        return self._all[0].read_timeout

    async def initialize(self) -> None:
        """Nothing is opened before the first call."""
        for lane in self._all:
            await lane.initialize()

    async def shutdown(self) -> None:
        """Closes all connections."""
        for lane in self._all:
            await lane.shutdown()

    async def do_request(self, *arguments: Any, **named: Any) -> tuple[int, bytes]:
        """The status and the content of an answer; waits while all lanes are taken.

        Raises NetworkError as Request does.
        """
        async with self._room:
            lane = self._free.pop()
            try:
                return await lane.do_request(*arguments, **named)
            finally:
                self._free.append(lane)


def _is_object(payload: bytes) -> bool:
    try:
        return isinstance(json.loads(payload.decode(errors="replace")), dict)
    except (ValueError, RecursionError):
        return False
