"""Several copies of the bot that share what they have answered in PostgreSQL."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import LiteralString

import psycopg
import pytest

from bot.errors import BotError
from bot.sandbox.running import Sandbox
from bot.storage.database import StoreError
from bot.storage.opening import database_for
from bot.storage.postgres import PostgresDatabase
from bot.telegram_app.updates.processed_updates import KEPT, PRUNED_EVERY, TABLES, ProcessedUpdates
from tests.running_bot import bots
from tests.sandbox.waiting import eventually
from tests.servers import Postgres, free_port, load_balancer, pooler, postgres
from tests.test_network_faults import pending
from tests.test_nothing_lost import IN_WORK, answers, ask, sent


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as started:
        yield started


def kept_in(url: str, bot_id: int) -> ProcessedUpdates:
    return ProcessedUpdates(PostgresDatabase(url, TABLES), bot_id, monotonic)


async def test_copies_and_a_restart_know_what_is_finished(server: Postgres) -> None:
    one, other, another_bot = kept_in(server.url, 1), kept_in(server.url, 1), kept_in(server.url, 2)
    await one.add(7)
    await one.add(7)
    await other.add(8)
    assert await other.known(7)
    assert await one.known(8)
    assert not await one.known(9)
    assert not await another_bot.known(7)
    for finished in (one, other, another_bot):
        await finished.close()
    again = kept_in(server.url, 1)
    assert await again.known(7)
    await again.close()


async def test_nothing_but_ids_is_kept_and_not_without_end(server: Postgres) -> None:
    finished = kept_in(server.url, 3)
    total = KEPT + 2 * PRUNED_EVERY
    async with await psycopg.AsyncConnection.connect(server.url, autocommit=True) as connection:
        await finished.known(0)
        many = "INSERT INTO finished_updates (bot, id) SELECT 3, id FROM generate_series(1, %s) id"
        await connection.execute(many, (total,))
        for id in range(total + 1, total + PRUNED_EVERY + 1):
            await finished.add(id)
        cursor = await connection.execute("SELECT * FROM finished_updates WHERE bot = 3")
        rows = await cursor.fetchall()
        assert [column.name for column in cursor.description or []] == ["number", "bot", "id"]
    assert KEPT <= len(rows) <= KEPT + PRUNED_EVERY
    await finished.close()


async def test_a_database_that_is_away_is_told_without_its_address(caplog: pytest.LogCaptureFixture) -> None:
    database = PostgresDatabase(f"postgresql://bot:s3cret@127.0.0.1:{free_port()}/bot", TABLES)
    finished = ProcessedUpdates(database, 1, monotonic)
    await finished.add(7)
    assert 7 in finished
    assert "in PostgreSQL (OperationalError); see that it runs and that DATABASE_URL is right" in caplog.text
    assert "s3cret" not in caplog.text
    with pytest.raises(StoreError):
        await database.run("SELECT 1")


async def test_behind_a_pooler_no_statement_is_prepared(server: Postgres) -> None:
    database = PostgresDatabase(server.url, TABLES)
    for _ in range(20):
        await database.run("SELECT ?::int", 1)
    assert await database.run("SELECT count(*) FROM pg_prepared_statements") == [(0,)]
    await database.close()


async def test_through_pgbouncer_which_gives_each_transaction_another_connection(
    server: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    with tempfile.TemporaryDirectory() as folder, pooler(Path(folder), server.url) as url:
        copies = [kept_in(url, 5) for _ in range(4)]
        await asyncio.gather(*(copies[id % 4].add(id) for id in range(80)))
        assert all([await copies[(id + 1) % 4].known(id) for id in range(80)])
        assert not await copies[0].known(80)
        for finished in copies:
            await finished.close()
    assert caplog.text == ""


CUTS: dict[str, LiteralString] = {
    "restarted": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'",
    "only reads": "SET default_transaction_read_only = on",
}


@pytest.mark.parametrize("cut", CUTS)
async def test_a_connection_that_was_cut_or_only_reads_is_made_anew_and_nobody_notices(
    server: Postgres, cut: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = PostgresDatabase(server.url, TABLES)
    finished = ProcessedUpdates(database, 4, monotonic)
    await finished.add(1)
    if cut == "restarted":
        async with await psycopg.AsyncConnection.connect(server.url, autocommit=True) as other:
            await other.execute(CUTS[cut])
    else:
        await database.run(CUTS[cut])
    await asyncio.gather(*map(finished.add, range(2, 30)))
    rows = await database.run("SELECT count(*) FROM finished_updates WHERE bot = 4")
    await database.run("DELETE FROM finished_updates WHERE bot = 4")
    assert rows == [(29,)]
    assert caplog.text == ""
    await finished.close()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "bot.storage.postgres")
    with pytest.raises(BotError, match=r"pip install '\.\[postgres\]'"):
        database_for("postgresql://bot@127.0.0.1/bot", None, "finished.sqlite3", TABLES)


@pytest.mark.chaos
def test_one_of_two_copies_behind_a_load_balancer_is_killed_in_a_burst(
    sandbox: Sandbox, server: Postgres, tmp_path: Path
) -> None:
    burst, ports = range(5000, 5200), [free_port(), free_port()]
    with load_balancer(tmp_path, ports) as front:
        shared = {"DATABASE_URL": server.url, "WEBHOOK_URL": f"http://127.0.0.1:{front}/hook"}
        with (
            bots(sandbox, **shared, WEBHOOK_PORT=str(ports[0])) as start_one,
            bots(sandbox, **shared, WEBHOOK_PORT=str(ports[1])) as start_other,
        ):
            one, other = start_one(), start_other()
            eventually(lambda: len(sandbox.see("calls", method="setWebhook")) == 2)
            ask(sandbox, burst)
            eventually(lambda: sent(sandbox) >= 60)
            one.kill()
            eventually(lambda: set(answers(sandbox)) == set(burst))
            times = answers(sandbox)
            assert other.end() < 5
    assert sum(times.values()) <= len(burst) + IN_WORK
    assert "Traceback" not in other.log


def test_the_database_is_restarted_in_a_burst(sandbox: Sandbox) -> None:
    burst, later = range(5000, 5100), range(6000, 6050)
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres(Path(folder)) as server,
        bots(sandbox, DATABASE_URL=server.url) as start,
    ):
        bot = start()
        sandbox.do("fault", method="sendMessage", kind="delay", seconds=0.02, lasting=True)
        ask(sandbox, burst)
        eventually(lambda: sent(sandbox) >= 20)
        server.end()
        eventually(lambda: sent(sandbox) >= 40)
        server.start()
        eventually(lambda: set(answers(sandbox)) == set(burst))
        for chat_id in later:  # what was finished meanwhile is added with one of the next
            if ids_in(server.url) > len(burst):
                break
            ask(sandbox, range(chat_id, chat_id + 1))
            eventually(lambda: pending(sandbox) == 0)
        assert ids_in(server.url) > len(burst)
        assert bot.end() < 5
    assert {answers(sandbox)[chat] for chat in burst} == {1}
    assert bot.log.count("the ids of finished updates are kept again") <= 1
    assert "Traceback" not in bot.log


def ids_in(url: str) -> int:
    """How many updates are known to be finished."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM finished_updates").fetchone()
    return row[0] if row else 0


@pytest.mark.chaos
def test_the_database_dies_in_a_burst(sandbox: Sandbox) -> None:
    burst = range(5000, 5100)
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres(Path(folder)) as server,
        bots(sandbox, DATABASE_URL=server.url) as start,
    ):
        bot = start()
        ask(sandbox, burst)
        eventually(lambda: sent(sandbox) >= 20)
        server.end(signal.SIGQUIT)  # at once
        eventually(lambda: set(answers(sandbox)) == set(burst))
        assert bot.end() < 5
    assert set(answers(sandbox).values()) == {1}
    assert bot.log.count("can't keep the ids of finished updates") == 1
    assert "Traceback" not in bot.log
