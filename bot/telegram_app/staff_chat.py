"""The chat of the staff, wherever it has gone."""

import logging
from collections.abc import Callable

from telegram import Message

log = logging.getLogger(__name__)

# The ids of plain groups, which alone can become supergroups; those have other ids.
GROUP_IDS = range(-(10**12) + 1, 0)


class StaffChat:
    """The number of the staff's chat, if there is one; follows a group that becomes a supergroup.

    `on_move` is called when it did.
    """

    def __init__(self, id: int | None, on_move: Callable[[], None] = lambda: None) -> None:
        self.id, self._on_move = id, on_move

    @property
    def can_move(self) -> bool:
        """Whether it is a group that can become a supergroup, or has become one already."""
        return self.id in GROUP_IDS

    def follow(self, old: int, new: int) -> bool:
        """A group has another number from now on; tells whether it was this one."""
        if old != self.id or new == old:
            return False
        self.id = new
        log.warning("the staff's group has become a supergroup and is followed; set STAFF_CHAT_ID=%s", new)
        self._on_move()
        return True

    def moved_by(self, message: Message) -> bool:
        """Follows what a service message of the group, or of the supergroup, tells."""
        if message.migrate_to_chat_id:
            return self.follow(message.chat_id, message.migrate_to_chat_id)
        before = message.migrate_from_chat_id
        return before is not None and self.follow(before, message.chat_id)
