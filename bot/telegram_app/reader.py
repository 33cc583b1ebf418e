"""Reads messages in threads of its own, so that nobody's answer waits for another's sentences."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, TypeVar

from bot.conversation.responder import Current
from bot.encoder.windows import WINDOW
from bot.safety.triage import Triage

T = TypeVar("T")


class Call(NamedTuple):
    """Something that reads a text, and who waits for what it gives."""

    text: str
    work: Callable[[], Any]
    result: asyncio.Future[Any]


class Reader:
    """Runs what the encoders take part in; while none is loaded, and for a clear danger, words are read at once.

    The texts of all that waits are read in one go.
    """

    def __init__(self, current: Current) -> None:
        self._current = current
        # While one has sentences read, on all cores, the other makes something of what was read before.
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reader")
        self._in_turn = threading.Lock()
        self._waiting: deque[Call] = deque()

    async def triage(self, words: str) -> Triage:
        """What words call for before they are answered."""
        responder = self._current.responder
        if not words:
            return Triage(None, ())
        # Where danger is clear, no sentence need be read.
        is_clear = responder.encoders.names and responder.is_clear(words)
        return responder.triage(words) if is_clear else await self.run(responder.triage, words)

    async def run(self, call: Callable[..., T], text: str, *arguments: Any) -> T:
        """What a call gives that reads a text, which is its first argument."""
        if not self._current.responder.encoders.names:
            return call(text, *arguments)
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()
        self._waiting.append(Call(text, partial(call, text, *arguments), result))
        self._threads.submit(self._work_off, loop)
        return await result

    def close(self) -> None:
        """Lets the threads go; what waits for it is not read any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _work_off(self, loop: asyncio.AbstractEventLoop) -> None:
        """Does in a thread all that waits; what was done with another finds nothing to do."""
        with self._in_turn:
            calls = [self._waiting.popleft() for _ in range(len(self._waiting))]
            with suppress(Exception):  # who waits for a text meets its fault below
                # A longer text is read in windows, which alone take longer than to be read one by one.
                self._current.responder.encoders.read_ahead([call.text for call in calls if len(call.text) <= WINDOW])
        for call in calls:
            try:
                given, fault = call.work(), None
            except Exception as error:  # noqa: BLE001  # it is for who waits, whatever it is
                given, fault = None, error
            loop.call_soon_threadsafe(_tell, call.result, given, fault)


def _tell(result: asyncio.Future[Any], given: Any, fault: Exception | None) -> None:
    if result.done():  # nobody waits any more
        return
    if fault:
        result.set_exception(fault)
    else:
        result.set_result(given)
