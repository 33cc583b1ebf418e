"""What staff do with the bot in a chat, as conversations."""

import asyncio
from pathlib import Path

import pytest

from bot.analytics.journal import TABLES, Journal
from bot.analytics.report import JournalReport
from bot.conversation.responder import Responder
from bot.faq.file import FaqFile
from bot.safety.triage import DangerDetector
from bot.staff.conversation import StaffConversation
from bot.staff.reload import Loaded
from bot.staff.tasks import WORK_KEPT
from bot.storage.sqlite import SqliteDatabase
from tests.small_faq import small
from tests.staff.office import ROBIN, TODAY, Office, labels

LUPUS = ["is ldn for lupus", "is ldn for lupus", "ldn and lupus?"]
ANSWER = (
    "Our articles don't cover travel with LDN. Please keep the capsules in their own bottle, with the label on it. "
    "Carry a copy of your prescription. Ask your airline about its rules. For anything else about a trip, please ask "
    "a pharmacist before you leave home."
)


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


async def test_a_question_without_an_answer_becomes_a_phrasing(office: Office) -> None:
    await office.asked(LUPUS)
    shown = await office.say("/gaps")
    assert shown.text.startswith(
        "*Question 1 of 1*\n\nAsked 3 times, for example:\n- is ldn for lupus\n- ldn and lupus?"
    )
    assert labels(shown)[0] == "Same as: What is LDN?"
    ready = await office.press(shown, "Same as: What is LDN?")
    assert ready.text.startswith("“is ldn for lupus” would get the answer to: What is LDN? So far it gets: ")
    assert "of 2 questions that people asked and 0 of" in ready.text
    assert labels(ready) == ["✅ Save", "Cancel"]
    assert "lupus" not in office.file.read_text("utf-8")
    assert (await office.press(ready, "✅ Save")).text.endswith("*Saved, and live now.* /undo takes it back.")
    assert "          - is ldn for lupus\n" in office.file.read_text("utf-8")
    assert office.leads_to("is ldn for lupus?") == "what-is-ldn"
    assert (await office.say("/gaps")).text.startswith("No question is waiting.")


async def test_a_new_answer_is_written_and_read_back(office: Office) -> None:
    await office.asked(["can i travel with it on a plane"])
    asked = await office.press(await office.say("/gaps"), "✏️ New answer")
    assert asked.text.startswith("Please write the question")
    assert (await office.say("Can I travel with LDN? " * 4)).text.startswith("That is 91 characters long.")
    assert (await office.say("Can I travel with LDN?")).text.startswith("Now please write the answer")
    ready = await office.say(ANSWER)
    assert "*Can I travel with LDN?*" in ready.text
    assert ANSWER in ready.text
    assert "New: “Can I travel with LDN?”" in ready.text
    assert office.current.responder.faq.disclaimer.short in ready.quiet
    await office.press(ready, "✅ Save")
    entry = office.current.responder.faq.entries["travel-ldn"]
    assert (entry.answer, entry.ask, entry.referral) == (ANSWER, ("can i travel with it on a plane",), True)
    assert not office.desk.is_writing(ROBIN)
    assert office.leads_to("travel on a plane with it") == "travel-ldn"


async def test_staff_add_a_way_to_ask_that_they_have_in_mind(office: Office) -> None:
    assert (await office.say("/add")).text.startswith("Please write a question behind the command")
    shown = await office.say("/add how pricey is this stuff")
    assert "Same as: What does LDN cost?" in labels(await office.say("/add what is the price of it"))
    assert shown.text.startswith("- how pricey is this stuff")
    assert "Not for us" not in labels(shown)
    shown = await office.say("/add is ldn dear to buy")
    ready = await office.press(shown, "Same as: What is LDN?")
    await office.press(ready, "✅ Save")
    assert office.leads_to("is ldn dear to buy") == "what-is-ldn"


async def test_a_question_that_is_not_for_the_bot_leaves_the_list(office: Office) -> None:
    await office.asked([*LUPUS, "best pizza in town"])
    shown = await office.press(await office.say("/gaps"), "Next ›")
    assert "pizza" in shown.text
    assert shown.in_place
    left = await office.press(shown, "Not for us")
    assert left.text.startswith("Taken off the list. (/undo does not bring it back.)\n\n*Question 1 of 1*")
    assert [kept.text for kept in await office.journal.kept()] == LUPUS
    assert (await office.press(left, "Not for us")).text.endswith("No question is waiting. Well done!")


