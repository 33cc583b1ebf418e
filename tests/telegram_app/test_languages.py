"""Languages on Telegram: what buttons carry, what is remembered for ten minutes, and what /language does."""

from time import monotonic
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.reply import Action, Judge, NoneOfThese, OpenEntry, OpenTopic, OpenTopics, SetLanguage
from bot.conversation.responder import Current, Responder
from bot.telegram_app.chat_memory import SECONDS
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.replies.render import from_data, language_of, to_data
from tests.shipped import FAQ, SPANISH, shipped_in_html
from tests.telegram_app.wire import Wire, application, message, press, receive

IDS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", min_size=1, max_size=60)
ACTIONS = st.one_of(
    st.builds(OpenEntry, IDS),
    st.builds(OpenTopic, IDS.map(lambda id: id[:53]), st.integers(1, 9999)),
    st.builds(OpenTopics, st.integers(1, 9999)),
    st.builds(Judge, IDS, st.booleans()),
    st.builds(SetLanguage, st.sampled_from(["en", "es"])),
    st.just(NoneOfThese()),
)


@given(action=ACTIONS, language=st.sampled_from(["en", "es", "fil"]))
def test_a_button_carries_what_it_asks_for_and_the_language(action: Action, language: str) -> None:
    data = to_data(action, language)
    assert (from_data(data), language_of(data)) == (action, language)
    assert len(data.encode()) <= 64


async def said(responder: Responder, *updates: dict[str, Any]) -> list[dict[str, Any]]:
    wire = Wire()
    await receive(application(responder, wire), *updates)
    return wire.sent()


def data_of(sent: dict[str, Any]) -> list[str]:
    rows = sent["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


async def test_buttons_under_a_spanish_answer_are_spanish_for_good(responder: Responder) -> None:
    (answer,) = await said(responder, message(text="que efectos secundarios tiene"))
    related, *_, helped, not_helped = data_of(answer)
    assert (helped, not_helped) == ("es+side-effects", "es!side-effects")
    (opened,) = await said(responder, press(related))
    assert opened["text"].startswith(shipped_in_html(f"es.answers.{related.removeprefix('es.')}")[:60])
    (sorry,) = await said(responder, press(not_helped))
    assert sorry["text"] == shipped_in_html("es.messages.not_helped")


async def test_a_word_of_no_language_follows_the_last_answer(responder: Responder) -> None:
    *_, english = await said(responder, message(text="what is ldn"), message(text="LDN"))
    *_, spanish = await said(responder, message(text="hola"), message(text="LDN"))
    assert english["text"].startswith(FAQ.entries["what-is-ldn"].answer[:9])
    assert spanish["text"].startswith(SPANISH.entries["what-is-ldn"].answer[:9])


async def test_photos_and_commands_follow_too(responder: Responder) -> None:
    _, photo, menu = await said(responder, message(text="hola"), message(photo=[]), message(text="/topics"))
    assert photo["text"] == shipped_in_html("es.messages.not_text")
    assert data_of(menu)[0] == f"es>{FAQ.topics[0].id}"


async def test_after_a_spanish_cry_gracias_gets_the_warm_line(responder: Responder) -> None:
    _, after = await said(responder, message(text="ya no quiero vivir"), message(text="gracias"))
    assert after["text"] == shipped_in_html("es.messages.after_danger")


async def test_language_offers_two_buttons_and_holds_for_ten_minutes(responder: Responder) -> None:
    time = [0.0]
    handlers = Handlers(Current(responder), Metrics(monotonic), passed=lambda: time[0])
    wire = Wire()
    app = application(responder, wire, handlers)
    await receive(app, message(text="/language"), press("language:es"), message(text="what is ldn"))
    offered, answer = wire.sent()
    assert data_of(offered) == ["language:en", "language:es"]
    assert answer["text"].startswith(shipped_in_html("es.answers.what-is-ldn")[:60])
    assert [call["text"] for name, call in wire.calls if name == "editMessageText"] == [
        shipped_in_html("es.messages.language_set")
    ]
    time[0] = SECONDS + 1
    wire.calls.clear()
    await receive(application(responder, wire, handlers), message(text="what is ldn"))
    assert wire.sent()[0]["text"].startswith(shipped_in_html("answers.what-is-ldn")[:60])


async def test_language_can_be_named_behind_the_command(responder: Responder) -> None:
    chosen, answer = await said(responder, message(text="/language español"), message(text="what is ldn"))
    assert chosen["text"] == shipped_in_html("es.messages.language_set")
    assert answer["text"].startswith(shipped_in_html("es.answers.what-is-ldn")[:60])


@pytest.mark.parametrize(("code", "faq"), [("es-MX", SPANISH), ("en", FAQ), ("fr", FAQ)])
async def test_inline_choices_follow_the_phone_where_words_tell_nothing(
    responder: Responder, code: str, faq: Any
) -> None:
    wire = Wire()
    person = {"id": 11, "is_bot": False, "first_name": "Ana", "language_code": code}
    query = {"inline_query": {"id": "77", "from": person, "query": "", "offset": ""}}
    await receive(application(responder, wire), query)
    ((_, answer),) = [call for call in wire.calls if call[0] == "answerInlineQuery"]
    assert answer["results"][0]["title"] == faq.entries[answer["results"][0]["id"]].question
