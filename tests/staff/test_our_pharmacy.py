"""Hours, phone and addresses are corrected from the phone, and read back as people will see them."""

from pathlib import Path

import pytest

from bot.safety.triage import DangerDetector
from tests.small_faq import SMALL, small
from tests.staff.office import Office, labels

HOURS = "Mon-Fri 9am-6pm\nSat: 10 am to 2 pm\nclosed Dec 25\nfederal holidays: closed"


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


def text(office: Office) -> str:
    return office.file.read_text("utf-8")


async def test_hours_are_typed_as_people_do_and_read_back(office: Office) -> None:
    asked = await office.say("/hours")
    assert asked.text.startswith("When are you open? Please write a line for each day or days")
    ready = await office.say(HOURS)
    assert ready.text.startswith("With /contact people would read:\n\n*Corner Pharmacy*")
    assert "Monday to Friday: 9 am to 6 pm\nSaturday: 10 am to 2 pm\nSunday: closed\nDecember 25: closed" in ready.text
    assert labels(ready) == ["✅ Save", "✏️ Edit", "Cancel"]
    await office.press(ready, "✅ Save")
    assert text(office) == small(
        "  hours: null\n",
        "  hours:\n    Monday to Friday: 9 am to 6 pm\n    Saturday: 10 am to 2 pm\n    Sunday: closed\n"
        "    December 25: closed\n    Federal holidays: closed\n",
    )
    assert (await office.say("/hours")).copy.startswith("Monday to Friday: 9 am to 6 pm\nSaturday")
    await office.press(await office.say("-"), "✅ Save")
    assert text(office) == SMALL


async def test_hours_that_say_nothing_are_asked_again(office: Office) -> None:
    await office.say("/hours")
    refused = await office.say("Mon-Fri: 9 to 5")
    assert '"9" is no time of day; write "9 am to 6 pm"' in refused.text
    assert refused.text.endswith("You can write it again now. (/cancel stops.)")
    asked = await office.press(await office.say("Mon-Fri: 9 am to 5 pm"), "✏️ Edit")
    assert asked.copy == "Mon-Fri: 9 am to 5 pm"
    assert "✅ Save" in labels(await office.say("Mon-Sat: 9 am to 5 pm"))


@pytest.mark.parametrize(
    ("button", "typed", "old", "new"),
    [
        ("📞 Phone", " (310) 534-0100 ", "phone: 1-800-555-0100", "phone: (310) 534-0100"),
        ("🌐 Website", "www.corner.example", "website: null", "website: www.corner.example"),
        ("✉️ E-mail", "desk@corner.example", "email: null", "email: desk@corner.example"),
    ],
)
async def test_each_part_is_read_back_as_people_see_it(
    office: Office, button: str, typed: str, old: str, new: str
) -> None:
    shown = await office.say("/pharmacy")
    assert "*Corner Pharmacy*\n1-800-555-0100" in shown.text
    assert labels(shown) == ["🕘 Hours", "📞 Phone", "🌐 Website", "✉️ E-mail"]
    await office.press(shown, button)
    ready = await office.say(typed)
    assert typed.strip() in ready.text
    await office.press(ready, "✅ Save")
    assert text(office) == small(old, new)
    assert (await office.press(await office.say("/pharmacy"), button)).copy == typed.strip()


@pytest.mark.parametrize(
    ("button", "typed", "said"),
    [
        ("📞 Phone", "555-01", "“555-01” is too short for a phone number"),
        ("📞 Phone", "-", "“-” is no phone number"),
        ("🌐 Website", "our page", "can't be the address of a website"),
        ("✉️ E-mail", "desk at corner", "can't be an e-mail address"),
    ],
)
async def test_what_can_not_be_is_asked_again(office: Office, button: str, typed: str, said: str) -> None:
    await office.press(await office.say("/pharmacy"), button)
    assert said in (await office.say(typed)).text
    assert text(office) == SMALL


async def test_a_website_that_is_gone_is_taken_out(office: Office) -> None:
    office.file.write_text(small("website: null", "website: www.corner.example  # ours"), "utf-8")
    await office.reload.look()
    await office.press(await office.say("/pharmacy"), "🌐 Website")
    await office.press(await office.say("-"), "✅ Save")
    assert text(office) == small("website: null", "website: null  # ours")
