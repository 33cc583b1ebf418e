import json
import logging
import sys

from bot.telegram_app.logs import JsonFormatter


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
