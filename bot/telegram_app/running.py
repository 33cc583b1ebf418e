"""The bot on Telegram, from its start to its end."""

import asyncio
import gc
import logging
import time
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.analytics.journal import TABLES as JOURNAL_TABLES
from bot.analytics.opening import FILE, bot_id_of, journal_for
from bot.clock import day_there, now
from bot.conversation.responder import Current, Responder
from bot.errors import EncoderError
from bot.faq.file import FaqFile
from bot.faq.model import Faq
from bot.settings import Settings
from bot.staff.history import TABLES as STAFF_TABLES
from bot.staff.history import History
from bot.staff.reload import Loaded, Refused, Reload
from bot.staff.versions import Versions
from bot.storage.opening import database_for
from bot.storage.sqlite import SqliteDatabase
from bot.telegram_app.application import build_application
from bot.telegram_app.backoff import Backoff
from bot.telegram_app.connecting import Introducing, builder_of, introduced, requests_of
from bot.telegram_app.ending import stop_on_signals
from bot.telegram_app.freeing import give_back
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.jobs import Weekly, forgetting, giving_up, say_if_failed
from bot.telegram_app.notices import Notices
from bot.telegram_app.observability.health import Health
from bot.telegram_app.observability.logs import set_up_logging
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.profile import Profile
from bot.telegram_app.staff_chat import StaffChat
from bot.telegram_app.updates.delivery import Delivery
from bot.telegram_app.updates.polling import Poller
from bot.telegram_app.updates.processed_updates import TABLES, ProcessedUpdates
from bot.telegram_app.updates.queue import UpdateQueue
from bot.telegram_app.updates.server import listening, serving
from bot.telegram_app.updates.throttle import Throttle
from bot.telegram_app.updates.webhook import Webhook, secret_for
from bot.telegram_app.updates.worker import PIECE_SECONDS, Worker

if TYPE_CHECKING:
    from bot.analytics.report import JournalReport
    from bot.telegram_app.staff import StaffHandlers

log = logging.getLogger(__name__)

# What is in work at the end may take so long; the one who ends us often kills after ten seconds.
LAST_SECONDS = 3.5
# So long at most do other things wait for the first answer.
FIRST_SECONDS = 0.5
SHOWN_ALL = "privacy mode is off: the bot is shown all that is said in groups, and answers what is for it"
SHOWN_LITTLE = "privacy mode is on: in groups a reply or a command reaches the bot, its name with @ alone may not"


def run_on_telegram(settings: Settings, responder: Responder, faq_usable: bool = True) -> None:
    """Answers on Telegram until the process is asked to end; `faq_usable` tells whether the FAQ file can be used now.

    Raises BotError where Telegram does not know the token.
    """
    set_up_logging(settings.log_level, settings.log_format)
    run = _Run(settings, responder, faq_usable)
    # All of this stays until the end, so nobody need look through it again and again for what is needed no longer.
    gc.freeze()
    gc.enable()
    asyncio.run(run.serve())


