import asyncio
import json
import logging
import sys

import pytest

from bot.telegram_app.jobs import say_if_failed
from bot.telegram_app.observability.logs import JsonFormatter


def record(message: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("bot.x", logging.WARNING, "x.py", 1, message, values, info)


def test_a_record_is_one_json_object() -> None:
    line = JsonFormatter().format(record("%s is\nodd “ü”", "it"))
    assert "\n" not in line
    shown = json.loads(line)
    assert (shown["level"], shown["logger"], shown["message"]) == ("WARNING", "bot.x", "it is\nodd “ü”")
    assert shown["time"][:2] == "20"
    assert "error" not in shown


def test_a_fault_is_named_by_its_kind_since_its_words_may_hold_what_a_person_wrote() -> None:
    line = JsonFormatter().format(record("it failed", error=ValueError("i feel so low")))
    assert json.loads(line)["error"] == "ValueError"
    assert "so low" not in line
    assert sys.exc_info() == (None, None, None)


async def test_a_task_that_nobody_waits_for_is_named_when_it_fails(caplog: pytest.LogCaptureFixture) -> None:
    async def watching(ends: bool) -> None:
        if not ends:
            raise KeyError("i feel so low")

    tasks = [asyncio.create_task(watching(ends)) for ends in (True, False)]
    tasks.append(asyncio.create_task(asyncio.sleep(60)))
    tasks[-1].cancel()
    for task in tasks:
        task.add_done_callback(say_if_failed)
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)
    (line,) = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert "watching has ended (KeyError)" in line
    assert "low" not in line
