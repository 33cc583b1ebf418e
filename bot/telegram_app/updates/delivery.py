"""The way by which updates come: it is set at the start and looked after, since whoever has the token can change it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import unquote, urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.errors import BotError
from bot.telegram_app.backoff import Backoff
from bot.telegram_app.observability.health import Health
from bot.telegram_app.updates.polling import ALLOWED_UPDATES, GRACE_SECONDS, POLL_SECONDS
from bot.telegram_app.updates.webhook import MAX_CONNECTIONS

log = logging.getLogger(__name__)

# How long between two looks, in seconds: with a webhook, and where we poll, which itself shows that it works.
PAUSE, POLLING_PAUSE = 180.0, 30.0
# A name that Telegram can't find may be known to it a moment later; after these pauses it is wrong, in seconds.
HOST_PAUSES = (1.0, 3.0, 6.0, 10.0)
PORTS = {"http": 80, "https": 443}


class Delivery:
    """Has Telegram bring updates to `url`, or hold them for polling where that is None; tells `health` of faults."""

    def __init__(
        self,
        bot: Bot,
        url: str | None,
        secret: str,
        health: Health,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot, self._url, self._secret, self._health, self._sleep = bot, url, secret, health, sleep
        self._before = WebhookInfo(url or "", False, 0)
        self._failing = self._is_set = False
        self._error: str | None = None

    async def set(self) -> None:
        """Sets it once Telegram can be reached; where Telegram asks to wait with that, it is done in a later look.

        Raises BotError where Telegram does not take the address, or refuses the token.
        """
        try:
            await (self._set_first() if self._url else Backoff().until_done(self._bot.delete_webhook, waits=False))
        except RetryAfter:  # it may well be set already
            log.warning("Telegram asks to wait before the way by which updates come is set; it is looked after later")
            await self.look()

    async def _set_first(self) -> None:
        backoff = Backoff()
        pauses = iter(HOST_PAUSES)
        while True:
            try:
                await backoff.until_done(self._set_webhook, waits=False)
                break
            except BadRequest as error:
                pause = next(pauses, None)
                if pause is None or "resolve host" not in error.message.lower():
                    raise BotError(f"Telegram does not take WEBHOOK_URL: {error.message}") from None
                log.warning("Telegram can't find the host of WEBHOOK_URL; trying again in case that passes")
                await self._sleep(pause)
        self._before = await backoff.until_done(self._bot.get_webhook_info)
        log.info("the webhook is set")

    async def watch(self) -> None:
        """Looks now and then until it is cancelled."""
        while True:
            await self._sleep(PAUSE if self._url else POLLING_PAUSE)
            await self.look()

    async def look(self) -> None:
        """Sets right what somebody has changed, and names what keeps updates away."""
        if self._url is None and self._health.metrics.poll_age() <= POLL_SECONDS + GRACE_SECONDS:
            return
        try:
            info = await self._bot.get_webhook_info()
            faults = await (self._faults_of_webhook(info) if self._url else self._without_webhook(info))
        except TelegramError as error:
            log.info("how updates come could not be looked at (%s)", type(error).__name__)
            return
        if faults != self._health.delivery_faults:
            for fault in faults:
                log.warning(fault)
            if not faults:
                log.info("updates come again")
        self._health.delivery_faults = faults

    async def _without_webhook(self, info: WebhookInfo) -> list[str]:
        if info.url:  # only its host: in the rest others may have a secret
            log.warning("somebody has set a webhook to %s; it is taken away, since this bot polls", _host(info.url))
            await self._bot.delete_webhook()
        return []

    async def _faults_of_webhook(self, info: WebhookInfo) -> list[str]:
        faults = await self._put_right(info)
        before, self._before = self._before, info
        waiting, error = info.pending_update_count, info.last_error_message
        is_new = info.last_error_date != before.last_error_date
        lasts = self._failing and waiting >= before.pending_update_count
        self._failing = bool(waiting and ((error and is_new) or lasts))
        if self._failing:
            # Setting the webhook again makes Telegram forget the error until the next try.
            self._error = error or self._error
            faults.append(f"Telegram can't bring updates to WEBHOOK_URL: {self._error}")
            await self._set_again()  # somebody may have set another secret
        elif waiting > max(before.pending_update_count, MAX_CONNECTIONS):
            faults.append(f"{waiting} updates wait at Telegram, more than before")
        return faults

    async def _put_right(self, info: WebhookInfo) -> list[str]:
        is_right = same_place(info.url, self._url or "")
        if self._is_set and is_right:
            return []
        where = f"set to {_host(info.url)}" if info.url else "taken away" if self._is_set else "not set yet"
        if self._is_set:
            log.warning("somebody else with this token has the webhook %s; it is set again", where)
        if await self._set_again() or is_right:
            return []
        return [f"the webhook is {where}, and can't be set{' again' if self._is_set else ''}"]

    async def _set_again(self) -> bool:
        try:
            await self._set_webhook()
        except TelegramError as error:
            log.warning("the webhook could not be set: %s", error.message)
            return False
        return True

    async def _set_webhook(self) -> bool:
        self._is_set = await self._bot.set_webhook(
            self._url or "",
            secret_token=self._secret,
            max_connections=MAX_CONNECTIONS,
            allowed_updates=ALLOWED_UPDATES,
        )
        return self._is_set


def same_place(one: str, other: str) -> bool:
    """Whether two addresses mean the same, however they are spelled: "%20", capitals in the host, a last "/"."""
    return _place(one) == _place(other)


def _place(url: str) -> tuple[str, str, int | None, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme), unquote(parts.path).rstrip("/")


def _host(url: str) -> str:
    return urlsplit(url).hostname or "an odd address"
