"""A FAQ file and its staff, who talk with the bot."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from bot.analytics.journal import TABLES, Journal
from bot.analytics.report import JournalReport
from bot.conversation.reply import AtDesk, Button, Reply
from bot.conversation.responder import Current, Responder
from bot.faq.file import FaqFile
from bot.matching.outcome import Answer
from bot.safety.triage import DangerDetector
from bot.staff.conversation import StaffConversation
from bot.staff.history import TABLES as STAFF_TABLES
from bot.staff.history import History
from bot.staff.reload import Loaded, Refused, Reload
from bot.staff.versions import Versions
from bot.storage.sqlite import SqliteDatabase

ROBIN = (7, 7)
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 7, 15)


class Office:
    """A FAQ file and a desk; keeps what the staff's chat is told."""

    def __init__(
        self, file: Path, safety: DangerDetector, content: str, keep_days: int = 30, database: Path | None = None
    ) -> None:
        file.write_text(content, "utf-8")
        self.file, self.told = file, list[Loaded | Refused]()
        self.current = Current(Responder.from_text(file.read_bytes(), "faq.yaml", safety))
        self.database = SqliteDatabase(database, (*TABLES, *STAFF_TABLES))
        self.journal = Journal(self.database, 1, keep_days, lambda: TODAY)
        faq_file = FaqFile(file)
        self.history = History(self.database, 1, Versions(file.parent / "state"), lambda: NOW)
        self.reload = Reload(faq_file, self.current, "faq.yaml", self.tell)
        report = JournalReport(self.current, self.journal, lambda: TODAY)
        self.desk = StaffConversation(
            faq_file, self.current, self.reload, self.journal, report, self.history, lambda: TODAY,
            told_there=lambda: ROBIN[0],
        )  # fmt: skip

    async def tell(self, what: Loaded | Refused) -> None:
        self.told.append(what)

    async def asked(self, texts: Iterable[str]) -> None:
        for text in texts:
            await self.journal.count("no_match")
            await self.journal.keep(text)

    async def say(self, text: str, who: tuple[int, int] = ROBIN) -> Reply:
        if text.startswith("/"):
            name, _, words = text[1:].partition(" ")
            return await self.desk.command(who, name, words)
        assert self.desk.is_writing(who, text)
        return await self.desk.write(who, text)

    async def press(self, reply: Reply, label: str, who: tuple[int, int] = ROBIN) -> Reply:
        return await self.desk.press(who, action(reply, label))

    def leads_to(self, text: str) -> str | None:
        """The entry that answers a text outright."""
        match = self.current.responder.respond(text).match
        return match.outcome.candidate.entry.id if match and isinstance(match.outcome, Answer) else None


def labels(reply: Reply) -> list[str]:
    return [button.label for button in reply.buttons]


def action(reply: Reply, label: str) -> AtDesk:
    (button,) = [button for button in reply.buttons if button.label == label]
    assert isinstance(button, Button)
    assert isinstance(button.action, AtDesk)
    return button.action
