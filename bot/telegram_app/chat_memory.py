"""What came last in a chat, and which reply belongs to which message: in memory only, the latest few."""

from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from cachetools import LRUCache, TTLCache

SECONDS = 600.0
CHATS_KEPT = 1_000
REPLIES_KEPT = 1_000

T = TypeVar("T")


class Wrote(NamedTuple):
    """What a person wrote last, and whether it was urgent."""

    words: str
    was_urgent: bool


class Last(NamedTuple):
    """The entry that was answered, and the others that were near."""

    entry: str
    others: tuple[str, ...] = ()


class ChatMemory(Generic[T]):
    """The last thing of each chat, or of each person in a chat; `now` gives the time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._last: TTLCache[Hashable, T] = TTLCache(CHATS_KEPT, SECONDS, now)

    def note(self, chat_id: Hashable, value: T) -> None:
        """This came last in a chat."""
        self._last[chat_id] = value

    def last(self, chat_id: Hashable) -> T | None:
        """What came last in a chat, if that was within the last minutes."""
        return self._last.get(chat_id)

    def forget(self, chat_id: Hashable) -> T | None:
        """What came last in a chat, which is known no longer."""
        return self._last.pop(chat_id, None)


class Unsettled(Generic[T]):
    """The last thing of each chat until something becomes of it, or for some minutes; `now` is in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now, self._last = now, dict[Hashable, tuple[float, T]]()

    def note(self, chat_id: Hashable, value: T) -> None:
        """This came last in a chat; the oldest is forgotten where there are too many."""
        self._last.pop(chat_id, None)
        self._last[chat_id] = self._now(), value
        if len(self._last) > CHATS_KEPT:
            del self._last[next(iter(self._last))]

    def last(self, chat_id: Hashable) -> T | None:
        """What came last in a chat, if nothing became of it yet."""
        _, value = self._last.get(chat_id, (0.0, None))
        return value

    def settle(self, chat_id: Hashable) -> T | None:
        """What came last in a chat, of which something became now."""
        _, value = self._last.pop(chat_id, (0.0, None))
        return value

    def overdue(self) -> list[T]:
        """What nothing became of within the last minutes, which is known no longer."""
        until = self._now() - SECONDS
        late = [chat_id for chat_id, (noted, _) in self._last.items() if noted <= until]
        return [self._last.pop(chat_id)[1] for chat_id in late]


# A chat, and the number of a message in it or the name of an album.
Post = tuple[int, int | str | None]


class ReplyIds:
    """The numbers of the latest messages that have a reply and of these replies, in memory; no texts, no people."""

    def __init__(self) -> None:
        self._replies: LRUCache[Post, int | None] = LRUCache(REPLIES_KEPT)

    def __contains__(self, post: Post) -> bool:
        """Whether a message or an album has a reply."""
        return post in self._replies

    def changeable(self, post: Post) -> int | None:
        """The number of the reply that may be changed, if there is one."""
        return self._replies.get(post)

    def note(self, post: Post, reply_id: int | None) -> None:
        """Remembers a reply, with None for one that must stay as it is; the oldest are forgotten."""
        self._replies[post] = reply_id
