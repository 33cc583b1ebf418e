"""A changed faq.yaml goes live while the bot runs; a bad one changes nothing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.responder import Current, Responder, version_of
from bot.errors import BotError
from bot.faq.file import FaqFile

log = logging.getLogger(__name__)

# The file is also looked at so often, for mounted folders that send no events, in seconds.
GLANCE_SECONDS = 0.5
# A file that is being written is left until it has been still so long, at most so many times, in seconds.
STILL_SECONDS, MOST_WAITS = 0.15, 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """Another content of the file is in use; whoever saved it may expect it."""

    before: Responder
    after: Responder
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A file can't be used, so its last good content stays in use; `in_part` where that is a translation alone."""

    error: BotError
    in_part: bool = False


class Reload:
    """Puts the content of a file to use whenever it changes, and tells of each change once.

    `usable` tells whether what is in use now is the file's content, and not an earlier one for want of a good file.
    """

    def __init__(
        self,
        file: FaqFile,
        current: Current,
        name: str,
        tell: Callable[[Loaded | Refused], Awaitable[None]],
        usable: bool = True,
    ) -> None:
        self._file, self._current, self._name, self._tell = file, current, name, tell
        self._stamp: tuple[int, ...] | None = (0,)
        # What was looked at last: the version of a content, or why there was none.
        responder = current.responder
        self._seen = responder.version if usable and not responder.faults else ""
        self._expected = ""
        self._looking = asyncio.Lock()

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        async for _ in glances(self._file.path.absolute().parent):
            await self.look()

    def expect(self, version: str) -> None:
        """Has nobody told of a version, since they know of it."""
        self._expected = version

    async def look(self) -> None:
        """Puts the file's content to use if it changed."""
        async with self._looking:
            if self._file.stamp() == self._stamp:
                return
            self._stamp = await self._still()
            try:
                content = await asyncio.to_thread(self._file.read)
                translations = await asyncio.to_thread(self._file.translations)
            except BotError as error:
                await self._refused(error, seen=str(error))
                return
            seen = version_of(content, translations)
            if seen == self._seen:
                await self._keep(content, version_of(content, self._current.responder.translations))
                return
            before = self._current.responder
            try:
                after = await asyncio.to_thread(before.with_content, content, self._name, translations)
            except BotError as error:
                await self._refused(error, seen)
                return
            self._seen, self._current.responder = seen, after
            await self._used(content, before, after)

    async def _used(self, content: bytes, before: Responder, after: Responder) -> None:
        """Tells what has come into use, and which translations have not."""
        is_expected, self._expected = after.version == self._expected, ""
        await self._keep(content, after.version)
        if after.version != before.version or not after.faults:
            log.info("faq.yaml was changed; version %s is in use", after.version)
            await self._tell(Loaded(before, after, is_expected))
        for fault in after.faults:
            log.warning("%s can't be used as it is", Path(fault.name).name)
            await self._tell(Refused(fault, in_part=True))

    async def _keep(self, content: bytes, version: str) -> None:
        """Keeps what is in use, for a start at which a file is bad."""
        responder = self._current.responder
        if version == responder.version:
            try:
                await asyncio.to_thread(self._file.keep_good, content, responder.translations)
            except BotError as error:
                log.warning("a start with a bad faq.yaml would not know this version: %s", error)

    async def _refused(self, error: BotError, seen: str) -> None:
        if seen != self._seen:
            self._seen = seen
            log.warning(
                "faq.yaml was changed and can't be used; version %s stays in use", self._current.responder.version
            )
            await self._tell(Refused(error))

    async def _still(self) -> tuple[int, ...] | None:
        """The stamp of the file once nobody writes it any more."""
        stamp = self._file.stamp()
        for _ in range(MOST_WAITS):
            await asyncio.sleep(STILL_SECONDS)
            before, stamp = stamp, self._file.stamp()
            if stamp == before:
                break
        return stamp


async def glances(folder: Path) -> AsyncIterator[None]:
    """Yields when something in a folder changes, and now and then besides."""
    glance = int(GLANCE_SECONDS * 1000)
    yield
    try:
        from watchfiles import awatch  # nobody waits for it at the start

        async for _ in awatch(folder, recursive=False, debounce=glance, rust_timeout=glance, yield_on_timeout=True):
            yield
    except (OSError, RuntimeError) as error:  # no such folder, or no room for one more watch
        log.info("changes of %s are looked for without events (%s)", folder.name, type(error).__name__)
    while True:
        await asyncio.sleep(GLANCE_SECONDS)
        yield