async def test_without_texts_there_are_counts_and_the_way_to_keep_them(tmp_path: Path, safety: DangerDetector) -> None:
    office = Office(tmp_path / "faq.yaml", safety, small(), keep_days=0)
    await office.asked(LUPUS)
    await office.journal.count("not_helped", ["price"])
    shown = await office.say("/gaps")
    assert "To keep it for 30 days, without names and numbers" in shown.text
    assert "KEEP_UNANSWERED_DAYS=30" in shown.text
    assert shown.text.endswith(
        "questions without an answer: 3, answers that did not help: 1, choices of which none was taken: 0."
    )


async def test_a_question_that_is_there_is_told_before_the_answer_is_written(office: Office) -> None:
    await office.press(await office.say("/add can i travel with it"), "✏️ New answer")
    assert (await office.say("meaning of LDN?")).text.startswith(
        "I know that one already: it gets the answer to “What is LDN?”."
    )
    assert (await office.say("Can I travel with LDN?")).text.startswith("Now please write the answer")


@pytest.mark.parametrize(("answer", "count"), [(".", 1), ("Please ask a pharmacist.", 4), ("Ask us. " * 60, 120)])
async def test_a_short_or_long_answer_is_remarked_on(office: Office, answer: str, count: int) -> None:
    await office.press(await office.say("/add can i travel with it"), "✏️ New answer")
    await office.say("Can I travel with LDN?")
    ready = await office.say(answer)
    assert f"Length of the answer, in words: {count}. Best are 40 to 110." in ready.text
    assert "✅ Save" in labels(ready)


async def test_an_answer_that_telegram_can_not_take_is_refused_without_a_line_of_the_file(office: Office) -> None:
    await office.press(await office.say("/add can i travel with it"), "✏️ New answer")
    await office.say("Can I travel with LDN?")
    reply = await office.say("Long answer. " * 320)
    assert reply.text.startswith("I can't add this yet: the reply can have ")
    assert "You can write it again now." in reply.text
    assert "faq.yaml" not in reply.text


async def test_an_edit_can_be_stopped(office: Office) -> None:
    ready = await office.press(await office.say("/add tell me more"), "✏️ New answer")
    assert office.desk.is_writing(ROBIN)
    assert (await office.say("/cancel")).text == "Stopped. Nothing was changed."
    assert not office.desk.is_writing(ROBIN)
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    before = office.file.read_bytes()
    assert (await office.press(ready, "Cancel")).text == "Stopped. Nothing was changed."
    assert (await office.press(ready, "✅ Save")).text.startswith("These buttons are old.")
    assert office.file.read_bytes() == before


async def test_a_second_press_saves_nothing_twice(office: Office) -> None:
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    first, second = await asyncio.gather(office.press(ready, "✅ Save"), office.press(ready, "✅ Save"))
    assert first.text.endswith("*Saved, and live now.* /undo takes it back.")
    assert first.in_place
    assert await office.press(ready, "✅ Save") == second == first
    assert (await office.press(ready, "Cancel")).text.startswith("These buttons are old.")
    assert office.file.read_text("utf-8").count("is ldn dear to buy") == 1


async def test_the_buttons_of_one_person_are_not_for_another(office: Office) -> None:
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    assert (await office.press(ready, "✅ Save", who=(7, 8))).text.startswith("These buttons are old.")


async def test_a_file_that_was_changed_meanwhile_gets_the_edit_too(office: Office) -> None:
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    office.file.write_text(small("A *small* dose.", "A tiny dose."), "utf-8")
    again = await office.press(ready, "✅ Save")
    assert again.text.startswith(
        "Somebody changed faq.yaml meanwhile. Please look once more:\n\nMeanwhile this was changed:\n"
        "- the file, by hand\n\n“is ldn dear to buy” would"
    )
    await office.press(again, "✅ Save")
    text = office.file.read_text("utf-8")
    assert "A tiny dose." in text
    assert "is ldn dear to buy" in text


async def test_a_file_that_was_broken_meanwhile_is_left_alone(office: Office) -> None:
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    broken = small("answer: A *small*", "anwser: A *small*")
    office.file.write_text(broken, "utf-8")
    failed = await office.press(ready, "✅ Save")
    assert failed.text.startswith("That did not work, and nothing was changed: ")
    assert 'did you mean "answer"?' in failed.text
    assert office.file.read_text("utf-8") == broken


@pytest.mark.parametrize(
    ("typed", "label", "said"),
    [
        ("is it expensive", "Same as: What does LDN cost?", "is there already"),
        ("Is it expensive?!", "Same as: What does LDN cost?", "is there already"),
        ("meaning of ldn", "Same as: What does LDN cost?", "is there already"),
    ],
)
async def test_what_is_there_already_is_refused(office: Office, typed: str, label: str, said: str) -> None:
    before = office.file.read_bytes()
    shown = await office.say(f"/add {typed}")
    reply = await office.press(shown, label)
    assert said in reply.text
    assert office.file.read_bytes() == before


