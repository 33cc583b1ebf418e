"""What the bot tells the staff of its own accord."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, Chat
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.conversation.reply import Reply, paragraphs
from bot.conversation.responder import Responder
from bot.faq.model import Faq
from bot.staff.reload import Loaded, Refused
from bot.telegram_app.replies.sending import sent
from bot.telegram_app.staff_chat import StaffChat

log = logging.getLogger(__name__)

# How long at least between two notices of changes, in seconds.
SHORTEST, LONGEST = 1.0, 60.0


class Notices:
    """Writes to the staff's chat, where there is one; nothing else waits for it or fails with it."""

    def __init__(self, bot: Bot, chat: StaffChat, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._bot, self._chat, self._sleep = bot, chat, sleep
        self._untold: tuple[Loaded | Refused, Faq] | None = None
        # The version before the first change that is not told yet.
        self._before: Responder | None = None
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Tells what `changed` notes until it is cancelled, ever less often while changes keep coming."""
        await self._find()
        pause = SHORTEST
        while True:
            await self._changed.wait()
            self._changed.clear()
            if self._untold:
                what, faq = self._untold
                self._untold = self._before = None
                # Comparing all answers takes a second or more, in which people want theirs.
                await self.send(await asyncio.to_thread(_notice, what, faq))
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST) if self._changed.is_set() else SHORTEST

    def changed(self, what: Loaded | Refused, faq: Faq) -> None:
        """Notes what became of a changed FAQ file; of changes in a row only the last is told, with what all changed."""
        if self._chat.id is None or (isinstance(what, Loaded) and what.is_expected and not self._untold):
            return
        if isinstance(what, Loaded):
            self._before = self._before or what.before
            what = Loaded(self._before, what.after)
        self._untold = what, faq
        self._changed.set()

    async def send(self, reply: Reply) -> bool:
        """Sends a message, or says in the log that it can't be done; False where it may work later."""
        if self._chat.id is None:
            return True
        try:
            await sent(self._there(self._chat.id), reply)
        except ChatMigrated as error:
            return self._chat.follow(self._chat.id, error.new_chat_id) and await self.send(reply)
        except TelegramError as error:
            log.warning("the staff could not be told (%s); see STAFF_CHAT_ID", type(error).__name__)
            return isinstance(error, BadRequest | Forbidden)
        return True

    async def _find(self) -> None:
        """Follows a group that became a supergroup while the bot was off."""
        if self._chat.id is None or not self._chat.can_move:
            return
        try:
            await self._there(self._chat.id).send_action(ChatAction.TYPING)  # as little as can be sent
        except ChatMigrated as error:
            self._chat.follow(self._chat.id, error.new_chat_id)
        except TelegramError as error:
            log.warning("the staff's chat was not found (%s); see STAFF_CHAT_ID", type(error).__name__)

    def _there(self, id: int) -> Chat:
        chat = Chat(id, Chat.SUPERGROUP)  # of what type it is does not matter here
        chat.set_bot(self._bot)
        return chat


def _notice(what: Loaded | Refused, faq: Faq) -> Reply:
    from bot.staff.preview import preview  # not needed before something changed
    from bot.staff.wording import StaffWording

    words = StaffWording(faq)
    match what:
        case Refused(error, in_part=True):
            return Reply(paragraphs(words.say("refused_translation"), words.problems(error)))
        case Refused(error):
            return Reply(paragraphs(words.say("refused"), words.problems(error)))
        case Loaded(before, after) if not before.is_fallback:
            if before.version == after.version:
                return Reply(words.say("in_order_again"))
            if before.faq == after.faq:
                return Reply(words.say("reloaded_translation"))
            return Reply(paragraphs(words.say("reloaded"), words.preview(preview(before, after))))
    return Reply(words.say("reloaded"))
