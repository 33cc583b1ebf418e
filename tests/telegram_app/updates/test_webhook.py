"""The bot with a webhook, against the local Telegram."""

import signal
from typing import Any

import httpx
import pytest

from bot.sandbox.running import Sandbox, bound_socket
from bot.telegram_app.updates.webhook import MAX_BODY, secret_for
from tests.running_bot import bots
from tests.sandbox.waiting import eventually
from tests.test_nothing_lost import IN_WORK, answers, ask, sent

chaos = pytest.mark.chaos
SECRET = "only-for-tests"


@pytest.fixture
def environment() -> dict[str, str]:
    with bound_socket("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_PORT": str(port), "WEBHOOK_SECRET": SECRET}


def pending(sandbox: Sandbox) -> int:
    return int(sandbox.call("getWebhookInfo")["result"]["pending_update_count"])


def is_set(sandbox: Sandbox) -> bool:
    return bool(sandbox.call("getWebhookInfo")["result"]["url"])


def test_what_is_brought_is_answered_once(sandbox: Sandbox, environment: dict[str, str]) -> None:
    ask(sandbox, range(5000, 5050))
    with bots(sandbox, **environment) as start:
        bot = start()
        ask(sandbox, range(5050, 5100))
        eventually(lambda: set(answers(sandbox)) == set(range(5000, 5100)))
        eventually(lambda: pending(sandbox) == 0)
        assert bot.end() < 5
        assert bot.process.returncode == 0
    assert set(answers(sandbox).values()) == {1}
    assert "last_error_message" not in sandbox.call("getWebhookInfo")["result"]
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("after", [50, *(pytest.param(number, marks=chaos) for number in (0, 1, 100, 150))])
def test_killed_in_a_burst(sandbox: Sandbox, environment: dict[str, str], after: int) -> None:
    burst = range(5000, 5200)
    ask(sandbox, burst)
    with bots(sandbox, **environment) as start:
        first = start()
        eventually(lambda: sent(sandbox) >= after if after else is_set(sandbox))
        first.kill()
        start()
        eventually(lambda: set(answers(sandbox)) == set(burst) and pending(sandbox) == 0)
    times = answers(sandbox)
    assert sum(times.values()) <= len(burst) + IN_WORK
    assert set(times.values()) <= {1, 2}


@pytest.mark.parametrize("signals", [1, pytest.param(2, marks=chaos)])
def test_asked_to_end_in_a_burst(sandbox: Sandbox, environment: dict[str, str], signals: int) -> None:
    burst = range(5000, 5200)
    ask(sandbox, burst)
    sandbox.do("fault", method="sendMessage", kind="delay", seconds=0.05, lasting=True)
    with bots(sandbox, **environment) as start:
        first = start()
        eventually(lambda: sent(sandbox) >= 10)
        for _ in range(signals - 1):
            first.process.send_signal(signal.SIGTERM)
        assert first.end() < 5
        assert first.process.returncode == 0
        assert "Traceback" not in first.log
        sandbox.do("fault")
        start()
        eventually(lambda: set(answers(sandbox)) == set(burst) and pending(sandbox) == 0)
    assert set(answers(sandbox).values()) == {1}


def test_only_telegram_is_let_in_and_nothing_odd_stops_it(sandbox: Sandbox, environment: dict[str, str]) -> None:
    message = {"message_id": 1, "date": 1, "text": "hi", "chat": {"id": 5000, "type": "private"}}
    update: dict[str, Any] = {
        "update_id": 7,
        "message": {**message, "from": {"id": 5000, "is_bot": False, "first_name": "A"}},
    }
    with bots(sandbox, **environment) as start:
        bot = start()
        eventually(lambda: is_set(sandbox))
        sandbox.do("chat", id=5000, first_name="A")
        url, header = environment["WEBHOOK_URL"], "X-Telegram-Bot-Api-Secret-Token"

        def post(content: bytes | None = None, **headers: str) -> int:
            return httpx.post(
                url, content=content, json=None if content else update, headers=headers, trust_env=False
            ).status_code

        assert post() == 401
        assert post(**{header: "guess"}) == 401
        assert answers(sandbox) == {}
        right = {header: SECRET}
        assert post(b"{", **right) == post(b"x" * (MAX_BODY + 1), **right) == 400
        for body in (b"[]", b'{"update_id": "7"}', b'{"update_id": 99999999999999999999}', b'{"update_id": -1}'):
            assert post(body, **right) == 200
        assert post(**right) == post(**right) == 200
        assert answers(sandbox) == {5000: 1}
        bot.end()
    assert "Traceback" not in bot.log
    assert SECRET not in bot.log


def test_what_can_not_work_is_explained(sandbox: Sandbox, environment: dict[str, str]) -> None:
    with bound_socket("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        with bots(sandbox, **{**environment, "WEBHOOK_PORT": port}) as start:
            bot = start()
            assert bot.wait(60) == 1
    assert f"can't listen on port {port}: Address already in use; choose another with WEBHOOK_PORT" in bot.log
    with bots(sandbox, **{**environment, "WEBHOOK_URL": "http://bot.example.org/hook"}) as start:
        bot = start()
        assert bot.wait(60) == 1
    assert "Telegram does not take WEBHOOK_URL: Bad webhook: an https url must be provided for webhook" in bot.log
    assert "Traceback" not in bot.log


def test_a_path_with_a_space_and_a_host_that_is_found_a_moment_later(
    sandbox: Sandbox, environment: dict[str, str]
) -> None:
    description = "bad webhook: Failed to resolve host: Temporary failure in name resolution"
    sandbox.do("fault", method="setWebhook", kind="400", description=description)
    url = f"{environment['WEBHOOK_URL']}/of%20the%20bot"
    with bots(sandbox, **{**environment, "WEBHOOK_URL": url}) as start:
        bot = start()
        ask(sandbox, range(5000, 5001))
        eventually(lambda: answers(sandbox) == {5000: 1})
        bot.end()
    assert "can't find the host of WEBHOOK_URL; trying again" in bot.log


def test_back_to_polling(sandbox: Sandbox, environment: dict[str, str]) -> None:
    with bots(sandbox, **environment) as start:
        start()
        eventually(lambda: is_set(sandbox))
    with bots(sandbox) as start:
        start()
        ask(sandbox, range(5000, 5001))
        eventually(lambda: answers(sandbox) == {5000: 1})


def test_the_secret_of_a_token_is_no_token() -> None:
    token = "123:" + "x" * 35
    assert secret_for(token) == secret_for(token) != secret_for(token + "y")
    assert token not in secret_for(token)
