"""Reads messages in a thread of its own, so that nobody's answer waits for another's sentences."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.conversation.responder import Current
from bot.safety.triage import Triage

T = TypeVar("T")


class Reader:
    """Runs what the encoders take part in; while none is loaded, and for a clear danger, words are read at once."""

    def __init__(self, current: Current) -> None:
        self._current = current
        # One alone: the models use one core each time, and the other is for those who answer.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")

    async def triage(self, words: str) -> Triage:
        """What words call for before they are answered."""
        responder = self._current.responder
        if not words:
            return Triage(None, ())
        # Where danger is clear, no sentence need be read.
        return responder.triage(words) if responder.is_clear(words) else await self.run(responder.triage, words)

    async def run(self, call: Callable[..., T], *arguments: Any) -> T:
        """What a call gives that reads sentences."""
        if not self._current.responder.encoders:
            return call(*arguments)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *arguments)

    def close(self) -> None:
        """Lets the thread go; what waits for it is not read any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
