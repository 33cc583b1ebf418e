"""The real bot over HTTP, as people meet it: each message and each press gets exactly one reply."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.render import to_plain
from tests.conversation.test_dialogues import DIALOGUES
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped

CHAT_IDS = count(5000)


class Person:
    """Someone who talks with the bot in a chat of their own."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.chat_id = sandbox, next(CHAT_IDS)
        self.read = 0

    def replies(self) -> list[dict[str, Any]]:
        messages = self.sandbox.see("transcript", chat_id=self.chat_id)["messages"]
        return [message for message in messages if message["from"]["is_bot"]]

    def next_reply(self) -> dict[str, Any]:
        """The one new reply."""
        eventually(lambda: len(self.replies()) > self.read)
        self.read += 1
        assert len(self.replies()) == self.read
        return self.replies()[-1]

    def say(self, **content: Any) -> dict[str, Any]:
        self.sandbox.do("message", chat_id=self.chat_id, **content)
        return self.next_reply()

    def press(self, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Presses a button, and returns the reply to it."""
        self.touch(message, label)
        return self.next_reply()

    def turn(self, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Presses a button, and returns what its message has become."""
        self.touch(message, label)
        now = lambda: next(each for each in self.replies() if each["message_id"] == message["message_id"])  # noqa: E731
        eventually(lambda: now() != message)
        assert len(self.replies()) == self.read
        return now()

    def touch(self, message: dict[str, Any], label: str) -> None:
        buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
        (data,) = [button["callback_data"] for button in buttons if button["text"] == label]
        self.sandbox.do("press", chat_id=self.chat_id, message_id=message["message_id"], data=data)


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox):
        yield sandbox
        refused = [call for call in sandbox.see("calls") if call["status"] not in (200, None)]
        assert not refused


@pytest.fixture
def person(telegram: Sandbox) -> Iterator[Person]:
    person = Person(telegram)
    yield person
    person.say(text="/help")  # whatever had come twice would be here by now
    events = telegram.see("transcript", chat_id=person.chat_id)["events"]
    presses = [event["callback_query_id"] for event in events if event["kind"] == "press"]
    answers = [event["callback_query_id"] for event in events if event["kind"] == "answer"]
    assert presses == answers


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=[dialogue["say"] for dialogue in DIALOGUES])
def test_each_dialogue_over_http(person: Person, responder: Responder, dialogue: dict[str, Any]) -> None:
    reply = person.say(text=dialogue["say"])
    expected = responder.respond(dialogue["say"]).reply
    assert reply["text"] == to_plain(expected)
    labels = [button["text"] for row in reply.get("reply_markup", {}).get("inline_keyboard", []) for button in row]
    assert labels == [button.label for button in (*expected.buttons, *expected.judging)]
    assert reply["link_preview_options"] == {"is_disabled": True}


def test_people_leaf_through_the_topics_in_one_message(person: Person) -> None:
    topics = person.say(text="/topics")
    second = person.turn(topics, shipped("labels.next"))
    assert second["text"].endswith("(2/2)")
    first = person.turn(second, shipped("labels.previous"))
    assert first["reply_markup"] == topics["reply_markup"]


def test_from_the_topics_to_an_answer_beneath_them_and_on_to_a_related_one(person: Person) -> None:
    topics = person.say(text="/topics")
    questions = person.turn(topics, "Dose and use")
    assert questions["text"].startswith("Dose and use")
    answer = person.press(questions, "What is the usual dose of LDN?")
    assert shipped("answers.dose") in answer["text"]
    related = answer["reply_markup"]["inline_keyboard"][0][0]["text"]
    assert person.press(answer, related)["text"] != answer["text"]
    assert person.turn(questions, shipped("labels.all_topics"))["text"] == topics["text"]


def test_a_command_with_words_behind_it(person: Person) -> None:
    assert person.say(text="/topics dose")["text"].startswith("Dose and use")
    assert person.say(text="/topics pizza")["text"] == person.say(text="/topics")["text"]
    assert person.say(text="/search is wine ok")["text"].startswith(shipped("answers.alcohol"))


def test_a_suggestion_and_none_of_these(person: Person) -> None:
    suggestions = person.say(text="what if i stop")
    none = person.press(suggestions, shipped("labels.none_of_these"))
    assert none["text"] == shipped("messages.none_of_these")
    label = suggestions["reply_markup"]["inline_keyboard"][0][0]["text"]
    assert shipped("disclaimer.short") in person.press(suggestions, label)["text"]


def test_an_old_button_pressed_twice_is_answered_twice(person: Person) -> None:
    answer = person.say(text="is wine ok")
    first = person.press(answer, "What is naltrexone?")
    again = person.press(answer, "What is naltrexone?")
    assert first["text"] == again["text"]


