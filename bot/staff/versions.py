"""The contents that the FAQ file had before and after the latest changes, for taking these back."""

import logging
from contextlib import suppress
from pathlib import Path

from bot.conversation.responder import version_of
from bot.errors import BotError
from bot.faq.file import write_beside

log = logging.getLogger(__name__)

FOLDER = "versions"
# Before and after each of so many changes.
MOST = 2 * 20 + 2


class Versions:
    """Keeps the latest contents in a folder, each under its version; in memory where there is no folder."""

    def __init__(self, state_dir: Path | None) -> None:
        self._folder = state_dir / FOLDER if state_dir else None
        self._kept: dict[str, bytes] = {}

    def keep(self, *contents: bytes) -> None:
        """Keeps contents, and lets go of the oldest; what can't be written is kept in memory."""
        for content in contents:
            version = version_of(content)
            self._kept.pop(version, None)
            self._kept[version] = content
            if self._folder:
                self._write(self._folder / f"{version}.yaml", content)
        self._kept = dict(list(self._kept.items())[-MOST:])

    def get(self, version: str) -> bytes | None:
        """The content of a version, where it is still kept."""
        if version not in self._kept and self._folder:
            with suppress(OSError):
                return (self._folder / f"{version}.yaml").read_bytes()
        return self._kept.get(version)

    def _write(self, file: Path, content: bytes) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)  # so that it is the newest
            write_beside(file, content)
            files = sorted(file.parent.glob("*.yaml"), key=lambda each: each.stat().st_mtime_ns)
            for old in files[:-MOST]:
                old.unlink(missing_ok=True)
        except (OSError, BotError) as error:
            log.warning("a version of faq.yaml can't be kept (%s); it can be taken back until a restart", error)
