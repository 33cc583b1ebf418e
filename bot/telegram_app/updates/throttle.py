"""Who writes too fast."""

from collections import deque
from collections.abc import Callable, Hashable
from typing import Literal

from cachetools import LRUCache

QUESTIONS, SECONDS = 5, 10.0
# How many pages of the lists someone may turn in that time.
PAGES = 20
PEOPLE_KEPT = 10_000

Verdict = Literal["answer", "slow_down", "silence"]


class Throttle:
    """Lets so many questions of a person in a chat in so many seconds pass; `now` gives the time in seconds.

    What is too fast is met with one word, then with silence until they have calmed down.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        # When the latest questions of each came; those who were quiet longest are forgotten.
        self._people: LRUCache[Hashable, deque[float]] = LRUCache(PEOPLE_KEPT)
        self._told: LRUCache[Hashable, None] = LRUCache(PEOPLE_KEPT)

    def judge(self, who: Hashable, most: int = QUESTIONS) -> Verdict:
        """What someone's next question gets."""
        times = self._people.setdefault(who, deque())
        now = self._now()
        while times and times[0] <= now - SECONDS:
            times.popleft()
        times.append(now)
        if len(times) <= most:
            self._told.pop(who, None)
            return "answer"
        times.popleft()
        if who in self._told:
            return "silence"
        self._told[who] = None
        return "slow_down"
