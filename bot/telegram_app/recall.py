"""What is known of a person and a chat besides the words of a message: in memory, for ten minutes."""

from collections.abc import Callable
from datetime import datetime

from telegram import Update

from bot.clock import day_there, minute_of_week
from bot.conversation.reply import Situation
from bot.conversation.responder import Current
from bot.conversation.response import Response
from bot.matching.outcome import Answer
from bot.telegram_app.addressing import in_group
from bot.telegram_app.chat_memory import ChatMemory, Last

# How many other entries are remembered with an answer.
SUGGESTED_LATER = 3


class Recall:
    """Notes what was said last, and makes of it the situation of the next message."""

    def __init__(
        self, current: Current, clock: Callable[[], datetime], passed: Callable[[], float], keep_days: Callable[[], int]
    ) -> None:
        self._current, self._clock, self._keep_days = current, clock, keep_days
        self._recent: ChatMemory[Last] = ChatMemory(passed)
        # What was suggested last, for who types "1" or "yes" in place of pressing.
        self._offered: ChatMemory[tuple[str, ...]] = ChatMemory(passed)
        # Chats in which the help numbers were given a few minutes ago.
        self._danger: ChatMemory[bool] = ChatMemory(passed)
        # The language that a person chose, and the one in which they were answered last, by chat and person.
        self._chosen: ChatMemory[str] = ChatMemory(passed)
        self._spoken: ChatMemory[str] = ChatMemory(passed)

    def responded(self, update: Update, response: Response) -> None:
        """A message was answered."""
        if response.triage.urgency or response.match:
            self._spoken.note(_who(update), response.language)
        if update.effective_chat is None:
            return
        chat_id = update.effective_chat.id
        self._note_last(chat_id, response)
        self._offered.forget(chat_id)
        if offered := response.suggested:
            self._offered.note(chat_id, offered)
        if response.triage.urgency or "check_in" in response.triage.cautions:
            self._danger.note(chat_id, True)

    def opened(self, chat_id: int, entry: str) -> None:
        """An entry was opened by its button."""
        self._recent.note(chat_id, Last(entry))

    def pressed_in(self, update: Update, language: str) -> None:
        """A button in a language was pressed."""
        self._spoken.note(_who(update), language)

    def chose(self, update: Update, language: str) -> None:
        """A person chose a language."""
        self._chosen.note(_who(update), language)

    def situation(self, update: Update) -> Situation:
        """What the reply to an update depends on."""
        language = update.effective_user.language_code if update.effective_user else None
        grouped, who = in_group(update.effective_message), _who(update)
        # In a group the last answer may have been for somebody else.
        chat_id = update.effective_chat.id if update.effective_chat and not grouped else None
        after, others = self._recent.last(chat_id) or (None, ())
        moment, timezone = self._clock(), self._current.responder.faq.pharmacy.timezone
        return Situation(
            minute=minute_of_week(moment, timezone),
            day=day_there(moment, timezone).toordinal(),
            language=language if isinstance(language, str) else None,
            after=after,
            others=others,
            in_group=grouped,
            keep_days=self._keep_days(),
            after_danger=bool(self._danger.last(chat_id)),
            offered=self._offered.last(chat_id) or (),
            chosen=self._chosen.last(who),
            last=self._spoken.last(who),
        )

    def _note_last(self, chat_id: int, response: Response) -> None:
        """What a short question right after it may go on from."""
        match = response.match
        if match and isinstance(match.outcome, Answer):
            first = match.ranking[0].entry.id
            others = [entry.id for entry in match.near if entry.id != first]
            self._recent.note(chat_id, Last(first, tuple(others[:SUGGESTED_LATER])))


def _who(update: Update) -> tuple[int | None, int | None]:
    """A person in a chat; one who asks from another chat is as in a chat with the bot."""
    person = update.effective_user.id if update.effective_user else None
    return update.effective_chat.id if update.effective_chat else person, person
