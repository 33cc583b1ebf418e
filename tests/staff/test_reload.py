"""A saved faq.yaml is live at once; whatever is wrong with it changes nothing, and staff are told once."""

import asyncio
import errno
import os
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.faqs import fallback_for
from bot.conversation.responder import Current, Responder, version_of
from bot.errors import BotError
from bot.faq.file import OURS, FaqFile, FileChangedError, way_out
from bot.safety.triage import DangerDetector
from bot.staff.reload import Loaded, Refused, Reload
from tests.small_faq import small, spanish

GOOD = small().encode()
NEW = small("A *small* dose.", "A tiny dose.").encode()


class Staff:
    """Keeps what they are told."""

    def __init__(self) -> None:
        self.told: list[Loaded | Refused] = []

    async def tell(self, what: Loaded | Refused) -> None:
        self.told.append(what)


class Running:
    """A FAQ file that is watched."""

    def __init__(self, file: Path, safety: DangerDetector) -> None:
        self.file, self.staff = file, Staff()
        self.current = Current(Responder.from_text(file.read_bytes(), "faq.yaml", safety))
        self.reload = Reload(FaqFile(file), self.current, "faq.yaml", self.staff.tell)

    def answer(self) -> str:
        return self.current.responder.respond("what is ldn").reply.text

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110  # it is another task that makes it true
                await asyncio.sleep(0.02)

    async def changes(self) -> Loaded | Refused:
        """What staff are told next."""
        number = len(self.staff.told)
        await self.until(lambda: len(self.staff.told) > number)
        return self.staff.told[-1]


@pytest.fixture
async def running(tmp_path: Path, safety: DangerDetector) -> Any:
    file = tmp_path / "faq.yaml"
    file.write_bytes(GOOD)
    running = Running(file, safety)
    task = asyncio.create_task(running.reload.run())
    await asyncio.sleep(0)
    yield running
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def overwrite(file: Path) -> None:
    file.write_bytes(NEW)


def rename(file: Path) -> None:
    other = file.with_name("faq.yaml~")
    other.write_bytes(NEW)
    other.replace(file)


def delete_and_write(file: Path) -> None:
    file.unlink()
    file.write_bytes(NEW)


def same_size_and_time(file: Path) -> None:
    before = file.stat()
    file.write_bytes(GOOD.replace(b"A *small* dose.", b"A *tiny!* dose."))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap_links(file: Path) -> None:
    """As a volume of Kubernetes is updated."""
    folder = file.parent / "..version2"
    folder.mkdir()
    (folder / "faq.yaml").write_bytes(NEW)
    (file.parent / "..data_new").symlink_to(folder.name)
    (file.parent / "..data_new").replace(file.parent / "..data")


@pytest.mark.parametrize("save", [overwrite, rename, delete_and_write, same_size_and_time])
async def test_a_saved_file_is_live(running: Running, save: Callable[[Path], None]) -> None:
    save(running.file)
    assert isinstance(await running.changes(), Loaded)
    assert "A *small*" not in running.answer()


async def test_a_volume_that_swaps_links_is_live(tmp_path: Path, safety: DangerDetector) -> None:
    first = tmp_path / "..version1"
    first.mkdir()
    (first / "faq.yaml").write_bytes(GOOD)
    (tmp_path / "..data").symlink_to(first.name)
    (tmp_path / "faq.yaml").symlink_to("..data/faq.yaml")
    running = Running(tmp_path / "faq.yaml", safety)
    task = asyncio.create_task(running.reload.run())
    await asyncio.sleep(0.3)
    swap_links(tmp_path / "faq.yaml")
    await running.until(lambda: "tiny" in running.answer())
    task.cancel()


async def test_without_events_the_file_is_looked_at(tmp_path: Path, safety: DangerDetector) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "faq.yaml").write_bytes(GOOD)
    (tmp_path / "faq.yaml").symlink_to("real/faq.yaml")  # the folder of the link hears nothing of the file's
    running = Running(tmp_path / "faq.yaml", safety)
    task = asyncio.create_task(running.reload.run())
    await asyncio.sleep(0.3)
    (tmp_path / "real" / "faq.yaml").write_bytes(NEW)
    await running.until(lambda: "tiny" in running.answer())
    task.cancel()


def unreadable(file: Path) -> None:
    file.unlink()
    file.mkdir()


