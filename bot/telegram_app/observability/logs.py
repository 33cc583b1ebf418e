"""What the bot writes of itself; never what people write, nor who they are."""

import json
import logging
import warnings

from telegram.warnings import PTBUserWarning

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its time, level, logger, and message; a fault is named by its kind."""
        shown = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            shown["error"] = record.exc_info[0].__name__
        return json.dumps(shown, ensure_ascii=False)


def set_up_logging(level: str, format: str) -> None:
    """Logs to standard error; the libraries that would log the token, in each address they call, only warn."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if format == "json" else logging.Formatter(PLAIN))
    logging.basicConfig(level=level, handlers=[handler])
    for library in ("aiohttp", "httpx", "httpcore", "telegram", "apscheduler", "uvicorn", "watchfiles"):
        logging.getLogger(library).setLevel(logging.WARNING)
    # We ask for updates as they are, since one that the library can't parse would keep back the others.
    warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
