import sqlite3
from pathlib import Path

import pytest

from bot.telegram_app.finished import KEPT, PRUNED_EVERY, FinishedUpdates


def test_a_restart_knows_what_is_finished(tmp_path: Path) -> None:
    file = tmp_path / "state" / "finished.sqlite3"
    first = FinishedUpdates(file)
    first.add(7)
    first.add(7)
    # No close: the process was killed.
    again = FinishedUpdates(file)
    assert 7 in again
    assert 8 not in again
    first.close()
    again.close()


def test_nothing_but_ids_is_kept_and_not_without_end(tmp_path: Path) -> None:
    file = tmp_path / "finished.sqlite3"
    finished = FinishedUpdates(file)
    for id in range(KEPT + 2 * PRUNED_EVERY):
        finished.add(id)
    assert 0 not in finished
    finished.close()
    with sqlite3.connect(file) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(finished)")]
        (rows,) = database.execute("SELECT count(*) FROM finished").fetchone()
    database.close()
    assert columns == ["number", "id"]
    assert KEPT <= rows <= KEPT + PRUNED_EVERY


def test_smaller_ids_after_a_quiet_week_are_kept_too(tmp_path: Path) -> None:
    file = tmp_path / "finished.sqlite3"
    finished = FinishedUpdates(file)
    for id in [*range(10**9, 10**9 + KEPT), 5]:
        finished.add(id)
    finished.close()
    again = FinishedUpdates(file)
    assert 5 in again
    again.close()


def test_without_a_file_it_is_kept_in_memory() -> None:
    finished = FinishedUpdates()
    finished.add(7)
    assert 7 in finished
    finished.close()


def broken(file: Path) -> None:
    file.write_bytes(b"this is no database" * 100)


def a_folder_in_its_place(file: Path) -> None:
    file.mkdir()


def no_folder_to_be_in(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("a file in place of the folder")


@pytest.mark.parametrize("spoil", [broken, a_folder_in_its_place, no_folder_to_be_in])
def test_a_file_that_can_not_be_used_is_told_and_the_bot_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: "type[broken]"
) -> None:
    file = tmp_path / "state" / "finished.sqlite3"
    file.parent.mkdir()
    spoil(file)
    finished = FinishedUpdates(file)
    finished.add(7)
    assert 7 in finished
    assert "make room on the disk, or delete the file" in caplog.text
    finished.close()


def test_a_disk_that_fills_up_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    finished = FinishedUpdates(tmp_path / "finished.sqlite3")
    assert finished._database
    finished._database.execute("PRAGMA max_page_count = 1")  # as full as a disk can be
    for id in range(5_000):
        finished.add(id)
    assert 4_999 in finished
    assert caplog.text.count("can't keep the ids") == 1
    finished.close()
