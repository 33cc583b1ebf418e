"""Who writes too fast."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Literal

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
        self._people: OrderedDict[Hashable, deque[float]] = OrderedDict()
        self._told: set[Hashable] = set()

    def judge(self, who: Hashable, most: int = QUESTIONS) -> Verdict:
        """What someone's next question gets."""
        times = self._times(who)
        now = self._now()
        while times and times[0] <= now - SECONDS:
            times.popleft()
        times.append(now)
        if len(times) <= most:
            self._told.discard(who)
            return "answer"
        times.popleft()
        if who in self._told:
            return "silence"
        self._told.add(who)
        return "slow_down"

    def _times(self, who: Hashable) -> deque[float]:
        """When someone's latest questions came; those who were quiet longest are forgotten."""
        times = self._people.setdefault(who, deque())
        self._people.move_to_end(who)
        if len(self._people) > PEOPLE_KEPT:
            forgotten, _ = self._people.popitem(last=False)
            self._told.discard(forgotten)
        return times
