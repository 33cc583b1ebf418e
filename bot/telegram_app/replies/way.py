"""The way to Telegram: through which proxy, and whose certificates are believed, as the environment says."""

import os
import ssl
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi

from bot.errors import BotError

THIS_COMPUTER = ("127.0.0.1", "::1", "localhost")
# How people write what kind of SOCKS they mean, and that the proxy looks up names, which it always does here.
SOCKS = {"socks": "socks5", "socks5": "socks5", "socks5h": "socks5", "socks4": "socks4", "socks4a": "socks4"}
SOCKS_PORT = ":1080"


class Way(NamedTuple):
    """A proxy of HTTP or of SOCKS, each as an address or None, and what TLS takes for true (True: as usual)."""

    proxy: str | None
    tls: ssl.SSLContext | Literal[True]
    socks: str | None = None

    def connector(self, connections: int) -> aiohttp.TCPConnector:
        """What opens no more than so many connections at a time."""
        if self.socks is None:
            return aiohttp.TCPConnector(limit=connections, ssl=self.tls)
        from aiohttp_socks import ProxyConnector  # an extra

        opened: aiohttp.TCPConnector = ProxyConnector.from_url(self.socks, rdns=True, limit=connections, ssl=self.tls)
        return opened

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What is raised where it can't be gone."""
        if self.socks is None:
            return ()
        from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError  # as above

        return ProxyConnectionError, ProxyError, ProxyTimeoutError


def way_to(url: str) -> Way:
    """The way to an address.

    Raises BotError where a variable of the environment can't be used, in one line that names it.
    """
    proxy, tls = _proxy_for(url), _tls(is_needed=urlsplit(url).scheme == "https")
    return Way(None, tls, proxy) if proxy and proxy.startswith("socks") else Way(proxy, tls)


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
        kind, host_there, port = urlsplit(proxy).scheme, urlsplit(proxy).hostname, urlsplit(proxy).port
    except ValueError:
        kind, host_there, port = "", None, None
    # What it says is not shown, since it may hold a password.
    if kind not in ("http", "https", *SOCKS) or not host_there:
        raise BotError(f"{name} is no address of a proxy; write it as http://host:port or socks5://host:port")
    if kind not in SOCKS:
        return proxy
    if find_spec("aiohttp_socks") is None:
        raise BotError(f"{name} names a SOCKS proxy, which needs one more package: pip install '.[socks]'")
    return f"{SOCKS[kind]}://{urlsplit(proxy).netloc}{'' if port else SOCKS_PORT}"


def _tls(is_needed: bool) -> ssl.SSLContext | Literal[True]:
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file and not Path(file).is_file():
        raise BotError(f"SSL_CERT_FILE names no file: {file}")
    if not file and folder and not Path(folder).is_dir():
        raise BotError(f"SSL_CERT_DIR names no folder: {folder}")
    if not is_needed:  # reading all certificates takes half as long as reading the FAQ
        return True
    try:
        if folder and not file:
            return ssl.create_default_context(capath=folder)
        return ssl.create_default_context(cafile=file or certifi.where())
    except ssl.SSLError:
        raise BotError(f"SSL_CERT_FILE holds no certificates: {file}") from None
    except OSError as error:
        raise BotError(f"SSL_CERT_FILE or SSLKEYLOGFILE can't be opened: {error.strerror}") from None
