"""How long Telegram asks to wait (429), and for what."""

from collections.abc import Callable
from typing import NamedTuple

# So many private chats that are asked to wait within so many seconds mean that the bot as a whole is asked. Groups do
# not count: Telegram lets a bot say little there, so that several of them may have to wait on a busy day.
SEVERAL, WITHIN = 3, 5.0


class Call(NamedTuple):
    """What a wait holds for: a method, in one chat where it is for one."""

    method: str
    chat_id: int | None = None


class Waits:
    """The waits that hold; `now` gives the time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._until: dict[Call, float] = {}
        self._all_until = 0.0
        # When private chats were asked to wait, and until when.
        self._asked: dict[int, tuple[float, float]] = {}

    def note(self, call: Call, seconds: float) -> None:
        """Telegram asks to wait so long before such a call is made again."""
        now = self._now()
        self._until = {held: until for held, until in self._until.items() if until > now}
        self._until[call] = max(now + seconds, self._until.get(call, 0.0))
        if call.chat_id is None or call.chat_id < 0:
            return
        self._asked = {chat: (at, until) for chat, (at, until) in self._asked.items() if at > now - WITHIN}
        self._asked[call.chat_id] = now, now + seconds
        if len(self._asked) >= SEVERAL:
            self._all_until = max(self._all_until, min(until for _, until in self._asked.values()))

    def left(self, call: Call, urgent: bool = False) -> float:
        """How long a call has to wait, in seconds; what is urgent only where Telegram asked for that very call."""
        until = self._until.get(call, 0.0)
        return max(until if urgent else max(until, self._all_until), self._now()) - self._now()
