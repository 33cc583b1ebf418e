"""The bot on Telegram: its handlers in the order in which they are asked."""

import logging
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand, LinkPreviewOptions, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.faq.model import Faq
from bot.telegram_app.handlers import Handlers

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]

# Updates that wait while Telegram is answered are worked on side by side, up to this many.
CONCURRENT_UPDATES = 8
THIS_COMPUTER = ("127.0.0.1", "::1", "localhost")


def build_application(builder: Builder, responder: Responder) -> App:
    """The application with all its handlers; the builder brings the token and the way to Telegram."""
    handlers = Handlers(responder)
    faq = responder.faq

    async def introduce(app: App) -> None:
        await introduce_bot(app, faq)
        log.info("connected, %d entries loaded; waiting for messages, Ctrl-C ends", len(faq.entries))

    defaults = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))
    app = builder.defaults(defaults).concurrent_updates(CONCURRENT_UPDATES).post_init(introduce).build()
    private, new = filters.ChatType.PRIVATE, filters.UpdateType.MESSAGE
    app.add_handler(CommandHandler("start", handlers.start, private & new))
    app.add_handler(
        CommandHandler(["help", "topics", "contact", "disclaimer", "privacy"], handlers.command, private & new)
    )
    # After the known commands, so that an unknown one is read as the text it is: it may be a cry for help.
    app.add_handler(MessageHandler(private & new & (filters.TEXT | filters.CAPTION), handlers.question))
    app.add_handler(MessageHandler(private & new & ~filters.StatusUpdate.ALL, handlers.not_text))
    app.add_handler(CallbackQueryHandler(handlers.pressed))
    app.add_error_handler(handlers.failed)
    return app


async def introduce_bot(app: App, faq: Faq) -> None:
    """Sets the menu and the descriptions; without them the bot works all the same, so a refusal is only logged."""
    commands = [BotCommand(name, text) for name, text in vars(faq.commands).items()]
    try:
        await app.bot.set_my_commands(commands)
        await app.bot.set_my_description(faq.profile.description)
        await app.bot.set_my_short_description(faq.profile.short_description)
    except TelegramError as error:
        log.warning("menu and descriptions could not be set: %s", type(error).__name__)


def run_on_telegram(token: str, api_url: str, log_level: str, responder: Responder) -> None:
    """Polls the Bot API at an address until the process is asked to end.

    Raises BotError where Telegram does not know the token.
    """
    set_up_logging(log_level)
    builder = ApplicationBuilder().token(token).base_url(f"{api_url}/bot")
    if urlsplit(api_url).hostname in THIS_COMPUTER:  # which a proxy would not find
        builder = builder.request(_direct(CONCURRENT_UPDATES)).get_updates_request(_direct(1))
    app = build_application(builder, responder)
    log.info("connecting to Telegram")
    try:
        app.run_polling(allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY], bootstrap_retries=-1)
    except InvalidToken:
        raise BotError("Telegram does not accept this token; get the right one from @BotFather") from None


def _direct(connections: int) -> HTTPXRequest:
    return HTTPXRequest(connection_pool_size=connections, httpx_kwargs={"trust_env": False})


def set_up_logging(level: str) -> None:
    """Logs to standard error; the libraries that would log the token, in each address they call, only warn."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("httpx", "httpcore", "telegram", "apscheduler"):
        logging.getLogger(library).setLevel(logging.WARNING)
