"""Whom a message in a group is for, and what a message says when the bot's name is taken out."""

import re
import string

from telegram import Chat, Message, MessageEntity, MessageOriginUser, Update
from telegram.ext.filters import MessageFilter

GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
# What may stand between a command and the words behind it: "/search: wine".
BETWEEN = string.whitespace + ".,:;!?…)-–—"
_NAMING: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]


class Addressed(MessageFilter):
    """Lets a message pass that names the bot, or replies to it with no command for another bot."""

    def filter(self, message: Message) -> bool:
        """Whether a message is for the bot."""
        bot = message.get_bot()
        naming = [words.casefold() for words in _naming(message)]
        if any(words.endswith(f"@{bot.username}".casefold()) for words in naming):
            return True
        answered = message.reply_to_message.from_user if message.reply_to_message else None
        for_another = any(words.startswith("/") and "@" in words for words in naming)
        return answered is not None and answered.id == bot.id and not for_another


def by_a_person(update: Update) -> bool:
    """Whether a person waits for a reply: not another bot, with which ours would talk without end, nor a post that a
    group gets from its channel by itself, nor one of our own answers that somebody forwards or sent from inline mode.

    Anonymous admins and those who write as their channel are people, though Telegram names a bot of its own for them.
    """
    message = update.message or update.edited_message
    if message is None:
        return True
    ours = message.get_bot().id
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser) and origin.sender_user.id == ours:
        return False
    if message.is_automatic_forward or (message.via_bot and message.via_bot.id == ours):
        return False
    return bool(message.sender_chat) or not (message.from_user and message.from_user.is_bot)


def words_of(message: Message) -> str:
    """The text or the caption of a message, without the bot's name."""
    return without_name(message, message.text or message.caption or "")


def command_of(message: Message) -> tuple[str, str]:
    """The command that a text begins with, as Telegram marks it ("/help" of "/help!"), and the words behind it."""
    text = message.text or ""
    marked = message.entities[0].length if message.entities else len(text)
    name = text[1:marked].partition("@")[0].casefold()
    return name, without_name(message, text[marked:]).lstrip(BETWEEN)


def without_name(message: Message, words: str) -> str:
    return re.sub(rf"@{re.escape(message.get_bot().username)}(?!\w)", "", words, flags=re.IGNORECASE)


def asked(update: Update, is_command: bool) -> str:
    """What a person wrote to the bot, without the bot's name and a command before it; nothing where a button spoke."""
    if update.inline_query:
        return update.inline_query.query
    message = None if update.callback_query else update.effective_message
    if message is None:
        return ""
    return command_of(message)[1] if is_command else words_of(message)


def in_group(message: Message | None) -> bool:
    """Whether more people than one read a message."""
    return message is not None and message.chat.type in GROUPS


def _naming(message: Message) -> list[str]:
    """The mentions and commands in a message."""
    found = message.parse_entities(_NAMING) if message.text else message.parse_caption_entities(_NAMING)
    return list(found.values())
