"""What the container is made of, and how it is run."""

import json
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.cli.main import main

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SETTINGS = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))


def logical_lines(text: str) -> list[str]:
    """The lines without comments, each with those that a backslash joins to it."""
    bare = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    return [line for line in bare.replace("\\\n", " ").splitlines() if line.strip()]


DOCKERFILE = [line.split(None, 1) for line in logical_lines((ROOT / "Dockerfile").read_text("utf-8"))]


def instructions(name: str) -> list[str]:
    """What follows each instruction of that name in the Dockerfile."""
    return [rest for word, rest in DOCKERFILE if word == name]


def image_environment() -> dict[str, str]:
    return dict(word.split("=", 1) for line in instructions("ENV") for word in line.split())


def pins() -> dict[str, str]:
    """The version of each package in the lock."""
    found = [Requirement(line.split(" --hash")[0]) for line in logical_lines(LOCK)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in found}


@pytest.mark.parametrize("line", logical_lines(LOCK), ids=lambda line: line.split("==")[0])
def test_each_package_of_the_lock_is_one_version_with_hashes(line: str) -> None:
    assert re.match(r"[a-z0-9-]+==[^ *]+ .*--hash=sha256:[0-9a-f]{64}$", line), line


def test_the_lock_names_no_index_and_no_machine() -> None:
    assert not re.search(r"^\s*-(?!-hash)", LOCK, re.MULTILINE)
    assert not re.search(r"://|file:|index|/home|/tmp|/root", LOCK)


@pytest.mark.parametrize(
    "dependency",
    [
        *PYPROJECT["project"]["dependencies"],
        *PYPROJECT["project"]["optional-dependencies"]["postgres"],
        *PYPROJECT["build-system"]["requires"],  # the image builds the bot with what is in the lock
    ],
)
def test_the_lock_is_up_to_date(dependency: str) -> None:
    required = Requirement(dependency)
    pinned = pins().get(canonicalize_name(required.name), "none")
    assert pinned != "none", f"{required.name} is not in requirements.lock; run: make lock"
    assert required.specifier.contains(pinned), f"{dependency} is locked to {pinned}; run: make lock"


def test_nothing_is_installed_without_a_hash() -> None:
    installs = [line for line in instructions("RUN") if " install " in line and "pip" in line]
    assert len(installs) == 2
    for line in installs:
        assert "--require-hashes" in line or ("--no-deps" in line and "--no-index" in line), line


def test_the_bot_is_not_root_and_hears_signals() -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", instructions("USER")[-1])
    (line,) = instructions("CMD")
    program, *arguments = json.loads(line)  # a list, so that no shell stands between
    assert PYPROJECT["project"]["scripts"][program] == "bot.cli.main:main"
    assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0


def test_only_the_state_is_written() -> None:
    assert instructions("VOLUME") == [image_environment()["STATE_DIR"]]


def test_the_build_sees_what_it_copies_and_no_more() -> None:
    copied = {
        word for line in instructions("COPY") if "--from" not in line for word in line.split()[:-1] if word[0] != "-"
    }
    everything, *rest = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert everything == "*"
    assert {line[1:] for line in rest if line.startswith("!")} == copied


@contextmanager
def answering(status: int) -> Iterator[int]:
    """A server that answers each question for its health with a status; yields its port."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Health) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def check_health(port: int) -> subprocess.CompletedProcess[str]:
    (line,) = instructions("HEALTHCHECK")
    program, *arguments = json.loads(line.split("CMD", 1)[1])
    assert program == "python"
    environment = {"HEALTH_PORT": str(port), "http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1"}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (404, 1)])
def test_the_container_is_as_healthy_as_the_bot_says(status: int, code: int) -> None:
    with answering(status) as port:
        checked = check_health(port)
    assert checked.returncode == code
    assert "Traceback" not in checked.stderr


def test_a_bot_that_does_not_answer_is_not_healthy() -> None:
    with answering(200) as port:
        pass
    checked = check_health(port)
    assert checked.returncode == 1
    assert "refused" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_compose_runs_one_bot_that_can_change_nothing_but_its_state() -> None:
    (bot,) = COMPOSE["services"].values()
    state = image_environment()["STATE_DIR"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    files = [f"./{name}:/app/{name}:ro" for name in ("faq.yaml", "faq.es.yaml")]
    assert bot["volumes"] == [*files, f"state:{state}"]
    assert bot["restart"] == "unless-stopped"
    assert int(bot["stop_grace_period"].removesuffix("s")) >= 10


def test_each_setting_of_the_container_is_one_of_the_bots() -> None:
    (bot,) = COMPOSE["services"].values()
    assert set(bot["environment"]) <= SETTINGS
    assert {name for name in image_environment() if "PYTHON" not in name and name != "PATH"} <= SETTINGS


def test_compose_asks_for_the_token() -> None:
    (bot,) = COMPOSE["services"].values()
    assert bot["environment"]["TELEGRAM_BOT_TOKEN"].startswith("${TELEGRAM_BOT_TOKEN:?")
