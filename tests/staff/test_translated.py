"""Staff see what an answer says in the other languages, and where that is no longer what the English says."""

from pathlib import Path

import pytest

from bot.conversation.responder import Responder
from bot.safety.triage import DangerDetector
from tests.small_faq import small, spanish
from tests.staff.office import Office


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    (tmp_path / "faq.es.yaml").write_text(spanish(), "utf-8")
    office = Office(tmp_path / "faq.yaml", safety, small())
    texts = {"es": spanish().encode()}
    office.current.responder = Responder.from_text(office.file.read_bytes(), "faq.yaml", safety, translations=texts)
    return office


async def test_an_answer_is_shown_in_all_languages_that_have_it(office: Office) -> None:
    shown = await office.say("/show what-is-ldn")
    assert "*¿Qué es la LDN?*\n\nUna dosis *pequeña*." in shown.text
    assert "has changed since" not in shown.text
    assert "Una dosis *pequeña*." in (await office.say("/edit what-is-ldn")).text
    assert "precio" not in (await office.say("/show price")).text  # which stands in English alone


async def test_a_reviewer_sees_both(office: Office) -> None:
    await office.say("/name Dr. Ada")
    assert "Una dosis *pequeña*." in (await office.say("/review")).text


async def test_a_changed_answer_leaves_its_translation_behind(office: Office) -> None:
    opened = await office.say("/edit what-is-ldn")
    await office.press(opened, "✏️ Answer")
    ready = await office.say("A *tiny* dose.")
    saved = await office.press(ready, "✅ Save")
    assert "still says what it said before" in saved.text
    assert "The English has changed since" in (await office.say("/show what-is-ldn")).text


async def test_another_question_leaves_no_translation_behind(office: Office) -> None:
    opened = await office.say("/edit what-is-ldn")
    await office.press(opened, "✏️ Question")
    saved = await office.press(await office.say("What is this LDN?"), "✅ Save")
    assert "still says" not in saved.text


async def test_a_question_in_spanish_is_shown_with_spanish_answers_and_kept_out_of_the_english_file(
    office: Office,
) -> None:
    await office.asked(["explíqueme qué significa para la presión"])
    shown = await office.say("/gaps")
    before = office.file.read_bytes()
    said = await office.press(shown, "Same as: ¿Qué es la LDN?")
    assert said.text.startswith("This is written in ")
    assert office.file.read_bytes() == before
