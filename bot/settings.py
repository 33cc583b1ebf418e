"""What the bot takes from its environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MAX_TOKEN_FILE = 4096
TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True)
class Settings:
    """The settings of a run; without a token the bot talks in the terminal."""

    token: str | None = field(default=None, repr=False)
    faq_file: Path = Path("faq.yaml")
    log_level: str = "INFO"
    telegram_api_url: str = TELEGRAM
    state_dir: Path | None = Path("state")
    webhook_url: str | None = None
    webhook_port: int = 8080
    webhook_secret: str | None = field(default=None, repr=False)

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings in environment variables.

        Raises SettingsError that names everything which is wrong with them, and never shows the token.
        """
        problems: list[str] = []
        token = environment.get("TELEGRAM_BOT_TOKEN", "").strip()
        token_file = environment.get("TELEGRAM_BOT_TOKEN_FILE", "").strip()
        if token and token_file:
            problems.append("TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set; keep one of them")
        elif token_file:
            token = _token_in(Path(token_file), problems)
        if token and not _looks_like_a_token(token):
            problems.append(
                "the token does not look like one from @BotFather (digits, a colon, then letters); copy it again"
            )
        log_level = environment.get("LOG_LEVEL", "").strip().upper() or "INFO"
        if log_level not in LOG_LEVELS:
            problems.append(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}, not {log_level!r}")
        api_url = environment.get("TELEGRAM_API_URL", "").strip().rstrip("/") or TELEGRAM
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", api_url):
            problems.append(f"TELEGRAM_API_URL must be an address such as http://127.0.0.1:8081, not {api_url!r}")
        webhook_url = environment.get("WEBHOOK_URL", "").strip() or None
        if webhook_url and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", webhook_url):
            problems.append(f"WEBHOOK_URL must be an address such as https://bot.example.org/hook, not {webhook_url!r}")
        given_port = environment.get("WEBHOOK_PORT", "").strip() or "8080"
        port = int(given_port) if given_port.isascii() and given_port.isdigit() and len(given_port) < 6 else 0
        if not 1 <= port <= 65535:
            problems.append(f"WEBHOOK_PORT must be a number from 1 to 65535, not {given_port!r}")
        secret = environment.get("WEBHOOK_SECRET", "").strip() or None
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            problems.append("WEBHOOK_SECRET may hold letters, digits, _ and - alone, up to 256 of them")
        if problems:
            raise SettingsError("\n".join(problems))
        faq_file = Path(environment.get("FAQ_FILE", "").strip() or "faq.yaml")
        state_dir = Path(environment.get("STATE_DIR", "").strip() or "state")
        return cls(token or None, faq_file, log_level, api_url, state_dir, webhook_url, port, secret)


def _token_in(path: Path, problems: list[str]) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            token = file.read(MAX_TOKEN_FILE).strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        problems.append(f"TELEGRAM_BOT_TOKEN_FILE: can't read {path}: {reason}")
        return ""
    if not token:
        problems.append(f"TELEGRAM_BOT_TOKEN_FILE: {path} is empty")
    return token


def _looks_like_a_token(token: str) -> bool:
    number, _, secret = token.partition(":")
    return (
        number.isascii()
        and number.isdigit()
        and len(secret) >= 20
        and secret.isascii()
        and not any(map(str.isspace, secret))
    )