@pytest.mark.parametrize("text", ["i want to die", "kms", "i took 40 pills", "my baby swallowed a capsule"])
async def test_a_phrase_of_danger_is_refused(office: Office, text: str) -> None:
    replies = [await office.say(f"/add {text}"), await office.say(f"/reviewed price {text}")]
    await office.press(await office.say("/add something else"), "✏️ New answer")
    safety = office.current.responder.faq.safety
    for reply in [*replies, await office.say(text)]:
        assert reply.text.startswith((safety.self_harm, safety.emergency))
        assert reply.text.endswith("and that must stay.")
        assert not reply.buttons
    assert office.desk.is_writing(ROBIN)


@pytest.mark.parametrize("command", ["stats", "gaps", "undo", "cancel"])
@pytest.mark.parametrize("text", ["i want to die", "my baby swallowed a capsule"])
async def test_danger_comes_before_a_command_that_takes_no_words(office: Office, command: str, text: str) -> None:
    urgency = office.current.responder.triage(text).urgency
    assert urgency
    assert await office.say(f"/{command} {text}") == office.current.responder.urgent(urgency)


async def test_an_edit_that_takes_a_phrasing_away_is_refused(tmp_path: Path, safety: DangerDetector) -> None:
    content = small("- is it expensive\n", "- explain the meaning of ldn to me\n          - is it expensive\n")
    office = Office(tmp_path / "faq.yaml", safety, content)
    reply = await office.press(await office.say("/add the meaning of ldn explain to me"), "Same as: What is LDN?")
    assert reply.text == (
        "I can't add this: “explain the meaning of ldn to me” would then lead to "
        "“What is LDN?” and no longer to “What does LDN cost?”. Please choose other words."
    )
    assert office.file.read_text("utf-8") == content


async def test_an_edit_that_changes_nothing_is_refused(tmp_path: Path, safety: DangerDetector) -> None:
    content = small("- is it expensive\n", "- monthly price of ldn at home\n          - is it expensive\n")
    office = Office(tmp_path / "faq.yaml", safety, content)
    reply = await office.press(await office.say("/add ldn at home monthly price of"), "Same as: What is LDN?")
    assert "“ldn at home monthly price of” would still lead to “What does LDN cost?”" in reply.text
    assert office.file.read_text("utf-8") == content


async def test_an_answer_that_promises_is_refused_with_the_way_to_fix_it(office: Office) -> None:
    await office.press(await office.say("/add can i travel with it"), "✏️ New answer")
    await office.say("Can I travel with LDN?")
    reply = await office.say("LDN is guaranteed to cure you on any plane.")
    assert reply.text == (
        'I can\'t add this yet: it says "cure"; say what the article reports, with its limits\n\n'
        "You can write it again now. (/cancel stops.)"
    )
    assert office.desk.is_writing(ROBIN)
    assert "✅ Save" in labels(await office.say(ANSWER))


@pytest.mark.parametrize("typed", ["*", "…", "# not a comment", "- a dash: b", '"quote', "😀 ok?", "a" * 4000])
async def test_odd_texts_end_in_a_reply_and_a_file_that_loads(
    office: Office, safety: DangerDetector, typed: str
) -> None:
    shown = await office.say(f"/add {typed}")
    reply = await office.press(shown, "✏️ New answer")
    for text in (typed[:60], typed):
        reply = await office.say(text)
    if "✅ Save" in labels(reply):
        await office.press(reply, "✅ Save")
    Responder.from_text(office.file.read_bytes(), "faq.yaml", safety)


async def test_a_review_is_noted_and_shown(office: Office) -> None:
    assert (await office.say("/reviewed what-is-lnd Dr. Ada")).text == (
        "There is no answer named “what-is-lnd”. Did you mean: what-is-ldn?"
    )
    ready = await office.say("/reviewed what-is-ldn Dr. Ada  Lovelace")
    assert "Checked by Dr. Ada Lovelace, November 2026" in ready.quiet
    await office.press(ready, "✅ Save")
    assert "        reviewed: {by: Dr. Ada Lovelace, on: 2026-11-21, of: " in office.file.read_text("utf-8")
    reply = office.current.responder.respond("what is ldn").reply
    assert reply.quiet.endswith("Checked by Dr. Ada Lovelace, November 2026")


