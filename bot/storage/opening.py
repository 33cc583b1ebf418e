"""Which database is used."""

from collections.abc import Sequence
from pathlib import Path
from typing import LiteralString

from bot.errors import BotError
from bot.storage.database import Database
from bot.storage.sqlite import SqliteDatabase


def database_for(
    url: str | None, folder: Path | None, file_name: str, tables: Sequence[LiteralString]
) -> Database | None:
    """PostgreSQL at a URL, or a file of this name in the folder for what is kept; None where there is neither.

    Raises BotError where PostgreSQL is asked for, but not installed.
    """
    if url:
        try:
            from bot.storage.postgres import PostgresDatabase  # an extra
        except ImportError:
            raise BotError("DATABASE_URL needs one more package; install it with: pip install '.[postgres]'") from None
        return PostgresDatabase(url, tables)
    return SqliteDatabase(folder / file_name, tables) if folder else None
