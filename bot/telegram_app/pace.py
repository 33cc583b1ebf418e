"""Who writes too fast."""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Literal

QUESTIONS, SECONDS = 5, 10.0
CHATS_KEPT = 10_000

Verdict = Literal["answer", "slow_down", "silence"]


class Pace:
    """Lets so many questions of a chat in so many seconds pass; `now` gives the time in seconds.

    What is too fast is met with one word, then with silence until the chat has calmed down.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._chats: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: set[int] = set()

    def judge(self, chat_id: int) -> Verdict:
        """What the next question of a chat gets."""
        times = self._times(chat_id)
        now = self._now()
        while times and times[0] <= now - SECONDS:
            times.popleft()
        times.append(now)
        if len(times) <= QUESTIONS:
            self._told.discard(chat_id)
            return "answer"
        times.popleft()
        if chat_id in self._told:
            return "silence"
        self._told.add(chat_id)
        return "slow_down"

    def _times(self, chat_id: int) -> deque[float]:
        """When the latest questions of a chat came; the chats that were quiet longest are forgotten."""
        times = self._chats.setdefault(chat_id, deque())
        self._chats.move_to_end(chat_id)
        if len(self._chats) > CHATS_KEPT:
            forgotten, _ = self._chats.popitem(last=False)
            self._told.discard(forgotten)
        return times
