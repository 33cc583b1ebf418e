from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

TOKEN = "123456:" + "A" * 35


def test_nothing_set_means_the_local_telegram_for_the_faq_here() -> None:
    assert Settings.from_env({}) == Settings(
        None, Path("faq.yaml"), "INFO", telegram_api_url="https://api.telegram.org"
    )


def test_takes_what_is_set() -> None:
    settings = Settings.from_env({"TELEGRAM_BOT_TOKEN": f" {TOKEN}\n", "FAQ_FILE": "other.yaml", "LOG_LEVEL": "debug"})
    assert settings == Settings(TOKEN, Path("other.yaml"), "DEBUG")


def test_takes_a_folder_for_its_memory() -> None:
    assert Settings.from_env({}).state_dir == Path("state")
    assert Settings.from_env({"STATE_DIR": "/elsewhere"}).state_dir == Path("/elsewhere")


def test_takes_a_webhook() -> None:
    settings = Settings.from_env(
        {"WEBHOOK_URL": "https://bot.example.org/hook", "WEBHOOK_PORT": "8443", "WEBHOOK_SECRET": "s3cret"}
    )
    assert (settings.webhook_url, settings.webhook_port) == ("https://bot.example.org/hook", 8443)
    assert settings.webhook_secret == "s3cret"
    assert "s3cret" not in repr(settings)


def test_takes_what_an_operator_needs() -> None:
    address = "postgresql://bot:s3cret@db.example.org/bot"
    settings = Settings.from_env({"HEALTH_PORT": "8081", "LOG_FORMAT": "JSON", "DATABASE_URL": address})
    assert (settings.health_port, settings.log_format, settings.database_url) == (8081, "json", address)
    assert "s3cret" not in repr(settings)


def test_takes_who_is_staff() -> None:
    settings = Settings.from_env({"STAFF_IDS": "123456789, 987\n5;", "STAFF_CHAT_ID": "-1001234567890"})
    assert (settings.staff_ids, settings.staff_chat_id) == ({123456789, 987, 5}, -1001234567890)
    assert (Settings.from_env({}).staff_ids, Settings.from_env({}).staff_chat_id) == (frozenset(), None)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "0.0.0.0", "::", "fe80::1%eth0", "localhost"])
def test_takes_an_address_to_listen_on(host: str) -> None:
    assert Settings.from_env({"HOST": host}).host == host


@pytest.mark.parametrize(("given", "days"), [("", 0), ("0", 0), ("30", 30), ("365", 365)])
def test_takes_how_long_unanswered_questions_are_kept(given: str, days: int) -> None:
    assert Settings.from_env({"KEEP_UNANSWERED_DAYS": given}).keep_unanswered_days == days


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081", "https://bots.example.org/api"])
def test_takes_another_telegram(url: str) -> None:
    assert Settings.from_env({"TELEGRAM_API_URL": f"{url}/"}).telegram_api_url == url


def test_the_token_is_never_shown() -> None:
    assert TOKEN not in repr(Settings.from_env({"TELEGRAM_BOT_TOKEN": TOKEN}))


@pytest.mark.parametrize("written", [f"{TOKEN}\n", f'"{TOKEN}"\n', f"'{TOKEN}'", f"\ufeff{TOKEN}\r\n"])
def test_reads_the_token_however_it_is_written(tmp_path: Path, written: str) -> None:
    file = tmp_path / "token"
    file.write_text(written, "utf-8")
    assert Settings.from_env({"TELEGRAM_BOT_TOKEN_FILE": str(file)}).token == TOKEN
    assert Settings.from_env({"TELEGRAM_BOT_TOKEN": written.strip("\ufeff")}).token == TOKEN


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"STAFF_IDS": "12, @anna"}, "STAFF_IDS must be the numbers of people on Telegram"),
        ({"STAFF_IDS": "-5"}, "not '-5'"),
        ({"STAFF_CHAT_ID": "@pharmacy"}, "STAFF_CHAT_ID must be the number of a chat"),
        ({"TELEGRAM_BOT_TOKEN": "secret-nonsense"}, "does not look like one"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BOT_TOKEN_FILE": "x"}, "both set"),
        ({"TELEGRAM_BOT_TOKEN_FILE": "missing"}, "can't read missing: No such file"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of"),
        ({"WEBHOOK_URL": "bot.example.org"}, "WEBHOOK_URL must be an address"),
        ({"WEBHOOK_PORT": "0"}, "WEBHOOK_PORT must be a number from 1 to 65535, not '0'"),
        ({"WEBHOOK_PORT": "8 0"}, "WEBHOOK_PORT must be a number"),
        ({"HOST": "127.0.0.1:8080"}, "HOST must be an address of this computer, such as 127.0.0.1 or ::1"),
        ({"HOST": "http://bot"}, "HOST must be an address"),
        ({"HEALTH_PORT": "70000"}, "HEALTH_PORT must be a number"),
        ({"WEBHOOK_URL": "https://a.org", "HEALTH_PORT": "8080"}, "WEBHOOK_PORT and HEALTH_PORT must differ"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be one of plain, json, not 'xml'"),
        ({"DATABASE_URL": "mysql://u:secret@h/d"}, "DATABASE_URL must be an address such as postgresql://"),
        ({"KEEP_UNANSWERED_DAYS": "366"}, "KEEP_UNANSWERED_DAYS must be a number of days from 0 to 365, not '366'"),
        ({"KEEP_UNANSWERED_DAYS": "a week"}, "KEEP_UNANSWERED_DAYS must be a number of days"),
        ({"KEEP_UNANSWERED_DAYS": "-1"}, "KEEP_UNANSWERED_DAYS must be a number of days"),
        ({"WEBHOOK_SECRET": "with space"}, "WEBHOOK_SECRET may hold letters"),
        ({"TELEGRAM_API_URL": "telegram"}, "TELEGRAM_API_URL must be an address"),
        ({"TELEGRAM_API_URL": "http://a b/"}, "TELEGRAM_API_URL must be an address"),
        ({"TELEGRAM_API_URL": "http://a/?x"}, "TELEGRAM_API_URL must be an address"),
    ],
)
def test_says_what_is_wrong(environment: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        Settings.from_env(environment)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_token_file_without_a_token(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN_FILE"):
        Settings.from_env({"TELEGRAM_BOT_TOKEN_FILE": str(file)})


def test_all_problems_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"TELEGRAM_BOT_TOKEN": "x", "LOG_LEVEL": "x"})
    assert len(str(caught.value).splitlines()) == 2
