"""An answer that is there is found, shown and corrected from the phone."""

from pathlib import Path

import pytest

from bot.conversation.reply import Reply
from bot.safety.triage import DangerDetector
from tests.small_faq import SMALL, small
from tests.staff.office import ROBIN, Office, labels

SAM = (8, 8)
PARTS = ["✏️ Answer", "✏️ Question", "Ways to ask", "Buttons below", "Source", "Needed words", "Done"]
LONGER = "          - is it dear\n          - how many dollars\n          - monthly price\n"


@pytest.fixture
async def office(tmp_path: Path, safety: DangerDetector) -> Office:
    return Office(tmp_path / "faq.yaml", safety, small())


async def part(office: Office, label: str, words: str = "price") -> Reply:
    """What stands behind a button of an entry."""
    return await office.press(await office.say(f"/edit {words}"), label)


def text(office: Office) -> str:
    return office.file.read_text("utf-8")


@pytest.mark.parametrize("words", ["price", "PRICE", "monthly price", "what does ldn cost?", "is it expensve"])
async def test_an_answer_is_found_by_its_name_and_by_words_as_people_type_them(office: Office, words: str) -> None:
    shown = await office.say(f"/edit {words}")
    assert shown.text.startswith("*What does LDN cost?*\n\nPlease call and ask.\n\nName: price\nTopic: Basics\n")
    assert labels(shown) == PARTS


async def test_words_that_are_asked_for_are_no_question(office: Office) -> None:
    assert (await office.say("/edit")).text.startswith("Which answer? Please write a few of its words")
    assert labels(await office.say("price")) == PARTS
    assert (await office.say("/show")).text.startswith("Which answer?")
    assert labels(await office.say("price")) == ["✏️ Correct it"]


async def test_where_several_may_be_meant_there_is_a_list(office: Office) -> None:
    found = await office.say("/edit ldn")
    assert {"What is LDN?", "What does LDN cost?"} <= set(labels(found))
    assert labels(await office.press(found, "What is LDN?")) == PARTS
    assert (await office.say("/edit xylophone")).text == "I found no answer with these words. Please try others."
    assert labels(await office.say("price")) == PARTS


async def test_find_lists_those_that_hold_the_words_first(office: Office) -> None:
    found = await office.say("/find calls")
    assert found.text == "These hold your words, or are near: “calls”"
    assert labels(found)[0] == "What does LDN cost?"
    shown = await office.press(found, "What does LDN cost?")
    assert labels(await office.press(shown, "✏️ Correct it")) == PARTS


async def test_an_answer_is_written_anew(office: Office) -> None:
    asked = await part(office, "✏️ Answer")
    assert asked.copy == "Please call and ask."
    ready = await office.say("Call us.\n\n- by *day*")
    assert ready.text.startswith("People would read:\n\n*What does LDN cost?*\n\nCall us.\n\n- by *day*\n\n")
    assert "Length of the answer, in words: 5." in ready.text
    assert "ways to ask in the file" not in ready.text
    assert labels(ready) == ["✅ Save", "✏️ Edit", "Cancel"]
    saved = await office.press(ready, "✅ Save")
    assert saved.text.endswith("*Saved, and live now.* /undo takes it back.")
    assert text(office) == small(
        "answer: Please call and ask.", "answer: |\n          Call us.\n\n          - by *day*"
    )
    assert labels(await office.press(saved, "✏️ Correct more")) == PARTS


async def test_a_draft_can_be_changed_before_it_is_saved(office: Office) -> None:
    await part(office, "✏️ Answer")
    asked = await office.press(await office.say("Call uss."), "✏️ Edit")
    assert asked.copy == "Call uss."
    assert "Call us." in (await office.say("Call us.")).text
    assert text(office) == SMALL


async def test_an_answer_that_is_sent_without_a_tap_is_the_new_answer(office: Office) -> None:
    await office.say("/edit price")
    assert not office.desk.is_writing(ROBIN, "what does ldn cost")
    ready = await office.say("Please call us. " * 7)
    assert labels(ready) == ["✅ Save", "✏️ Edit", "Cancel"]
    assert (await office.press(ready, "✏️ Edit")).copy.startswith("Please call us.")


