"""A PostgreSQL and an nginx of a test's own, on loopback and gone at its end."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.sandbox.running import bound_socket
from tests.sandbox.waiting import eventually

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


@contextmanager
def postgres(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address of a new PostgreSQL, and its process."""
    data, port = folder / "data", free_port()
    initdb, server = program("initdb"), program("postgres")
    as_user: Sequence[str] = []
    if os.geteuid() == 0:  # it refuses to run as root
        folder.chmod(0o755)
        data.mkdir()
        shutil.chown(data, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    subprocess.run(
        [*as_user, initdb, "-D", data, "-U", "bot", "-A", "trust", "--no-sync"], check=True, stdout=subprocess.DEVNULL
    )
    options = ["-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", "", "-F"]
    with subprocess.Popen([*as_user, server, *options], stderr=subprocess.DEVNULL) as process:
        try:
            ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
            eventually(lambda: subprocess.run(ready, check=False).returncode == 0, seconds=30)
            yield f"postgresql://bot@127.0.0.1:{port}/postgres", process
        finally:
            process.terminate()


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
