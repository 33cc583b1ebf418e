"""Which reply of the bot belongs to which message, so that it can change with it."""

from collections import OrderedDict

KEPT = 1_000

# A chat, and the number of a message in it or the name of an album.
Post = tuple[int, int | str | None]


class Replied:
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
        if len(self._replies) > KEPT:
            self._replies.popitem(last=False)