async def test_what_the_rules_forbid_is_told_and_asked_again(office: Office) -> None:
    await part(office, "✏️ Answer")
    refused = await office.say("It is guaranteed.")
    assert refused.text.startswith('I can\'t add this yet: it says "guaranteed"')
    assert refused.text.endswith("You can write it again now. (/cancel stops.)")
    assert "✅ Save" in labels(await office.say("Please call."))


async def test_a_question_is_written_anew(office: Office) -> None:
    assert (await part(office, "✏️ Question")).copy == "What does LDN cost?"
    assert (await office.say("x" * 65)).text.startswith("That is 65 characters long.")
    assert (await office.say("Hello")).text.startswith("I know that one already")
    await office.press(await office.say("How *much* does LDN cost?"), "✅ Save")  # buttons have no bold
    assert text(office) == small("What does LDN cost?", "How much does LDN cost?")


async def test_a_way_to_ask_is_taken_out_and_another_put_in(office: Office) -> None:
    ways = await part(office, "Ways to ask")
    assert labels(ways) == ["❌ is it expensive", "❌ monthly price", "➕ Add one", "‹ Back"]
    ready = await office.press(ways, "❌ is it expensive")
    assert ready.text.startswith("“is it expensive” would no longer be a way to ask: What does LDN cost?")
    assert labels(ready) == ["✅ Save", "Cancel"]
    saved = await office.press(ready, "✅ Save")
    ways = await office.press(await office.press(saved, "✏️ Correct more"), "Ways to ask")
    await office.press(ways, "❌ monthly price")
    assert (await part(office, "Ways to ask")).buttons
    last = await office.press(await part(office, "Ways to ask"), "❌ monthly price")
    assert last.text == "One way to ask must stay. Please add another one first."
    await office.press(await part(office, "Ways to ask"), "➕ Add one")
    await office.press(await office.say("how many dollars"), "✅ Save")
    assert text(office) == small("          - is it expensive\n          - monthly price\n",
                                 "          - monthly price\n          - how many dollars\n")  # fmt: skip


async def test_many_ways_to_ask_are_leafed_through(tmp_path: Path, safety: DangerDetector) -> None:
    more = "".join(
        f"          - price number {word}\n"
        for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    )
    office = Office(tmp_path / "faq.yaml", safety, small("          - monthly price\n", more))
    first = await part(office, "Ways to ask")
    second = await office.press(first, "Next ›")
    assert labels(second) == ["❌ price number eight", "➕ Add one", "‹ Back", "‹ Back"][:2] + labels(second)[2:]
    await office.press(await office.press(second, "❌ price number eight"), "✅ Save")
    assert "number eight" not in text(office)


async def test_the_buttons_below_an_answer_are_chosen(office: Office) -> None:
    related = await part(office, "Buttons below")
    assert labels(related)[0] == "❌ What is LDN?"
    ready = await office.press(related, "❌ What is LDN?")
    assert ready.text.startswith("Below “What does LDN cost?” there would be buttons for:\nnone")
    await office.press(ready, "✅ Save")
    await office.press(await part(office, "Buttons below"), "➕ Add one")
    found = await office.say("good morning")
    ready = await office.press(found, "Hello!")
    assert "- Hello!" in ready.text
    await office.press(ready, "✅ Save")
    assert text(office) == small(
        "        referral: yes\n        related: [what-is-ldn]\n",
        "        referral: yes\n        related: [greeting]\n",
    )


async def test_sources_are_turned_on_and_off(office: Office) -> None:
    sources = await part(office, "Source")
    assert labels(sources)[:3] == ["◻️ The Guide", "◻️ our pharmacist", "☑️ no article, it sends people to you"]
    ready = await office.press(sources, "◻️ The Guide")
    assert "Source: “The Guide”" in ready.quiet
    await office.press(ready, "✅ Save")
    assert text(office) == small(
        "        referral: yes\n        related: [what-is-ldn]\n",
        "        related: [what-is-ldn]\n        source: [guide]\n",
    )
    ready = await office.press(await part(office, "Source"), "☑️ The Guide")
    await office.press(ready, "✅ Save")
    assert "        related: [what-is-ldn]\n        referral: yes\n" in text(office)


