"""What Telegram shows of the bot besides its messages: menus and descriptions."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.faq.model import Faq
from bot.telegram_app.replies.retrying import seconds_asked
from bot.telegram_app.staff_menu import MENU

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 60.0, 3600.0


class Part(NamedTuple):
    """Something to set; a menu `for_one` person or chat can't be set before they have written to the bot."""

    set: Callable[[], Awaitable[object]]
    for_one: bool = False


class Profile:
    """Keeps menus and descriptions as the FAQ has them; without them the bot works all the same, so nothing waits.

    Telegram may refuse them for hours. Then they are tried again when it says, or after growing pauses.
    """

    def __init__(
        self, bot: Bot, faqs: Callable[[], Sequence[Faq]], staff_chats: Callable[[], Iterable[int]] = tuple
    ) -> None:
        """`faqs` gives the FAQ in all its languages, English first, which is also for those of any other."""
        self._bot, self._faqs, self._staff_chats = bot, faqs, staff_chats
        self._changed = asyncio.Event()
        self._missing: list[Part] = []
        self._refused, self._fault, self._next_try = "", "", 0.0

    def faults(self) -> list[str]:
        """What an operator should know, though the bot answers all the same."""
        left = self._next_try - asyncio.get_running_loop().time()
        when = f"; next try in {left:.0f} s" if self._missing and left > 0 else ""
        why = self._fault or self._refused
        return [f"menus and descriptions are not up to date ({why}){when}"] if why else []

    def changed(self) -> None:
        """The FAQ is another, so its menus and descriptions may be; or a menu is for another chat."""
        self._changed.set()

    async def run(self) -> None:
        """Sets all at once and whenever the FAQ changed, and what is missing later, until it is cancelled."""
        self.changed()
        pause = FIRST_PAUSE
        while True:
            if self._changed.is_set():
                self._changed.clear()
                self._missing, self._refused, pause = self._parts(), "", FIRST_PAUSE
            asked = await self.set_missing()
            longer = (asked or pause) if self._missing else None
            self._next_try = asyncio.get_running_loop().time() + (longer or 0.0)
            with suppress(TimeoutError):
                async with asyncio.timeout(longer):
                    await self._changed.wait()
            pause = min(2 * pause, LONGEST_PAUSE)

    async def set_missing(self) -> float:
        """Tries what is not set yet, and returns for how long Telegram asks to wait, in seconds."""
        missing, self._missing = self._missing, []
        fault, asked = "", 0.0
        for part in missing:
            try:
                await part.set()
            except (BadRequest, Forbidden) as error:
                self._refuse(part, error)
            except TelegramError as error:
                self._missing.append(part)
                fault = type(error).__name__
                asked = max(asked, seconds_asked(error) if isinstance(error, RetryAfter) else 0.0)
        if fault and not self._fault:
            log.warning("menus and descriptions could not be set (%s) and are tried again later", fault)
        self._fault = fault
        return asked

    def _refuse(self, part: Part, error: TelegramError) -> None:
        """Something is refused for good."""
        if part.for_one:
            log.info("a menu for staff could not be set: %s", type(error).__name__)
        else:
            log.warning("menus and descriptions could not be set: %s", error.message)
            self._refused = type(error).__name__

    def _parts(self) -> list[Part]:
        faq, *translations = self._faqs()
        commands = self._commands(faq)
        theirs = [BotCommand(name, getattr(faq.staff, f"{name}_command")) for name in MENU]
        return [
            *self._shown(faq),
            *(part for translation in translations for part in self._shown(translation, translation.language)),
            *(
                Part(partial(self._bot.set_my_commands, [*theirs, *commands], BotCommandScopeChat(chat_id)), True)
                for chat_id in self._staff_chats()
            ),
        ]

    def _shown(self, faq: Faq, language: str | None = None) -> list[Part]:
        """What people see whose Telegram is in a language; without one, in any that has none of its own."""
        profile = faq.profile
        return [
            Part(partial(self._bot.set_my_commands, self._commands(faq), language_code=language)),
            Part(partial(self._bot.set_my_description, profile.description, language)),
            Part(partial(self._bot.set_my_short_description, profile.short_description, language)),
        ]

    def _commands(self, faq: Faq) -> list[BotCommand]:
        """The menu; a choice of language is for where there are several."""
        has_choice = len(self._faqs()) > 1
        shown = {name: text for name, text in vars(faq.commands).items() if has_choice or name != "language"}
        return [BotCommand(name, text) for name, text in shown.items()]
