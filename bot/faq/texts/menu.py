"""What Telegram shows of the bot besides its messages."""

from dataclasses import dataclass
from typing import Any

from bot.faq.declaring import text
from bot.faq.texts.safety import DANGER_NUMBERS, IN_DANGER

# Telegram's limits: https://core.telegram.org/bots/api#setmydescription and #botcommand
MAX_DESCRIPTION, MAX_SHORT_DESCRIPTION, MAX_COMMAND = 512, 120, 256


def command(description: str, default: str) -> Any:
    """The declaration of the line beside a command."""
    return text(description, default, limit=MAX_COMMAND)


@dataclass(frozen=True)
class Profile:
    """What Telegram shows of the bot before a chat starts."""

    description: str = text(
        "What people read before they start a chat.",
        "Ask in your own words. This bot is no doctor and does not keep who you are. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
        limit=MAX_DESCRIPTION,
    )
    short_description: str = text(
        "The line on the bot's own page.",
        "Answers to your questions. Not medical advice.",
        limit=MAX_SHORT_DESCRIPTION,
    )


@dataclass(frozen=True)
class Commands:
    """The line beside each command in Telegram's menu."""

    start: str = command("Beside /start.", "Start here")
    help: str = command("Beside /help.", "How to ask")
    topics: str = command("Beside /topics.", "All questions by topic")
    search: str = command("Beside /search.", "Find an answer by a few words")
    contact: str = command("Beside /contact.", "How to reach us")
    language: str = command("Beside /language, where there are several.", "Choose a language")
    disclaimer: str = command("Beside /disclaimer.", "What these answers are")
    privacy: str = command("Beside /privacy.", "What is kept")
