"""What is done with one update: read it, judge its words, mind the pace of who wrote it, and let a handler reply."""

import asyncio
import logging
import time
from collections.abc import Callable

from cachetools import LRUCache
from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.conversation.reply import AtDesk, OpenTopic, OpenTopics, Situation
from bot.conversation.responder import Current
from bot.limits import MAX_NOTE
from bot.safety.triage import Triage
from bot.telegram_app.addressing import asked
from bot.telegram_app.chat_memory import ChatMemory, Wrote
from bot.telegram_app.context import App
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.replies.render import from_data, to_plain
from bot.telegram_app.replies.sending import acknowledge
from bot.telegram_app.turn import current_turn
from bot.telegram_app.updates.queue import Raw
from bot.telegram_app.updates.reading import read_update
from bot.telegram_app.updates.throttle import PAGES, SECONDS, Throttle

log = logging.getLogger(__name__)

# A message of so few words may be half of what somebody means to say; of the other half so many characters count.
HALF = 8
LONGEST_HALF = 300
# So many of the last messages of a burst are read together once it is over, and for so many people at once.
LAST_OF_BURST = 3
BURSTS = 1_000


class Worker:
    """Deals with raw updates, one call each."""

    def __init__(
        self,
        app: App,
        handlers: Handlers,
        current: Current,
        throttle: Throttle,
        passed: Callable[[], float] = time.monotonic,
        calm_seconds: float = SECONDS,
    ) -> None:
        self._app, self._handlers, self._current, self._throttle = app, handlers, current, throttle
        self._reader, self._calm_seconds = handlers.reader, calm_seconds
        # Updates that may be replied to: one that is tried again must not count twice, or it could end unanswered.
        self._admitted: set[int] = set()
        self._wrote: ChatMemory[Wrote] = ChatMemory(passed)
        # What came too fast, by who wrote it, and the task that answers it when they have calmed down.
        self._bursts: LRUCache[tuple[int, int], tuple[list[str], asyncio.Task[None]]] = LRUCache(BURSTS)

    async def work(self, raw: Raw) -> None:
        """Deals with an update, whatever it holds.

        Raises TelegramError where its reply could not be sent.
        """
        id = raw["update_id"]
        try:
            await self._deal_with(read_update(raw, self._app.bot))
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the next update must not wait for it
            log.error("update %s can't be read (%s) and is passed over", id, type(error).__name__)
        self._admitted.discard(id)

    async def urgent(self, raw: Raw) -> bool:
        """Whether an update tells of danger, so that it should not wait behind others."""
        try:
            update = Update.de_json(raw, self._app.bot)
            heard = self._app.heard(update)
            words = asked(update, heard.is_command) if heard else ""
        except Exception:  # noqa: BLE001  # whatever it is, it is told when its turn comes
            return False
        return bool((await self._reader.triage(words)).urgency)

    async def _deal_with(self, update: Update) -> None:
        # Talk in a group that is not for the bot must not count for anybody's pace.
        heard = self._app.heard(update)
        if heard is None:
            return
        words = asked(update, heard.is_command)
        id = update.update_id
        triage = await self._triage(update, words)
        if turn := current_turn():
            turn.urgent = triage.urgency is not None
        # Who is in danger or low is heard, however fast they write.
        if id not in self._admitted and not triage.is_personal and await self._too_fast(update, words):
            self._answer_later(update, words)
            return
        self._admitted.add(id)
        try:
            await self._app.handle(update, heard, triage)
        except Exception as error:  # noqa: BLE001  # a person waits, whatever it is
            await self._handlers.failed(update, error)

    async def _triage(self, update: Update, words: str) -> Triage:
        """What words call for, alone or together with what the person wrote just before."""
        triage = await self._reader.triage(words)
        chat, person = update.effective_chat, update.effective_user
        if chat is None or person is None or not words or update.callback_query:
            return triage
        who = chat.id, person.id
        before = self._wrote.last(who)
        self._wrote.note(who, Wrote(words[-LONGEST_HALF:], triage.urgency is not None))
        if (
            before is None
            or before.words == words
            or before.was_urgent
            or triage.urgency
            or min(map(_length, (before.words, words))) > HALF
        ):
            return triage
        joined = await self._reader.triage(f"{before.words} {words[:LONGEST_HALF]}")
        return joined if joined.urgency else triage

    def _answer_later(self, update: Update, words: str) -> None:
        """Has the last words of a burst answered, read together, once nothing more has come for a while."""
        chat, person = update.effective_chat, update.effective_user
        if chat is None or person is None or not words or not update.message:
            return
        who = chat.id, person.id
        held, waiting = self._bursts.get(who, ([], None))
        if waiting:
            waiting.cancel()
        held = [*held, words][-LAST_OF_BURST:]
        self._bursts[who] = held, asyncio.create_task(self._after_burst(who, update, "\n".join(held)))

    async def _after_burst(self, who: tuple[int, int], update: Update, words: str) -> None:
        await asyncio.sleep(self._calm_seconds)
        self._bursts.pop(who, None)
        try:
            await self._handlers.answer(update, words, await self._reader.triage(words))
        except TelegramError as error:
            log.warning("what came last in a burst was not answered (%s)", type(error).__name__)

    async def _too_fast(self, update: Update, words: str) -> bool:
        """Whether a person has written more than can be answered."""
        chat, pressed = update.effective_chat, update.callback_query
        if chat is None:
            return False
        message = None if pressed else update.effective_message
        if message and not words and (chat.id, message.media_group_id) in self._handlers.replied:
            return False
        # Telegram names one and the same bot for all who write as their channel.
        who = (chat.id, update.effective_sender and update.effective_sender.id)
        leafing = pressed is not None and isinstance(from_data(pressed.data or ""), OpenTopic | OpenTopics | AtDesk)
        verdict = self._throttle.judge((*who, "leafing"), PAGES) if leafing else self._throttle.judge(who)
        if verdict == "answer":
            return False
        language = update.effective_user.language_code if update.effective_user else None
        text = to_plain(self._current.responder.fixed("slow_down", Situation(language=language)))
        if pressed:
            await acknowledge(pressed, text[:MAX_NOTE])
        elif message and verdict == "slow_down":
            try:
                await message.reply_text(text)
            except (BadRequest, Forbidden) as error:
                log.info("a word on the pace was not sent (%s)", type(error).__name__)
        return True


def _length(words: str) -> int:
    return len(words.split())
