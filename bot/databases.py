"""Which database the settings ask for."""

from collections.abc import Sequence
from typing import LiteralString

from bot.errors import BotError
from bot.settings import Settings
from bot.storage import Database, SqliteDatabase


def database_for(settings: Settings, file_name: str, tables: Sequence[LiteralString]) -> Database | None:
    """PostgreSQL, or a file of this name in the folder for what is kept; None where there is neither.

    Raises BotError where PostgreSQL is asked for, but not installed.
    """
    if settings.database_url:
        try:
            from bot.postgres import PostgresDatabase  # an extra
        except ImportError:
            raise BotError("DATABASE_URL needs one more package; install it with: pip install '.[postgres]'") from None
        return PostgresDatabase(settings.database_url, tables)
    return SqliteDatabase(settings.state_dir / file_name, tables) if settings.state_dir else None
