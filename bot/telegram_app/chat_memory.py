"""What came last in a chat, and which reply belongs to which message: in memory only, the latest few."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

SECONDS = 600.0
CHATS_KEPT = 1_000
REPLIES_KEPT = 1_000

T = TypeVar("T")


class Last(NamedTuple):
    """The entry that was answered, and the others that were near."""

    entry: str
    others: tuple[str, ...] = ()


class ChatMemory(Generic[T]):
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


# A chat, and the number of a message in it or the name of an album.
Post = tuple[int, int | str | None]


class ReplyIds:
    """The numbers of the latest messages that have a reply and of these replies, in memory; no texts, no people."""

    def __init__(self) -> None:
        self._replies: OrderedDict[Post, int | None] = OrderedDict()

    def __contains__(self, post: Post) -> bool:
        """Whether a message or an album has a reply."""
        return post in self._replies

    def changeable(self, post: Post) -> int | None:
        """The number of the reply that may be changed, if there is one."""
        return self._replies.get(post)

    def note(self, post: Post, reply_id: int | None) -> None:
        """Remembers a reply, with None for one that must stay as it is; the oldest are forgotten."""
        self._replies[post] = reply_id
        self._replies.move_to_end(post)
        if len(self._replies) > REPLIES_KEPT:
            self._replies.popitem(last=False)
