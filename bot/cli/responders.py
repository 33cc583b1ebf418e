"""Who answers on the command line, as the settings say."""

import os
from pathlib import Path

from bot.cli.files import content_of, faqs_or_fallback, translations_beside
from bot.conversation.responder import Responder
from bot.encoder.encoders import CHOICES, Encoders
from bot.errors import BotError
from bot.faq.reading.loader import MAX_BYTES
from bot.safety.triage import DangerDetector
from bot.settings import Settings


def responder_of(path: Path, detector: DangerDetector | None = None) -> Responder:
    """A responder for a FAQ file, which reads with the encoders that ENCODER names once it has warmed up.

    Raises BotError where it can't be used.
    """
    content, detector = content_of(path, MAX_BYTES + 1), detector or detector_as_set()
    return Responder.from_text(content, str(path), detector, translations=translations_beside(path))


def responder_or_fallback(path: Path) -> tuple[Responder, BotError | None]:
    """A responder for a FAQ file; where it can't be used, one that still helps people in danger, and why."""
    faqs, error = faqs_or_fallback(path)
    return Responder(faqs, detector_as_set()), error


def detector_as_set() -> DangerDetector:
    """Who reads for danger, with the encoders that ENCODER names, none of them loaded yet.

    Raises SettingsError where it names none.
    """
    return DangerDetector(Encoders(CHOICES[Settings.from_env(os.environ).encoder]))
