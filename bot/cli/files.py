"""What the commands share: how they read and write files."""

import os
from pathlib import Path

import click

from bot.conversation.responder import Responder
from bot.encoder.encoders import CHOICES, Encoders
from bot.errors import BotError
from bot.faq.file import translation_paths
from bot.faq.reading.loader import MAX_BYTES
from bot.safety.triage import DangerDetector
from bot.settings import Settings

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


def responder_of(path: Path, detector: DangerDetector | None = None) -> Responder:
    """A responder for a FAQ file, which reads with the encoders that ENCODER names once it has warmed up.

    Raises BotError where it can't be used.
    """
    content, detector = content_of(path, MAX_BYTES + 1), detector or detector_as_set()
    return Responder.from_text(content, str(path), detector, translations=translations_beside(path))


def translations_beside(path: Path) -> dict[str, bytes]:
    """The contents of the translations of a FAQ file, by the codes of their languages.

    Raises BotError where one can't be read.
    """
    return {code: content_of(each, MAX_BYTES + 1) for code, each in translation_paths(path).items()}


def responder_or_fallback(path: Path) -> tuple[Responder, BotError | None]:
    """A responder for a FAQ file; where it can't be used, the fallback that still helps people in danger, and why."""
    detector, content = detector_as_set(), b""
    try:
        content = content_of(path, MAX_BYTES + 1)
        return Responder.from_text(content, str(path), detector, translations=translations_beside(path)), None
    except BotError as error:
        return Responder.fallback(detector, content), error


def detector_as_set() -> DangerDetector:
    """Who reads for danger, with the encoders that ENCODER names, none of them loaded yet.

    Raises SettingsError where it names none.
    """
    return DangerDetector(Encoders(CHOICES[Settings.from_env(os.environ).encoder]))
