"""What a start needed for a moment does not stay in memory."""

import os
import platform
from pathlib import Path

import pytest

from bot.telegram_app.freeing import give_back


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give back by themselves or not at all")
def test_what_was_freed_goes_back_though_something_stays_between() -> None:
    blocks = [bytes(2_000) for _ in range(50_000)]
    kept = blocks[::100]
    del blocks
    before = resident()
    give_back()
    assert before - resident() > 50_000_000
    assert len(kept) == 500


def resident() -> int:
    """Memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")