async def test_who_saves_is_not_told_twice(office: Office) -> None:
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    await office.press(ready, "✅ Save")
    assert [told.is_expected for told in office.told if isinstance(told, Loaded)] == [True]


async def test_a_file_that_can_not_be_written_is_explained(office: Office) -> None:
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    FaqFile(office.file).previous.mkdir()
    reply = await office.press(ready, "✅ Save")
    assert reply.text.startswith("That did not work, and nothing was changed: can't write ")
    assert "dear" not in office.file.read_text("utf-8")


async def test_a_deleted_file_is_explained(office: Office) -> None:
    shown = await office.say("/add is ldn dear to buy")
    office.file.unlink()
    assert "can't read" in (await office.press(shown, "Same as: What is LDN?")).text


async def test_no_more_work_is_remembered_than_there_is_room_for(office: Office) -> None:
    first = await office.say("/add is ldn dear to buy", who=(0, 0))
    for number in range(1, WORK_KEPT + 1):
        await office.say("/add is ldn dear to buy", who=(number, number))
    assert (await office.press(first, "✏️ New answer", who=(0, 0))).text.startswith("These buttons are old.")


async def test_a_database_that_fails_is_explained(tmp_path: Path, safety: DangerDetector) -> None:
    office = Office(tmp_path / "faq.yaml", safety, small())
    (tmp_path / "folder").mkdir()
    journal = Journal(SqliteDatabase(tmp_path / "folder", TABLES), 1, 30, lambda: TODAY)
    report = JournalReport(office.current, journal, lambda: TODAY)
    desk = StaffConversation(
        FaqFile(office.file),
        office.current,
        office.reload,
        journal,
        report,
        office.history,
        lambda: TODAY,
    )
    reply = await desk.command(ROBIN, "gaps", "")
    assert reply.text.startswith("That did not work, and nothing was changed: ")


async def test_a_save_is_told_as_one_though_its_questions_stay_on_the_list(
    tmp_path: Path, safety: DangerDetector
) -> None:
    office = Office(tmp_path / "faq.yaml", safety, small(), database=tmp_path / "journal.sqlite3")
    await office.asked(LUPUS)
    ready = await office.press(await office.say("/gaps"), "Same as: What is LDN?")
    await office.journal.close()
    (tmp_path / "journal.sqlite3").write_text("no database")
    assert "*Saved, and live now.*" in (await office.press(ready, "✅ Save")).text
    assert "is ldn for lupus" in office.file.read_text("utf-8")
    ready = await office.press(await office.say("/add is ldn dear to buy"), "Same as: What is LDN?")
    assert labels(ready) == ["✅ Save", "Cancel"]


async def test_an_entry_that_became_a_draft_meanwhile_is_explained(office: Office) -> None:
    held_back = small("      - id: price\n", "      - id: price\n        draft: yes\n").replace("[price]", "[greeting]")
    shown = await office.say("/add what is the price of it")
    review = await office.say("/reviewed price Dr. Ada", who=(7, 8))
    office.file.write_text(held_back, "utf-8")
    for reply in (
        await office.press(shown, "Same as: What does LDN cost?"),
        await office.press(review, "✅ Save", who=(7, 8)),
    ):
        assert "There is no answer named “price”." in reply.text
    assert office.file.read_text("utf-8") == held_back


async def test_a_new_answer_takes_no_id_of_a_draft(tmp_path: Path, safety: DangerDetector) -> None:
    draft = "{id: travel-ldn, draft: yes, question: Is LDN ok abroad?, ask: [abroad], answer: Soon., referral: yes}"
    office = Office(
        tmp_path / "faq.yaml",
        safety,
        small("        related: [what-is-ldn]", f"        related: [what-is-ldn]\n      - {draft}"),
    )
    await office.press(await office.say("/add tell me more"), "✏️ New answer")
    await office.say("Can I travel with LDN?")
    await office.press(await office.say(ANSWER), "✅ Save")
    assert office.leads_to("can i travel with ldn") == "travel-ldn-2"


async def test_where_all_entries_are_small_talk_a_new_answer_is_tried_beside_them(
    tmp_path: Path, safety: DangerDetector
) -> None:
    content = (
        small()
        .replace("        related:", "        small_talk: yes\n        related:")
        .replace("        referral: yes\n", "")
    )
    office = Office(tmp_path / "faq.yaml", safety, content)
    await office.press(await office.say("/add tell me more"), "✏️ New answer")
    await office.say("Can I travel with LDN?")
    assert "“What is LDN?” would then lead to “Can I travel with LDN?”" in (await office.say(ANSWER)).text
