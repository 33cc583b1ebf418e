"""What the bot tells the staff of its own accord."""

import asyncio
import logging

from telegram import Bot, Chat
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.conversation.reply import Reply, paragraphs
from bot.faq.model import Faq
from bot.staff.preview import preview
from bot.staff.reload import Loaded, Refused
from bot.staff.words import Words
from bot.telegram_app.sending import sent

log = logging.getLogger(__name__)


class Notices:
    """Writes to the staff's chat, where there is one; nothing else waits for it or fails with it."""

    def __init__(self, bot: Bot, chat_id: int | None) -> None:
        self._bot, self._chat_id = bot, chat_id

    async def changed(self, what: Loaded | Refused, faq: Faq) -> None:
        """Tells what became of a changed FAQ file."""
        if self._chat_id is not None and not (isinstance(what, Loaded) and what.is_expected):
            # Comparing all answers takes a second, in which people want theirs.
            await self.send(await asyncio.to_thread(_notice, what, faq))

    async def send(self, reply: Reply) -> bool:
        """Sends a message, or says in the log that it can't be done; False where it may work later."""
        if self._chat_id is None:
            return True
        chat = Chat(self._chat_id, Chat.SUPERGROUP)  # of what type it is does not matter here
        chat.set_bot(self._bot)
        try:
            await sent(chat, reply)
        except TelegramError as error:
            log.warning("the staff could not be told (%s); see STAFF_CHAT_ID", type(error).__name__)
            return isinstance(error, BadRequest | Forbidden | ChatMigrated)
        return True


def _notice(what: Loaded | Refused, faq: Faq) -> Reply:
    words = Words(faq)
    match what:
        case Refused(error):
            return Reply(paragraphs(words.say("refused"), words.problems(error)))
        case Loaded(before, after) if not before.is_fallback:
            changes = preview(before, after)
            if changes.is_empty:
                return Reply(words.say("in_order_again"))
            return Reply(paragraphs(words.say("reloaded"), words.preview(changes)))
    return Reply(words.say("reloaded"))
