"""Any of the last changes can be taken back, and who changed what is told."""

from pathlib import Path

import pytest

from bot.conversation.reply import Reply
from bot.safety.triage import DangerDetector
from bot.staff.history import MOST_UNDONE
from bot.staff.versions import MOST, Versions
from tests.small_faq import SMALL, small
from tests.staff.office import Office, labels

SAM = (8, 8)
DEAR = "          - is ldn dear to buy\n"


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


def text(office: Office) -> str:
    return office.file.read_text("utf-8")


async def added(office: Office, way: str = "is ldn dear to buy", who: tuple[int, int] = (7, 7)) -> None:
    ready = await office.press(await office.say(f"/add {way}", who), "Same as: What is LDN?", who)
    assert "*Saved" in (await office.press(ready, "✅ Save", who)).text


async def answered(office: Office, answer: str, who: tuple[int, int] = (7, 7), id: str = "price") -> None:
    await office.press(await office.say(f"/edit {id}", who), "✏️ Answer", who)
    assert "*Saved" in (await office.press(await office.say(answer, who), "✅ Save", who)).text


async def undone(office: Office, *labels: str) -> Reply:
    reply = await office.say("/undo")
    for label in labels:
        reply = await office.press(reply, label)
    return await office.press(reply, "✅ Save")


async def test_the_last_change_is_taken_back_with_a_preview_and_put_back(office: Office) -> None:
    assert (await office.say("/undo")).text == "There is no change to take back."
    await added(office)
    ready = await office.say("/undo")
    assert ready.text.startswith("This would be taken back:\n*“is ldn dear to buy” asks: What is LDN?*\n\nWays to ask")
    assert labels(ready) == ["✅ Save", "Cancel"]
    assert DEAR in text(office)
    assert (await office.press(ready, "Cancel")).text == "Stopped. Nothing was changed."
    done = await undone(office)
    assert done.text.endswith("*Taken back.* /undo puts it back, too.")
    assert text(office) == SMALL
    assert office.leads_to("is ldn dear to buy") is None
    await undone(office)
    assert DEAR in text(office)
    assert office.leads_to("is ldn dear to buy") == "what-is-ldn"


async def test_an_earlier_change_is_taken_back_alone(office: Office) -> None:
    await answered(office, "Call us.")
    await added(office)
    await answered(office, "A *tiny* dose.", id="what-is-ldn")
    which = await office.press(await office.say("/undo"), "Another one …")
    assert labels(which) == ["1", "2", "3"]
    assert which.text == (
        "Which change shall be taken back? Tap its number.\n\n"
        "*1.* Nov 21, 7:15 am · 7: answer: What is LDN?\n"
        "*2.* Nov 21, 7:15 am · 7: “is ldn dear to buy” asks: What is LDN?\n"
        "*3.* Nov 21, 7:15 am · 7: answer: What does LDN cost?"
    )
    ready = await office.press(which, "3")
    assert "*answer: What does LDN cost?*" in ready.text
    await office.press(ready, "✅ Save")
    assert text(office) == small("          - meaning of ldn\n", f"          - meaning of ldn\n{DEAR}").replace(
        "answer: A *small* dose.", "answer: |\n          A *tiny* dose."
    )


async def test_what_was_changed_again_in_the_same_lines_is_told(office: Office) -> None:
    await answered(office, "Call us.")
    await answered(office, "Call Robin.")
    which = await office.press(await office.say("/undo"), "Another one …")
    told = await office.press(which, "2")
    assert told.text.startswith("“answer: What does LDN cost?” can't be taken back alone, since the same lines")
    await undone(office)
    which = await office.press(await office.say("/undo"), "Another one …")
    told = await office.press(which, "2")
    assert told.text == "“answer: What does LDN cost?” is not there any more."


async def test_a_change_by_hand_stays_when_another_is_taken_back(office: Office) -> None:
    await added(office)
    office.file.write_text(text(office).replace("Hello to you.", "Hi there.  # shorter"), "utf-8")
    await undone(office)
    assert text(office) == small("Hello to you.", "Hi there.  # shorter")


async def test_the_history_tells_when_who_and_what(office: Office) -> None:
    assert (await office.say("/history")).text == "Nothing has been changed from Telegram yet."
    await office.say("/name Dr. Ada")
    await office.press(await office.say("/review"), "✅ It's right")
    await added(office, who=SAM)
    told = await office.say("/history")
    assert told.text == (
        "*The last changes*\n"
        "- Nov 21, 7:15 am · 8: “is ldn dear to buy” asks: What is LDN?\n"
        "- Nov 21, 7:15 am · Dr. Ada: checked: What is LDN?"
    )
    which = await office.press(told, "↩️ Take one back …")
    ready = await office.press(which, "2")
    await office.press(ready, "✅ Save")
    assert "{by: null, on: null}" in text(office)


async def test_only_the_last_twenty_can_be_taken_back(office: Office) -> None:
    for number in range(MOST_UNDONE + 2):
        await office.history.note(7, f"change {number}", f"a {number}".encode(), f"b {number}".encode())
    which = await office.press(await office.say("/history"), "↩️ Take one back …")
    assert len(labels(which)) == MOST_UNDONE
    assert "*1.* Nov 21, 7:15 am · 7: change 21\n" in which.text


async def test_versions_that_are_gone_are_told(office: Office) -> None:
    await added(office)
    for file in (office.file.parent / "state" / "versions").iterdir():
        file.unlink()
    office.history.versions._kept.clear()
    assert (await office.say("/undo")).text == (
        "““is ldn dear to buy” asks: What is LDN?” can't be taken back any more: it is too long ago."
    )


def test_versions_are_bounded_and_outlive_a_restart(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    for number in range(MOST + 5):
        versions.keep(f"content {number}".encode())
    assert len(list((tmp_path / "versions").iterdir())) == MOST
    (newest,) = [path.stem for path in (tmp_path / "versions").iterdir() if path.read_text("utf-8").endswith(" 46")]
    assert Versions(tmp_path).get(newest) == b"content 46"
    assert Versions(None).get(newest) is None


def test_versions_that_can_not_be_written_are_in_memory(tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("no folder")
    versions = Versions(tmp_path)
    versions.keep(b"content")
    assert list(versions._kept.values()) == [b"content"]


async def test_a_change_that_could_not_be_noted_is_saved_all_the_same(tmp_path: Path, safety: DangerDetector) -> None:
    (tmp_path / "folder").mkdir()
    office = Office(tmp_path / "faq.yaml", safety, small(), database=tmp_path / "folder")
    await added(office)
    assert DEAR in text(office)
    assert (await office.say("/history")).text.startswith("That did not work, and nothing was changed:")


async def test_the_second_is_told_who_changed_what(office: Office) -> None:
    await office.say("/name Robin")
    ready = await office.press(await office.say("/add is ldn dear", SAM), "Same as: What is LDN?", SAM)
    await added(office)
    again = await office.press(ready, "✅ Save", SAM)
    assert again.text.startswith(
        "Somebody changed faq.yaml meanwhile. Please look once more:\n\nMeanwhile this was changed:\n"
        "- Nov 21, 7:15 am · Robin: “is ldn dear to buy” asks: What is LDN?\n\n“is ldn dear” would get"
    )
