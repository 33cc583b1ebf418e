"""Calls over HTTP: answers that are no answers, uploads, proxies, TLS and timeouts."""

import asyncio
import base64
import json
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, TimedOut

from bot.telegram_app.replies.request import Request
from bot.telegram_app.replies.way import Way, way_to
from tests.telegram_app.wire import TOKEN

HELD = b'{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}'
# What a server does with the head and the body of a call.
Answer = Callable[[bytes, bytes, asyncio.StreamWriter], Awaitable[None]]


def http(body: bytes, status: int = 200, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def saying(answer: bytes) -> Answer:
    async def say(head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return say


@asynccontextmanager
async def server(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server of HTTP on this computer; gives its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                body = await reader.readexactly(int(lengths[0].split(b":")[1])) if lengths else b""
                if b"transfer-encoding: chunked" in head.lower():
                    body = await reader.readuntil(b"0\r\n\r\n")
                await answer(head, body, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    finally:
        listening.close()


@asynccontextmanager
async def bot_at(url: str, way: Way | None = None, connections: int = 4) -> AsyncIterator[Bot]:
    async with Request(way or way_to(url), connections) as request:
        yield Bot(TOKEN, f"{url}/bot", request=request, get_updates_request=request)


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 502])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502 Bad Gateway zebra</html>",
        b'{"ok": true, "result": [{"update_id": 1, "message": {"text": "zebra',
        b'["zebra"]',
        b'"zebra"',
        b"null",
        b"\xff\xfe\xfdzebra",
        b"[" * 100_000,
        b'{"ok": true, "result": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda body: body[:12].decode(errors="replace"),
)
async def test_what_can_not_be_read_is_a_fault_of_the_network_and_is_not_logged(
    caplog: pytest.LogCaptureFixture, status: int, body: bytes
) -> None:
    caplog.set_level("DEBUG")
    async with server(saying(http(body, status, "Location: http://127.0.0.1:1/zebra"))) as url, bot_at(url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(1, "zebra")
    assert type(raised.value) is NetworkError
    assert_silent(str(raised.value), caplog)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"zebra\r\n\r\n",
        b"HTTP/1.1 zebra\r\n\r\n",
        b"HTTP/1.1 200 x\r\nContent-Length: zebra\r\n\r\n",
        b"HTTP/1.1 200 x\r\nContent-Length: 500\r\n\r\n{zebra",
        b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nzebra\r\n",
        b"HTTP/1.1 200 x\r\nX: " + b"zebra" * 10_000 + b"\r\n\r\n",
        http(b"zebra", 200, "Content-Encoding: gzip"),
    ],
)
async def test_what_is_no_http_is_one_too(caplog: pytest.LogCaptureFixture, answer: bytes) -> None:
    caplog.set_level("DEBUG")

    async def say_and_close(head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    async with server(say_and_close) as url, bot_at(url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(1, "zebra")
    assert_silent(str(raised.value), caplog)


def assert_silent(error: str, caplog: pytest.LogCaptureFixture) -> None:
    """Neither a text nor the token is in an error, nor in a line of the log but the library's own at DEBUG."""
    assert "zebra" not in error
    assert TOKEN not in error
    lines = [record.getMessage() for record in caplog.records if record.name.split(".")[0] != "telegram"]
    assert not [line for line in lines if "zebra" in line or TOKEN in line]
    assert not [record for record in caplog.records if record.levelname not in ("DEBUG", "INFO")]


async def test_what_can_be_read_is_as_the_library_has_it() -> None:
    refusal = b'{"ok": false, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}'
    async with server(saying(http(refusal, 403))) as url, bot_at(url) as bot:
        with pytest.raises(Forbidden, match="blocked by the user"):
            await bot.send_message(1, "a")


async def test_texts_and_files_arrive_as_they_are() -> None:
    seen: list[tuple[bytes, bytes]] = []

    async def keep(head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        seen.append((head, body))
        writer.write(http(HELD))

    picture = bytes(range(256)) * 8_192  # two megabytes
    async with server(keep) as url, bot_at(url) as bot:
        await bot.send_message(1, "ä & ø = 💊 +\n")
        await bot.send_photo(1, picture, caption="ä", filename="ä.png")
    (head, text), (form_head, form) = seen
    assert head.startswith(f"POST /bot{TOKEN}/sendMessage HTTP/1.1".encode())
    assert b"Content-Type: application/json" in head
    assert json.loads(text) == {"chat_id": 1, "text": "ä & ø = 💊 +\n"}
    assert b"multipart/form-data; boundary=" in form_head
    assert picture in form
    assert 'filename="ä.png"'.encode() in form


async def test_calls_share_connections_and_no_more_than_so_many_run_side_by_side() -> None:
    running = most = 0
    ports = set()

    async def slowly(head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        ports.add(writer.get_extra_info("peername"))
        await asyncio.sleep(0.01)
        running -= 1
        writer.write(http(b'{"ok": true, "result": true}'))

    async with server(slowly) as url, bot_at(url, connections=3) as bot:
        await asyncio.gather(*(bot.send_chat_action(chat, "typing") for chat in range(1, 13)))
    assert (most, len(ports)) == (3, 3)


async def test_an_answer_that_does_not_come_is_waited_for_so_long_and_no_longer() -> None:
    async def never(head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3)

    async with server(never) as url, bot_at(url) as bot:
        async with asyncio.timeout(1):
            with pytest.raises(TimedOut):
                await bot.send_message(1, "a", read_timeout=0.1)
            with pytest.raises(TimedOut):
                await bot.send_photo(1, b"a", read_timeout=0.1, write_timeout=0.1)


async def test_a_server_that_is_not_there_is_a_fault_of_the_network() -> None:
    async with server(saying(b"")) as url:
        pass
    async with bot_at(url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(1, "a")
    assert TOKEN not in str(raised.value)


async def test_a_proxy_gets_the_call_and_who_we_are_there() -> None:
    seen: list[bytes] = []

    async def keep(head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        seen.append(head)
        writer.write(http(HELD))

    async with server(keep) as url:
        tls = way_to(url).tls
        way = Way(url.replace("//", "//me:secret@"), tls)
        async with bot_at("http://telegram.invalid", way) as bot:
            await bot.send_message(1, "a")
        async with bot_at("https://telegram.invalid", way) as bot:
            with pytest.raises(NetworkError):  # the proxy does not go on with TLS
                await bot.send_message(1, "a")
    to_http, to_https = seen
    assert to_http.startswith(b"POST http://telegram.invalid/bot")
    assert to_https.startswith(b"CONNECT telegram.invalid:443")
    assert TOKEN.encode() not in to_https
    for head in seen:
        assert b"Proxy-Authorization: Basic " + base64.b64encode(b"me:secret") in head


@asynccontextmanager
async def socks_proxy(to: str, seen: list[bytes]) -> AsyncIterator[str]:
    """A SOCKS5 proxy (RFC 1928) that leads each connection to one server; keeps where clients wanted to go."""
    host, port = to.removeprefix("http://").split(":")

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(4096):
            writer.write(data)
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        *_, kind, length = await reader.readexactly(5)
        assert kind == 3  # a name, which the proxy is to look up
        seen.append(await reader.readexactly(length))
        refused = seen[-1].startswith(b"refused")
        await reader.readexactly(2)
        writer.write(bytes([5, 5 if refused else 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        if refused:
            writer.close()
            return
        there_reader, there = await asyncio.open_connection(host, int(port))
        await asyncio.gather(pipe(reader, there), pipe(there_reader, writer))

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"socks5://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        listening.close()


async def test_a_socks_proxy_looks_up_the_name_and_its_refusal_is_a_fault_of_the_network() -> None:
    pytest.importorskip("aiohttp_socks")
    seen: list[bytes] = []
    async with server(saying(http(HELD))) as url, socks_proxy(url, seen) as proxy:
        way = Way(None, way_to(url).tls, proxy)
        async with bot_at("http://telegram.invalid", way) as bot:
            assert (await bot.send_message(1, "a")).message_id == 1
        async with bot_at("http://refused.invalid", way) as bot:
            with pytest.raises(NetworkError, match="ProxyError"):
                await bot.send_message(1, "a")
    with pytest.raises(NetworkError, match="ProxyConnectionError"):  # nobody is there any more
        async with bot_at("http://telegram.invalid", way) as bot:
            await bot.send_message(1, "a")
    assert seen == [b"telegram.invalid", b"refused.invalid"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this computer that nobody has signed, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    file = tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", tmp_path / "key.pem", "-out", file], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (tmp_path / "key.pem").read_bytes())
    return file


async def test_only_certificates_that_are_known_are_believed(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    async with server(saying(http(HELD)), tls) as url:
        async with bot_at(url) as bot:
            with pytest.raises(NetworkError, match="Certificate"):
                await bot.send_message(1, "a")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        async with bot_at(url) as bot:
            assert (await bot.send_message(1, "a")).message_id == 1


async def test_it_can_be_opened_again() -> None:
    async with server(saying(http(b'{"ok": true, "result": true}'))) as url:
        request = Request(way_to(url), 1)
        for _ in range(2):
            async with request:
                assert await request.post(f"{url}/x") is True
        with pytest.raises(NetworkError):
            await request.post(f"{url}/x")