async def test_what_rests_on_the_pharmacist_is_signed_by_whoever_saves_it(office: Office) -> None:
    refused = await office.press(await part(office, "Source"), "◻️ our pharmacist")
    assert refused.text.startswith("This answer rests on our pharmacist, so whoever changes it signs it.")
    await office.say("/name Dr. Ada")
    ready = await office.press(await part(office, "Source"), "◻️ our pharmacist")
    assert "It rests on our pharmacist, so when you save it, you sign it as Dr. Ada." in ready.text
    assert "Source: our pharmacist, Dr. Ada, November 2026" in ready.quiet
    await office.press(ready, "✅ Save")
    await part(office, "✏️ Answer")
    await office.press(await office.say("It is 40 dollars."), "✅ Save")
    entry = office.current.responder.faq.entries["price"]
    assert (entry.source, entry.is_reviewed, entry.answer) == (("pharmacist",), True, "It is 40 dollars.")


async def test_needed_words_are_written_with_commas(office: Office) -> None:
    assert (await part(office, "Needed words")).copy == ""
    ready = await office.say("price, cost , expensive,monthly")
    assert ready.text.startswith("A question would need one of these words to get “What does LDN cost?”: price, cost,")
    await office.press(ready, "✅ Save")
    assert "needs: [price, cost, expensive, monthly]\n" in text(office)
    assert (await part(office, "Needed words")).copy == "price, cost, expensive, monthly"
    await office.press(await office.say("-"), "✅ Save")
    assert text(office) == SMALL


async def test_the_second_is_told_what_the_first_has_changed(office: Office) -> None:
    await part(office, "✏️ Answer")
    theirs = await office.press(await office.say("/edit price", SAM), "✏️ Answer", SAM)
    assert theirs.copy
    await office.press(await office.say("Call Robin."), "✅ Save")
    ready = await office.say("Call Sam.", SAM)
    assert ready.text.startswith("⚠️ Somebody else has changed this answer while you were writing.")
    assert "Call Robin." in ready.text
    await office.press(ready, "✅ Save", SAM)
    assert "answer: |\n          Call Sam.\n" in text(office)


async def test_a_correction_on_a_walk_leads_back_to_it(office: Office) -> None:
    await office.say("/name Dr. Ada")
    shown = await office.press(await office.say("/review"), "✏️ Correct it")
    await office.press(shown, "✏️ Answer")
    back = await office.press(await office.say("A *tiny* dose."), "✅ Save")
    assert back.text.startswith("*Saved, and live now.* /undo takes it back.\n\n*1 of 2* · People read:")
    assert "A *tiny* dose." in back.text
    assert "✅ Signed" in (await office.press(back, "✅ It's right")).text
    for stop in ("Cancel", "Done"):
        shown = await office.press(await office.say("/review"), "✏️ Correct it")
        if stop == "Cancel":
            await office.press(shown, "✏️ Answer")
            shown = await office.say("Call.")
        assert "*1 of 1* · People read:" in (await office.press(shown, stop)).text


async def test_what_is_gone_meanwhile_is_told(office: Office) -> None:
    shown = await office.say("/edit price")
    start, end = SMALL.index("      - id: price"), SMALL.index("  - id: talk")
    office.file.write_text((SMALL[:start] + SMALL[end:]).replace("[price]", "[greeting]"), "utf-8")
    assert (await office.press(shown, "Ways to ask")).text.startswith("There is no answer named “price”.")
    await office.press(shown, "✏️ Answer")
    if office.desk.is_writing(ROBIN):
        assert "There is no answer named “price”." in (await office.say("Call.")).text


async def test_a_broken_file_is_explained(office: Office) -> None:
    office.file.write_text(small("answer: A *small*", "anwser: A *small*"), "utf-8")
    assert 'did you mean "answer"?' in (await office.say("/edit price")).text
