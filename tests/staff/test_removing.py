"""An answer goes after two questions, and drafts are finished and published."""

from pathlib import Path

import pytest

from bot.safety.triage import DangerDetector
from tests.small_faq import SMALL, small
from tests.staff.office import Office, labels

DRAFT = small("      - id: price\n", "      - id: price\n        draft: yes\n").replace("[price]", "[greeting]")


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


def text(office: Office) -> str:
    return office.file.read_text("utf-8")


async def test_what_will_lead_nowhere_is_named_and_it_is_asked_twice(office: Office) -> None:
    asked = await office.say("/remove price")
    assert asked.text == (
        "Shall this answer go? People will find it no longer.\n\n*What does LDN cost?*\n\nPlease call and ask.\n\n"
        "Its button will go below:\n- What is LDN?\n\n"
        "Who has a link to it (…?start=price, in a leaflet or on the website) will read that it is gone."
    )
    assert (await office.press(asked, "Keep it")).text == "Stopped. Nothing was changed."
    ready = await office.press(await office.say("/remove monthly price"), "🗑 Take it away")
    assert ready.text.startswith("⚠️ When you press Save, this answer is gone: *What does LDN cost?*\n\n")
    assert "Gone: “What does LDN cost?”" in ready.text
    assert text(office) == SMALL
    await office.press(ready, "✅ Save")
    assert "id: price" not in text(office)
    await office.press(await office.say("/undo"), "✅ Save")
    assert text(office) == SMALL


async def test_the_last_answer_of_a_topic_stays(office: Office) -> None:
    told = await office.press(await office.say("/remove greeting"), "🗑 Take it away")
    assert 'it is the only answer of the topic "Talk"' in told.text


async def test_without_words_it_asks_which(office: Office) -> None:
    assert (await office.say("/remove")).text.startswith("Which answer?")
    assert "Shall this answer go?" in (await office.say("price")).text


async def test_a_draft_is_finished_and_published(tmp_path: Path, safety: DangerDetector) -> None:
    office = Office(tmp_path / "faq.yaml", safety, DRAFT)
    drafts = await office.say("/drafts")
    assert drafts.text.startswith("Nobody sees these yet.")
    shown = await office.press(drafts, "What does LDN cost?")
    assert labels(shown)[-2:] == ["🟢 Publish", "Done"]
    await office.press(shown, "✏️ Answer")
    await office.press(await office.say("Call us."), "✅ Save")
    ways = await office.press(await office.say("/edit price"), "Ways to ask")
    await office.press(ways, "➕ Add one")
    ready = await office.say("how many dollars")
    assert ready.text.startswith("“how many dollars” would be a way to ask: What does LDN cost?")
    await office.press(ready, "✅ Save")
    assert office.leads_to("how many dollars") is None
    ready = await office.press(await office.say("/edit price"), "🟢 Publish")
    assert "New: “What does LDN cost?”" in ready.text
    await office.press(ready, "✅ Save")
    assert office.leads_to("how many dollars") == "price"
    assert (await office.say("/drafts")).text == "There are no drafts."


async def test_an_answer_of_the_pharmacist_waits_first_on_the_walk(tmp_path: Path, safety: DangerDetector) -> None:
    content = small("[price]", "[greeting]").replace("        referral: yes\n", "        source: [pharmacist]\n")
    office = Office(tmp_path / "faq.yaml", safety, content)
    await office.say("/name Dr. Ada")
    assert labels(await office.say("/drafts")) == ["What does LDN cost?"]
    shown = await office.say("/review")
    assert "*1 of 2* · People read:\n\n*What does LDN cost?*" in shown.text
    assert shown.text.endswith("_No article says this: it rests on you. Nobody sees it until it is signed._")
    assert office.leads_to("what does ldn cost") != "price"
    assert "✅ Signed: What does LDN cost?" in (await office.press(shown, "✅ It's right")).text
    assert office.leads_to("what does ldn cost") == "price"
