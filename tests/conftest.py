"""What all tests share: the shipped FAQ, a local Telegram, and a network that is off."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.responder import Responder
from bot.encoder.encoders import CHOICES, Encoders
from bot.faq.file import translation_paths
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.safety.triage import DangerDetector
from bot.sandbox.running import Sandbox

FAQ_FILE = Path(__file__).parent.parent / "faq.yaml"
TRANSLATIONS = {code: path.read_bytes() for code, path in translation_paths(FAQ_FILE).items()}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what runs whole bots, so that no process is left with a long file at the end."""
    items.sort(key=lambda item: item.path.parent != FAQ_FILE.parent / "tests")


@pytest.fixture(scope="session")
def faq() -> Faq:
    """The FAQ that ships."""
    return load(FAQ_FILE.read_bytes())


@pytest.fixture(scope="session")
def safety() -> DangerDetector:
    return DangerDetector()


@pytest.fixture(scope="session")
def responder(safety: DangerDetector) -> Responder:
    """The whole bot on the FAQ that ships."""
    return Responder.from_text(FAQ_FILE.read_bytes(), "faq.yaml", safety, translations=TRANSLATIONS)


@pytest.fixture(autouse=True, scope="session")
def words_alone() -> Iterator[None]:
    """Commands and bots that tests start read words alone, as encoders take a second and 200 MB each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENCODER", "off")
        yield


@pytest.fixture(scope="session")
def both_encoders() -> Encoders:
    """The two encoders that ship, loaded."""
    encoders = Encoders(CHOICES["both"])
    encoders.load()
    return encoders


@pytest.fixture(scope="session")
def well_read(both_encoders: Encoders) -> Responder:
    """The whole bot on the FAQ that ships, with both encoders."""
    detector = DangerDetector(both_encoders)
    responder = Responder.from_text(FAQ_FILE.read_bytes(), "faq.yaml", detector, translations=TRANSLATIONS)
    responder.warm_up()
    return responder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails loudly where a test would reach beyond this computer."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"a test tried to connect to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    """A local Telegram as at its start."""
    running_sandbox.do("reset")
    return running_sandbox
