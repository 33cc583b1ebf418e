"""Whatever others with the token do to the way by which updates come, it is set right or named."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot

from bot.errors import BotError
from bot.sandbox.running import Sandbox, bound_socket
from bot.telegram_app.observability.health import LIVE_SECONDS, Health
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.delivery import HOST_PAUSES, Delivery, same_place
from bot.telegram_app.updates.webhook import MAX_CONNECTIONS
from tests.sandbox.waiting import eventually

HOST_UNKNOWN = "bad webhook: Failed to resolve host: Temporary failure in name resolution"


class Office:
    """A bot that looks after its updates, by a clock that the test turns."""

    def __init__(self, sandbox: Sandbox, bot: Bot, url: str | None) -> None:
        self.sandbox, self.url, self.time, self.slept = sandbox, url, 0.0, list[float]()
        self.health = Health(Metrics(lambda: self.time), polls=url is None, faq_usable=True, telegram_reached=True)
        self.delivery = Delivery(bot, url, "only-for-tests", self.health, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def look(self) -> list[str]:
        """What keeps the bot from being ready after a look."""
        await self.delivery.look()
        return self.health.faults()

    def is_at(self) -> str:
        """Where Telegram brings updates."""
        return str(self.sandbox.call("getWebhookInfo")["result"]["url"])

    def calls(self, method: str) -> int:
        return len(self.sandbox.see("calls", method=method))


@asynccontextmanager
async def office(sandbox: Sandbox, url: str | None) -> AsyncIterator[Office]:
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
        yield Office(sandbox, bot, url)


@pytest.fixture
def silent() -> Iterator[str]:
    """An address that takes deliveries and never answers them."""
    with bound_socket("127.0.0.1", 0) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/hook"


@pytest.mark.parametrize("other", ["", "https://elsewhere.example.org/secret"])
async def test_a_webhook_that_was_taken_away_or_replaced_is_set_again(
    sandbox: Sandbox, silent: str, other: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with office(sandbox, silent) as here:
        await here.delivery.set()
        assert await here.look() == []
        assert here.calls("setWebhook") == 1
        sandbox.call("setWebhook", url=other)
        assert await here.look() == []
        assert here.is_at() == silent
    where = "set to elsewhere.example.org" if other else "taken away"
    assert f"has the webhook {where}; it is set again" in caplog.text
    assert "secret" not in caplog.text


async def test_until_it_can_be_set_again_the_bot_is_not_ready(sandbox: Sandbox, silent: str) -> None:
    async with office(sandbox, silent) as here:
        await here.delivery.set()
        sandbox.call("deleteWebhook")
        sandbox.do("fault", method="setWebhook", kind="500")
        assert await here.look() == ["the webhook is taken away, and can't be set again"]
        sandbox.do("fault", method="getWebhookInfo", kind="500")
        assert await here.look() == ["the webhook is taken away, and can't be set again"]
        assert await here.look() == []
        assert here.is_at() == silent


async def test_what_telegram_could_not_bring_is_named_until_it_is_through(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    with bound_socket("127.0.0.1", 0) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/hook"
    async with office(sandbox, url) as here:
        await here.delivery.set()
        sandbox.do("message", chat_id=5000, text="hi")
        eventually(lambda: "last_error_message" in sandbox.call("getWebhookInfo")["result"])
        fault = "Telegram can't bring updates to WEBHOOK_URL: Connection failed: ConnectError"
        assert await here.look() == [fault]
        assert await here.look() == [fault]
        sandbox.call("deleteWebhook", drop_pending_updates=True)
        assert await here.look() == []
    assert caplog.text.count(fault) == 1
    assert "updates come again" in caplog.text


async def test_an_error_of_the_time_before_the_start_is_none(sandbox: Sandbox) -> None:
    with bound_socket("127.0.0.1", 0) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/hook"
    sandbox.call("setWebhook", url=url)
    sandbox.do("message", chat_id=5000, text="hi")
    eventually(lambda: "last_error_message" in sandbox.call("getWebhookInfo")["result"])
    async with office(sandbox, url) as here:
        sandbox.do("fault", method="setWebhook", kind="delay", seconds=0)
        await here.delivery.set()
        sandbox.call("deleteWebhook", drop_pending_updates=True)
        sandbox.call("setWebhook", url=url)
        assert await here.look() == []


async def test_ever_more_that_wait_are_named(sandbox: Sandbox, silent: str) -> None:
    async with office(sandbox, silent) as here:
        await here.delivery.set()
        for chat_id in range(5000, 5000 + MAX_CONNECTIONS):
            sandbox.do("message", chat_id=chat_id, text="hi")
        assert await here.look() == []
        sandbox.do("message", chat_id=6000, text="hi")
        assert await here.look() == [f"{MAX_CONNECTIONS + 1} updates wait at Telegram, more than before"]
        assert await here.look() == []


async def test_a_webhook_that_somebody_set_is_taken_away_where_we_poll(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with office(sandbox, None) as here:
        await here.delivery.set()
        sandbox.call("setWebhook", url="https://elsewhere.example.org/secret")
        seen = here.calls("getWebhookInfo")
        assert await here.look() == []
        assert here.calls("getWebhookInfo") == seen  # while polls are answered there is none
        here.time = LIVE_SECONDS / 2
        await here.look()
        assert here.is_at() == ""
    assert "somebody has set a webhook to elsewhere.example.org; it is taken away" in caplog.text
    assert "secret" not in caplog.text


async def test_a_host_that_is_not_found_at_first_is_tried_again_a_few_times(sandbox: Sandbox, silent: str) -> None:
    async with office(sandbox, silent) as here:
        sandbox.do("fault", method="setWebhook", kind="400", description=HOST_UNKNOWN, times=2)
        await here.delivery.set()
        assert here.slept == list(HOST_PAUSES[:2])
        assert here.is_at() == silent
        sandbox.do("fault", method="setWebhook", kind="400", description=HOST_UNKNOWN, lasting=True)
        with pytest.raises(BotError, match="Telegram does not take WEBHOOK_URL: Bad webhook: failed to resolve host"):
            await here.delivery.set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://bot.example.org/ho%20ok", "https://bot.example.org/ho ok", True),
        ("https://bot.example.org/h%C3%B6k", "https://bot.example.org/hök", True),
        ("https://Bot.Example.org", "https://bot.example.org/", True),
        ("https://bot.example.org:443/hook", "https://bot.example.org/hook", True),
        ("https://bot.example.org/hook", "https://bot.example.org/Hook", False),
        ("https://bot.example.org/hook", "https://bot.example.org:8443/hook", False),
        ("https://bot.example.org/hook", "", False),
    ],
)
def test_addresses_are_compared_by_what_they_mean(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) == same
