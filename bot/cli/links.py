"""`links`: addresses that open the bot at one of its answers, and their QR codes."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from bot.cli.files import FAQ_OPTION, content_of
from bot.errors import BotError
from bot.faq.reading.loader import MAX_BYTES, load
from bot.settings import Settings

# Dots of a picture for each square of a code, and the empty squares around it that readers need.
SCALE, BORDER = 10, 4

_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


@click.command()
@click.option("--bot", "name", help="The bot's name; without it Telegram is asked, with the token that is set.")
@click.option(
    "--qr", "folder", type=click.Path(path_type=Path), help="Also write a QR code of each link there, as SVG."
)
@click.option("--png", is_flag=True, help="Write the QR codes as PNG too.")
@FAQ_OPTION
def links(name: str | None, folder: Path | None, png: bool, faq_file: Path) -> None:
    """Print a link to each answer, for a website, a leaflet or a label."""
    if png and not folder:
        raise click.UsageError("--png needs --qr and a folder")
    entries = load(content_of(faq_file, MAX_BYTES + 1), str(faq_file)).entries
    bot = bot_name(name) if name is not None else _name_on_telegram()
    addresses = {id: link(bot, id) for id in entries}
    if folder:
        write_codes(addresses, folder, ["svg", "png"] if png else ["svg"])
    for id, address in addresses.items():
        click.echo(f"{entries[id].question}\t{address}")


def _name_on_telegram() -> str:
    """What Telegram calls the bot of the token that is set."""
    settings = Settings.from_env(os.environ)
    if not settings.token:
        raise BotError("which bot? Name it with --bot, or set TELEGRAM_BOT_TOKEN so that Telegram can be asked")
    from bot.telegram_app.connecting import name_on_telegram

    return name_on_telegram(settings)


def bot_name(given: str) -> str:
    """The name of a bot without its @.

    Raises BotError where no bot can have it.
    """
    match = _NAME.fullmatch(given.strip())
    if match is None:
        raise BotError(f'"{given}" is no name of a bot; give the one that @BotFather shows, such as @my_pharmacy_bot')
    return match[1]


def link(bot: str, id: str) -> str:
    """The address that opens a bot at an entry; the FAQ's loader takes no id that does not fit in it."""
    return f"https://t.me/{bot}?start={id}"


def write_codes(links: Mapping[str, str], folder: Path, kinds: Iterable[str]) -> None:
    """Writes a QR code of each link under its id, as "svg" or "png".

    Raises BotError where the folder can't be written to, or what draws the codes is not installed.
    """
    try:
        import segno  # an extra
    except ImportError:
        raise BotError("QR codes need one more package; install it with: pip install '.[qr]'") from None
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            for id, address in links.items():
                path = folder / f"{id}.{kind}"
                code = segno.make(address, error="m", micro=False)
                code.save(str(path), scale=SCALE, border=BORDER, light="white")
    except OSError as error:
        raise BotError(f"can't write {path}: {error.strerror}; choose another folder with --qr") from None
