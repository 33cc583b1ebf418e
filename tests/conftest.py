"""What all tests share: the shipped FAQ, and a network that is off."""

import socket
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.responder import Responder
from bot.faq.loader import load
from bot.faq.model import Faq
from bot.safety.triage import Safety

FAQ_FILE = Path(__file__).parent.parent / "faq.yaml"


@pytest.fixture(scope="session")
def faq() -> Faq:
    """The FAQ that ships."""
    return load(FAQ_FILE.read_bytes())


@pytest.fixture(scope="session")
def safety() -> Safety:
    return Safety()


@pytest.fixture(scope="session")
def responder(safety: Safety) -> Responder:
    """The whole bot on the FAQ that ships."""
    return Responder.from_text(FAQ_FILE.read_bytes(), "faq.yaml", safety)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails loudly where a test would reach for the network."""

    def refuse(self: socket.socket, address: Any) -> None:
        raise AssertionError(f"a test tried to connect to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
