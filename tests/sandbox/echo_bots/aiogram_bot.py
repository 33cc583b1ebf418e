"""The echo bot in aiogram; in mode "answering" it calls methods in the answers of its webhook."""

from html import escape

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.methods import AnswerInlineQuery, EditMessageText, SendDocument, SendMessage
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.sandbox.echo_bots import ARTICLE_ID, COMMANDS, FILE, FILE_NAME, HOOK, SECRET, Setting, read_setting

AGAIN = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Again", callback_data="again")]])


# A method that a handler returns is called by aiogram, or by Telegram when it stands in the answer of a webhook.


async def start(message: Message, command: CommandObject) -> SendMessage:
    """Tells with what it was started."""
    return message.answer(f"Started with {command.args}")


async def file(message: Message) -> SendDocument:
    """Sends a document out of memory."""
    return message.answer_document(BufferedInputFile(FILE, FILE_NAME))


async def echo(message: Message) -> SendMessage:
    """Repeats what was said, with a button."""
    return message.answer(f"<b>You said</b>: {escape(message.text)}", parse_mode="HTML", reply_markup=AGAIN)


async def corrected(message: Message) -> SendMessage:
    """Repeats a correction."""
    return message.answer(f"You corrected: {message.text}")


async def photo(message: Message) -> SendMessage:
    """Repeats a caption."""
    return message.answer(f"A photo: {message.caption}")


async def again(query: CallbackQuery) -> EditMessageText:
    """Answers the button and takes it away."""
    await query.answer("Done")
    return query.message.edit_text("Edited")


async def article(query: InlineQuery) -> AnswerInlineQuery:
    """Offers an article."""
    content = InputTextMessageContent(message_text=f"Inline: {query.query}")
    return query.answer([InlineQueryResultArticle(id=ARTICLE_ID, title="Echo", input_message_content=content)])


async def set_commands(bot: Bot) -> None:
    """Sets the commands."""
    await bot.set_my_commands([BotCommand(command=name, description=about) for name, about in COMMANDS.items()])


def build() -> Dispatcher:
    """The handlers of the bot."""
    dispatcher = Dispatcher()
    dispatcher.startup.register(set_commands)
    dispatcher.message.register(start, CommandStart())
    dispatcher.message.register(file, Command("file"))
    dispatcher.message.register(echo, F.text)
    dispatcher.message.register(photo, F.photo)
    dispatcher.edited_message.register(corrected, F.text)
    dispatcher.callback_query.register(again, F.data == "again")
    dispatcher.inline_query.register(article)
    return dispatcher


def serve(bot: Bot, dispatcher: Dispatcher, setting: Setting) -> None:
    """Takes updates by webhook."""

    async def set_webhook() -> None:
        await bot.set_webhook(setting.hook, secret_token=SECRET)

    dispatcher.startup.register(set_webhook)
    in_background = setting.mode != "answering"
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=in_background, secret_token=SECRET)
    handler.register(app, path=f"/{HOOK}/")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=setting.port, print=None)


def main() -> None:
    """Runs until it is stopped."""
    setting = read_setting()
    bot = Bot(setting.token, session=AiohttpSession(api=TelegramAPIServer.from_base(setting.api)))
    dispatcher = build()
    if setting.mode == "polling":
        dispatcher.run_polling(bot)
    else:
        serve(bot, dispatcher, setting)


if __name__ == "__main__":
    main()