class _Run:
    """One run of the bot: its parts, and how they begin and end."""

    def __init__(self, settings: Settings, responder: Responder, faq_usable: bool) -> None:
        self._settings, self._current = settings, Current(responder)
        self._metrics = Metrics(time.monotonic)
        self._metrics.faq(responder.version)
        database = database_for(settings.database_url, settings.state_dir, FILE, (*JOURNAL_TABLES, *STAFF_TABLES))
        database = database or SqliteDatabase(None, (*JOURNAL_TABLES, *STAFF_TABLES))
        self._journal = journal_for(settings, self._today, database)
        self._handlers = Handlers(self._current, self._metrics, self._journal, staff_ids=settings.staff_ids)
        file = FaqFile(settings.faq_file, settings.state_dir)
        self._reload = Reload(file, self._current, str(settings.faq_file), self._reloaded, faq_usable)
        self._staff_chat = StaffChat(settings.staff_chat_id, lambda: self._profile.changed())
        history = History(database, bot_id_of(settings), Versions(settings.state_dir), self._moment)
        staff = self._staff_handlers(file, history) if settings.staff_ids or settings.staff_chat_id else None
        self._requests = requests_of(settings)
        builder = builder_of(settings, Introducing(self._metrics, settings.token or ""), *self._requests)
        self._app = build_application(builder, self._handlers, staff)
        self._profile = Profile(self._app.bot, lambda: self._current.responder.faqs, self._staff_chats)
        self._health = Health(
            self._metrics,
            polls=settings.webhook_url is None,
            faq_usable=faq_usable,
            notes=self._notes,
        )
        self._secret = settings.webhook_secret or secret_for(settings.token or "")
        self._delivery = Delivery(self._app.bot, settings.webhook_url, self._secret, self._health)
        self._notices = Notices(self._app.bot, self._staff_chat)
        self._stopped = asyncio.Event()

    def _report(self) -> "JournalReport":
        from bot.analytics.report import JournalReport  # which staff alone read

        return JournalReport(self._current, self._journal, self._today)

    def _staff_handlers(self, file: FaqFile, history: History) -> "StaffHandlers":
        from bot.staff.conversation import StaffConversation  # without staff a start loads a tenth less
        from bot.telegram_app.staff import StaffHandlers

        parts = self._current, self._reload, self._journal, self._report(), history, self._today
        desk = StaffConversation(file, *parts, lambda: self._staff_chat.id)
        return StaffHandlers(desk, self._handlers, self._settings.staff_ids, self._staff_chat)

    async def serve(self) -> None:
        """Connects, answers until it is asked to end, and ends."""
        stop_on_signals(asyncio.get_running_loop(), self._stopped.set)
        async with AsyncExitStack() as stack:
            if self._settings.health_port:
                listener = listening(self._settings.health_port, "HEALTH_PORT", self._settings.host)
                await stack.enter_async_context(serving(self._health.app(), listener))
            for request in self._requests:  # which the library leaves open where the token is refused
                stack.push_async_callback(request.shutdown)
            stack.push_async_callback(self._app.shutdown)
            log.info("connecting to Telegram")
            await self._unless_stopped(self._connect())
            if not self._stopped.is_set():
                await self._answer()
        log.info("ended")

    async def _connect(self) -> None:
        """Returns when Telegram has answered; waits for a network that is down."""
        backoff = Backoff()
        await backoff.until_done(self._app.initialize)
        if not self._settings.webhook_url:
            await self._delivery.set()
        self._health.telegram_reached = True
        log.info("connected; waiting for messages, Ctrl-C ends")

    async def _answer(self) -> None:
        """Takes updates and answers until it is stopped, then finishes what is in work."""
        id = self._app.bot.id
        database = database_for(self._settings.database_url, self._settings.state_dir, f"finished-{id}.sqlite3", TABLES)
        finished = ProcessedUpdates(database, id, time.monotonic)
        await finished.known(0)  # says at once what it can't keep
        # With a webhook, Telegram brings the next message of a person only when the one before is finished.
        piece_seconds = 0.0 if self._settings.webhook_url else PIECE_SECONDS
        throttle = Throttle(time.monotonic)
        worker = Worker(self._app, self._handlers, self._current, throttle, piece_seconds=piece_seconds)
        queue = UpdateQueue(worker.work, finished, self._metrics, urgent=worker.urgent, on_end=worker.hurry)
        beside = asyncio.create_task(self._beside(queue))
        try:
            await (self._listen if self._settings.webhook_url else self._poll)(queue)
        finally:
            beside.cancel()
            await asyncio.gather(beside, return_exceptions=True)
            self._current.responder.encoders.close()
            self._handlers.reader.close()
            await finished.close()
            await self._journal.close()

    async def _beside(self, queue: UpdateQueue) -> None:
        """Does what nobody waits for, once somebody who waited at the start has been answered."""
        await queue.progress(FIRST_SECONDS)
        coroutines = [
            self._introduce(),
            self._warm_up(),
            self._profile.run(),
            self._reload.run(),
            self._notices.run(),
            self._delivery.watch(),
            forgetting(self._journal),
            giving_up(self._handlers.telemetry.give_up),
        ]
        if self._settings.staff_chat_id:
            coroutines.append(Weekly(self._current, self._report(), self._journal, self._notices).run())
        tasks = list(map(asyncio.create_task, coroutines))
        for task in tasks:
            task.add_done_callback(say_if_failed)
        await asyncio.gather(*tasks, return_exceptions=True)

    def _staff_chats(self) -> Iterable[int]:
        """The chats that have the menu of staff, each once."""
        chats = [*sorted(self._settings.staff_ids), self._staff_chat.id]
        return dict.fromkeys(chat for chat in chats if chat is not None)

    def _moment(self) -> datetime:
        return now().astimezone(ZoneInfo(self._current.responder.faq.pharmacy.timezone))

    def _today(self) -> date:
        return day_there(now(), self._current.responder.faq.pharmacy.timezone)

    async def _introduce(self) -> None:
        await introduced(self._app.bot)
        log.info("the bot is @%s", self._app.bot.username)
        log.info(SHOWN_ALL if self._app.bot.bot.can_read_all_group_messages else SHOWN_LITTLE)

    async def _warm_up(self) -> None:
        """Loads the encoders beside the answering, which begins with words alone."""
        with suppress(EncoderError):  # we end before it is done
            await asyncio.to_thread(self._current.responder.warm_up, self._settings.state_dir)
        give_back()  # loading takes twice what stays
        names = self._current.responder.encoders.names
        log.info("messages are read by words%s", f" and by {' and '.join(names)}" if names else " alone")

    def _notes(self) -> list[str]:
        """What an operator should know though the bot is ready."""
        names = self._current.responder.encoders.names
        return [*self._profile.faults(), "messages are read by " + " and ".join(["words", *names])]

    async def _reloaded(self, what: Loaded | Refused) -> None:
        """What follows when the FAQ file was changed."""
        faq = self._current.responder.faq
        self._health.faq_usable = isinstance(what, Loaded) or what.in_part
        if isinstance(what, Loaded):
            self._metrics.faq(what.after.version)
            if _menus(what.before.faqs) != _menus(what.after.faqs):
                self._profile.changed()
        self._notices.changed(what, faq)

    async def _poll(self, queue: UpdateQueue) -> None:
        """Fetches updates."""
        poller = Poller(self._app.bot, queue, self._metrics)
        try:
            await self._unless_stopped(poller.run())
        finally:
            await queue.finish(LAST_SECONDS)
            await poller.acknowledge()

    async def _listen(self, queue: UpdateQueue) -> None:
        """Has Telegram bring updates; the webhook stays set at the end, since other copies of the bot may go on."""
        url, secret = self._settings.webhook_url or "", self._secret
        listener = listening(self._settings.webhook_port, "WEBHOOK_PORT", self._settings.host)
        async with serving(Webhook(queue, url, secret).app, listener):
            try:
                await self._unless_stopped(self._delivery.set())
                await self._stopped.wait()
            finally:
                await queue.finish(LAST_SECONDS)

    async def _unless_stopped(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Runs something to its end, or until the bot is stopped."""
        running, stopping = asyncio.create_task(coroutine), asyncio.create_task(self._stopped.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not running.done():
            running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def _menus(faqs: Sequence[Faq]) -> list[object]:
    """What Telegram shows of the bot besides its messages."""
    return [(faq.language, faq.profile, faq.commands, faq.staff) for faq in faqs]
