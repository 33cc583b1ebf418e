"""Staff in a chat with the bot: their commands, buttons and texts, in; the desk's replies, out."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from difflib import get_close_matches

from cachetools import LRUCache
from telegram import CallbackQuery, Chat, Message, Update
from telegram.ext import filters
from telegram.ext.filters import MessageFilter

from bot.conversation.reply import AtDesk, Reply
from bot.faq.texts import Commands
from bot.safety.triage import Triage
from bot.staff.conversation import StaffConversation
from bot.staff.tasks import WORK_KEPT, Who
from bot.telegram_app.addressing import GROUPS, command_of, words_of
from bot.telegram_app.context import Context
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.marks import WrongMarkError, marked
from bot.telegram_app.replies.render import from_data
from bot.telegram_app.replies.sending import acknowledge, changed, sent, show_typing, topic_of
from bot.telegram_app.staff_chat import StaffChat
from bot.telegram_app.staff_menu import COMMANDS
from bot.telegram_app.turn import current_turn

_KNOWN = (*COMMANDS, *(field.name for field in fields(Commands)))
_ONE_WORD = re.compile(r"(?P<stroke>/\s*)?(?P<word>[a-z]+)[.!]*")
# How a text is taken: by whom, what, and what it calls for.
Take = Callable[[Who, str, Triage | None], Awaitable[Reply]]


class StaffHandlers:
    """What the bot does for those whose ids are known as staff, alone with it or in their own chat."""

    def __init__(self, desk: StaffConversation, handlers: Handlers, ids: frozenset[int], chat: StaffChat) -> None:
        self._conversation, self._handlers, self._ids, self._chat = desk, handlers, ids, chat
        place = filters.ChatType.PRIVATE | _AtHome(chat)
        self.heard = filters.User(ids) & place & filters.UpdateType.MESSAGE
        self.slips = self.heard & filters.TEXT & _Slip()
        self.writing = self.heard & filters.TEXT & ~filters.COMMAND & _Writing(desk)
        # The numbers of the texts that each wrote last when they were asked, and of the replies to them.
        self._written: LRUCache[Who, tuple[int, int]] = LRUCache(WORK_KEPT)
        edited = filters.User(ids) & place & filters.UpdateType.EDITED_MESSAGE
        self.corrections = edited & filters.TEXT & _Corrected(self._written)
        self.nameless = _AtHome(chat) & filters.SenderChat.ALL & filters.UpdateType.MESSAGE

    async def moved(self, update: Update, _: Context) -> None:
        """A group that became a supergroup; nobody waits for a reply."""
        if update.message:
            self._chat.moved_by(update.message)

    async def command(self, update: Update, context: Context) -> None:
        """A command of staff, alone or with words behind it."""
        message = update.effective_message
        if message and message.from_user:
            name, behind = command_of(message)
            _once()
            who = message.chat_id, message.from_user.id
            await self._reply(message, who, await self._conversation.command(who, name, behind, context.triage))

    async def anonymous(self, update: Update, _: Context) -> None:
        """A command of an admin who writes as the group."""
        if message := update.effective_message:
            await sent(message, self._conversation.told("anonymous"))

    async def slipped(self, update: Update, context: Context) -> None:
        """A command with a slip, which would be a question of nobody; a cry for help is none."""
        message = update.effective_message
        text = words_of(message) if message else ""
        meant = _meant(text)
        if message and meant:
            if (context.triage or self._conversation.triage(text)).urgency:
                await self._handlers.question(update, context)
            else:
                await sent(message, self._conversation.told("slip", command=meant))

    async def written(self, update: Update, context: Context) -> None:
        """A text that was asked for."""
        message = update.effective_message
        if message and message.from_user:
            _once()
            who = message.chat_id, message.from_user.id
            reply = await self._text(message, who, self._conversation.write, context)
            self._written[who] = message.message_id, await self._reply(message, who, reply)

    async def corrected(self, update: Update, context: Context) -> None:
        """The correction of a text that was asked for: its reply changes, if that is still there."""
        message = update.effective_message
        if message and message.from_user:
            _once()
            who = message.chat_id, message.from_user.id
            reply = await self._text(message, who, self._conversation.rewrite, context)
            if not await changed(message.chat, self._written[who][1], reply):
                self._written[who] = message.message_id, await self._reply(message, who, reply)

    async def _text(self, message: Message, who: Who, take: Take, context: Context) -> Reply:
        """What follows on a text with its marks, or that it has one which answers can't have."""
        await show_typing(message.chat, topic_of(message))
        try:
            return await take(who, marked(message), context.triage)
        except WrongMarkError as error:
            return self._conversation.told("wrong_mark", error.kind, words=error.words)

    async def _reply(self, to: Message | Chat, who: Who, reply: Reply, topic: int | None = None) -> int:
        """The number of a reply; in a group it tells how to answer what it asks for."""
        chat = to.chat if isinstance(to, Message) else to
        return await sent(to, self._conversation.asking(who, reply) if chat.type in GROUPS else reply, topic)

    async def pressed(self, update: Update, context: Context) -> None:
        """A button of the desk; for anyone else it is one that is gone."""
        query = update.callback_query
        held = query.message if query else None
        action = from_data(query.data or "") if query else None
        if query is None or held is None or not isinstance(action, AtDesk) or not self._may(query):
            await self._handlers.pressed(update, context)
            return
        _once()
        await acknowledge(query)
        topic = topic_of(held)
        await show_typing(held.chat, topic)
        who = held.chat.id, query.from_user.id
        reply = await self._conversation.press(who, action)
        if not reply.in_place or not await changed(held.chat, held.message_id, reply):
            await self._reply(held.chat, who, reply, topic)

    def _may(self, query: CallbackQuery) -> bool:
        chat = query.message.chat if query.message else None
        at_home = chat is not None and (chat.type == Chat.PRIVATE or chat.id == self._chat.id)
        return at_home and query.from_user.id in self._ids


