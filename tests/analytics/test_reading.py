"""The commands gaps and stats, as staff type them."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.analytics.journal import Journal
from bot.analytics.opening import journal_for
from bot.cli.main import main
from bot.clock import day_there, now
from bot.settings import Settings
from tests.conftest import FAQ_FILE
from tests.small_faq import small

TOKEN = "123456:" + "A" * 35


def run(*arguments: str, **environment: str | Path) -> tuple[int, str]:
    given = {"FAQ_FILE": str(FAQ_FILE), **{name: str(value) for name, value in environment.items()}}
    nothing = dict.fromkeys(["TELEGRAM_BOT_TOKEN", "DATABASE_URL", "KEEP_UNANSWERED_DAYS"])
    result = CliRunner().invoke(main, arguments, env={**nothing, **given})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def note(folder: Path, token: str, write: Callable[[Journal], Awaitable[None]]) -> None:
    async def written() -> None:
        settings = Settings(token=token, state_dir=folder, keep_unanswered_days=30)
        journal = journal_for(settings, lambda: day_there(now(), "America/Los_Angeles"))
        await write(journal)
        await journal.close()

    asyncio.run(written())


async def a_few_questions(journal: Journal) -> None:
    await journal.count("answer", ["dose"])
    for text in ("is it kosher", "kosher capsules?", "is it kosher", "does it show on an mri"):
        await journal.count("no_match")
        await journal.keep(text)


def test_gaps_shows_what_found_no_answer(tmp_path: Path) -> None:
    note(tmp_path, TOKEN, a_few_questions)
    code, said = run("gaps", STATE_DIR=tmp_path)
    assert code == 0
    first, second, third = said.split("\n\n")
    assert first == "4 questions without an answer:"
    assert second.startswith("asked 3 times:\n    is it kosher\n    kosher capsules?\n    near: ")
    assert "(storage-and-ingredients)" in second
    assert third.startswith("asked 1 time:\n    does it show on an mri\n")


def test_gaps_says_how_to_keep_texts_where_none_are(tmp_path: Path) -> None:
    code, said = run("gaps", STATE_DIR=tmp_path / "none")
    assert code == 0
    assert "KEEP_UNANSWERED_DAYS=30" in said
    assert "in the last 7 days" in run("gaps", STATE_DIR=tmp_path / "none", KEEP_UNANSWERED_DAYS="7")[1]
    assert not (tmp_path / "none").exists()


def test_stats_shows_what_was_asked_of_this_bot(tmp_path: Path) -> None:
    note(tmp_path, TOKEN, a_few_questions)
    note(tmp_path, TOKEN.replace("123456", "99"), a_few_questions)
    code, said = run("stats", "--days", "7", STATE_DIR=tmp_path, TELEGRAM_BOT_TOKEN=TOKEN)
    assert code == 0
    assert "Questions in 7 days: 5" in said
    assert "answered: 20 %" in said
    assert "Questions in 28 days: 10" in run("stats", STATE_DIR=tmp_path)[1]


def test_stats_writes_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    file = tmp_path / "stats.png"
    assert run("stats", "--picture", str(file), STATE_DIR=tmp_path)[0] == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    code, said = run("stats", "--picture", str(tmp_path), STATE_DIR=tmp_path)
    assert (code, "can't write" in said) == (1, True)


@pytest.mark.parametrize("command", ["gaps", "stats"])
def test_a_file_that_is_no_database(command: str, tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"this is no database" * 100)
    code, said = run(command, STATE_DIR=tmp_path)
    assert code == 1
    assert said.startswith("can't read what was counted in ")
    assert "it is broken; move it away" in said


def test_days_are_a_number() -> None:
    assert run("stats", "--days", "0")[0] == 2


def test_check_counts_old_reviews(tmp_path: Path) -> None:
    file = tmp_path / "faq.yaml"
    file.write_text(small(), encoding="utf-8")
    assert "2 of" in run("check", str(file))[1]
    file.write_text(
        small().replace("reviewed: {by: null, on: null}", "reviewed: {by: Dr. Ada, on: 2020-01-31}"), "utf-8"
    )
    assert "was reviewed over a year ago: what-is-ldn" in run("check", str(file))[1]