FAULTS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a mistake": (lambda file: file.write_bytes(GOOD.replace(b"answer: A", b"anwser: A")), 'did you mean "answer"?'),
    "a quote that is missing": (
        lambda file: file.write_bytes(GOOD.replace(b"A *small*", b'"A *small*')),
        "never closed",
    ),
    "half of it": (lambda file: file.write_bytes(GOOD[: len(GOOD) // 2]), "faq.yaml:"),
    "empty": (lambda file: file.write_bytes(b""), "the file is empty"),
    "deleted": (lambda file: file.unlink(), "No such file"),
    "a folder in its place": (unreadable, "Is a directory"),
    "a link to nowhere": (lambda file: (file.unlink(), file.symlink_to("nowhere")), "No such file"),
    "huge": (lambda file: file.write_bytes(GOOD + b"#" * 1_000_000), "too large"),
    "deeply nested": (lambda file: file.write_bytes(b"a: " + b"[" * 100_000), "faq.yaml:1:"),
    "not UTF-8": (lambda file: file.write_bytes(GOOD.replace(b"tiny", b"t\xefny") + b"# \xff"), "UTF-8"),
    "UTF-16": (lambda file: file.write_bytes(GOOD.decode().encode("utf-16")), "UTF-8"),
    "nothing but zeros": (lambda file: file.write_bytes(b"\0" * 5000), "faq.yaml:1:"),
    "no FAQ": (lambda file: file.write_bytes(b"- one\n- two\n"), "must be a block"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_bad_file_changes_nothing_and_is_told_once(running: Running, fault: str) -> None:
    damage, said = FAULTS[fault]
    damage(running.file)
    told = await running.changes()
    assert isinstance(told, Refused)
    assert said in str(told.error)
    assert "A *small* dose." in running.answer()
    await running.reload.look()
    if running.file.is_file():
        os.utime(running.file)  # touched, but not changed
        await running.reload.look()
    assert len(running.staff.told) == 1


async def test_a_mended_file_is_told_of(running: Running) -> None:
    running.file.write_bytes(b"")
    assert isinstance(await running.changes(), Refused)
    running.file.write_bytes(GOOD)
    assert isinstance(await running.changes(), Loaded)
    assert len(running.staff.told) == 2


async def test_a_file_that_is_written_slowly_is_read_when_it_is_whole(running: Running) -> None:
    with running.file.open("wb") as file:
        for start in range(0, len(NEW), 2_000):
            file.write(NEW[start : start + 2_000])
            file.flush()
            await asyncio.sleep(0.05)
    await running.until(lambda: "tiny" in running.answer())
    assert not any(isinstance(told, Refused) for told in running.staff.told)


async def test_what_is_in_flight_ends_on_the_version_it_began_with(running: Running) -> None:
    responder = running.current.responder
    running.file.write_bytes(NEW)
    await running.until(lambda: "tiny" in running.answer())
    assert "A *small* dose." in responder.respond("what is ldn").reply.text


async def test_a_bot_that_started_with_a_bad_file_is_mended_by_a_good_one(
    tmp_path: Path, safety: DangerDetector
) -> None:
    file, staff = tmp_path / "faq.yaml", Staff()
    current = Current(Responder(fallback_for(), safety))
    reload = Reload(FaqFile(file), current, "faq.yaml", staff.tell)
    await reload.look()
    assert [type(told) for told in staff.told] == [Refused]
    file.write_bytes(GOOD)
    await reload.look()
    assert not current.responder.is_fallback
    assert current.responder.respond("what is ldn").match


def test_an_edit_replaces_the_file_and_keeps_the_version_before(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(GOOD)
    path.chmod(0o640)
    file = FaqFile(path)
    file.replace(NEW, expected=GOOD)
    assert (path.read_bytes(), file.previous.read_bytes()) == (NEW, GOOD)
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["faq.yaml", "faq.yaml.previous"]
    file.replace(file.before(), expected=file.read())
    assert (path.read_bytes(), file.previous.read_bytes()) == (GOOD, NEW)


def test_an_edit_of_a_link_changes_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(GOOD)
    (tmp_path / "faq.yaml").symlink_to("real.yaml")
    FaqFile(tmp_path / "faq.yaml").replace(NEW, expected=GOOD)
    assert (tmp_path / "faq.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == NEW


def test_an_edit_does_not_overwrite_what_somebody_else_saved(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(GOOD + b"# by hand\n")
    with pytest.raises(BotError, match="changed meanwhile"):
        FaqFile(path).replace(NEW, expected=GOOD)
    assert path.read_bytes().endswith(b"# by hand\n")


def test_a_full_disk_and_a_missing_right_are_told_apart() -> None:
    assert way_out(OSError(errno.ENOSPC, "No space left on device")) == "make room on that disk"
    assert way_out(OSError(errno.EROFS, "Read-only file system")).startswith("the bot needs the right")


def test_a_folder_that_can_not_be_written_is_explained(tmp_path: Path) -> None:
    file = FaqFile(tmp_path / "faq.yaml")
    with pytest.raises(BotError, match=r"can't read .*put the file back"):
        file.before()
    (tmp_path / "faq.yaml").write_bytes(GOOD)
    file.previous.mkdir()
    with pytest.raises(BotError, match=r"can't write .*faq\.yaml\.previous"):
        file.replace(NEW, expected=GOOD)
    assert (tmp_path / "faq.yaml").read_bytes() == GOOD
    assert sorted(each.name for each in tmp_path.iterdir()) == ["faq.yaml", "faq.yaml.previous"]


async def test_a_start_with_a_bad_file_knows_the_last_good_version(tmp_path: Path, safety: DangerDetector) -> None:
    path, state = tmp_path / "faq.yaml", tmp_path / "state"
    path.write_bytes(GOOD)
    file = FaqFile(path, state)
    assert file.last_good() is None
    staff = Staff()
    reload = Reload(file, Current(Responder.from_text(GOOD, "faq.yaml", safety)), "faq.yaml", staff.tell)
    await reload.look()
    assert file.last_good() == GOOD
    for content, good in ((NEW, NEW), (b"nonsense", NEW)):
        path.write_bytes(content)
        await reload.look()
        assert file.last_good() == good
    assert [type(told) for told in staff.told] == [Loaded, Refused]


async def test_a_folder_that_can_not_keep_it_is_only_logged(
    tmp_path: Path, safety: DangerDetector, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(GOOD)
    (tmp_path / "state").write_text("no folder")
    file = FaqFile(path, tmp_path / "state")
    current = Current(Responder.from_text(GOOD, "faq.yaml", safety))
    await Reload(file, current, "faq.yaml", Staff().tell).look()
    assert "a start with a bad faq.yaml would not know this version" in caplog.text


def test_of_two_copies_that_save_at_once_one_is_told_of_the_other(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    for _ in range(20):
        path.write_bytes(GOOD)
        copies = [FaqFile(path) for _ in range(4)]
        with ThreadPoolExecutor(len(copies)) as pool:
            saved = list(pool.map(saves, copies, [NEW + b"# %d" % number for number in range(len(copies))]))
        assert saved.count(True) == 1
        assert path.read_bytes() == NEW + b"# %d" % saved.index(True)
        assert copies[0].previous.read_bytes() == GOOD


def saves(file: FaqFile, new: bytes) -> bool:
    try:
        file.replace(new, expected=GOOD)
    except FileChangedError:
        return False
    return True


def test_a_disk_that_is_full_keeps_the_version_before(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(NEW)
    file = FaqFile(path)
    file.replace(GOOD, expected=NEW)
    with no_room_for(len(GOOD) + 1), pytest.raises(BotError, match=r"can't write .*faq\.yaml: File too large"):
        file.replace(GOOD + b"# more", expected=GOOD)
    assert (path.read_bytes(), file.previous.read_bytes()) == (GOOD, NEW)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["faq.yaml", "faq.yaml.previous"]


@contextmanager
def no_room_for(size: int) -> Iterator[None]:
    """Files may not grow larger."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_link_to_itself_is_explained(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").symlink_to("faq.yaml")
    file = FaqFile(tmp_path / "faq.yaml")
    for content in (file.read, file.before):
        with pytest.raises(BotError, match="can't read"):
            content()


async def test_what_was_expected_once_is_told_when_it_comes_again(tmp_path: Path, safety: DangerDetector) -> None:
    path, staff = tmp_path / "faq.yaml", Staff()
    path.write_bytes(GOOD)
    reload = Reload(FaqFile(path), Current(Responder.from_text(GOOD, "faq.yaml", safety)), "faq.yaml", staff.tell)
    reload.expect(version_of(NEW))
    for content in (NEW, GOOD, NEW):
        path.write_bytes(content)
        await reload.look()
    assert [told.is_expected for told in staff.told if isinstance(told, Loaded)] == [True, False, False]


async def test_a_folder_that_vanishes_and_comes_back_is_watched_on(tmp_path: Path, safety: DangerDetector) -> None:
    file = tmp_path / "live" / "faq.yaml"
    file.parent.mkdir()
    file.write_bytes(GOOD)
    running = Running(file, safety)
    task = asyncio.create_task(running.reload.run())
    await asyncio.sleep(0.3)
    file.parent.rename(tmp_path / "gone")
    assert isinstance(await running.changes(), Refused)
    file.parent.mkdir()
    file.write_bytes(NEW)
    await running.until(lambda: "tiny" in running.answer())
    task.cancel()


def test_what_a_killed_writer_left_behind_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(GOOD)
    editors = [".faq.yaml.abcd1234", ".faq.yaml.kate-swp", ".faq.yaml.swp"]
    for name in (f".faq.yaml{OURS}abcd1234", f".faq.yaml.previous{OURS}wxyz_789", *editors):
        (tmp_path / name).write_bytes(GOOD[:100])
    FaqFile(path).replace(NEW, expected=GOOD)
    assert sorted(each.name for each in tmp_path.iterdir()) == [*editors, "faq.yaml", "faq.yaml.previous"]


def translated(tmp_path: Path, safety: DangerDetector) -> Running:
    """A FAQ file with a translation beside it, both in use."""
    (tmp_path / "faq.yaml").write_bytes(GOOD)
    (tmp_path / "faq.es.yaml").write_text(spanish(), "utf-8")
    running = Running(tmp_path / "faq.yaml", safety)
    texts = {"es": (tmp_path / "faq.es.yaml").read_bytes()}
    running.current.responder = Responder.from_text(GOOD, "faq.yaml", safety, translations=texts)
    file = FaqFile(tmp_path / "faq.yaml", tmp_path / "kept")
    running.reload = Reload(file, running.current, "faq.yaml", running.staff.tell)
    return running


def in_spanish(running: Running) -> str:
    return running.current.responder.respond("qué es la ldn").reply.text


async def test_a_saved_translation_is_live_at_once(tmp_path: Path, safety: DangerDetector) -> None:
    running = translated(tmp_path, safety)
    await running.reload.look()
    assert running.staff.told == []
    (tmp_path / "faq.es.yaml").write_text(spanish("Una dosis *pequeña*.", "Una dosis chiquita."), "utf-8")
    await running.reload.look()
    (told,) = running.staff.told
    assert isinstance(told, Loaded)
    assert (in_spanish(running), running.answer()) == ("Una dosis chiquita.", "A *small* dose.")


async def test_a_new_translation_is_found_and_one_that_goes_is_gone(tmp_path: Path, safety: DangerDetector) -> None:
    running = translated(tmp_path, safety)
    (tmp_path / "faq.es.yaml").unlink()
    await running.reload.look()
    assert len(running.current.responder.faqs) == 1
    (tmp_path / "faq.es.yaml").write_text(spanish(), "utf-8")
    await running.reload.look()
    assert in_spanish(running) == "Una dosis *pequeña*."


async def test_a_bad_translation_keeps_the_last_good_one_and_is_told(tmp_path: Path, safety: DangerDetector) -> None:
    running = translated(tmp_path, safety)
    (tmp_path / "faq.es.yaml").write_text("topics: [", "utf-8")
    await running.reload.look()
    await running.reload.look()
    (told,) = running.staff.told
    assert isinstance(told, Refused)
    assert told.in_part
    assert "faq.es.yaml:1" in str(told.error)
    assert (in_spanish(running), running.answer()) == ("Una dosis *pequeña*.", "A *small* dose.")
    running.file.write_bytes(NEW)
    await running.reload.look()
    assert (in_spanish(running), running.answer()) == ("Una dosis *pequeña*.", "A tiny dose.")
    (tmp_path / "faq.es.yaml").write_text(spanish(), "utf-8")
    await running.reload.look()
    assert isinstance(running.staff.told[-1], Loaded)
    assert running.current.responder.faults == ()


async def test_an_english_file_that_is_bad_keeps_both(tmp_path: Path, safety: DangerDetector) -> None:
    running = translated(tmp_path, safety)
    running.file.write_bytes(b"topics: [")
    await running.reload.look()
    (told,) = running.staff.told
    assert isinstance(told, Refused)
    assert not told.in_part
    assert (in_spanish(running), running.answer()) == ("Una dosis *pequeña*.", "A *small* dose.")


async def test_good_translations_are_kept_for_a_start_with_a_bad_file(tmp_path: Path, safety: DangerDetector) -> None:
    running = translated(tmp_path, safety)
    await running.reload.look()
    kept = FaqFile(tmp_path / "faq.yaml", tmp_path / "kept")
    assert kept.last_good() == GOOD
    assert kept.last_good_translations() == {"es": spanish().encode()}
