"""The way to Telegram: through which proxy, and whose certificates are believed, as the environment says."""

import os
import ssl
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi

from bot.errors import BotError

THIS_COMPUTER = ("127.0.0.1", "::1", "localhost")


class Way(NamedTuple):
    """A proxy's address or None, and what TLS takes for true."""

    proxy: str | None
    tls: ssl.SSLContext


def way_to(url: str) -> Way:
    """The way to an address.

    Raises BotError where a variable of the environment can't be used, in one line that names it.
    """
    return Way(_proxy_for(url), _tls())


def _proxy_for(url: str) -> str | None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    # A proxy would not find this computer.
    if host in THIS_COMPUTER or proxy_bypass(f"{host}:{parts.port}" if parts.port else host):
        return None
    proxies = getproxies()
    scheme = next((scheme for scheme in (parts.scheme, "all") if proxies.get(scheme)), None)
    if scheme is None:
        return None
    written = proxies[scheme]
    name = next((name for name in os.environ if name.lower() == f"{scheme}_proxy"), "the system's proxy")
    proxy = written if "://" in written else f"http://{written}"
    try:
        kind, host_there, _ = urlsplit(proxy).scheme, urlsplit(proxy).hostname, urlsplit(proxy).port
    except ValueError:
        kind, host_there = "", None
    # What it says is not shown, since it may hold a password.
    if kind.startswith("socks"):
        raise BotError(
            f"{name} names a SOCKS proxy, which the bot can't use; name one that speaks HTTP: http://host:port"
        )
    if kind not in ("http", "https") or not host_there:
        raise BotError(f"{name} is no address of a proxy; write it as http://host:port")
    return proxy


def _tls() -> ssl.SSLContext:
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file and not Path(file).is_file():
        raise BotError(f"SSL_CERT_FILE names no file: {file}")
    if not file and folder and not Path(folder).is_dir():
        raise BotError(f"SSL_CERT_DIR names no folder: {folder}")
    try:
        if folder and not file:
            return ssl.create_default_context(capath=folder)
        return ssl.create_default_context(cafile=file or certifi.where())
    except ssl.SSLError:
        raise BotError(f"SSL_CERT_FILE holds no certificates: {file}") from None
    except OSError as error:
        raise BotError(f"SSL_CERT_FILE or SSLKEYLOGFILE can't be opened: {error.strerror}") from None
