"""The turn of an update: its place among the few that are in work, which others have while it waits."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType

# How much later than what is urgent the rest goes on after a wait, in seconds.
HEAD_START = 0.1


class Turn:
    """What an update holds while it is in work; `urgent` is for danger, `once` for what must not be done twice."""

    def __init__(self, places: asyncio.Semaphore, on_rest: Callable[[], None]) -> None:
        self.urgent = self.once = False
        self._places, self._holds, self._on_rest = places, False, on_rest
        self._rests_until = 0.0

    async def __aenter__(self) -> "Turn":
        """Waits for a place."""
        await self._places.acquire()
        self._holds = True
        _TURN.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leaves the place to the next."""
        self._leave()
        _TURN.set(None)

    @property
    def rest_left(self) -> float:
        """How long it does nothing yet but wait, in seconds."""
        return max(0.0, self._rests_until - asyncio.get_running_loop().time())

    async def rest(self, seconds: float) -> None:
        """Waits with no place; what is urgent then goes on without one, the rest when there is one."""
        self._leave()
        await self.pause(seconds if self.urgent else seconds + HEAD_START)
        if not self.urgent:
            await self._places.acquire()
            self._holds = True

    async def pause(self, seconds: float) -> None:
        """Waits outside a block that holds a place."""
        self._rests_until = asyncio.get_running_loop().time() + seconds
        self._on_rest()
        await asyncio.sleep(seconds)
        self._rests_until = 0.0

    def _leave(self) -> None:
        if self._holds:
            self._holds = False
            self._places.release()


_TURN: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current_turn() -> Turn | None:
    """The turn of the update that is dealt with here; None for what the bot does of its own accord."""
    return _TURN.get()
