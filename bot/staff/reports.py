"""What the command line shows of the journal."""

from collections.abc import Callable
from datetime import date

from bot.databases import database_for
from bot.settings import Settings
from bot.staff.journal import TABLES, Journal
from bot.storage import SqliteDatabase

FILE = "journal.sqlite3"


def journal_for(settings: Settings, today: Callable[[], date]) -> Journal:
    """The journal of the bot whose token is set, or of all bots.

    Raises BotError where PostgreSQL is asked for, but not installed.
    """
    bot_id = int(settings.token.partition(":")[0]) if settings.token else None
    database = database_for(settings, FILE, TABLES)
    return Journal(database or SqliteDatabase(None, TABLES), bot_id, settings.keep_unanswered_days, today)
