"""What the command line shows of the journal."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

from bot.analytics.gaps import Gap, gaps_of
from bot.analytics.journal import TABLES, Journal
from bot.analytics.opening import FILE, journal_for
from bot.analytics.statistics import WEEK, Statistics, first_day, statistics
from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.settings import Settings
from bot.storage.database import StoreError
from bot.storage.sqlite import SqliteDatabase

MOST_GAPS = 20
MOST_EXAMPLES = 3


async def gaps_report(settings: Settings, responder: Responder, today: Callable[[], date]) -> str:
    """What found no answer, the most frequent first, or why nothing is known of it."""
    async with _reading(settings, today) as journal:
        kept = await journal.kept()
    if kept:
        gaps = gaps_of(kept, responder)
        shown = [_described(gap) for gap in gaps[:MOST_GAPS]]
        more = len(gaps) - MOST_GAPS
        return "\n\n".join([f"{len(kept)} questions without an answer:", *shown, *([f"and {more} more"] * (more > 0))])
    if not settings.keep_unanswered_days:
        return (
            "The words of questions without an answer are not kept, so there is nothing to show.\n"
            "To keep them for 30 days, without names and numbers, start the bot with  KEEP_UNANSWERED_DAYS=30"
        )
    return f"No question without an answer in the last {settings.keep_unanswered_days} days."


async def kept_texts(settings: Settings, today: Callable[[], date]) -> list[str]:
    """The words of the latest questions that are kept."""
    async with _reading(settings, today) as journal:
        return await journal.latest()


async def statistics_of(settings: Settings, responder: Responder, today: Callable[[], date], days: int) -> Statistics:
    """What the last days were like."""
    async with _reading(settings, today) as journal:
        counts = await journal.counts(first_day(today(), max(days, 2 * WEEK)))
    return statistics(counts, responder.faq, today(), days)


@asynccontextmanager
async def _reading(settings: Settings, today: Callable[[], date]) -> AsyncIterator[Journal]:
    """The journal, without making one where none is yet; a database that can't be read becomes a BotError."""
    is_there = settings.database_url or (settings.state_dir and (settings.state_dir / FILE).exists())
    journal = journal_for(settings, today) if is_there else Journal(SqliteDatabase(None, TABLES), None, 0, today)
    try:
        yield journal
    except StoreError as error:
        raise BotError(f"can't read what was counted {error}") from None
    finally:
        await journal.close()


def _described(gap: Gap) -> str:
    examples = [f"    {text}".replace("\n", " ") for text in gap.texts[:MOST_EXAMPLES]]
    nearest = [f"    near: {entry.question}  ({entry.id})" for entry in gap.nearest]
    offered = [f"    offered in vain: {', '.join(gap.offered)}"] if gap.offered else []
    return "\n".join([f"asked {gap.number} time{'s' * (gap.number != 1)}:", *examples, *offered, *nearest])
