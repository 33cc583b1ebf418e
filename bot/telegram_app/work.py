"""What is done with one update: read it, mind the pace of its chat, and let the handlers reply."""

import logging
from typing import Any

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.conversation.replies import Situation
from bot.conversation.responder import Responder
from bot.telegram_app.application import App
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.intake import Raw
from bot.telegram_app.pace import Pace
from bot.telegram_app.render import to_plain

log = logging.getLogger(__name__)


class Worker:
    """Deals with raw updates, one call each."""

    def __init__(self, app: App, handlers: Handlers, responder: Responder, pace: Pace) -> None:
        self._app, self._handlers, self._responder, self._pace = app, handlers, responder, pace

    async def work(self, raw: Raw) -> None:
        """Deals with an update, whatever it holds.

        Raises TelegramError where its reply could not be sent.
        """
        try:
            if not await self._too_fast(raw):
                await self._app.process_update(Update.de_json(raw, self._app.bot))
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the next update must not wait for it
            log.error("update %s can't be read (%s) and is passed over", raw["update_id"], type(error).__name__)
        unsent = self._handlers.unsent.pop(raw["update_id"], None)
        if unsent:
            raise unsent

    async def _too_fast(self, raw: Raw) -> bool:
        """Whether a person has written more than can be answered; danger is always answered."""
        message, pressed = raw.get("message", raw.get("edited_message")), raw.get("callback_query")
        if pressed is not None:
            message = pressed.get("message") if isinstance(pressed, dict) else None
        chat = message.get("chat") if isinstance(message, dict) else None
        if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type") != "private":
            return False
        album = (chat.get("id", 0), message.get("media_group_id"))
        if not _words(message) and ("edited_message" in raw or album in self._handlers.replied):
            return False
        verdict = self._pace.judge(chat.get("id", 0))
        if verdict == "answer" or (pressed is None and self._responder.is_urgent(_words(message))):
            return False
        situation = Situation(language=_language(pressed or message))
        text = to_plain(self._responder.replies.to(situation).fixed("slow_down"))
        try:
            if pressed is not None:
                await self._app.bot.answer_callback_query(pressed["id"], text[:200])
            elif verdict == "slow_down":
                await self._app.bot.send_message(chat["id"], text)
        except (BadRequest, Forbidden) as error:
            log.info("a word on the pace was not sent (%s)", type(error).__name__)
        return True


def _language(written: dict[str, Any]) -> str | None:
    sender = written.get("from")
    code = sender.get("language_code") if isinstance(sender, dict) else None
    return code if isinstance(code, str) else None


def _words(message: dict[str, Any]) -> str:
    words = message.get("text") or message.get("caption")
    return words if isinstance(words, str) else ""
