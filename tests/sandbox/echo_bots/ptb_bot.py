"""The echo bot in python-telegram-bot."""

from html import escape
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.sandbox.echo_bots import ARTICLE_ID, COMMANDS, FILE, FILE_NAME, HOOK, SECRET, Setting, read_setting

Context = ContextTypes.DEFAULT_TYPE
AGAIN = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])


async def start(update: Update, context: Context) -> None:
    """Tells with what it was started."""
    await update.message.reply_text(f"Started with {' '.join(context.args)}")


async def file(update: Update, _: Context) -> None:
    """Sends a document out of memory."""
    await update.message.reply_document(FILE, filename=FILE_NAME)


async def echo(update: Update, _: Context) -> None:
    """Repeats what was said, with a button."""
    await update.message.reply_html(f"<b>You said</b>: {escape(update.message.text)}", reply_markup=AGAIN)


async def corrected(update: Update, _: Context) -> None:
    """Repeats a correction."""
    await update.edited_message.reply_text(f"You corrected: {update.edited_message.text}")


async def photo(update: Update, _: Context) -> None:
    """Repeats a caption."""
    await update.message.reply_text(f"A photo: {update.message.caption}")


async def again(update: Update, _: Context) -> None:
    """Answers the button and takes it away."""
    await update.callback_query.answer("Done")
    await update.callback_query.edit_message_text("Edited")


async def article(update: Update, _: Context) -> None:
    """Offers an article."""
    content = InputTextMessageContent(f"Inline: {update.inline_query.query}")
    await update.inline_query.answer([InlineQueryResultArticle(ARTICLE_ID, "Echo", content)])


async def set_commands(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Sets the commands."""
    await application.bot.set_my_commands(list(COMMANDS.items()))


def build(setting: Setting) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot with its handlers."""
    builder = ApplicationBuilder().token(setting.token).base_url(f"{setting.api}/bot").post_init(set_commands)
    application = builder.build()
    application.add_handlers(
        [
            # First, as the others would take a correction too.
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, corrected),
            CommandHandler("start", start),
            CommandHandler("file", file),
            MessageHandler(filters.TEXT, echo),
            MessageHandler(filters.PHOTO, photo),
            CallbackQueryHandler(again, "again"),
            InlineQueryHandler(article),
        ]
    )
    return application


def main() -> None:
    """Runs until it is stopped."""
    setting = read_setting()
    application = build(setting)
    if setting.mode == "polling":
        application.run_polling()
    else:
        application.run_webhook(port=setting.port, url_path=f"/{HOOK}/", webhook_url=setting.hook, secret_token=SECRET)


if __name__ == "__main__":
    main()
