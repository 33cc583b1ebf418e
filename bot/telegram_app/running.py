"""The bot on Telegram, from its start to its end."""

import asyncio
import logging
import signal
import time
import warnings
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from telegram.error import BadRequest, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest
from telegram.warnings import PTBUserWarning

from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.settings import Settings
from bot.telegram_app.application import App, Builder, build_application, introduce_bot
from bot.telegram_app.delivery import Delivery
from bot.telegram_app.finished import FinishedUpdates
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.intake import SIDE_BY_SIDE, Intake
from bot.telegram_app.pace import Pace
from bot.telegram_app.polling import ALLOWED_UPDATES, Patience, Poller
from bot.telegram_app.webhook import MAX_CONNECTIONS, Server, Webhook, listening, secret_for
from bot.telegram_app.work import Worker

log = logging.getLogger(__name__)

THIS_COMPUTER = ("127.0.0.1", "::1", "localhost")
# What is in work at the end may take so long; the one who ends us often kills after ten seconds.
LAST_SECONDS = 3.5


def run_on_telegram(settings: Settings, responder: Responder) -> None:
    """Answers on Telegram until the process is asked to end.

    Raises BotError where Telegram does not know the token.
    """
    set_up_logging(settings.log_level)
    handlers = Handlers(responder)
    app = build_application(_builder(settings), handlers)
    asyncio.run(_serve(app, handlers, responder, settings))


def set_up_logging(level: str) -> None:
    """Logs to standard error; the libraries that would log the token, in each address they call, only warn."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn"):
        logging.getLogger(library).setLevel(logging.WARNING)
    # We ask for updates as they are, since one that the library can't parse would keep back the others.
    warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)


def _builder(settings: Settings) -> Builder:
    # A proxy would not find this computer.
    direct = {"trust_env": False} if urlsplit(settings.telegram_api_url).hostname in THIS_COMPUTER else {}
    return (
        ApplicationBuilder()
        .token(settings.token or "")
        .base_url(f"{settings.telegram_api_url}/bot")
        .request(HTTPXRequest(connection_pool_size=2 * SIDE_BY_SIDE, httpx_kwargs=direct))
        .get_updates_request(HTTPXRequest(connection_pool_size=2, httpx_kwargs=direct))
        .rate_limiter(Delivery())
        .updater(None)
    )


async def _serve(app: App, handlers: Handlers, responder: Responder, settings: Settings) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    log.info("connecting to Telegram")
    try:
        await _unless(stopped, _connect(app, settings.webhook_url is not None))
        if not stopped.is_set():
            await _answer(app, handlers, responder, settings, stopped)
    finally:
        await app.shutdown()
    log.info("ended")


async def _connect(app: App, webhook: bool) -> None:
    """Returns when Telegram has answered; waits for a network that is down."""
    patience = Patience()
    while True:
        try:
            await app.initialize()
            if not webhook:
                await app.bot.delete_webhook()
        except TelegramError as error:
            await asyncio.sleep(patience.pause(error))
        else:
            log.info("connected as @%s; waiting for messages, Ctrl-C ends", app.bot.username)
            return


async def _answer(
    app: App, handlers: Handlers, responder: Responder, settings: Settings, stopped: asyncio.Event
) -> None:
    """Takes updates and answers until it is stopped, then finishes what is in work."""
    state_dir = settings.state_dir
    finished = FinishedUpdates(state_dir / f"finished-{app.bot.id}.sqlite3" if state_dir else None)
    intake = Intake(Worker(app, handlers, responder, Pace(time.monotonic)).work, finished)
    introduction = asyncio.create_task(introduce_bot(app, responder.faq))
    try:
        await (_listen if settings.webhook_url else _poll)(app, intake, settings, stopped)
    finally:
        introduction.cancel()
        finished.close()


async def _poll(app: App, intake: Intake, _: Settings, stopped: asyncio.Event) -> None:
    """Fetches updates; an old webhook would keep them away."""
    poller = Poller(app.bot, intake)
    try:
        await _unless(stopped, poller.run())
    finally:
        await intake.finish(LAST_SECONDS)
        await poller.acknowledge()


async def _listen(app: App, intake: Intake, settings: Settings, stopped: asyncio.Event) -> None:
    """Has Telegram bring updates; the webhook stays set at the end, since other copies of the bot may go on."""
    url, token = settings.webhook_url or "", settings.token or ""
    secret = settings.webhook_secret or secret_for(token)
    listener = listening(settings.webhook_port)
    server = Server(Webhook(intake, url, secret).app)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await _unless(stopped, _set_webhook(app, url, secret))
        await stopped.wait()
    finally:
        await intake.finish(LAST_SECONDS)
        server.should_exit = True
        await serving


async def _set_webhook(app: App, url: str, secret: str) -> None:
    patience = Patience()
    while True:
        try:
            await app.bot.set_webhook(
                url, secret_token=secret, max_connections=MAX_CONNECTIONS, allowed_updates=ALLOWED_UPDATES
            )
        except BadRequest as error:
            raise BotError(f"Telegram does not take WEBHOOK_URL: {error.message}") from None
        except TelegramError as error:
            await asyncio.sleep(patience.pause(error))
        else:
            log.info("the webhook is set")
            return


async def _unless(stopped: asyncio.Event, coroutine: Coroutine[Any, Any, None]) -> None:
    """Runs something to its end, or until the bot is stopped."""
    running, stopping = asyncio.create_task(coroutine), asyncio.create_task(stopped.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not running.done():
        running.cancel()
    with suppress(asyncio.CancelledError):
        await running
