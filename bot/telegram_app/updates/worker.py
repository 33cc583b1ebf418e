"""What is done with one update: read it, judge its words, mind the pace of who wrote it, and let a handler reply."""

import logging
import time
from collections.abc import Callable
from functools import partial

from telegram import Chat, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.conversation import follow_ups
from bot.conversation.reply import AtDesk, OpenTopic, OpenTopics
from bot.conversation.responder import Current
from bot.conversation.response import Response
from bot.limits import MAX_NOTE
from bot.safety.triage import Triage
from bot.telegram_app.addressing import asked
from bot.telegram_app.chat_memory import ChatMemory, Wrote
from bot.telegram_app.context import App, Heard
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.replies.render import from_data, to_plain
from bot.telegram_app.replies.sending import acknowledge
from bot.telegram_app.turn import current_turn
from bot.telegram_app.updates.gathering import Gathering, Kind, Later, Piece, Pieces, Who, finished_with
from bot.telegram_app.updates.reading import Raw, read_update
from bot.telegram_app.updates.throttle import PAGES, SECONDS, Throttle

log = logging.getLogger(__name__)

# A message of so few words may be half of what somebody means to say; of the other half so many characters count.
HALF = 8
LONGEST_HALF = 300
# So many of the last messages of a burst are read together once it is over.
LAST_OF_BURST = 3
# What may be a piece of a question waits so long for the next, in seconds; so many are answered as one.
PIECE_SECONDS, MOST_PIECES = 2.0, 5

NOBODY: Who = 0, 0


