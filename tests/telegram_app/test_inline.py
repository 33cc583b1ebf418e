"""The bot asked from other chats, over HTTP: each query is answered once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.render import to_plain
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped
from tests.telegram_app.wire import ANNA, Wire, application, receive

SAM, FRIENDS = 1001, -2001


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, running_bot(sandbox):
        yield sandbox


def ask(telegram: Sandbox, query: str, user_id: int = SAM) -> str:
    """The number of an inline query."""
    return str(telegram.do("inline", user_id=user_id, query=query)["inline_query_id"])


def results_of(telegram: Sandbox, id: str) -> list[dict[str, Any]]:
    """What an inline query was answered, once."""
    answers: list[Any] = []

    def answered() -> bool:
        events = telegram.see("transcript")["events"]
        answers[:] = [each for each in events if each["kind"] == "inline_answer" and each["inline_query_id"] == id]
        return bool(answers)

    eventually(answered)
    (answer,) = answers
    return list(answer["results"])


@pytest.mark.parametrize("query", ["", "side effects", "depression", "i want to die", "best pizza in town", "x" * 256])
def test_each_query_is_answered_with_what_the_responder_offers(
    telegram: Sandbox, responder: Responder, query: str
) -> None:
    results = results_of(telegram, ask(telegram, query))
    expected = responder.offer(query).choices
    assert [(each["id"], each["title"], each["description"]) for each in results] == [
        (choice.id, choice.title, choice.line) for choice in expected
    ]
    assert [each["content"]["text"] for each in results] == [to_plain(choice.reply) for choice in expected]
    assert all(each["input_message_content"]["parse_mode"] == "HTML" for each in results)
    assert not any("reply_markup" in each for each in results)


def test_a_choice_comes_into_the_other_chat_whole_and_without_a_preview(telegram: Sandbox) -> None:
    id = ask(telegram, "is wine ok")
    first = results_of(telegram, id)[0]
    sent = telegram.do("choose", inline_query_id=id, result_id=first["id"], chat_id=FRIENDS, user_id=SAM)["message"]
    assert sent["text"].startswith(shipped("answers.alcohol"))
    assert shipped("disclaimer.short") in sent["text"]
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert "reply_markup" not in sent


def test_all_of_a_person_who_types_fast_are_answered_and_so_are_their_messages(telegram: Sandbox) -> None:
    word = "is wine okay"
    ids = [ask(telegram, word[:length]) for length in range(1, len(word) + 1)]
    for id in ids:
        assert results_of(telegram, id)
    telegram.do("message", chat_id=SAM, text=word)
    eventually(lambda: len(telegram.see("transcript", chat_id=SAM)["messages"]) == 2)


@pytest.mark.parametrize(("kind", "executed"), [("500", False), ("close", False), ("close", True)])
def test_a_fault_that_passes_is_not_seen(telegram: Sandbox, kind: str, executed: bool) -> None:
    telegram.do("fault", method="answerInlineQuery", kind=kind, executed=executed)
    assert results_of(telegram, ask(telegram, "is wine ok"))


def test_a_query_that_nobody_waits_for_any_more_is_answered_once_in_vain(telegram: Sandbox) -> None:
    telegram.do("update", inline_query={"id": "5", "from": {**ANNA, "id": SAM}, "query": "wine", "offset": ""})
    assert results_of(telegram, ask(telegram, "is wine ok"))
    calls = telegram.see("calls", method="answerInlineQuery")
    (late,) = [call for call in calls if call["arguments"]["inline_query_id"] == "5"]
    assert "query is too old" in late["description"]


async def test_neither_the_words_nor_the_person_are_logged(
    responder: Responder, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    wire = Wire()
    wire.refuse = lambda method, _: (400, "Bad Request: query is too old") if method == "answerInlineQuery" else None
    query = {"inline_query": {"id": "77", "from": ANNA, "query": "my zebra drinks wine", "offset": ""}}
    await receive(application(responder, wire), query)
    assert [name for name, _ in wire.calls] == ["getMe", "answerInlineQuery"]
    assert [record.getMessage() for record in caplog.records if record.name.startswith("bot")] == [
        "an inline query was not answered: BadRequest",
        "outcome=inline_found",
    ]


async def test_it_is_kept_for_a_short_time_and_for_one_person_alone(
    responder: Responder,
) -> None:
    wire = Wire()
    query = {"inline_query": {"id": "77", "from": ANNA, "query": "wine", "offset": ""}}
    await receive(application(responder, wire), query)
    ((_, answer),) = [call for call in wire.calls if call[0] == "answerInlineQuery"]
    assert answer["cache_time"] <= 60
    assert answer["is_personal"]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", result["id"]) for result in answer["results"])
