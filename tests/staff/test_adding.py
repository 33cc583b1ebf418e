"""A new answer can be changed in every part before it is saved."""

from pathlib import Path

import pytest

from bot.conversation.reply import Reply
from bot.safety.triage import DangerDetector
from tests.small_faq import small
from tests.staff.office import Office, labels
from tests.staff.test_conversation import ANSWER

IN_DANGER = f"{ANSWER} If you think about killing yourself, or want to die, call or text 988 at once, day or night."


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


async def read_back(office: Office, answer: str = ANSWER) -> Reply:
    await office.press(await office.say("/add can i travel with it"), "✏️ New answer")
    await office.say("Can I travel with LDN?")
    return await office.say(answer)


async def test_the_answer_is_written_again_from_what_stands_there(office: Office) -> None:
    ready = await read_back(office, "Please ask us.")
    assert labels(ready) == ["✅ Save", "✏️ Edit", "Cancel", "🗂 Another topic"]
    asked = await office.press(await office.press(ready, "✏️ Edit"), "The answer")
    assert asked.copy == "Please ask us."
    ready = await office.say(ANSWER)
    assert ANSWER in ready.text
    await office.press(ready, "✅ Save")
    assert office.current.responder.faq.entries["travel-ldn"].answer == ANSWER


async def test_the_question_is_written_again_and_the_answer_stays(office: Office) -> None:
    asked = await office.press(await office.press(await read_back(office), "✏️ Edit"), "The question")
    assert asked.copy == "Can I travel with LDN?"
    ready = await office.say("Can I fly with LDN?")
    assert "*Can I fly with LDN?*" in ready.text
    assert ANSWER in ready.text


async def test_its_topic_is_chosen(tmp_path: Path, safety: DangerDetector) -> None:
    content = small("  - id: talk\n", "  - id: life\n    title: Life\n    entries: [PETS]\n  - id: talk\n").replace(
        "PETS", "{id: pets, question: Can pets take LDN?, ask: [ldn for a cat], answer: Ask a vet., referral: yes}"
    )
    office = Office(tmp_path / "faq.yaml", safety, content)
    ready = await read_back(office)
    assert "This would stand under “Life”" in ready.text
    choice = await office.press(ready, "🗂 Another topic")
    assert labels(choice) == ["Basics", "Life"]
    ready = await office.press(choice, "Basics")
    assert "This would stand under “Basics”" in ready.text
    await office.press(ready, "✅ Save")
    assert [entry.id for entry in office.current.responder.faq.topics[0].entries][2:] == ["travel-ldn"]


async def test_an_answer_that_tells_what_to_do_in_danger_is_kept(office: Office) -> None:
    triage = office.current.responder.triage(IN_DANGER)
    assert triage.urgency
    ready = await read_back(office, IN_DANGER)
    assert ready.text.startswith(office.current.responder.urgent(triage.urgency).text)
    assert "✅ Save" in labels(ready)
