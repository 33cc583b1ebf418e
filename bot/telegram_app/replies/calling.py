"""Calls of Telegram past the library's objects."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot


@dataclass(frozen=True)
class Json:
    """Arguments of a call as they are, in place of the library's."""

    parameters: dict[str, Any]
    contains_files: bool = False


async def call(bot: Bot, method: str, arguments: dict[str, Any]) -> Any:
    """What Telegram answers to a method, as it comes; arguments are JSON, and those that are None are left out.

    Raises TelegramError as the library's methods do.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    data: Any = Json(given)
    url, limiter = f"{bot.base_url}/{method}", getattr(bot, "rate_limiter", None)
    if limiter is None:
        return await bot.request.post(url, data)
    return await limiter.process_request(bot.request.post, (url, data), {}, method, given, None)
