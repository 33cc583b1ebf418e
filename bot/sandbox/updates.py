"""What waits for the bot: the queue behind getUpdates and webhooks (https://core.telegram.org/bots/api#getting-updates)."""

import asyncio
import itertools
import random
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import ApiError

KEPT_SECONDS = 24 * 60 * 60
MAX_ID = 2**31
# An offset further ahead than this is taken for a mistake and starts at the oldest update.
FUTURE = 10
# How long a conflict that soon follows another is held back, in seconds.
CONFLICT_PAUSE = 3.0

KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "message_reaction",
        "message_reaction_count",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "purchased_paid_media",
    }
)
UNASKED = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True)
class Pending:
    """An update that no one has acknowledged; `sender` is whose updates stay in order, `at` in seconds."""

    serial: int
    id: int
    at: float
    sender: int
    update: dict[str, Any]


class Updates:
    """The queue of one bot."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.waiting: OrderedDict[int, Pending] = OrderedDict()
        self.on_new: Callable[[Pending], None] = lambda pending: None
        self._serials = itertools.count()
        # Each start has other ids, as on Telegram: a bot that remembers old ones must not take new ones for them.
        self._next_id = random.randrange(100_000_000, 1_000_000_000)
        self._poller: asyncio.Future[None] | None = None
        self._conflict_pause = CONFLICT_PAUSE
        self.reset()

    def reset(self) -> None:
        """Starts anew, with nothing that waits; the ids go on, so that a bot that polls is not left behind."""
        self.clear()
        self.allowed: frozenset[str] = UNASKED
        self._quiet_until = 0.0
        self.stop_polling("the sandbox starts anew")

    @property
    def is_default(self) -> bool:
        """Whether the kinds that come are those that come unasked."""
        return self.allowed == UNASKED

    def allow(self, kinds: Iterable[Any] | None) -> None:
        """Sets which kinds come from now on; None leaves it as it is, an empty list is the default."""
        if kinds is not None:
            self.allowed = KINDS & {kind.lower() for kind in kinds if isinstance(kind, str)} or UNASKED

    def add(self, sender: int, update: dict[str, Any]) -> int:
        """Queues an update, whatever it holds; 0 where its kind is not allowed, else its id.

        An update may bring an `update_id` of its own.
        """
        if update.keys() & KINDS and not update.keys() & self.allowed:
            return 0
        own = update.get("update_id")
        id = own if type(own) is int and 0 < own < MAX_ID else self._next_id
        self._next_id = max(self._next_id, id) + 1
        pending = Pending(next(self._serials), id, self.now(), sender, {"update_id": id, **update})
        self.waiting[pending.serial] = pending
        if self._poller and not self._poller.done():
            self._poller.set_result(None)
        self.on_new(pending)
        return id

    def forget_old(self) -> None:
        """Drops what has waited for more than a day."""
        self._drop_while(self.expired)

    def expired(self, pending: Pending) -> bool:
        """Whether an update has waited for more than a day."""
        return pending.at < self.now() - KEPT_SECONDS

    def clear(self) -> None:
        """Drops all that waits."""
        self.waiting.clear()

    def take(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """The oldest updates from an offset on; those before it are acknowledged and gone.

        A negative offset counts from the end.
        """
        self.forget_old()
        if offset < 0:
            offset = max(self._next_id + offset, 1)
        if offset <= self._next_id + FUTURE:
            self._drop_while(lambda pending: pending.id < offset)
        return [pending.update for pending in itertools.islice(self.waiting.values(), limit)]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Like `take`, but waits up to so many seconds for the first.

        Raises ApiError where another poller comes meanwhile.
        """
        found = self.take(offset, limit)
        if found or seconds <= 0:
            return found
        self.stop_polling("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await self._poller
        except TimeoutError:
            pass
        except ApiError as conflict:
            await self.conflict(conflict.description.partition(": ")[2])
        return self.take(offset, limit)

    def stop_polling(self, reason: str) -> None:
        """Ends the waiting of a poller, if there is one, with a conflict."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(ApiError(409, reason))

    def end(self) -> None:
        """Ends the waiting of a poller at once."""
        self._conflict_pause = 0.0
        self.stop_polling("the sandbox ends")

    async def conflict(self, reason: str) -> None:
        """Raises a conflict; one that soon follows another only after a pause, so that nobody spins."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._quiet_until:
            await asyncio.sleep(self._conflict_pause)
        else:
            self._quiet_until = loop.time() + self._conflict_pause
        raise ApiError(409, reason)

    def _drop_while(self, gone: Callable[[Pending], bool]) -> None:
        while self.waiting and gone(next(iter(self.waiting.values()))):
            self.waiting.popitem(last=False)
