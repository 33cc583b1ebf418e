"""What a chat was answered last, for a few minutes and in memory only."""

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

SECONDS = 600.0
CHATS_KEPT = 1_000


class Last(NamedTuple):
    """The entry that was answered, and the others that were near."""

    entry: str
    others: tuple[str, ...]


class Recent:
    """The last answers of the chats; `now` gives the time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last: OrderedDict[int, tuple[float, Last]] = OrderedDict()

    def note(self, chat_id: int, entry: str, others: tuple[str, ...] = ()) -> None:
        """A chat was answered with an entry."""
        self._forget_old()
        self._last.pop(chat_id, None)
        self._last[chat_id] = self._now(), Last(entry, others)
        if len(self._last) > CHATS_KEPT:
            self._last.popitem(last=False)

    def last(self, chat_id: int) -> Last | None:
        """What a chat was answered within the last minutes."""
        self._forget_old()
        found = self._last.get(chat_id)
        return found[1] if found else None

    def _forget_old(self) -> None:
        while self._last and next(iter(self._last.values()))[0] <= self._now() - SECONDS:
            self._last.popitem(last=False)
