"""Where the ids of finished updates can't be kept, the bot says so once and answers everybody once all the same."""

import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from bot.sandbox.running import Sandbox
from bot.sandbox.world import BOT_ID
from tests.running_bot import bots
from tests.sandbox.waiting import eventually
from tests.test_nothing_lost import answers, ask, sent

chaos = pytest.mark.chaos
NOTICE = "can't keep the ids of finished updates"
FILE = f"finished-{BOT_ID}.sqlite3"
BATCH = 100  # what Telegram shows at once, and shows again where no id was kept


class Spoiled(Protocol):
    """Spoils the state folder of a bot for as long as the context lasts."""

    def __call__(self, state: Path) -> AbstractContextManager[None]: ...


@contextmanager
def disk(folder: Path, options: str) -> Iterator[None]:
    """A disk of its own, in memory; the test is skipped where it may not be mounted."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root can mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def a_full_disk(state: Path) -> Iterator[None]:
    with disk(state, "size=64k"):
        with (state / "ballast").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
            while True:
                file.write(bytes(4096))
        yield


@contextmanager
def a_disk_of_64_kb(state: Path) -> Iterator[None]:
    with disk(state, "size=64k"):
        yield


@contextmanager
def a_disk_for_reading_only(state: Path) -> Iterator[None]:
    with disk(state, "ro"):
        yield


@contextmanager
def a_file_in_its_place(state: Path) -> Iterator[None]:
    state.rmdir()
    state.write_text("no folder")
    yield


@contextmanager
def garbage(state: Path) -> Iterator[None]:
    (state / FILE).write_bytes(b"garbage\x00\xff" * 1000)
    yield


@contextmanager
def another_program_s(state: Path) -> Iterator[None]:
    with closing(sqlite3.connect(state / FILE, isolation_level=None)) as database:
        database.execute("CREATE VIEW finished_updates AS SELECT 1 AS one")
    yield


@contextmanager
def held_by_another_program(state: Path) -> Iterator[None]:
    with closing(sqlite3.connect(state / FILE, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield


@chaos
@pytest.mark.parametrize(
    "spoiled",
    [
        a_full_disk,
        a_disk_of_64_kb,
        a_disk_for_reading_only,
        a_file_in_its_place,
        garbage,
        another_program_s,
        held_by_another_program,
    ],
)
def test_a_state_that_can_not_be_used(sandbox: Sandbox, tmp_path: Path, spoiled: Spoiled) -> None:
    burst = range(5000, 5040)
    ask(sandbox, burst)
    with spoiled(tmp_path), bots(sandbox, STATE_DIR=str(tmp_path)) as start:
        bot = start()
        eventually(lambda: set(answers(sandbox)) == set(burst))
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        assert bot.end() < 5
    assert set(answers(sandbox).values()) == {1}
    assert bot.log.count(NOTICE) == 1
    assert "Traceback" not in bot.log


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit another process")
def test_a_disk_that_fills_up_while_the_bot_works(sandbox: Sandbox) -> None:
    burst = range(5000, 5040)
    with bots(sandbox) as start:
        bot = start()
        ask(sandbox, burst[:10])
        eventually(lambda: sent(sandbox) == 10)
        # As on a full disk, each write to a file fails from now on.
        _, most = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, most))
        ask(sandbox, burst[10:])
        eventually(lambda: set(answers(sandbox)) == set(burst))
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        assert bot.end() < 5
        assert bot.process.returncode == 0
    assert set(answers(sandbox).values()) == {1}
    assert bot.log.count(NOTICE) == 1
    assert "Traceback" not in bot.log


@chaos
def test_killed_in_a_burst_without_a_state(sandbox: Sandbox, tmp_path: Path) -> None:
    burst, state = range(5000, 5200), tmp_path / "state"
    state.write_text("no folder")
    ask(sandbox, burst)
    with bots(sandbox, STATE_DIR=str(state)) as start:
        first = start()
        eventually(lambda: sent(sandbox) >= 50)
        first.kill()
        start()
        eventually(lambda: set(answers(sandbox)) == set(burst))
        eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
    assert sum(answers(sandbox).values()) <= len(burst) + BATCH
    assert set(answers(sandbox).values()) <= {1, 2}