class Worker:
    """Deals with raw updates, one call each, or two for one that was set aside.

    Short messages in which nothing is asked wait `piece_seconds` for more, so that they are read as one; without such a
    time each is answered by itself. What came too fast is answered after `calm_seconds`.
    """

    def __init__(
        self,
        app: App,
        handlers: Handlers,
        current: Current,
        throttle: Throttle,
        passed: Callable[[], float] = time.monotonic,
        calm_seconds: float = SECONDS,
        piece_seconds: float = 0.0,
    ) -> None:
        self._app, self._handlers, self._current, self._throttle = app, handlers, current, throttle
        self._reader = handlers.reader
        # Updates that may be replied to: one that is tried again must not count twice, or it could end unanswered.
        self._admitted: set[int] = set()
        self._wrote: ChatMemory[Wrote] = ChatMemory(passed)
        self._gathering = Gathering()
        self._in_pieces, self._burst = Kind(MOST_PIECES, " ", piece_seconds), Kind(LAST_OF_BURST, "\n", calm_seconds)

    async def work(self, raw: Raw) -> Later | None:
        """Deals with an update, whatever it holds, or sets it aside.

        Raises TelegramError where its reply could not be sent.
        """
        id, later = raw["update_id"], None
        try:
            later = await self._deal_with(read_update(raw, self._app.bot))
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the next update must not wait for it
            log.error("update %s can't be read (%s) and is passed over", id, type(error).__name__)
        self._admitted.discard(id)
        if later is None:
            self._gathering.finished(id)
        return later

    def hurry(self) -> None:
        """Has what waits for more answered now, since the bot ends."""
        self._gathering.hurry()

    async def urgent(self, raw: Raw) -> bool:
        """Whether an update tells of danger, so that it should not wait behind others."""
        try:
            update = Update.de_json(raw, self._app.bot)
            heard = self._app.heard(update)
            words = asked(update, heard.is_command) if heard else ""
        except Exception:  # noqa: BLE001  # whatever it is, it is told when its turn comes
            return False
        return bool((await self._reader.triage(words)).urgency)

    async def _deal_with(self, update: Update) -> Later | None:
        # Talk in a group that is not for the bot must not count for anybody's pace.
        heard = self._app.heard(update)
        if heard is None:
            return None
        try:
            if pieces := self._gathering.carried(update.update_id):
                await self._answer_all(update, pieces)
                return None
            return await self._judge(update, heard)
        except Exception as error:  # noqa: BLE001  # a person waits, whatever it is
            await self._handlers.failed(update, error)
        return None

    async def _judge(self, update: Update, heard: Heard) -> Later | None:
        """Deals with an update by its words, and by the pace of who wrote it."""
        words, who, id = asked(update, heard.is_command), _who(update), update.update_id
        before = self._gathering.of(who, self._in_pieces)
        triage = await self._triage(update, who, words, before)
        _rank(triage)
        # Who is in danger or low is heard, however fast they write; and all pieces of a question count as one.
        if id not in self._admitted and not before and not triage.is_personal and await self._too_fast(update, words):
            counts = words and update.message and who != NOBODY
            return self._gathering.hold(who, self._burst, _piece(update, words)) if counts else None
        self._admitted.add(id)
        if heard.handler.callback == self._handlers.question:
            return await self._text(update, who, words, triage)
        await self._app.handle(update, heard, triage)
        return None

    async def _text(self, update: Update, who: Who, words: str, triage: Triage) -> Later | None:
        """Answers a text, or has it wait for more where nothing is asked in it, but perhaps in what comes next."""
        before = self._gathering.of(who, self._in_pieces)
        if before and update.edited_message and (piece := before.correct(update.edited_message.message_id, words)):
            return partial(finished_with, piece)
        response = await self._handlers.read(update, words, triage)
        is_small_talk = bool(response.answered) and not follow_ups.settles(response.match)
        piece = _piece(update, words, is_small_talk)
        if self._may_wait(update, words, response) and not (before and before.is_almost_full):
            return self._gathering.hold(who, self._in_pieces, piece)
        if before:
            await self._answer_all(update, self._gathering.carry(before, piece))
        else:
            await self._handlers.respond(update, words, response)
        return None

    def _may_wait(self, update: Update, words: str, response: Response) -> bool:
        """Whether nobody is worse off when a text waits a little."""
        if not self._in_pieces.seconds or response.triage.is_personal or not _is_private_text(update):
            return False
        return follow_ups.may_go_on(words, response.match) and not self._handlers.situation(update).after_danger

    async def _answer_all(self, update: Update, pieces: Pieces) -> None:
        """Answers the newest of what belongs together; all of it where that alone is no clear question."""
        words = pieces.newest.words
        triage = await self._reader.triage(words)
        if not triage.urgency:
            triage = await self._reader.triage(pieces.all_words)
        _rank(triage)
        response = await self._handlers.read(update, words, triage)
        if pieces.kind == self._burst or not follow_ups.settles(response.match):
            words = pieces.telling_words
            response = await self._handlers.read(update, words, triage)
        await self._handlers.respond(update, words, response)

    async def _triage(self, update: Update, who: Who, words: str, pieces: Pieces | None) -> Triage:
        """What words call for, alone or together with what the person wrote just before."""
        triage = await self._reader.triage(words)
        if who == NOBODY or not words or update.callback_query:
            return triage
        before = self._wrote.last(who)
        self._wrote.note(who, Wrote(words[-LONGEST_HALF:], triage.urgency is not None))
        if triage.urgency or (pieces is None and not _are_halves(before, words)):
            return triage
        first = pieces.all_words if pieces else before.words if before else ""
        joined = await self._reader.triage(f"{first} {words[:LONGEST_HALF]}")
        return joined if joined.urgency else triage

    async def _too_fast(self, update: Update, words: str) -> bool:
        """Whether a person has written more than can be answered."""
        chat, pressed = update.effective_chat, update.callback_query
        if chat is None or self._handlers.by_staff(update):
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
        text = to_plain(self._current.responder.fixed("slow_down", self._handlers.recall.situation(update)))
        if pressed:
            await acknowledge(pressed, text[:MAX_NOTE])
        elif message and verdict == "slow_down":
            try:
                await message.reply_text(text)
            except (BadRequest, Forbidden) as error:
                log.info("a word on the pace was not sent (%s)", type(error).__name__)
        return True


def _rank(triage: Triage) -> None:
    """Lets an update that tells of danger go first."""
    if turn := current_turn():
        turn.urgent = triage.urgency is not None


def _who(update: Update) -> Who:
    chat, person = update.effective_chat, update.effective_user
    return (chat.id, person.id) if chat and person else NOBODY


def _is_private_text(update: Update) -> bool:
    message = update.message
    return message is not None and message.text is not None and message.chat.type == Chat.PRIVATE


def _piece(update: Update, words: str, is_small_talk: bool = False) -> Piece:
    message = update.effective_message
    return Piece(update.update_id, message.message_id if message else 0, words, is_small_talk)


def _are_halves(before: Wrote | None, words: str) -> bool:
    """Whether two messages may be one sentence."""
    if before is None or before.words == words or before.was_urgent:
        return False
    return min(len(each.split()) for each in (before.words, words)) <= HALF
