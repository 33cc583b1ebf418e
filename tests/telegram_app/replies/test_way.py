"""Variables of the environment that say how Telegram is reached."""

import ssl
import sys
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.way import way_to
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.test_nothing_lost import answers, ask

TELEGRAM = "https://api.telegram.org"
NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "http://me:secret@proxy:3128"}, "http://me:secret@proxy:3128"),
        ({"ALL_PROXY": "http://proxy"}, "http://proxy"),
        ({"HTTP_PROXY": "http://proxy"}, None),
        ({"HTTPS_PROXY": "http://proxy", "ALL_PROXY": "socks5://other"}, "http://proxy"),
        ({"HTTPS_PROXY": ""}, None),
        *(
            ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": no}, None)
            for no in ("*", "api.telegram.org", ".telegram.org", "fd00::/8,telegram.org", "api.telegram.org:443, x")
        ),
        *(
            ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": no}, "http://proxy")
            for no in ("fd00::/8", "[::1]", "10.0.0.0/8", "::1", "http://", "org.", "a:b:c", ",", "%zz")
        ),
    ],
)
def test_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], proxy: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert way_to(f"{TELEGRAM}:443" if "443" in str(variables) else TELEGRAM).proxy == proxy


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081", "http://localhost", "https://[::1]:443"])
def test_this_computer_is_reached_without_one(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "socks5://proxy")
    assert way_to(url).proxy is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("socks5://proxy:9050", "socks5://proxy:9050"),
        ("socks5h://me:secret@proxy", "socks5://me:secret@proxy:1080"),
        ("SOCKS4A://proxy:1", "socks4://proxy:1"),
    ],
)
def test_a_socks_proxy(monkeypatch: pytest.MonkeyPatch, written: str, address: str) -> None:
    pytest.importorskip("aiohttp_socks")
    monkeypatch.setenv("ALL_PROXY", written)
    way = way_to(TELEGRAM)
    assert (way.proxy, way.socks) == (None, address)


@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("socks5://me:secret@proxy:1080", "names a SOCKS proxy"),
        ("socks5h://proxy", "names a SOCKS proxy"),
        ("http://me:secret@proxy:port", "is no address of a proxy"),
        ("http://[secret", "is no address of a proxy"),
        ("ftp://secret", "is no address of a proxy"),
        ("http://", "is no address of a proxy"),
        ("http://proxy:99999999", "is no address of a proxy"),
    ],
)
def test_a_proxy_that_can_not_be_used_is_named_in_one_line_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setitem(sys.modules, "aiohttp_socks", None)
    with pytest.raises(BotError) as raised:
        way_to(TELEGRAM)
    assert str(raised.value).startswith(f"{name} {says}")
    assert ("pip install '.[socks]'" in str(raised.value)) == ("SOCKS" in says)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_certificates_that_can_not_be_read_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("")
    for name, value, says in [
        ("SSLKEYLOGFILE", tmp_path / "no" / "log", "SSL_CERT_FILE or SSLKEYLOGFILE can't be opened: No such file"),
        ("SSL_CERT_FILE", empty, "SSL_CERT_FILE holds no certificates: "),
    ]:
        monkeypatch.setenv(name, str(value))
        with pytest.raises(BotError, match=says) as raised:
            way_to(TELEGRAM)
        assert "\n" not in str(raised.value)
        assert way_to("http://127.0.0.1:8081").tls is True  # which needs none
        monkeypatch.delenv(name)


@pytest.mark.parametrize("url", [TELEGRAM, "http://127.0.0.1:8081"])
def test_certificates_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str) -> None:
    for name, value, says in [
        ("SSL_CERT_DIR", tmp_path / "no", "SSL_CERT_DIR names no folder: "),
        ("SSL_CERT_FILE", tmp_path, "SSL_CERT_FILE names no file: "),
        ("SSL_CERT_FILE", tmp_path / "no.pem", "SSL_CERT_FILE names no file: "),
    ]:
        monkeypatch.setenv(name, str(value))
        with pytest.raises(BotError, match=says) as raised:
            way_to(url)
        assert "\n" not in str(raised.value)
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ALL_PROXY", "ftp://127.0.0.1:1"), ("HTTPS_PROXY", "http://[x"), ("SSL_CERT_FILE", "/no/such/file")],
)
def test_a_bot_that_can_not_start_so_says_why_in_one_line(sandbox: Sandbox, name: str, value: str) -> None:
    for api in ("https://telegram.invalid", sandbox.url) if name == "SSL_CERT_FILE" else ("https://telegram.invalid",):
        with bots(sandbox, TELEGRAM_API_URL=api, **{name: value}) as start:
            bot = start()
            assert bot.wait(20) == 1
        assert bot.log.splitlines()[-1].startswith(f"{name} ")
        assert "Traceback" not in bot.log


def test_a_bot_with_a_network_in_no_proxy_works(sandbox: Sandbox) -> None:
    with running_bot(sandbox, HTTP_PROXY="http://127.0.0.1:1", NO_PROXY="fd00::/8,10.0.0.0/8") as bot:
        ask(sandbox, range(5000, 5001))
        eventually(lambda: answers(sandbox) == {5000: 1})
    assert "Traceback" not in bot.log


def test_certificates_are_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    for tls in (way_to(TELEGRAM).tls, ssl.create_default_context()):
        assert isinstance(tls, ssl.SSLContext)
        assert tls.check_hostname
        assert tls.verify_mode is ssl.CERT_REQUIRED
