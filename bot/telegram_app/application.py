"""The bot on Telegram: its handlers in the order in which they are asked."""

from typing import TYPE_CHECKING

from telegram import LinkPreviewOptions
from telegram.ext import (
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.telegram_app.addressing import Addressed
from bot.telegram_app.context import App, Builder, app_of
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.staff_menu import AT_DESK
from bot.telegram_app.staff_menu import COMMANDS as STAFF_COMMANDS

if TYPE_CHECKING:
    from bot.telegram_app.staff import StaffHandlers


def build_application(builder: Builder, handlers: Handlers, staff: "StaffHandlers | None" = None) -> App:
    """The application with all its handlers; the builder brings the token and the way to Telegram."""
    defaults = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True), allow_sending_without_reply=True)
    app = app_of(builder.defaults(defaults))
    anywhere = filters.ChatType.PRIVATE | filters.ChatType.GROUPS
    ours = filters.ChatType.PRIVATE | (filters.ChatType.GROUPS & Addressed())
    new, written = filters.UpdateType.MESSAGE, filters.UpdateType.MESSAGES  # the latter edited ones too
    if staff:
        # Before all others: to anyone else these are texts and buttons like any, and get what these get.
        app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, staff.moved))
        app.add_handler(CommandHandler(STAFF_COMMANDS, staff.command, staff.heard))
        app.add_handler(MessageHandler(staff.slips & ours, staff.slipped))
        app.add_handler(MessageHandler(staff.writing & ours, staff.written))
        app.add_handler(MessageHandler(staff.corrections & ours, staff.corrected))
        app.add_handler(CommandHandler(STAFF_COMMANDS, staff.anonymous, staff.nameless))
        app.add_handler(CallbackQueryHandler(staff.pressed, AT_DESK))
    app.add_handler(CommandHandler("start", handlers.start, anywhere & written))
    app.add_handler(
        CommandHandler(
            ["help", "topics", "search", "contact", "language", "disclaimer", "privacy"],
            handlers.command,
            anywhere & written,
        )
    )
    # After the known commands, so that an unknown one is read as the text it is: it may be a cry for help.
    app.add_handler(MessageHandler(ours & written & (filters.TEXT | filters.CAPTION), handlers.question))
    app.add_handler(MessageHandler(ours & new & ~filters.StatusUpdate.ALL, handlers.not_text))
    app.add_handler(CallbackQueryHandler(handlers.pressed))
    app.add_handler(InlineQueryHandler(handlers.inline))
    return app
