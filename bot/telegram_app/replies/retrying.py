"""How calls reach Telegram: pauses are kept, and what can be tried again is tried again."""

import asyncio
import logging
import math
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.telegram_app.observability.metrics import Metrics

log = logging.getLogger(__name__)

# The pauses before a message is sent again, in seconds; after that the whole update is tried again, while others go on.
PAUSES = (0.5, 1.0)


class Retrying(BaseRateLimiter[None]):
    """Makes each call of the bot; for PTB it is a rate limiter, though it limits only as Telegram asks.

    After a 429 nothing is sent until its pause is over; one in a group holds for that group alone, and nobody waits for
    it here: Telegram lets a bot say little there, and a busy group must not keep it from other chats. A message that
    meets a broken network or server is sent again; where nobody can know whether it arrived, a second copy is better
    than none.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._closed_until = 0.0
        self._groups_closed_until: dict[int, float] = {}

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is left behind."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """The result of one call.

        Raises TelegramError where it failed for good, or too often.
        """
        group = group_of(data)
        pauses = iter(PAUSES if endpoint.startswith(("send", "edit", "answerInline")) else ())
        while True:
            self._check_open(group)
            await self._opening()
            try:
                return await self._counted(endpoint, callback(*args, **kwargs))
            except RetryAfter as error:
                self._close(group, seconds_asked(error))
                log.warning("Telegram asks to wait %.0f s", seconds_asked(error))
            except (BadRequest, Forbidden, InvalidToken):
                raise
            except NetworkError as error:
                pause = next(pauses, None)
                if pause is None:
                    raise
                log.info("%s failed (%s) and is tried again", endpoint, type(error).__name__)
                await asyncio.sleep(pause)

    async def _counted(self, endpoint: str, call: Coroutine[Any, Any, Any]) -> Any:
        try:
            result = await call
        except TelegramError as error:
            self._metrics.called(endpoint, type(error).__name__)
            raise
        self._metrics.called(endpoint, "ok")
        return result

    async def _opening(self) -> None:
        """Returns when no pause holds; a pause may grow meanwhile."""
        loop = asyncio.get_running_loop()
        while (left := self._closed_until - loop.time()) > 0:  # noqa: ASYNC110  # time passes by itself
            await asyncio.sleep(left)

    def _check_open(self, group: int | None) -> None:
        """Raises RetryAfter while the pause of a group holds."""
        if group is None or group not in self._groups_closed_until:
            return
        left = self._groups_closed_until[group] - asyncio.get_running_loop().time()
        if left > 0:
            raise RetryAfter(math.ceil(left))
        del self._groups_closed_until[group]

    def _close(self, group: int | None, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        if group is None:
            self._closed_until = max(self._closed_until, until)
        else:
            self._groups_closed_until[group] = until


def group_of(arguments: dict[str, Any]) -> int | None:
    """The group that a call is for, if any; the ids of groups are below 0."""
    chat_id = arguments.get("chat_id")
    return chat_id if isinstance(chat_id, int) and chat_id < 0 else None


def seconds_asked(error: RetryAfter) -> float:
    """How long Telegram asks to wait, with a little more for the way."""
    after = error.retry_after
    return (float(after) if isinstance(after, int | float) else after.total_seconds()) + 0.1
