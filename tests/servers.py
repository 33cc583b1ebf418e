"""A PostgreSQL, a PgBouncer and an nginx of a test's own, on loopback and gone at its end."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.sandbox.running import bound_socket
from tests.sandbox.waiting import eventually

PGBOUNCER = """
[databases]
{name} = host=127.0.0.1 port={server.port} user=bot
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 2
"""
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream copies {{ {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://copies; proxy_next_upstream error timeout non_idempotent; }}
  }}
}}
"""


def program(name: str) -> str:
    """Where a program is; where it is missing, the test is skipped, or fails if REQUIRE_SERVERS is set."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") or max(
        map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None
    )
    if found is None:
        (pytest.fail if os.environ.get("REQUIRE_SERVERS") else pytest.skip)(f"{name} is not installed")
    return found


def free_port() -> int:
    with bound_socket("127.0.0.1", 0) as free:
        return int(free.getsockname()[1])


def as_servant() -> Sequence[str]:
    """What goes before a server that refuses to run as root."""
    root = os.geteuid() == 0
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if root else []


class Postgres:
    """A PostgreSQL in a folder, which can be ended and started again."""

    def __init__(self, folder: Path) -> None:
        self._data, self._port = folder / "data", free_port()
        self.url = f"postgresql://bot@127.0.0.1:{self._port}/postgres"
        if as_servant():
            folder.chmod(0o755)
            self._data.mkdir()
            shutil.chown(self._data, "postgres")
        made = [program("initdb"), "-D", self._data, "-U", "bot", "-A", "trust", "--no-sync"]
        subprocess.run([*as_servant(), *made], check=True, stdout=subprocess.DEVNULL)
        self._process = self._started()

    def start(self) -> None:
        """Starts it again; returns when it lets people in."""
        self._process = self._started()

    def end(self, number: int = signal.SIGINT) -> None:
        """Ends it, with all that is connected; returns when it is gone."""
        self._process.send_signal(number)
        self._process.wait()

    def _started(self) -> "subprocess.Popen[bytes]":
        options = ["-D", self._data, "-p", str(self._port), "-h", "127.0.0.1", "-k", "", "-F"]
        process = subprocess.Popen([*as_servant(), program("postgres"), *options], stderr=subprocess.DEVNULL)
        ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        eventually(lambda: subprocess.run(ready, check=False).returncode == 0)
        return process


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """A new PostgreSQL."""
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.end()


@contextmanager
def pooler(folder: Path, url: str) -> Iterator[str]:
    """The address of a PgBouncer before a PostgreSQL, which gives each transaction one of two connections."""
    port, config = free_port(), folder / "pgbouncer.ini"
    name, server = "postgres", urlsplit(url)
    (folder / "users").write_text('"bot" ""\n')
    config.write_text(PGBOUNCER.format(name=name, server=server, port=port, folder=folder))
    folder.chmod(0o755)
    with subprocess.Popen([*as_servant(), program("pgbouncer"), "-q", config]) as process:
        try:
            eventually(lambda: lets_in(port))
            yield f"postgresql://bot@127.0.0.1:{port}/{name}"
        finally:
            process.terminate()


def lets_in(port: int) -> bool:
    """Whether somebody listens on a port."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def load_balancer(folder: Path, ports: Sequence[int]) -> Iterator[int]:
    """The port of an nginx that shares calls out to other ports in turn."""
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=1s;" for each in ports)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, servers=servers, port=port))
    with subprocess.Popen([program("nginx"), "-c", config, "-e", folder / "error.log"]) as process:
        try:
            eventually(lambda: (folder / "pid").exists())
            yield port
        finally:
            process.terminate()
