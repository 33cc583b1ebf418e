"""What an operator sees of a running bot."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox.running import Sandbox, bound_socket
from bot.telegram_app.observability.health import LIVE_SECONDS, Health
from bot.telegram_app.observability.metrics import Metrics
from tests.conftest import FAQ_FILE
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.test_nothing_lost import answers

# What the bot answers that reads words alone, as tests start it.
READY = (200, "ok\nmessages are read by words")


@pytest.fixture
def port() -> int:
    with bound_socket("127.0.0.1", 0) as free:
        return int(free.getsockname()[1])


def seen(port: int, path: str) -> tuple[int, str]:
    try:
        reply = httpx.get(f"http://127.0.0.1:{port}/{path}", trust_env=False)
    except httpx.ConnectError:
        return 0, ""
    return reply.status_code, reply.text


def figures(port: int) -> dict[str, float]:
    lines = [line for line in seen(port, "metrics")[1].splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_a_running_bot_shows_its_figures_and_nothing_personal(sandbox: Sandbox, port: int) -> None:
    asked = ["is wine ok", "is my zebra named hortensia?", "i want to kill myself", "quanto custa o remédio por favor?"]
    with running_bot(sandbox, HEALTH_PORT=str(port), LOG_FORMAT="json", LOG_LEVEL="DEBUG") as bot:
        eventually(lambda: seen(port, "readyz") == READY)
        assert seen(port, "healthz") == (200, "ok")
        assert seen(port, "nothing")[0] == 404
        for text in asked:
            sandbox.do("message", chat_id=987654, first_name="Hortensia", text=text)
        eventually(lambda: answers(sandbox)[987654] == len(asked))
        eventually(lambda: figures(port)["faqbot_update_seconds_count"] == len(asked))
        shown = figures(port)
        text = seen(port, "metrics")[1]
    assert shown['faqbot_questions_total{outcome="answer"}'] == 1
    assert shown['faqbot_questions_total{outcome="self_harm"}'] == 1
    assert shown['faqbot_questions_total{outcome="not_looked_up"}'] == 1
    assert shown["faqbot_confidence_count"] == 2
    assert shown['faqbot_calls_total{method="sendMessage",result="ok"}'] == len(asked)
    assert 0 <= shown["faqbot_last_poll_age_seconds"] < LIVE_SECONDS
    assert 0 < shown["faqbot_update_seconds_sum"] < 60
    assert 'faqbot_faq_info{version="' in text
    assert [json.loads(line)["level"] for line in bot.log.splitlines()]
    for personal in ("hortensia", "Hortensia", "zebra", "987654", "naltrexona", sandbox.token):
        assert personal not in text + bot.log


def test_what_fails_is_counted(sandbox: Sandbox, port: int) -> None:
    with running_bot(sandbox, HEALTH_PORT=str(port)):
        eventually(lambda: seen(port, "readyz") == READY)
        sandbox.do("fault", method="sendMessage", kind="500", times=1)
        sandbox.do("fault", method="sendMessage", kind="429", retry_after=1, times=1)
        sandbox.do("message", chat_id=5000, text="is wine ok")
        eventually(lambda: answers(sandbox) == {5000: 1})
        eventually(lambda: 'faqbot_calls_total{method="sendMessage",result="ok"}' in figures(port))
        shown = figures(port)
    assert shown['faqbot_calls_total{method="sendMessage",result="RetryAfter"}'] == 1
    assert shown['faqbot_calls_total{method="sendMessage",result="NetworkError"}'] == 1


def test_alive_but_not_ready_while_telegram_is_away(sandbox: Sandbox, port: int) -> None:
    with bound_socket("127.0.0.1", 0) as free:
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    with bots(sandbox, HEALTH_PORT=str(port), TELEGRAM_API_URL=nobody) as start:
        start()
        eventually(lambda: seen(port, "healthz") == (200, "ok"))
        assert seen(port, "readyz") == (503, "Telegram was not reached yet")


def test_a_faq_that_can_not_be_used_is_not_ready(sandbox: Sandbox, port: int, tmp_path: Path) -> None:
    with running_bot(sandbox, HEALTH_PORT=str(port), FAQ_FILE=str(tmp_path / "missing.yaml")):
        eventually(lambda: seen(port, "readyz") == (503, "faq.yaml can't be used; the log says why"))
        assert seen(port, "healthz") == (200, "ok")


def test_while_the_file_can_not_be_used_it_is_not_ready_also_with_the_version_before(
    sandbox: Sandbox, port: int, tmp_path: Path
) -> None:
    file, good = tmp_path / "faq.yaml", FAQ_FILE.read_text("utf-8")
    kept = {"HEALTH_PORT": str(port), "FAQ_FILE": str(file), "STATE_DIR": str(tmp_path / "state")}
    bad = (503, "faq.yaml can't be used; the log says why")
    file.write_text(good, "utf-8")
    with running_bot(sandbox, **kept):
        eventually(lambda: seen(port, "readyz") == READY)
        file.write_text("topics: [", "utf-8")
        eventually(lambda: seen(port, "readyz") == bad)
        assert seen(port, "healthz") == (200, "ok")
        file.write_text(good, "utf-8")
        eventually(lambda: seen(port, "readyz") == READY)
        file.write_text("topics: [", "utf-8")
        eventually(lambda: seen(port, "readyz") == bad)
    with running_bot(sandbox, **kept):
        eventually(lambda: seen(port, "readyz") == bad)
        assert seen(port, "healthz") == (200, "ok")
        file.unlink()
        file.write_text(good, "utf-8")
        eventually(lambda: seen(port, "readyz") == READY)


def test_a_port_that_is_taken_is_explained(sandbox: Sandbox) -> None:
    with bound_socket("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        with bots(sandbox, HEALTH_PORT=port) as start:
            bot = start()
            assert bot.wait(60) == 1
    assert f"can't listen on port {port}: Address already in use; choose another with HEALTH_PORT" in bot.log
    assert "Traceback" not in bot.log


@pytest.mark.parametrize(("polls", "faults"), [(True, ["no good poll for 121 s"]), (False, [])])
def test_without_a_good_poll_for_long_it_is_not_alive(polls: bool, faults: list[Any]) -> None:
    time = [0.0]
    metrics = Metrics(lambda: time[0])
    health = Health(metrics, polls=polls, faq_usable=True, telegram_reached=True)
    assert health.faults() == []
    time[0] = LIVE_SECONDS + 1
    assert health.faults() == faults
    metrics.polled()
    assert health.faults() == []
