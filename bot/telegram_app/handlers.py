"""Update in, reply out."""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.analytics.journal import Journal
from bot.clock import now
from bot.conversation.reply import Judge, NoneOfThese, OpenEntry, Reply, SetLanguage, Situation
from bot.conversation.responder import Current, Responder
from bot.conversation.response import Response
from bot.limits import MAX_NOTE
from bot.safety.triage import Triage
from bot.telegram_app.addressing import command_of, in_group, words_of
from bot.telegram_app.chat_memory import ReplyIds
from bot.telegram_app.context import Context
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.observability.telemetry import Telemetry
from bot.telegram_app.reader import Reader
from bot.telegram_app.recall import Recall
from bot.telegram_app.replies.render import from_data, language_of, to_article, to_plain, without_judging
from bot.telegram_app.replies.sending import acknowledge, changed, sent, topic_of
from bot.telegram_app.unreadable import unreadable

log = logging.getLogger(__name__)

JUDGED_REMEMBERED = 256
# How long Telegram may give the same choices for the same words, to anyone.
INLINE_CACHE_SECONDS = 60


class Handlers:
    """What the bot does with each kind of update; logs outcomes and numbers, never who wrote or what."""

    def __init__(
        self,
        current: Current,
        metrics: Metrics,
        journal: Journal | None = None,
        clock: Callable[[], datetime] = now,
        passed: Callable[[], float] = time.monotonic,
        staff_ids: frozenset[int] = frozenset(),
    ) -> None:
        self._current, self._staff_ids = current, staff_ids
        self.reader = Reader(current)
        self.telemetry = Telemetry(current, metrics, journal, passed)
        self.recall = Recall(current, clock, passed, lambda: self.telemetry.keep_days)
        self.replied = ReplyIds()
        self._judged_messages: deque[tuple[int, int]] = deque(maxlen=JUDGED_REMEMBERED)

    def by_staff(self, update: Update) -> bool:
        """Whether one of the staff did this, who is no patient."""
        return update.effective_user is not None and update.effective_user.id in self._staff_ids

    @property
    def _responder(self) -> Responder:
        return self._current.responder

    async def start(self, update: Update, context: Context) -> None:
        """A greeting, or the entry that a link asks for: https://t.me/<bot>?start=<entry id>."""
        words = context.args or []
        linked = len(words) == 1 and not in_group(update.effective_message)
        if linked and not (context.triage or self._responder.triage(words[0])).urgency:
            await self._reply(update, self._responder.press(OpenEntry(words[0]), self.situation(update)))
        else:
            await self.command(update, context)

    async def command(self, update: Update, context: Context) -> None:
        """One of the commands of the menu, alone or with words behind it."""
        message = update.effective_message
        name, words = command_of(message) if message else ("", "")
        if name == "language" and (choice := self._responder.language_named(words)):
            await self._reply(update, self._set_language(update, choice))
        elif words:
            read = partial(self._responder.command_with, name)
            response = await self.reader.run(read, words, self.situation(update), context.triage)
            await self.respond(update, words, response)
        elif reply := self._responder.command(name, self.situation(update)):
            await self._reply(update, reply)

    async def question(self, update: Update, context: Context) -> None:
        """The answer to a text, or to the words under a picture."""
        if message := update.effective_message:
            words = words_of(message)
            await self.respond(update, words, await self.read(update, words, context.triage))

    async def read(self, update: Update, words: str, triage: Triage | None = None) -> Response:
        """The response to words of whoever wrote a message."""
        if triage and triage.urgency:  # which no sentence would change
            return self._responder.respond(words, self.situation(update), triage)
        return await self.reader.run(self._responder.respond, words, self.situation(update), triage)

    async def respond(self, update: Update, words: str, response: Response) -> None:
        """Sends a response to words, and remembers what may be needed next."""
        self.recall.responded(update, response)
        await self._reply(update, response.reply, stays=response.triage.urgency is not None)
        chat_id = update.effective_chat.id if update.effective_chat else None
        await self.telemetry.responded(chat_id, words, response, not self.by_staff(update))

    async def not_text(self, update: Update, _: Context) -> None:
        """What can't be read; an album of pictures comes as many messages and gets one reply."""
        message = update.effective_message
        if message and (message.chat_id, message.media_group_id) not in self.replied:
            situation = self.situation(update)
            name = "after_danger" if situation.after_danger else unreadable(message)
            await self._reply(update, self._responder.fixed(name, situation))

    async def pressed(self, update: Update, _: Context) -> None:
        """A button: ends the waiting on the person's side, then replies in the same chat."""
        query = update.callback_query
        if query is None:
            return
        action, language = from_data(query.data or ""), language_of(query.data or "")
        situation = replace(self.situation(update), chosen=language)
        self.recall.pressed_in(update, language)
        if isinstance(action, Judge):
            await self._judged(update, query, action, situation)
            return
        await acknowledge(query)
        if isinstance(action, OpenEntry) and query.message:
            self.recall.opened(query.message.chat.id, action.id)
            self.telemetry.opened(query.message.chat.id, action.id)
        if isinstance(action, SetLanguage):
            reply = self._set_language(update, action)
        else:
            reply = self._responder.press(action, situation)
        held = query.message if reply.in_place else None
        if held is None or not await changed(held.chat, held.message_id, reply):
            await self._reply(update, reply)
        if isinstance(action, NoneOfThese) and query.message:
            await self.telemetry.none_fitted(query.message.chat.id, not self.by_staff(update))

    async def _judged(self, update: Update, query: CallbackQuery, judge: Judge, situation: Situation) -> None:
        """Whether an answer helped: counted once for each message, and the buttons for it go."""
        message = query.message
        reply = self._responder.press(judge, situation)
        await acknowledge(query, to_plain(reply)[:MAX_NOTE] if judge.helped else None)
        place = (message.chat.id, message.message_id) if message else None
        if place is None or place in self._judged_messages:
            return
        if isinstance(message, Message) and message.reply_markup:
            try:
                await query.edit_message_reply_markup(without_judging(message.reply_markup))
            except BadRequest as error:
                log.info("buttons stay under an answer: %s", error.message)
        if not judge.helped:
            await self._reply(update, reply)
        self._judged_messages.append(place)
        if judge.id in self._responder.faq.entries:
            await self.telemetry.judged(place[0], judge.id, judge.helped, not self.by_staff(update))

    async def inline(self, update: Update, context: Context) -> None:
        """What someone can send who asks from another chat; after a few seconds nobody waits for it any more."""
        query = update.inline_query
        if query is None:
            return
        offer = await self.reader.run(self._responder.offer, query.query, context.triage, self.situation(update))
        try:
            # The same words may be answered in another language elsewhere.
            personal = len(self._responder.faqs) > 1
            await query.answer(
                list(map(to_article, offer.choices)), cache_time=INLINE_CACHE_SECONDS, is_personal=personal
            )
        except TelegramError as error:
            log.info("an inline query was not answered: %s", type(error).__name__)
        await self.telemetry.offered(offer.outcome, not self.by_staff(update))

    async def failed(self, update: Update, error: Exception) -> None:
        """The last resort: log the kind of error, and tell the person that something went wrong.

        Raises the error again where Telegram can't be reached, so that the update is tried again.
        """
        log.error("update %s failed: %s", update.update_id, type(error).__name__)
        # A person who blocked the bot reads nothing more, nor does a group that became a supergroup.
        if isinstance(error, Forbidden | ChatMigrated):
            return
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            raise error
        if update.effective_chat:
            sorry = self._responder.fixed("unavailable", self.situation(update))
            try:
                topic = topic_of(update.effective_message)
                await update.effective_chat.send_message(to_plain(sorry), message_thread_id=topic)
            except TelegramError as again:
                log.error("update %s: no apology either: %s", update.update_id, type(again).__name__)

    async def _reply(self, update: Update, reply: Reply, stays: bool = False) -> None:
        """One message, or an earlier one changed into it; a reply that stays is new, and is never changed later."""
        chat, written = update.effective_chat, update.message or update.edited_message
        if chat is None:
            return
        if in_group(written):
            reply = reply.words
        earlier = self._earlier(update) if written and not stays else None
        if earlier is None or not await changed(chat, earlier, reply):
            earlier = await sent(written or chat, reply, topic_of(update.effective_message))
        if written:
            self._remember(written, None if stays else earlier)

    def _earlier(self, update: Update) -> int | None:
        """The reply to a message before it was edited, or to the pictures of an album before their words came."""
        if update.edited_message:
            return self.replied.changeable((update.edited_message.chat_id, update.edited_message.message_id))
        message = update.message
        return self.replied.changeable((message.chat_id, message.media_group_id)) if message else None

    def _remember(self, message: Message, reply_id: int | None) -> None:
        self.replied.note((message.chat_id, message.message_id), reply_id)
        if message.media_group_id:
            answered = message.text or message.caption
            self.replied.note((message.chat_id, message.media_group_id), None if answered else reply_id)

    def _set_language(self, update: Update, choice: SetLanguage) -> Reply:
        self.recall.chose(update, choice.code)
        return self._responder.press(choice, self.situation(update))

    def situation(self, update: Update) -> Situation:
        """What the reply to an update depends on besides its words."""
        return self.recall.situation(update)
