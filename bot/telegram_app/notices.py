"""What the bot tells the staff of its own accord."""

import asyncio
import logging

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.conversation.replies import Reply
from bot.faq.model import Faq
from bot.staff.preview import preview
from bot.staff.reload import Loaded, Refused
from bot.staff.words import Words, paragraphs
from bot.telegram_app.render import to_html, to_plain

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

    async def send(self, reply: Reply) -> None:
        """Sends a message; says in the log where that can't be done."""
        if self._chat_id is None:
            return
        try:
            await self._send(self._chat_id, reply)
        except TelegramError as error:
            log.warning("the staff could not be told (%s); see STAFF_CHAT_ID", type(error).__name__)

    async def _send(self, chat_id: int, reply: Reply) -> None:
        try:
            await self._bot.send_message(chat_id, to_html(reply), parse_mode=ParseMode.HTML)
        except BadRequest:
            await self._bot.send_message(chat_id, to_plain(reply))


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
