"""Edits on their way into the file: tried out and saved."""

import asyncio
from collections.abc import Iterable

from bot.conversation.responder import Current, Responder, version_of
from bot.faq.file import FaqFile
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.staff.edits import Edit
from bot.staff.proposal import Proposal, proposal
from bot.staff.reload import Reload


class Saver:
    """Changes a FAQ file, and has what comes of it answer at once; `quietly` where nobody need be told of it.

    Reading and comparing take a second or two, in which people want their answers: all of it is done in threads.
    Raises BotError where the file can't be read, used or written.
    """

    def __init__(self, file: FaqFile, current: Current, reload: Reload) -> None:
        self._file, self._current, self._reload = file, current, reload

    async def try_out(self, edit: Edit, asked: Iterable[str]) -> Proposal:
        """What an edit of the file comes to, tried on questions and on all phrasings.

        Raises EditError that tells staff why it must not be.
        """
        content = await asyncio.to_thread(self._file.read)
        name, current = str(self._file.path), self._current.responder
        return await asyncio.to_thread(proposal, edit, content, name, current, asked)

    async def whole(self, known: tuple[str, Faq]) -> tuple[str, Faq]:
        """The version of the file and all that is in it, drafts too; what is known already is not read again."""
        content = await asyncio.to_thread(self._file.read)
        version = version_of(content)
        if version == known[0]:
            return known
        return version, await asyncio.to_thread(load, content, str(self._file.path), True)

    async def save(self, tried: Proposal, quietly: bool) -> None:
        """Puts an edit into the file.

        Raises FileChangedError where somebody else changed it since it was tried.
        """
        await asyncio.to_thread(self._file.replace, tried.content, tried.based_on)
        await self._use(tried.responder, quietly)

    async def look(self) -> None:
        """Has what stands in the file now answer, if that is something else."""
        await self._reload.look()

    async def _use(self, responder: Responder, quietly: bool) -> None:
        if quietly:
            self._reload.expect(responder.version)
        await self._reload.look()
