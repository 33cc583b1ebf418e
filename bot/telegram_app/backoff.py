"""How the bot goes on when Telegram can't be reached or refuses a call."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.errors import BotError
from bot.telegram_app.replies.retrying import seconds_asked

log = logging.getLogger(__name__)

# A refused token may be a passing fault of Telegram; after these pauses it is not, in seconds.
TOKEN_PAUSES = (1.0, 2.0, 3.0, 4.0)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
CONFLICT_PAUSES = (3.0, 5.0, 10.0, 30.0)
REFUSED_TOKEN = "Telegram does not accept this token; get the right one from @BotFather"

T = TypeVar("T")


class Backoff:
    """Goes on after failures of Telegram: waits ever longer, and says what is wrong once each time that it changes."""

    def __init__(self) -> None:
        self._kind: type[TelegramError] | None = None
        self._times = 0

    async def until_done(self, call: Callable[[], Awaitable[T]], waits: bool = True) -> T:
        """What a call gives, made again and again until Telegram answers it.

        Raises BotError where Telegram refuses the token, BadRequest at once, and RetryAfter unless it `waits`.
        """
        while True:
            try:
                result = await call()
            except BadRequest:
                raise
            except TelegramError as error:
                if isinstance(error, RetryAfter) and not waits:
                    raise
                await asyncio.sleep(self.pause(error))
            else:
                self.success()
                return result

    def success(self) -> None:
        """All is well (again)."""
        if self._times:
            log.info("Telegram answers again")
        self._kind, self._times = None, 0

    def pause(self, error: TelegramError) -> float:
        """How long to wait after a failure, in seconds.

        Raises BotError where Telegram refuses the token again and again.
        """
        self._times = self._times + 1 if self._kind is type(error) else 1
        self._kind = type(error)
        if isinstance(error, RetryAfter):
            return seconds_asked(error)
        if isinstance(error, InvalidToken | EndPointNotFound):  # the library takes a 404 for either
            if self._times > len(TOKEN_PAUSES):
                raise BotError(REFUSED_TOKEN) from None
            log.warning("Telegram refuses the token; trying again in case that passes")
            return TOKEN_PAUSES[self._times - 1]
        if isinstance(error, Conflict):
            log.warning("another copy of the bot runs with this token, or it has a webhook; end one of them")
            return CONFLICT_PAUSES[min(self._times, len(CONFLICT_PAUSES)) - 1]
        if self._times == 1:
            log.warning("Telegram can't be reached (%s); trying again until it can", type(error).__name__)
        doubled: float = FIRST_PAUSE * 2.0 ** min(self._times - 1, 10)
        return min(doubled, LONGEST_PAUSE)
