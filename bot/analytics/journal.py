"""What people ask, as counts; and for some days, where staff wish it, the words of what found no answer."""

import time
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, LiteralString

from bot.privacy.scrub import scrubbed
from bot.storage.database import COUNTS_UP, CircuitBreaker, Database

MOST_TEXTS = 10_000
LATEST = 200
# How much a text counts that found no answer, in halves.
WHOLE, HALF = 2, 1
TABLES: tuple[LiteralString, ...] = (
    "CREATE TABLE IF NOT EXISTS journal_counts (bot BIGINT NOT NULL, day TEXT NOT NULL, outcome TEXT NOT NULL, "
    "entry TEXT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (bot, day, outcome, entry))",
    f"CREATE TABLE IF NOT EXISTS journal_texts (id {COUNTS_UP}, bot BIGINT NOT NULL, day TEXT NOT NULL, "
    "text TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS journal_offers (text BIGINT PRIMARY KEY, offered TEXT NOT NULL, "
    "halves BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS journal_once (bot BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (bot, name))",
)
# What was offered for texts that are no longer kept.
NOTHING_LEFT: LiteralString = "DELETE FROM journal_offers WHERE text NOT IN (SELECT id FROM journal_texts)"
# Without a bot's id, the rows of all bots.
OURS: LiteralString = "(bot = ? OR CAST(? AS BIGINT) IS NULL)"


@dataclass(frozen=True, slots=True)
class Count:
    """How often an outcome came about on a day: with an entry, or in all where `entry` is empty."""

    day: date
    outcome: str
    entry: str
    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that found no answer, without what is personal, and its day.

    `offered` are the entries that it got in vain; it counts two halves, and one where they were left unpressed.
    """

    id: int
    day: date
    text: str
    offered: tuple[str, ...] = ()
    halves: int = WHOLE


class Journal:
    """Counts outcomes by day and entry; keeps texts for `keep_days` days, none where that is 0.

    Counting and keeping never raise: while the database can't be used it says so once, and goes on. Reading raises
    StoreError. Without a `bot_id` it reads what all bots have counted.
    """

    def __init__(
        self,
        database: Database,
        bot_id: int | None,
        keep_days: int,
        today: Callable[[], date],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._breaker = CircuitBreaker(database, "the counts of questions", "The bot goes on without them", now)
        self._bot_id, self._keep_days, self._today = bot_id, keep_days, today
        self._forgot_on: date | None = None

    @property
    def keep_days(self) -> int:
        """For how many days texts are kept; 0 for none."""
        return self._keep_days

    async def count(self, outcome: str, entries: Sequence[str] = ()) -> None:
        """Counts an outcome once in all (under the entry ""), and once for each of its entries."""
        bot, day = self._bot_id or 0, self._today().isoformat()
        counted = list(dict.fromkeys(["", *entries]))
        row: LiteralString = "(?, ?, ?, ?, 1)"
        await self._note(
            f"INSERT INTO journal_counts (bot, day, outcome, entry, number) VALUES {', '.join([row] * len(counted))} "
            "ON CONFLICT (bot, day, outcome, entry) DO UPDATE SET number = journal_counts.number + 1",
            *(value for entry in counted for value in (bot, day, outcome, entry)),
        )

    async def keep(
        self, text: str, known: Container[str] = (), offered: Iterable[str] = (), halves: int = WHOLE
    ) -> None:
        """Keeps the words of a text without what is personal, where texts are kept and anything is left of it.

        Words of `known` are no names; `offered` are the entries that it got in vain.
        """
        left = scrubbed(text, known) if self._keep_days > 0 else ""
        if not any(character.isalpha() for character in left):
            return
        today = self._today()
        if self._forgot_on != today:
            await self.forget_old()
        bot = self._bot_id or 0
        await self._insert(bot, today.isoformat(), left, " ".join(offered), halves)
        await self._note(
            "DELETE FROM journal_texts WHERE bot = ? AND id <= "
            "(SELECT id FROM journal_texts WHERE bot = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
            bot,
            bot,
            MOST_TEXTS,
        )

    async def _insert(self, bot: int, day: str, text: str, offered: str, halves: int) -> None:
        statement: LiteralString = "INSERT INTO journal_texts (bot, day, text) VALUES (?, ?, ?) RETURNING id"
        for row in await self._note(statement, bot, day, text) or ():
            if offered or halves != WHOLE:
                insert: LiteralString = "INSERT INTO journal_offers (text, offered, halves) VALUES (?, ?, ?)"
                await self._note(insert, row[0], offered, halves)

    async def counts(self, since: date) -> list[Count]:
        """What was counted from a day on, the oldest first."""
        rows = await self._database.run(
            f"SELECT day, outcome, entry, SUM(number) FROM journal_counts WHERE {OURS} AND day >= ? "
            "GROUP BY day, outcome, entry ORDER BY day, outcome, entry",
            self._bot_id,
            self._bot_id,
            since.isoformat(),
        )
        return [Count(date.fromisoformat(day), outcome, entry, int(number)) for day, outcome, entry, number in rows]

    async def kept(self) -> list[Kept]:
        """The texts that are kept, the oldest first."""
        statement: LiteralString = (
            f"SELECT id, day, journal_texts.text, COALESCE(offered, ''), COALESCE(halves, ?) FROM journal_texts "
            f"LEFT JOIN journal_offers ON journal_offers.text = id WHERE {OURS} ORDER BY id"
        )
        rows = await self._database.run(statement, WHOLE, self._bot_id, self._bot_id)
        return [
            Kept(id, date.fromisoformat(day), text, tuple(offered.split()), int(halves))
            for id, day, text, offered, halves in rows
        ]

    async def latest(self) -> list[str]:
        """The words of the latest questions that are kept, on which a change is tried."""
        return [kept.text for kept in (await self.kept())[-LATEST:]]

    async def drop(self, ids: Iterable[int]) -> None:
        """Forgets some of the texts."""
        for id in ids:
            statement: LiteralString = f"DELETE FROM journal_texts WHERE {OURS} AND id = ?"
            await self._database.run(statement, self._bot_id, self._bot_id, id)
        await self._database.run(NOTHING_LEFT)
        await self._database.wipe()

    async def forget_old(self) -> None:
        """Forgets the texts that have been kept for their days; all of them where none are to be kept."""
        today = self._today()
        last = today - timedelta(days=self._keep_days)
        # A clock that was ahead would have a text kept for as much longer; another copy's may be ahead by hours.
        ahead = today + timedelta(days=2 if self._keep_days else 0)
        statement: LiteralString = f"DELETE FROM journal_texts WHERE {OURS} AND (day <= ? OR day >= ?) RETURNING id"
        gone = await self._note(statement, self._bot_id, self._bot_id, last.isoformat(), ahead.isoformat())
        if gone:
            await self._note(NOTHING_LEFT)
            await self._breaker.ask(lambda database: database.wipe())
        if gone is not None:
            self._forgot_on = today

    async def once(self, name: str) -> bool:
        """Whether this is the first call ever with this name, over restarts and copies of the bot.

        False where the database can't be used, so that nothing is done twice.
        """
        statement: LiteralString = (
            "INSERT INTO journal_once (bot, name) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING name"
        )
        bot = self._bot_id or 0
        return bool(await self._breaker.ask(lambda database: database.run(statement, bot, name)))

    async def close(self) -> None:
        """Lets go of the database."""
        await self._breaker.close()

    async def _note(self, statement: LiteralString, *values: object) -> list[Any] | None:
        """The rows that a statement gives, or None where the database can't be used."""
        return await self._breaker.ask(lambda database: database.run(statement, *values))
