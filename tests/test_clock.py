"""A clock that jumps changes nothing: waits go by one that nobody can set, and the dates of messages don't count."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import minute_of_week
from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.render import to_plain
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped, shipped_in_html
from tests.telegram_app.wire import Wire, application, message, press, receive
from tests.test_nothing_lost import answers, ask

# Python runs a file of this name before the program.
JUMPING = """
import datetime, random, time

time.time = lambda: random.uniform(0, 4e9)
time.time_ns = lambda: int(time.time() * 1e9)

class Jumping(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

datetime.datetime = Jumping
"""


@pytest.mark.parametrize(
    ("moment", "timezone", "minute"),
    [
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "UTC", 0),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "America/Los_Angeles", 6 * 1440 + 16 * 60),
        (datetime(2026, 7, 6, 16, 30, 59, tzinfo=UTC), "America/Los_Angeles", 9 * 60 + 30),
        (datetime(2026, 3, 8, 10, 0, tzinfo=UTC), "America/Los_Angeles", 6 * 1440 + 3 * 60),
    ],
)
def test_the_minute_of_the_week_is_the_one_on_clocks_there(moment: datetime, timezone: str, minute: int) -> None:
    assert minute_of_week(moment, timezone) == minute


def test_the_bot_works_while_the_clock_jumps_by_years(sandbox: Sandbox, responder: Responder, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(JUMPING)
    burst = range(5000, 5030)
    with running_bot(sandbox, PYTHONPATH=str(tmp_path)) as bot:
        sandbox.do("fault", method="sendMessage", kind="429", retry_after=1)
        ask(sandbox, burst)
        for _ in range(8):
            ask(sandbox, range(4000, 4001))
        eventually(lambda: answers(sandbox)[4000] == 6 and set(answers(sandbox)) == {4000, *burst}, seconds=20)
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
    assert answers(sandbox) == {4000: 7, **dict.fromkeys(burst, 1)}
    said = [m["text"] for m in sandbox.see("transcript", chat_id=4000)["messages"] if m["from"]["is_bot"]]
    assert said[-2] == to_plain(responder.fixed("slow_down"))
    assert said[-1].startswith(shipped("answers.alcohol"))  # to what came last, once it was over
    assert len({line.split("-")[0] for line in bot.log.splitlines()}) > 3  # years: it did jump
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("date", [0, 1, -1, -(10**10), 10**9, 4_102_444_800, 253_402_300_799])
@pytest.mark.parametrize("update", [message(text="is wine ok"), press("alcohol")], ids=["message", "press"])
async def test_a_message_of_any_date_is_answered(responder: Responder, date: int, update: dict[str, Any]) -> None:
    ((kind, content),) = update.items()
    dated = (
        {**content, "date": date} if kind == "message" else {**content, "message": {**content["message"], "date": date}}
    )
    wire = Wire()
    await receive(application(responder, wire), {kind: dated})
    (sent,) = wire.sent()
    assert sent["text"].startswith(shipped_in_html("answers.alcohol"))
