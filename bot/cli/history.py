"""`history`: who of the staff changed what from Telegram, and when."""

import asyncio
import os
from datetime import datetime
from pathlib import Path

import click

from bot.analytics.opening import FILE, bot_id_of
from bot.cli.files import FAQ_OPTION, content_of
from bot.errors import BotError
from bot.faq.reading.loader import MAX_BYTES, load
from bot.settings import Settings
from bot.staff.history import MOST_NOTED, TABLES, History, Noted
from bot.staff.versions import Versions
from bot.staff.wording import StaffWording
from bot.storage.database import StoreError
from bot.storage.opening import database_for


@click.command()
@click.option("--most", type=click.IntRange(1, MOST_NOTED), default=20, show_default=True, help="How many changes.")
@FAQ_OPTION
def history(most: int, faq_file: Path) -> None:
    """Print what staff changed from Telegram, the newest first."""
    settings, words = (
        Settings.from_env(os.environ),
        StaffWording(load(content_of(faq_file, MAX_BYTES + 1), str(faq_file))),
    )
    changes = asyncio.run(_changes(settings, most))
    click.echo("\n".join(map(words.noted, changes)) if changes else words.say("history_none"))


async def _changes(settings: Settings, most: int) -> list[Noted]:
    """The last changes, without making a database where none is yet."""
    folder = settings.state_dir
    if not settings.database_url and not (folder and (folder / FILE).exists()):
        return []
    database = database_for(settings.database_url, folder, FILE, TABLES)
    assert database is not None
    try:
        return await History(database, bot_id_of(settings), Versions(folder), datetime.now).last(most)
    except StoreError as error:
        raise BotError(f"can't read what was changed {error}") from None
    finally:
        await database.close()
