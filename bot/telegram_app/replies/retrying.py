"""How calls reach Telegram: waits are kept, and what can be tried again is tried again."""

import asyncio
import logging
import math
from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.replies.waits import Call, Waits
from bot.telegram_app.turn import current_turn

log = logging.getLogger(__name__)

# The pauses before a message is sent again, in seconds; after that the whole update is tried again, while others go on.
PAUSES = (0.5, 1.0)


class Retrying(BaseRateLimiter[None]):
    """Makes each call of the bot; for PTB it is a rate limiter, though it limits only as Telegram asks.

    After a 429 the same is not called again in the same chat until its wait is over; see Waits for the bot as a whole.
    A reply waits for that, and meanwhile others have its place; anything else (a menu, a picture above a text, the end
    of a button's waiting) is refused at once, since nobody is helped by it later. A message that meets a broken network
    or server is sent again; where nobody can know whether it arrived, a second copy is better than none.
    """

    def __init__(self, metrics: Metrics, now: Callable[[], float] = monotonic) -> None:
        self._metrics = metrics
        self._waits = Waits(now)

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
        call = Call(endpoint, chat_of(data))
        pauses = iter(PAUSES if endpoint.startswith(("send", "edit", "answerInline")) else ())
        while True:
            await self._wait(call)
            try:
                return await self._counted(endpoint, callback(*args, **kwargs))
            except RetryAfter as error:
                self._waits.note(call, seconds_asked(error))
                log.warning("Telegram asks to wait %.0f s with %s", seconds_asked(error), endpoint)
                if not is_reply(endpoint):
                    raise
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

    async def _wait(self, call: Call) -> None:
        """Returns when no wait holds; one may grow meanwhile.

        Raises RetryAfter while one holds for what can't wait.
        """
        turn = current_turn()
        while (left := self._waits.left(call, turn is not None and turn.urgent)) > 0:
            if not is_reply(call.method):
                raise RetryAfter(math.ceil(left))
            await (turn.rest if turn else asyncio.sleep)(left)


def is_reply(method: str) -> bool:
    """Whether a method brings the words that a person waits for."""
    return method == "sendMessage" or method.startswith("edit")


def chat_of(arguments: dict[str, Any]) -> int | None:
    """The chat that a call is for, if any."""
    chat_id = arguments.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None


def seconds_asked(error: RetryAfter) -> float:
    """How long Telegram asks to wait, with a little more for the way."""
    after = error.retry_after
    return (float(after) if isinstance(after, int | float) else after.total_seconds()) + 0.1
