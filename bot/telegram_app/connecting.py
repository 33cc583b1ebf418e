"""The way to Telegram: what calls it, and what the bot is called there."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder

from bot.errors import BotError
from bot.settings import Settings
from bot.telegram_app.backoff import REFUSED_TOKEN
from bot.telegram_app.context import Builder
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.replies.request import Request
from bot.telegram_app.replies.retrying import Retrying
from bot.telegram_app.replies.way import way_to
from bot.telegram_app.updates.queue import SIDE_BY_SIDE

# How often a bot that does not know its name asks for it, in seconds.
NAMELESS_SECONDS = 5.0


class Introducing(Retrying):
    """Knows the bot by the number in its token while Telegram asks to wait with getMe, so that nobody else waits.

    Until it is `introduced` it has no name, so that in groups only replies to it and commands are heard.
    """

    def __init__(self, metrics: Metrics, token: str) -> None:
        super().__init__(metrics)
        self._number = int(token.partition(":")[0])

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """The result of one call; raises as it does for all."""
        try:
            return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
        except RetryAfter:
            if endpoint != "getMe":
                raise
            return {"id": self._number, "is_bot": True, "first_name": "", "username": ""}


async def introduced(bot: Bot) -> None:
    """Returns when the bot knows its name."""
    while not bot.username:
        await asyncio.sleep(NAMELESS_SECONDS)
        with suppress(TelegramError):
            await bot.get_me()


def name_on_telegram(settings: Settings) -> str:
    """What Telegram calls the bot, without @.

    Raises BotError where Telegram does not know the token, or can't be reached.
    """
    return asyncio.run(_name(settings))


async def _name(settings: Settings) -> str:
    bot = builder_of(settings, Retrying(Metrics(time.monotonic)), *requests_of(settings)).build().bot
    try:
        await bot.initialize()
        name: str = bot.username
    except (InvalidToken, EndPointNotFound):
        raise BotError(REFUSED_TOKEN) from None
    except TelegramError as error:
        raise BotError(f"Telegram can't be reached ({type(error).__name__}); name the bot with --bot") from None
    finally:
        await bot.shutdown()
    return name


def requests_of(settings: Settings) -> tuple[Request, Request]:
    """What calls Telegram, and what fetches updates."""
    way = way_to(settings.telegram_api_url)
    return Request(way, 2 * SIDE_BY_SIDE), Request(way, 1)


def builder_of(settings: Settings, delivery: Retrying, calls: Request, polls: Request) -> Builder:
    """What makes the application: the token and the way to Telegram."""
    return (
        ApplicationBuilder()
        .token(settings.token or "")
        .base_url(f"{settings.telegram_api_url}/bot")
        .request(calls)
        .get_updates_request(polls)
        .rate_limiter(delivery)
        .updater(None)
    )
