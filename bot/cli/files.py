"""What the commands share: how they read and write files."""

from pathlib import Path

import click

from bot.conversation.faqs import Faqs, fallback_for, read_faqs
from bot.errors import BotError
from bot.faq.file import translation_paths
from bot.faq.reading.loader import MAX_BYTES

FAQ_OPTION = click.option(
    "--faq", "faq_file", type=click.Path(path_type=Path), envvar="FAQ_FILE", default="faq.yaml", help="The FAQ file."
)

LANGUAGE_OPTION = click.option(
    "--language", metavar="CODE", help="Answer in this language (es), as after /language; else in that of each message."
)

# Where the commands keep the vectors of phrasings, as the bot does.
STATE_DIR = Path("state")


def content_of(path: Path, limit: int = -1) -> bytes:
    """The content of a file, or the beginning of it.

    Raises BotError where it can't be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise BotError(
            f"can't read {path}: {error.strerror}; give the path of the file, or go to the folder where it is"
        ) from None


def write(path: Path, content: bytes) -> None:
    """Writes a file.

    Raises BotError where that can't be done.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BotError(f"can't write {path}: {error.strerror}; choose another file") from None


def translations_beside(path: Path) -> dict[str, bytes]:
    """The contents of the translations of a FAQ file, by the codes of their languages.

    Raises BotError where one can't be read.
    """
    return {code: content_of(each, MAX_BYTES + 1) for code, each in translation_paths(path).items()}


def faqs_or_fallback(path: Path) -> tuple[Faqs, BotError | None]:
    """What a FAQ file holds; where it can't be used, the fallback that still helps people in danger, and why."""
    content = b""
    try:
        content = content_of(path, MAX_BYTES + 1)
        return read_faqs(content, str(path), translations=translations_beside(path)), None
    except BotError as error:
        return fallback_for(content), error
