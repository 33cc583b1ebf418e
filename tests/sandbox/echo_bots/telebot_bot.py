"""The echo bot in pyTelegramBotAPI."""

import asyncio
from html import escape
from io import BytesIO

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputFile,
    InputTextMessageContent,
    Message,
)
from telebot.util import extract_arguments

from tests.sandbox.echo_bots import ARTICLE_ID, COMMANDS, FILE, FILE_NAME, HOOK, SECRET, Setting, read_setting

AGAIN = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])


async def start(message: Message, bot: AsyncTeleBot) -> None:
    """Tells with what it was started."""
    await bot.send_message(message.chat.id, f"Started with {extract_arguments(message.text)}")


async def file(message: Message, bot: AsyncTeleBot) -> None:
    """Sends a document out of memory."""
    await bot.send_document(message.chat.id, InputFile(BytesIO(FILE)), visible_file_name=FILE_NAME)


async def echo(message: Message, bot: AsyncTeleBot) -> None:
    """Repeats what was said, with a button."""
    said = f"<b>You said</b>: {escape(message.text)}"
    await bot.send_message(message.chat.id, said, parse_mode="HTML", reply_markup=AGAIN)


async def corrected(message: Message, bot: AsyncTeleBot) -> None:
    """Repeats a correction."""
    await bot.send_message(message.chat.id, f"You corrected: {message.text}")


async def photo(message: Message, bot: AsyncTeleBot) -> None:
    """Repeats a caption."""
    await bot.send_message(message.chat.id, f"A photo: {message.caption}")


async def again(query: CallbackQuery, bot: AsyncTeleBot) -> None:
    """Answers the button and takes it away."""
    await bot.answer_callback_query(query.id, "Done")
    await bot.edit_message_text("Edited", query.message.chat.id, query.message.message_id)


async def article(query: InlineQuery, bot: AsyncTeleBot) -> None:
    """Offers an article."""
    content = InputTextMessageContent(f"Inline: {query.query}")
    await bot.answer_inline_query(query.id, [InlineQueryResultArticle(ARTICLE_ID, "Echo", content)])


def build(setting: Setting) -> AsyncTeleBot:
    """The bot with its handlers."""
    asyncio_helper.API_URL = setting.api + "/bot{0}/{1}"
    bot = AsyncTeleBot(setting.token)
    bot.register_message_handler(start, commands=["start"], pass_bot=True)
    bot.register_message_handler(file, commands=["file"], pass_bot=True)
    bot.register_message_handler(echo, content_types=["text"], pass_bot=True)
    bot.register_message_handler(photo, content_types=["photo"], pass_bot=True)
    bot.register_edited_message_handler(corrected, content_types=["text"], pass_bot=True)
    bot.register_callback_query_handler(again, lambda query: query.data == "again", pass_bot=True)
    bot.register_inline_handler(article, lambda _: True, pass_bot=True)
    return bot


async def run(setting: Setting) -> None:
    """Sets the commands, then takes updates."""
    bot = build(setting)
    await bot.set_my_commands([BotCommand(name, about) for name, about in COMMANDS.items()])
    if setting.mode == "polling":
        await bot.infinity_polling()
    else:
        await bot.run_webhooks(port=setting.port, url_path=HOOK, webhook_url=setting.hook, secret_token=SECRET)


if __name__ == "__main__":
    asyncio.run(run(read_setting()))
