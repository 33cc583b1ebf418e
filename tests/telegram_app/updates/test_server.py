"""Where the bot listens."""

import socket

import pytest

from bot.errors import BotError
from bot.telegram_app.updates.server import listening
from tests.servers import free_port

no_ipv6 = pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this computer has no IPv6")
V4, V6 = "127.0.0.1", "::1"


def reached(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True


@no_ipv6
@pytest.mark.parametrize(
    ("host", "by"),
    [(None, {V4, V6}), ("::", {V4, V6}), ("0.0.0.0", {V4}), (V4, {V4}), (V6, {V6})],
)
def test_on_all_addresses_or_on_one(host: str | None, by: set[str]) -> None:
    with listening(0, "WEBHOOK_PORT", host) as bound:
        assert bound.proto == socket.IPPROTO_TCP
        port = bound.getsockname()[1]
        assert {address for address in (V4, V6) if reached(address, port)} == by


@pytest.mark.parametrize("host", [V4, pytest.param(V6, marks=no_ipv6)])
def test_a_port_that_is_taken_by_either_is_explained(host: str) -> None:
    with listening(0, "HEALTH_PORT", host) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BotError, match=f"can't listen on port {port}: .*; choose another with HEALTH_PORT"):
            listening(port, "HEALTH_PORT")


def test_an_address_of_another_computer_is_explained() -> None:
    port = free_port()
    with pytest.raises(BotError, match=f"can't listen on 192.0.2.1 port {port}: .*; choose .* HOST and WEBHOOK_PORT"):
        listening(port, "WEBHOOK_PORT", "192.0.2.1")
