"""Links that open the bot at one of its answers, and their QR codes."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.errors import BotError

# Dots of a picture for each square of a code, and the empty squares around it that readers need.
SCALE, BORDER = 10, 4

_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


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