def _once() -> None:
    """What the desk has done must not be done again because its reply has to wait."""
    if turn := current_turn():
        turn.once = True


def _meant(text: str) -> str | None:
    """The command of staff that somebody had in mind: "/gap", "/ gaps", "GAPS"; one word, and no question."""
    if not (found := _ONE_WORD.fullmatch(text.strip().casefold())):
        return None
    word = found["word"]
    if found["stroke"]:
        word = next(iter(get_close_matches(word, _KNOWN, n=1)), "")
    return next((name for name in COMMANDS if word in (name, name.removesuffix("s"))), None)


class _AtHome(MessageFilter):
    """Lets a message pass of the staff's own chat."""

    def __init__(self, chat: StaffChat) -> None:
        super().__init__()
        self._chat = chat

    def filter(self, message: Message) -> bool:
        """Whether it is of that chat."""
        return message.chat_id == self._chat.id


class _Slip(MessageFilter):
    """Lets a text pass that was meant to be a command."""

    def filter(self, message: Message) -> bool:
        """Whether the text is one word, much like a command."""
        return _meant(words_of(message)) is not None


class _Writing(MessageFilter):
    """Lets a text pass whose writer has been asked for it."""

    def __init__(self, desk: StaffConversation) -> None:
        super().__init__()
        self._conversation = desk

    def filter(self, message: Message) -> bool:
        """Whether the text belongs to a new entry."""
        who: Who | None = (message.chat_id, message.from_user.id) if message.from_user else None
        return who is not None and self._conversation.is_writing(who, words_of(message))


class _Corrected(MessageFilter):
    """Lets the correction of a text pass that its writer had been asked for."""

    def __init__(self, written: Mapping[Who, tuple[int, int]]) -> None:
        super().__init__()
        self._written = written

    def filter(self, message: Message) -> bool:
        """Whether it is the last such text."""
        who = (message.chat_id, message.from_user.id) if message.from_user else (0, 0)
        return self._written.get(who, (0, 0))[0] == message.message_id
