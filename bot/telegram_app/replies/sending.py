"""Replies on their way to a chat: sent, or put in the place of an earlier one."""

import logging
from functools import partial
from typing import Any

from telegram import CallbackQuery, Chat, ForceReply, MaybeInaccessibleMessage, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.conversation.reply import Card, Reply
from bot.language.text import utf16_length
from bot.limits import MAX_CAPTION
from bot.telegram_app.replies.calling import call
from bot.telegram_app.replies.render import to_html, to_keyboard, to_markup, to_plain

log = logging.getLogger(__name__)

# How long Telegram may take to look at a picture; a second copy would only be in the way.
PICTURE_SECONDS = 20


async def acknowledge(query: CallbackQuery, note: str | None = None) -> None:
    """Ends the waiting on the person's side."""
    try:
        await query.answer(note)
    except TelegramError as error:
        log.info("a button was not acknowledged: %s", type(error).__name__)


async def show_typing(chat: Chat, topic: int | None = None) -> None:
    """Shows that a reply is on its way that takes a second or two."""
    try:
        await chat.send_action(ChatAction.TYPING, message_thread_id=topic)
    except TelegramError as error:
        log.info("typing was not shown: %s", type(error).__name__)


def topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """The number of the topic that a message stands in, if it is a forum's; of others it would be refused."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


async def sent(to: Message | Chat, reply: Reply, topic: int | None = None) -> int:
    """The number of the message that was sent; should Telegram refuse its markup, it is plain text.

    In a group it names the message that it answers, and stands in its topic. To a chat it goes into `topic`.
    """
    topic = topic_of(to) if isinstance(to, Message) else topic
    if reply.picture and (number := await _sent_below_picture(to, reply, topic)):
        return number
    # The field for an answer opens for whom the message is a reply to, or for all.
    asking = ForceReply(selective=isinstance(to, Message)).to_dict() if reply.asks else None
    send = partial(_number_of_sent, to, message_thread_id=topic, reply_markup=to_markup(reply) or asking)
    try:
        number = await send(text=to_html(reply), parse_mode=ParseMode.HTML)
    except BadRequest as error:
        log.warning("a reply was refused as HTML (%s) and is sent as plain text", error.message)
        number = await send(text=to_plain(reply))
    if reply.card:
        await _send_card(to.chat if isinstance(to, Message) else to, reply.card, topic)
    return number


async def _number_of_sent(to: Message | Chat, **arguments: Any) -> int:
    """Sends a message and returns its number.

    The library would make objects of all that it sends and of all that Telegram answers, which takes as long as the
    rest of an update.
    """
    chat = to.chat if isinstance(to, Message) else to
    arguments |= {"chat_id": chat.id, "link_preview_options": {"is_disabled": True}}
    if isinstance(to, Message) and chat.type != Chat.PRIVATE:
        arguments["reply_parameters"] = {"message_id": to.message_id, "allow_sending_without_reply": True}
    answer = await call(chat.get_bot(), "sendMessage", arguments)
    return int(answer["message_id"])


async def _sent_below_picture(to: Message | Chat, reply: Reply, topic: int | None) -> int | None:
    """The number of a picture with the text as its caption; None where the text is still to be sent."""
    fits = utf16_length(to_plain(reply)) <= MAX_CAPTION
    caption, keyboard = (to_html(reply), to_keyboard(reply)) if fits else (None, None)
    send = to.reply_photo if isinstance(to, Message) else to.send_photo
    try:
        sent = await send(
            reply.picture,
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            message_thread_id=topic,
            read_timeout=PICTURE_SECONDS,
        )
    except TelegramError as error:
        log.warning("a picture was not sent: %s", type(error).__name__)
        return None
    return sent.message_id if fits else None


async def _send_card(chat: Chat, card: Card, topic: int | None) -> None:
    """A contact card; the text before it says all that it says, so without it the reply is complete."""
    try:
        await chat.send_contact(card.phone, card.name, message_thread_id=topic)
    except TelegramError as error:
        log.warning("a contact card was not sent: %s", type(error).__name__)


async def changed(chat: Chat, message_id: int, reply: Reply) -> bool:
    """Whether a message of the bot is this reply now; one that is gone or can't be edited is not."""
    try:
        await chat.get_bot().edit_message_text(
            to_html(reply), chat.id, message_id, parse_mode=ParseMode.HTML, reply_markup=to_keyboard(reply)
        )
    except BadRequest as error:
        return "message is not modified" in error.message.lower()
    return True
