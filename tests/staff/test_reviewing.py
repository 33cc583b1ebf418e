"""A pharmacist walks through the answers that wait, and signs them from the phone."""

from pathlib import Path

import pytest

from bot.safety.triage import DangerDetector
from bot.staff.names import Names
from tests.small_faq import small
from tests.staff.office import ROBIN, Office, labels

SAM = (8, 8)
BUTTONS = ["✅ It's right", "✏️ Correct it", "Later", "Stop"]


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


async def named(office: Office, who: tuple[int, int] = ROBIN) -> None:
    await office.say("/name Dr. Ada", who)


async def test_who_signs_is_asked_once(office: Office) -> None:
    assert (await office.say("/review")).text.startswith("By what name do you sign?")
    shown = await office.say("  Dr. Ada \n Lovelace ")
    assert shown.text.startswith("You sign as Dr. Ada Lovelace. (/name changes that.)\n\n*1 of 2* · People read:")
    assert await Names(office.database, 1).of(7) == "Dr. Ada Lovelace"
    assert (await office.say("/review")).text.startswith("You sign as Dr. Ada Lovelace.")
    assert (await office.say("/review", SAM)).text.startswith("By what name")
    assert await Names(office.database, 2).of(7) is None


async def test_an_answer_is_shown_as_people_see_it(office: Office) -> None:
    await named(office)
    shown = await office.say("/review")
    assert shown.text.endswith(
        "*What is LDN?*\n\nA *small* dose.\n\n_People ask it like this:_\n- explain ldn to me\n- meaning of ldn\n\n"
        "_It must agree with “The Guide”._"
    )
    seen = office.current.responder.respond("what is ldn").reply
    assert (shown.quiet, shown.contact) == (seen.quiet, seen.contact)
    assert labels(shown) == BUTTONS
    later = await office.press(shown, "Later")
    assert "*2 of 2* · People read:\n\n*What does LDN cost?*" in later.text
    assert later.text.endswith("_No article covers this, so it must send people to a pharmacist._")
    assert later.in_place


async def test_what_is_right_is_signed_with_name_day_and_wording(office: Office) -> None:
    await named(office)
    shown = await office.press(await office.say("/review"), "✅ It's right")
    assert shown.text.startswith("✅ Signed: What is LDN?\n\n*2 of 2*")
    read = office.current.responder.faq.entries["what-is-ldn"].fingerprint
    assert f"reviewed: {{by: Dr. Ada, on: 2026-11-21, of: {read}}}\n" in office.file.read_text("utf-8")
    done = await office.press(shown, "✅ It's right")
    assert done.text.endswith("Thank you! Signed now: 2. No answer is waiting any more.")
    assert (await office.say("/review")).text == "Every answer has been checked. Nothing is waiting."
    assert office.told  # it is live, but nobody is told of each signature
    assert all(getattr(told, "is_expected", False) for told in office.told)


async def test_what_is_asked_most_comes_first(office: Office) -> None:
    await named(office)
    await office.journal.count("answer", ["price"])
    assert "*What does LDN cost?*" in (await office.say("/review")).text


async def test_a_walk_can_be_stopped_and_goes_on_later(office: Office) -> None:
    await named(office)
    shown = await office.press(await office.say("/review"), "✅ It's right")
    stopped = await office.press(shown, "Stop")
    assert stopped.text == "Thank you! Signed now: 1. Still waiting: 1. /review goes on whenever you like."
    assert "*1 of 1*" in (await office.say("/reviewed")).text
    assert (await office.press(shown, "✅ It's right")).text.startswith("These buttons are old.")


async def test_a_review_of_a_year_ago_and_one_of_another_wording_wait(tmp_path: Path, safety: DangerDetector) -> None:
    for review, waits in (
        ("{by: Dr. B, on: 2026-11-01}", False),
        ("{by: Dr. B, on: 2025-11-01}", True),
        ("{by: Dr. B, on: 2026-11-01, of: 0a1b2c3d}", True),
    ):
        office = Office(tmp_path / "faq.yaml", safety, small("{by: null, on: null}", review))
        await named(office)
        assert ("*1 of 2*" in (await office.say("/review")).text) == waits


async def test_what_was_changed_meanwhile_is_read_again_before_it_is_signed(office: Office) -> None:
    await named(office)
    shown = await office.say("/review")
    office.file.write_text(small("A *small* dose.", "A huge dose."), "utf-8")
    again = await office.press(shown, "✅ It's right")
    assert "{by: null, on: null}" in office.file.read_text("utf-8")
    assert again.text.startswith("Somebody has just changed this answer. Please read it once more:")
    assert "A huge dose." in again.text
    assert "✅ Signed" in (await office.press(again, "✅ It's right")).text


async def test_two_pharmacists_do_not_read_the_same_twice(office: Office) -> None:
    await named(office)
    await named(office, SAM)
    mine, theirs = await office.say("/review"), await office.say("/review", SAM)
    assert "Signed" in (await office.press(mine, "✅ It's right")).text
    assert "*What does LDN cost?*" in (await office.press(theirs, "✅ It's right", SAM)).text
    assert "by: Dr. Ada" in office.file.read_text("utf-8")


async def test_an_answer_that_is_gone_is_passed_over(office: Office) -> None:
    await named(office)
    await office.journal.count("answer", ["price"])
    shown = await office.say("/review")
    text = office.file.read_text("utf-8")
    start, end = text.index("      - id: price"), text.index("  - id: talk")
    office.file.write_text((text[:start] + text[end:]).replace("[price]", "[greeting]"), "utf-8")
    await office.reload.look()
    assert "*What is LDN?*" in (await office.press(shown, "Later")).text


@pytest.mark.parametrize(("text", "said"), [("x" * 61, "That is long for a name."), (" \n ", "the name is empty")])
async def test_an_odd_name_is_refused_and_asked_again(office: Office, text: str, said: str) -> None:
    await office.say("/review")
    assert said in (await office.say(text)).text
    assert "*1 of 2*" in (await office.say("Dr. Ada")).text


async def test_one_answer_alone_can_be_shown_and_signed(office: Office) -> None:
    await named(office)
    shown = await office.say("/reviewed price")
    assert "*1 of 1*" in shown.text
    assert "✅ Signed: What does LDN cost?" in (await office.press(shown, "✅ It's right")).text


async def test_a_name_is_known_without_a_database(tmp_path: Path, safety: DangerDetector) -> None:
    (tmp_path / "folder").mkdir()
    office = Office(tmp_path / "faq.yaml", safety, small(), database=tmp_path / "folder")
    await office.say("/review")
    shown = await office.say("Dr. Ada")
    assert "✅ Signed" in (await office.press(shown, "✅ It's right")).text
