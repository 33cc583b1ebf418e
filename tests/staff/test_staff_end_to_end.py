"""The real bot over HTTP while staff change its faq.yaml."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.render import to_plain
from tests.conftest import FAQ_FILE
from tests.running_bot import bots, running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped
from tests.test_end_to_end import Person

STAFF = 700


class House:
    """A pharmacy with a faq.yaml of its own, someone of its staff, and someone who asks."""

    def __init__(self, sandbox: Sandbox, file: Path) -> None:
        self.file = file
        sandbox.do("chat", id=STAFF, first_name="Robin")
        self.staff, self.patient = Person(sandbox), Person(sandbox)
        self.staff.chat_id = STAFF

    def save(self, old: str, new: str) -> None:
        """Saves the file as an editor does."""
        text = self.file.read_text("utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    file = tmp_path_factory.mktemp("house") / "faq.yaml"
    shutil.copy(FAQ_FILE, file)
    with Sandbox() as sandbox:
        house = House(sandbox, file)
        with running_bot(
            sandbox, FAQ_FILE=str(file), STAFF_IDS=str(STAFF), STAFF_CHAT_ID=str(STAFF), KEEP_UNANSWERED_DAYS="30"
        ):
            yield house


def test_a_saved_answer_is_live_and_staff_are_told(house: House) -> None:
    house.save("question: What is LDN?", "question: What is LDN, in short?")
    notice = house.staff.next_reply()["text"]
    assert notice.startswith(shipped("staff.reloaded"))
    assert shipped("staff.changed").format(entries="“What is LDN, in short?”") in notice


def test_a_bad_file_is_told_with_its_line_and_people_get_the_answers_of_before(house: House) -> None:
    line = house.file.read_text("utf-8").split("question: What is LDN")[0].count("\n") + 1
    house.save("question: What is LDN, in short?", 'question: "What is LDN?')
    notice = house.staff.next_reply()["text"]
    assert notice.startswith(shipped("staff.refused"))
    assert f"faq.yaml:{line}:" in notice
    assert "add the missing" in notice
    assert house.patient.say(text="what is ldn")["text"]
    house.save('question: "What is LDN?', "question: What is LDN, in short?")
    assert house.staff.next_reply()["text"].startswith(shipped("staff.in_order_again"))


def test_a_new_menu_reaches_telegram(house: House) -> None:
    (line,) = re.findall(r"^commands:\n(?:  .*\n)*?(  help: .*\n)", house.file.read_text("utf-8"), re.MULTILINE)
    house.save(line, "  help: Ask like this\n")
    assert house.staff.next_reply()["text"].startswith(shipped("staff.reloaded"))
    menus = lambda: [  # noqa: E731
        command["description"] for command in house.staff.sandbox.see("state")["bot"]["commands"]
    ]
    eventually(lambda: "Ask like this" in menus())


def test_a_question_that_nobody_could_answer_is_answered_after_two_presses(house: House) -> None:
    question = "who rents out snowboards in alaska"
    assert house.patient.say(text=question)["text"].startswith(shipped("messages.no_match"))
    shown = house.staff.say(text="/gaps")
    assert question in shown["text"]
    same = shipped("staff.same").split("{")[0]
    label = next(row[0]["text"] for row in shown["reply_markup"]["inline_keyboard"] if same in row[0]["text"])
    ready = house.staff.press(shown, label)
    assert ready["text"].startswith(shipped("staff.ready_phrasing").replace("{phrasing}", question).split("{")[0])
    saved = house.staff.turn(ready, shipped("staff.save"))
    assert shipped("staff.saved") in saved["text"]
    assert "reply_markup" not in saved
    answer = house.patient.say(text=question)
    assert not answer["text"].startswith(shipped("messages.no_match"))
    assert house.file.read_text("utf-8").count(question) == 1
    undone = house.staff.turn(house.staff.say(text="/undo"), shipped("staff.save"))
    assert shipped("staff.undone") in undone["text"]
    assert house.patient.say(text=question)["text"].startswith(shipped("messages.no_match"))


def test_a_pharmacist_reviews_and_corrects_adds_hours_and_takes_one_back(house: House) -> None:
    staff, button = house.staff, lambda name: shipped(f"staff.{name}")
    staff.say(text="/review")
    shown = staff.say(text="Dr. Ada Lovelace")
    for number in (1, 2):
        shown = staff.turn(shown, button("review_right"))
        assert house.file.read_text("utf-8").count("by: Dr. Ada Lovelace, on: ") == number
    entry = staff.turn(shown, button("review_correct"))
    staff.press(entry, button("part_answer"))
    ready = staff.say(text="Please ask our pharmacist. Call us before noon, that is the best time of the day for it.")
    walk = staff.turn(ready, button("save"))
    assert "Call us before noon" in walk["text"]
    staff.turn(walk, button("review_right"))
    staff.say(text="/hours")
    staff.turn(staff.say(text="Mon-Fri 9am-6pm\nclosed Dec 25"), button("save"))
    assert "Monday to Friday: 9 am to 6 pm" in house.patient.say(text="when are you open")["text"]
    staff.turn(staff.say(text="/undo"), button("save"))
    assert "Monday" not in house.patient.say(text="when are you open")["text"]
    history = staff.say(text="/history")["text"].splitlines()
    assert [line.count("Dr. Ada Lovelace") for line in history[1:4]] == [1, 1, 1]
    assert house.file.read_text("utf-8").count("Call us before noon") == 1


def test_statistics_come_as_a_picture(house: House) -> None:
    pytest.importorskip("matplotlib")
    reply = house.staff.say(text="/stats")
    assert reply["caption"].startswith(shipped("staff.stats_title").split("{")[0])
    size = reply["photo"][-1]
    assert size["file_size"] > 10_000
    address = f"{house.staff.sandbox.url}/control/photo"
    assert httpx.get(address, params={"file_id": size["file_id"]}).content.startswith(b"\x89PNG")


def test_for_nobody_else_there_are_commands_of_staff(house: House, responder: Responder) -> None:
    for text in ("/gaps", "/undo", "/stats", "/add is wine ok"):
        assert Person(house.patient.sandbox).say(text=text)["text"] == to_plain(responder.respond(text).reply)


def test_a_restart_with_a_bad_file_goes_on_with_the_version_before(tmp_path: Path) -> None:
    file, state = tmp_path / "faq.yaml", tmp_path / "state"
    shutil.copy(FAQ_FILE, file)
    with Sandbox() as sandbox, bots(sandbox, FAQ_FILE=str(file), STATE_DIR=str(state)) as start:
        person = Person(sandbox)
        first = start()
        answer = person.say(text="what is ldn")["text"]
        eventually(lambda: list(state.glob("last-good*")))
        first.kill()
        file.write_text("topics: [oops", "utf-8")
        second = start()
        assert person.say(text="what is ldn")["text"] == answer
        second.end()
        assert "the bot goes on with the version before" in second.log
        assert "faq.yaml:1:" in second.log


def test_staff_find_their_commands_in_their_menu(house: House) -> None:
    chats = {chat["id"]: chat for chat in house.staff.sandbox.see("state")["chats"]}
    menu = {id: [command["command"] for command in chat["commands"]] for id, chat in chats.items()}
    assert menu[STAFF][:2] == ["review", "edit"]
    assert menu[STAFF][-7:] == menu[1001]


def test_a_new_way_to_ask_is_told_and_is_no_fixed_fault(house: House) -> None:
    house.save("          - ldn 101\n", "          - ldn 101\n          - what would this ldn be\n")
    notice = house.staff.next_reply()["text"]
    ways = shipped("staff.ways").replace("{question}", "What is LDN, in short?").split("{")[0]
    assert notice.startswith(f"{shipped('staff.reloaded')}\n\n{ways}")
