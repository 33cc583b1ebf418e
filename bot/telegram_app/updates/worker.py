"""What is done with one update: read it, mind the pace of who wrote it, and let the handlers reply."""

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.conversation.reply import AtDesk, OpenTopic, OpenTopics, Situation
from bot.conversation.responder import Current
from bot.telegram_app.addressing import words_of
from bot.telegram_app.application import App
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.replies.render import from_data, to_plain
from bot.telegram_app.updates.queue import Raw
from bot.telegram_app.updates.throttle import PAGES, Throttle

log = logging.getLogger(__name__)


class Worker:
    """Deals with raw updates, one call each."""

    def __init__(self, app: App, handlers: Handlers, current: Current, pace: Throttle) -> None:
        self._app, self._handlers, self._current, self._throttle = app, handlers, current, pace
        # Updates that may be replied to: one that is tried again must not count twice, or it could end unanswered.
        self._admitted: set[int] = set()

    async def work(self, raw: Raw) -> None:
        """Deals with an update, whatever it holds.

        Raises TelegramError where its reply could not be sent.
        """
        id = raw["update_id"]
        try:
            update = Update.de_json(raw, self._app.bot)
            if id in self._admitted or (self._is_heard(update) and not await self._too_fast(update)):
                self._admitted.add(id)
                await self._app.process_update(update)
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the next update must not wait for it
            log.error("update %s can't be read (%s) and is passed over", id, type(error).__name__)
        unsent = self._handlers.unsent.pop(id, None)
        if unsent:
            raise unsent
        self._admitted.discard(id)

    def _is_heard(self, update: Update) -> bool:
        """Whether a handler would reply; talk in a group that is not for the bot must not count for anybody's pace."""
        checks = (handler.check_update(update) for handler in self._app.handlers[0])
        return any(check is not None and check is not False for check in checks)

    async def _too_fast(self, update: Update) -> bool:
        """Whether a person has written more than can be answered; danger is always answered."""
        chat, pressed = update.effective_chat, update.callback_query
        if chat is None:
            return False
        message = None if pressed else update.effective_message
        words = words_of(message) if message else ""
        if message and not words and (chat.id, message.media_group_id) in self._handlers.replied:
            return False
        who = (chat.id, update.effective_user and update.effective_user.id)
        leafing = pressed is not None and isinstance(from_data(pressed.data or ""), OpenTopic | OpenTopics | AtDesk)
        verdict = self._throttle.judge((*who, "leafing"), PAGES) if leafing else self._throttle.judge(who)
        if verdict == "answer" or self._current.responder.is_urgent(words):
            return False
        language = update.effective_user.language_code if update.effective_user else None
        text = to_plain(self._current.responder.replies.to(Situation(language=language)).fixed("slow_down"))
        try:
            if pressed:
                await pressed.answer(text[:200])
            elif message and verdict == "slow_down":
                await message.reply_text(text)
        except (BadRequest, Forbidden) as error:
            log.info("a word on the pace was not sent (%s)", type(error).__name__)
        return True
