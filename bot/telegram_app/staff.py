"""Staff in a chat with the bot: their commands, buttons and texts, in; the desk's replies, out."""

import re
from dataclasses import fields
from difflib import get_close_matches

from telegram import CallbackQuery, Chat, Message, Update
from telegram.ext import filters
from telegram.ext.filters import MessageFilter

from bot.conversation.reply import AtDesk
from bot.faq.texts import Commands
from bot.staff.conversation import StaffConversation
from bot.staff.tasks import Who
from bot.telegram_app.addressing import command_of, words_of
from bot.telegram_app.context import Context
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.marks import WrongMarkError, marked
from bot.telegram_app.replies.render import from_data
from bot.telegram_app.replies.sending import acknowledge, changed, sent, show_typing, topic_of
from bot.telegram_app.staff_chat import StaffChat
from bot.telegram_app.turn import current_turn

MENU = ("review", "edit", "find", "gaps", "add", "hours", "pharmacy", "stats", "history", "undo")
COMMANDS = (*MENU, "show", "remove", "drafts", "reviewed", "name", "cancel")
_KNOWN = (*COMMANDS, *(field.name for field in fields(Commands)))
_ONE_WORD = re.compile(r"(?P<stroke>/\s*)?(?P<word>[a-z]+)[.!]*")
# The data of the desk's buttons.
AT_DESK = "^desk:"


class StaffHandlers:
    """What the bot does for those whose ids are known as staff, alone with it or in their own chat."""

    def __init__(self, desk: StaffConversation, handlers: Handlers, ids: frozenset[int], chat: StaffChat) -> None:
        self._conversation, self._handlers, self._ids, self._chat = desk, handlers, ids, chat
        place = filters.ChatType.PRIVATE | _AtHome(chat)
        self.heard = filters.User(ids) & place & filters.UpdateType.MESSAGE
        self.slips = self.heard & filters.TEXT & _Slip()
        self.writing = self.heard & filters.TEXT & ~filters.COMMAND & _Writing(desk)

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
            await sent(message, await self._conversation.command(who, name, behind, context.triage))

    async def slipped(self, update: Update, context: Context) -> None:
        """A command with a slip, which would be a question of nobody; a cry for help is none."""
        message = update.effective_message
        text = words_of(message) if message else ""
        meant = _meant(text)
        if message and meant:
            if (context.triage or self._conversation.triage(text)).urgency:
                await self._handlers.question(update, context)
            else:
                await sent(message, self._conversation.slip(meant))

    async def written(self, update: Update, context: Context) -> None:
        """A text that belongs to a new entry."""
        message = update.effective_message
        if message and message.from_user:
            _once()
            who = message.chat_id, message.from_user.id
            try:
                text = marked(message)
            except WrongMarkError as error:
                await sent(message, self._conversation.wrong_mark(error.kind, error.words))
            else:
                await sent(message, await self._conversation.write(who, text, context.triage))

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
        reply = await self._conversation.press((held.chat.id, query.from_user.id), action)
        if not reply.in_place or not await changed(held.chat, held.message_id, reply):
            await sent(held.chat, reply, topic)

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
        return who is not None and self._conversation.is_writing(who)