@pytest.mark.parametrize(
    ("content", "starts"),
    [
        ({"text": "/start"}, shipped("messages.welcome")),
        ({"text": "/start alcohol"}, shipped("answers.alcohol")),
        ({"text": "/nonsense"}, ""),
        ({"photo": True}, shipped("messages.photo")),
        ({"voice": True}, shipped("messages.recording")),
        ({"audio": True}, shipped("messages.recording")),
        ({"video": True}, shipped("messages.recording")),
        ({"sticker": True}, shipped("messages.sticker")),
        ({"location": True}, shipped("messages.location")),
        ({"venue": True}, shipped("messages.location")),
        ({"document": True}, shipped("messages.document")),
        ({"contact": True}, shipped("messages.contact_card")),
        ({"photo": True, "caption": "i want to die"}, shipped("safety.self_harm")),
        ({"text": "x" * 4096}, ""),
        ({"text": "<b>&amp;"}, ""),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_whatever_comes_gets_one_reply(person: Person, content: dict[str, Any], starts: str) -> None:
    assert person.say(**content)["text"].startswith(starts)


def test_the_contact_comes_with_a_card(person: Person) -> None:
    person.sandbox.do("message", chat_id=person.chat_id, text="/contact")
    eventually(lambda: len(person.replies()) == 2)
    text, card = person.replies()
    assert text["text"].startswith("American Integrative Pharmacy\n1-855-247-7948")
    assert card["contact"]["phone_number"] == "1-855-247-7948"
    person.read = 2


def test_an_album_of_ten_gets_one_reply_and_is_not_too_much_at_once(person: Person) -> None:
    for _ in range(9):
        person.sandbox.do("message", chat_id=person.chat_id, photo=True, media_group_id="1")
    assert person.say(photo=True, media_group_id="1")["text"].startswith(shipped("messages.photo"))


def test_menu_and_descriptions_are_set(telegram: Sandbox, responder: Responder) -> None:
    bot = telegram.see("state")["bot"]
    assert [command["command"] for command in bot["commands"]][:2] == ["start", "help"]
    assert bot["description"] == responder.faq.profile.description


def test_the_token_is_not_in_the_log_nor_what_people_write(sandbox: Sandbox) -> None:
    with running_bot(sandbox, LOG_LEVEL="DEBUG") as bot:
        Person(sandbox).say(text="my zebra drinks wine on ldn")
    assert "outcome=" in bot.log
    assert sandbox.token not in bot.log
    assert "zebra" not in bot.log


def test_a_short_question_goes_on_from_the_last_answer(person: Person) -> None:
    person.say(text="what are the side effects of ldn")
    assert "from what age" in person.say(text="and for kids?")["text"]
    person.press(person.say(text="what does ldn cost"), "Does insurance pay for LDN?")
    assert "What does LDN cost?" in str(person.say(text="how much?")["reply_markup"])


def test_an_answer_that_helped_is_thanked_for_once(person: Person) -> None:
    answer = person.say(text="is wine ok")
    assert [[button["text"] for button in row] for row in keyboard(answer)][-1] == [
        shipped("labels.helped"),
        shipped("labels.not_helped"),
    ]
    person.sandbox.do("press", chat_id=person.chat_id, message_id=answer["message_id"], data="yes:alcohol")
    eventually(lambda: len(keyboard(person.replies()[-1])) == len(keyboard(answer)) - 1)
    events = person.sandbox.see("transcript", chat_id=person.chat_id)["events"]
    assert {event.get("text") for event in events if event["kind"] == "answer"} == {shipped("messages.helped")}
    assert len(person.replies()) == person.read


def test_an_answer_that_did_not_help_leads_on(person: Person) -> None:
    answer = person.say(text="does naltrexone block pain pills")
    sorry = person.press(answer, shipped("labels.not_helped"))
    assert "1-855-247-7948" in sorry["text"]
    assert 1 <= len(keyboard(sorry)) <= 3
    assert not any(shipped("labels.not_helped") == button["text"] for row in keyboard(sorry) for button in row)
    assert f"{shipped('labels.source')}:" in person.press(sorry, keyboard(sorry)[0][0]["text"])["text"]


def test_what_is_offered_instead_has_to_do_with_the_question(person: Person) -> None:
    sorry = person.press(person.say(text="what does it cost"), shipped("labels.not_helped"))
    offered = [button["text"] for row in keyboard(sorry) for button in row]
    assert offered == ["Do I need a prescription for LDN?", "Does insurance pay for LDN?", "How can I pay?"]


def keyboard(message: dict[str, Any]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = message["reply_markup"]["inline_keyboard"]
    return rows
