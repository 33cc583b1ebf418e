"""What the bot takes from its environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from pathlib import Path

from bot.errors import SettingsError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("plain", "json")
ENCODERS = ("both", "minilm", "e5", "off")
MAX_TOKEN_FILE = 4096
QUOTES = "\"'"
MOST_DAYS = 365
TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True)
class Settings:
    """The settings of a run; without a token the bot talks in the browser."""

    token: str | None = field(default=None, repr=False)
    faq_file: Path = Path("faq.yaml")
    log_level: str = "INFO"
    log_format: str = "plain"
    telegram_api_url: str = TELEGRAM
    state_dir: Path | None = Path("state")
    database_url: str | None = field(default=None, repr=False)
    webhook_url: str | None = None
    webhook_port: int = 8080
    webhook_secret: str | None = field(default=None, repr=False)
    host: str | None = None
    health_port: int | None = None
    staff_ids: frozenset[int] = frozenset()
    staff_chat_id: int | None = None
    keep_unanswered_days: int = 0
    encoder: str = "both"

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings in environment variables.

        Raises SettingsError that names everything which is wrong with them, and never shows the token.
        """
        given = _Environment(environment)
        settings = cls(
            token=given.token(),
            faq_file=Path(given.text("FAQ_FILE") or "faq.yaml"),
            log_level=given.choice("LOG_LEVEL", "INFO", LOG_LEVELS),
            log_format=given.choice("LOG_FORMAT", "plain", LOG_FORMATS),
            telegram_api_url=given.url("TELEGRAM_API_URL", "http://127.0.0.1:8081") or TELEGRAM,
            state_dir=Path(given.text("STATE_DIR") or "state"),
            database_url=given.database("DATABASE_URL"),
            webhook_url=given.url("WEBHOOK_URL", "https://bot.example.org/hook"),
            webhook_port=given.port("WEBHOOK_PORT") or 8080,
            webhook_secret=given.secret("WEBHOOK_SECRET"),
            host=given.host("HOST"),
            health_port=given.port("HEALTH_PORT"),
            staff_ids=frozenset(given.people("STAFF_IDS")),
            staff_chat_id=given.chat("STAFF_CHAT_ID"),
            keep_unanswered_days=given.days("KEEP_UNANSWERED_DAYS"),
            encoder=given.choice("ENCODER", "both", ENCODERS),
        )
        if settings.webhook_url and settings.webhook_port == settings.health_port:
            given.problems.append("WEBHOOK_PORT and HEALTH_PORT must differ")
        if given.problems:
            raise SettingsError("\n".join(given.problems))
        return settings


class _Environment:
    """Environment variables, and what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self._environment = environment

    def text(self, name: str) -> str:
        return self._environment.get(name, "").strip()

    def choice(self, name: str, default: str, options: tuple[str, ...]) -> str:
        given = self.text(name) or default
        for option in options:
            if given.casefold() == option.casefold():
                return option
        self.problems.append(f"{name} must be one of {', '.join(options)}, not {given!r}")
        return default

    def url(self, name: str, example: str) -> str | None:
        given = self.text(name)
        if given and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
            self.problems.append(f"{name} must be an address such as {example}, not {given!r}")
        return given.rstrip("/") or None

    def database(self, name: str) -> str | None:
        given = self.text(name)
        if given and not re.match(r"postgres(ql)?://", given):
            self.problems.append(f"{name} must be an address such as postgresql://user:password@host/database")
        return given or None

    def port(self, name: str) -> int | None:
        given = self.text(name)
        number = int(given) if re.fullmatch(r"[0-9]{1,5}", given) else 0
        if given and not 1 <= number <= 65535:
            self.problems.append(f"{name} must be a number from 1 to 65535, not {given!r}")
        return number or None

    def host(self, name: str) -> str | None:
        given = self.text(name)
        if given and not (re.fullmatch(r"[A-Za-z0-9.-]+", given) or _is_ipv6(given)):
            self.problems.append(f"{name} must be an address of this computer, such as 127.0.0.1 or ::1, not {given!r}")
        return given or None

    def people(self, name: str) -> list[int]:
        given = re.split(r"[\s,;]+", self.text(name))
        wrong = [part for part in given if part and not re.fullmatch(r"[1-9][0-9]{0,15}", part)]
        if wrong:
            self.problems.append(
                f"{name} must be the numbers of people on Telegram, such as 123456789, 987654321, not {wrong[0]!r}; "
                "@userinfobot tells a person's number"
            )
        return [int(part) for part in given if part and not wrong]

    def chat(self, name: str) -> int | None:
        given = self.text(name)
        if given and not re.fullmatch(r"-?[1-9][0-9]{0,15}", given):
            self.problems.append(
                f"{name} must be the number of a chat, such as 123456789 or -1001234567890, not {given!r}"
            )
            return None
        return int(given) if given else None

    def days(self, name: str) -> int:
        given = self.text(name) or "0"
        number = int(given) if re.fullmatch(r"[0-9]{1,3}", given) else MOST_DAYS + 1
        if number > MOST_DAYS:
            self.problems.append(f"{name} must be a number of days from 0 to {MOST_DAYS}, not {given!r}")
        return number

    def secret(self, name: str) -> str | None:
        given = self.text(name)
        if given and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given):
            self.problems.append(f"{name} may hold letters, digits, _ and - alone, up to 256 of them")
        return given or None

    def token(self) -> str | None:
        # Docker keeps the quotation marks of an env file.
        token, file = self.text("TELEGRAM_BOT_TOKEN").strip(QUOTES), self.text("TELEGRAM_BOT_TOKEN_FILE")
        if token and file:
            self.problems.append("TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set; keep one of them")
        elif file:
            token = self._token_in(Path(file))
        if token and not _looks_like_a_token(token):
            self.problems.append(
                "the token does not look like one from @BotFather (digits, a colon, then letters); copy it again"
            )
        return token or None

    def _token_in(self, path: Path) -> str:
        try:
            with path.open(encoding="utf-8-sig") as file:  # Windows' editor begins a file with a mark
                token = file.read(MAX_TOKEN_FILE).strip().strip(QUOTES)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            self.problems.append(f"TELEGRAM_BOT_TOKEN_FILE: can't read {path}: {reason}")
            return ""
        if not token:
            self.problems.append(f"TELEGRAM_BOT_TOKEN_FILE: {path} is empty")
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


def _is_ipv6(address: str) -> bool:
    try:
        IPv6Address(address)
    except ValueError:
        return False
    return True
