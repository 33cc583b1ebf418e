"""What came last in a chat, for a few minutes and in memory only."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

SECONDS = 600.0
CHATS_KEPT = 1_000

T = TypeVar("T")


class Last(NamedTuple):
    """The entry that was answered, and the others that were near."""

    entry: str
    others: tuple[str, ...] = ()


class Recent(Generic[T]):
    """The last thing of each chat; `now` gives the time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last: OrderedDict[int, tuple[float, T]] = OrderedDict()

    def note(self, chat_id: int, value: T) -> None:
        """This came last in a chat."""
        self.forget(chat_id)
        self._last[chat_id] = self._now(), value
        if len(self._last) > CHATS_KEPT:
            self._last.popitem(last=False)

    def last(self, chat_id: int) -> T | None:
        """What came last in a chat, if that was within the last minutes."""
        self._forget_old()
        found = self._last.get(chat_id)
        return found[1] if found else None

    def forget(self, chat_id: int) -> T | None:
        """What came last in a chat, which is known no longer."""
        self._forget_old()
        found = self._last.pop(chat_id, None)
        return found[1] if found else None

    def _forget_old(self) -> None:
        while self._last and next(iter(self._last.values()))[0] <= self._now() - SECONDS:
            self._last.popitem(last=False)
