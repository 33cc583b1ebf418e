"""The journal that the settings name."""

from collections.abc import Callable
from datetime import date

from bot.analytics.journal import TABLES, Journal
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.opening import database_for
from bot.storage.sqlite import SqliteDatabase

FILE = "journal.sqlite3"


def bot_id_of(settings: Settings) -> int | None:
    """The id of the bot whose token is set."""
    return int(settings.token.partition(":")[0]) if settings.token else None


def journal_for(settings: Settings, today: Callable[[], date], database: Database | None = None) -> Journal:
    """The journal of the bot whose token is set, or of all bots.

    Raises BotError where PostgreSQL is asked for, but not installed.
    """
    database = database or database_for(settings.database_url, settings.state_dir, FILE, TABLES)
    return Journal(database or SqliteDatabase(None, TABLES), bot_id_of(settings), settings.keep_unanswered_days, today)
