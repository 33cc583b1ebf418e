import logging
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import MessageHandler, filters

from bot.conversation.replies import Fixed
from bot.conversation.reply import Reply
from bot.conversation.responder import Current, Responder
from bot.safety.triage import DangerDetector
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.logs import set_up_logging
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.replies.render import to_html
from bot.telegram_app.unreadable import UNREADABLE
from bot.telegram_app.updates.polling import ALLOWED_UPDATES
from bot.telegram_app.updates.throttle import Throttle
from bot.telegram_app.updates.worker import Worker
from tests.shipped import shipped_in_html
from tests.small_faq import small
from tests.telegram_app.wire import GROUP, TOKEN, Wire, application, in_language, message, press, receive

FILE = {"file_id": "1", "file_unique_id": "1"}
SIZE = {"width": 1, "height": 1}
PLACE = {"latitude": 33.8, "longitude": -118.3}


async def replies_to(responder: Responder, *updates: dict[str, Any], wire: Wire | None = None) -> list[dict[str, Any]]:
    wire = wire or Wire()
    await receive(application(responder, wire), *updates)
    return wire.sent()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"text": "cna i drnk wine on ldn?"}, "answers.alcohol"),
        ({"text": "i dont want to live"}, "safety.self_harm"),
        ({"text": "/start"}, "messages.welcome"),
        ({"text": "/start alcohol"}, "answers.alcohol"),
        ({"text": "/start no-such-entry"}, "messages.gone"),
        ({"text": "/help"}, "messages.help"),
        ({"text": "/topics"}, "messages.topics"),
        ({"text": "/disclaimer"}, "disclaimer.full"),
        ({"text": "/privacy"}, "messages.privacy"),
        ({"text": "/kill myself"}, "safety.self_harm"),
        ({"text": "/help i want to kill myself"}, "safety.self_harm"),
        ({"text": "/start i took 40 pills"}, "safety.emergency"),
        ({"text": "/start suicidal"}, "safety.self_harm"),
        ({"text": "/topics is wine ok on ldn"}, "messages.topics"),
        ({"text": "/topics i want to die"}, "safety.self_harm"),
        ({"text": "/search"}, "messages.search"),
        ({"text": "/search is wine ok"}, "answers.alcohol"),
        ({"text": "/SEARCH@ldn_test_bot\nis wine ok"}, "answers.alcohol"),
        ({"text": "/search kms"}, "safety.self_harm"),
        ({"photo": [], "caption": "i want to die"}, "safety.self_harm"),
        ({"photo": [{**FILE, **SIZE}]}, "messages.photo"),
        ({"animation": {**FILE, **SIZE, "duration": 1}, "document": FILE}, "messages.photo"),
        ({"voice": {**FILE, "duration": 1}}, "messages.recording"),
        ({"audio": {**FILE, "duration": 1}}, "messages.recording"),
        ({"video": {**FILE, **SIZE, "duration": 1}}, "messages.recording"),
        ({"video_note": {**FILE, "length": 1, "duration": 1}}, "messages.recording"),
        ({"sticker": {**FILE, **SIZE, "type": "regular", "is_animated": False, "is_video": False}},
         "messages.sticker"),
        ({"location": PLACE}, "messages.location"),
        ({"location": PLACE, "venue": {"location": PLACE, "title": "a", "address": "b"}}, "messages.location"),
        ({"document": FILE}, "messages.document"),
        ({"contact": {"phone_number": "+15550100", "first_name": "Kim"}}, "messages.contact_card"),
        ({"dice": {"value": 1, "emoji": "🎲"}}, "messages.not_text"),
        ({"story": {"id": 1, "chat": GROUP}}, "messages.not_text"),
        ({"photo": []}, "messages.not_text"),
        ({"hologram": {"depth": 3}}, "messages.not_text"),
        ({}, "messages.not_text"),
    ],
)  # fmt: skip
async def test_each_message_gets_exactly_one_reply(responder: Responder, content: dict[str, Any], text: str) -> None:
    (sent,) = await replies_to(responder, message(**content))
    assert sent["text"].startswith(shipped_in_html(text))
    assert sent["parse_mode"] == "HTML"
    assert sent["chat_id"] == 7


async def test_a_topic_is_shown_with_its_title(responder: Responder) -> None:
    (sent,) = await replies_to(responder, message(text="/topics dose"))
    assert sent["text"].startswith("<b>Dose")


async def test_an_answer_has_buttons_for_related_entries_and_a_verdict_and_no_preview(responder: Responder) -> None:
    (sent,) = await replies_to(responder, message(text="is wine ok"))
    assert [row[0]["callback_data"] for row in sent["reply_markup"]["inline_keyboard"]] == [
        "interactions",
        "what-is-naltrexone",
        "yes:alcohol",
    ]
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_contact_is_a_text_with_buttons_and_a_card(responder: Responder) -> None:
    wire = Wire()
    (sent,) = await replies_to(responder, message(text="/contact"), wire=wire)
    copy, map_link = [row[0] for row in sent["reply_markup"]["inline_keyboard"]]
    assert copy["copy_text"] == {"text": "1-855-247-7948"}
    assert map_link["url"].endswith(
        "&query=23326%20Hawthorne%20Blvd.%2C%20Skypark%20Bldg.%2010%2C%20Ste.%20185%2C%20Torrance%2C%20CA%2090505"
    )
    assert wire.calls[-1] == (
        "sendContact",
        {"chat_id": 7, "phone_number": "1-855-247-7948", "first_name": "American Integrative Pharmacy"},
    )


@pytest.mark.parametrize(
    ("status", "description"), [(400, "Bad Request: x"), (403, "Forbidden: x"), (502, "Bad Gateway")]
)
async def test_a_refused_card_loses_nothing(responder: Responder, status: int, description: str) -> None:
    wire = Wire()
    wire.refuse = lambda method, _: (status, description) if method == "sendContact" else None
    await receive(application(responder, wire), message(text="/contact"))
    (sent,) = wire.sent()
    assert "1-855-247-7948" in sent["text"]


async def test_the_clock_tells_whether_the_pharmacy_is_open(safety: DangerDetector) -> None:
    open_daily = Responder.from_text(small("hours: null", "hours: {Mon to Sun: 9 am to 5 pm}").encode(), "x", safety)
    wire, clock = Wire(), iter([datetime(2026, 7, 1, 16, 0, tzinfo=UTC), datetime(2026, 12, 1, 16, 59, tzinfo=UTC)])
    handlers = Handlers(Current(open_daily), Metrics(monotonic), clock=lambda: next(clock))
    await receive(application(open_daily, wire, handlers), message(text="/contact"), message(text="/contact"))
    summer, winter = wire.sent()
    labels = open_daily.faq.labels
    assert to_html(Reply(labels.open_now.format(time="5 pm"))) in summer["text"]
    assert to_html(Reply(labels.opens_today.format(time="9 am"))) in winter["text"]


@pytest.mark.parametrize(
    ("code", "update", "starts"),
    [
        ("es", message(text="/start"), shipped_in_html("es.messages.welcome")),
        ("es-MX", message(text="/help"), shipped_in_html("es.messages.help")),
        ("es", message(text="la mejor pizza del barrio"), shipped_in_html("es.messages.no_match")),
        ("es", message(photo=[]), shipped_in_html("es.messages.not_text")),
        ("en", press("es~"), shipped_in_html("es.messages.none_of_these")),
        ("es", press("none:"), shipped_in_html("messages.none_of_these")),
        ("es", message(text="i dont want to live"), shipped_in_html("safety.self_harm")),
        ("es", message(text="what is ldn"), shipped_in_html("answers.what-is-ldn")),
        ("en", message(text="que es la ldn"), shipped_in_html("es.answers.what-is-ldn")),
        ("es", message(text="LDN"), shipped_in_html("es.answers.what-is-ldn")),
        ("en", message(text="ya no quiero vivir"), shipped_in_html("es.safety.self_harm")),
        ("fr", message(text="/start"), shipped_in_html("messages.welcome")),
        ("", message(text="/start"), shipped_in_html("messages.welcome")),
        (5, message(text="/start"), shipped_in_html("messages.welcome")),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_fixed_replies_are_in_the_language_of_the_persons_telegram(
    responder: Responder, code: Any, update: dict[str, Any], starts: str
) -> None:
    (sent,) = await replies_to(responder, in_language(code, update))
    assert sent["text"].startswith(starts)


async def test_what_goes_wrong_or_too_fast_is_told_in_the_language_of_the_person(responder: Responder) -> None:
    wire, handlers = Wire(), Handlers(Current(responder), Metrics(monotonic))
    app = application(responder, wire, handlers)
    app.handlers[0].insert(0, MessageHandler(filters.Regex("zebra"), broken))
    worker = Worker(app, handlers, Current(responder), Throttle(lambda: 0.0))
    async with app:
        for number in range(6):
            await worker.work({"update_id": number, **in_language("es", message(text="zebra"))})
        await worker.work({"update_id": 7, **in_language("es", press("es.alcohol"))})
    sorry, slow_down = map(shipped_in_html, ("es.messages.unavailable", "es.messages.slow_down"))
    assert [sent["text"] for sent in wire.sent()] == [*[sorry] * 5, slow_down]
    assert wire.calls[-1][1]["text"].startswith(slow_down[:150])


async def test_an_urgent_reply_has_no_buttons(responder: Responder) -> None:
    (sent,) = await replies_to(responder, message(text="i want to kill myself"))
    assert "reply_markup" not in sent


@pytest.mark.parametrize(
    ("data", "starts"),
    [
        ("alcohol", shipped_in_html("answers.alcohol")),
        ("topic:gone", shipped_in_html("messages.gone")),
        ("topic:gone:2", shipped_in_html("messages.gone")),
        ("topics:two", shipped_in_html("messages.gone")),
        ("gone", shipped_in_html("messages.gone")),
        ("none:", shipped_in_html("messages.none_of_these")),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_each_pressed_button_is_acknowledged_and_answered(responder: Responder, data: str, starts: str) -> None:
    wire = Wire()
    (sent,) = await replies_to(responder, press(data), wire=wire)
    assert sent["text"].startswith(starts)
    assert [name for name, _ in wire.calls].count("answerCallbackQuery") == 1


@pytest.mark.parametrize(
    ("data", "starts"),
    [
        ("topics:", shipped_in_html("messages.topics")),
        ("topics:9999", shipped_in_html("messages.topics")),
        ("topic:dose", "<b>Dose and use</b>"),
        ("topic:dose:0", "<b>Dose and use</b>"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_list_takes_the_place_of_the_one_whose_button_was_pressed(
    responder: Responder, data: str, starts: str
) -> None:
    wire = Wire()
    assert await replies_to(responder, press(data), wire=wire) == []
    (edited,) = [arguments for name, arguments in wire.calls if name == "editMessageText"]
    assert edited["text"].startswith(starts)
    assert (edited["chat_id"], edited["message_id"]) == (7, 1)
    assert edited["link_preview_options"] == {"is_disabled": True}


async def test_a_button_pressed_too_long_ago_is_answered_all_the_same(responder: Responder) -> None:
    wire = Wire()
    for refusal in ((400, "Bad Request: query is too old"), (502, "Bad Gateway")):
        wire.refuse = lambda method, _, refusal=refusal: refusal if method == "answerCallbackQuery" else None
        *_, sent = await replies_to(responder, press("alcohol"), wire=wire)
        assert sent["text"].startswith(shipped_in_html("answers.alcohol"))


async def test_markup_that_telegram_refuses_is_sent_as_plain_text(responder: Responder) -> None:
    wire = Wire()
    wire.refuse = lambda _, arguments: (400, "Bad Request: can't parse entities") if "parse_mode" in arguments else None
    refused, sent = await replies_to(responder, message(text="/contact"), wire=wire)
    assert refused["text"].startswith("<b>")
    assert sent["text"].startswith("American Integrative Pharmacy\n")


@pytest.mark.parametrize(
    "update",
    [
        message(GROUP, text="what is ldn"),
        message(GROUP, text="/help@other_bot"),
        {"channel_post": message({"id": -1, "type": "channel", "title": "x"}, text="what is ldn")["message"]},
        message(new_chat_title="x"),
    ],
)
async def test_what_is_not_for_the_bot_gets_no_reply(responder: Responder, update: dict[str, Any]) -> None:
    assert await replies_to(responder, update) == []


async def test_a_fault_of_ours_is_told_to_the_person_and_logged_without_their_words(
    responder: Responder, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire()
    app = application(responder, wire)
    app.handlers[0].insert(0, MessageHandler(filters.Regex("zebra"), broken))
    await receive(app, message(text="my zebra"))
    (sorry,) = wire.sent()
    assert sorry["text"] == shipped_in_html("messages.unavailable")
    assert "update 1 failed: ZeroDivisionError" in caplog.text
    assert "zebra" not in caplog.text


async def broken(update: object, context: object) -> None:
    raise ZeroDivisionError("my zebra")


async def test_a_reply_that_could_not_be_sent_travels_and_no_apology_is_tried(
    responder: Responder, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire()
    wire.refuse = lambda method, _: (502, "Bad Gateway") if method == "sendMessage" else None
    with pytest.raises(NetworkError):
        await receive(application(responder, wire), message(text="is wine ok"))
    assert len(wire.sent()) == 1
    assert "Traceback" not in caplog.text


async def test_a_blocked_bot_is_final(responder: Responder) -> None:
    wire = Wire()
    wire.refuse = lambda method, _: (403, "Forbidden: bot was blocked") if method == "sendMessage" else None
    await receive(application(responder, wire), message(text="is wine ok"))
    assert len(wire.sent()) == 1


async def test_an_album_gets_one_reply(responder: Responder) -> None:
    album = [message(photo=[], media_group_id="5") for _ in range(3)]
    assert len(await replies_to(responder, *album, message(photo=[], media_group_id="6"))) == 2


async def test_an_album_with_words_is_answered_by_them_alone(responder: Responder) -> None:
    album = [message(photo=[], media_group_id="5", **words) for words in ({"caption": "is wine ok"}, {}, {})]
    (sent,) = await replies_to(responder, *album)
    assert sent["text"].startswith(shipped_in_html("answers.alcohol"))


async def test_an_album_whose_reply_could_not_be_sent_gets_it_later(responder: Responder) -> None:
    wire = Wire()
    wire.refuse = lambda method, _: (502, "Bad Gateway") if method == "sendMessage" else None
    app = application(responder, wire)
    with pytest.raises(NetworkError):
        await receive(app, message(photo=[], media_group_id="5"))
    wire.refuse = lambda *_: None
    await receive(app, message(photo=[], media_group_id="5"))
    assert len(wire.sent()) == 2


@pytest.mark.parametrize("name", ["not_text", *sorted(set(UNREADABLE.values()))])
def test_who_sends_what_can_not_be_read_gets_the_help_numbers(responder: Responder, name: Fixed) -> None:
    text = responder.fixed(name).plain
    assert "911" in text
    assert "988" in text
    assert "\n" not in text.strip()


async def test_nothing_personal_and_no_token_is_logged(responder: Responder, caplog: pytest.LogCaptureFixture) -> None:
    set_up_logging("DEBUG", "plain")
    caplog.set_level(logging.DEBUG)
    await replies_to(responder, message(text="my zebra drinks wine on ldn"), message(text="i want to die"))
    assert "outcome=self_harm" in caplog.text
    for secret in ("zebra", "Anna", "want to die", TOKEN, "chat_id=7"):
        assert secret not in "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    for library in ("httpx", "httpcore", "telegram"):
        assert not logging.getLogger(library).isEnabledFor(logging.INFO)


def test_only_what_is_handled_is_asked_for() -> None:
    assert set(ALLOWED_UPDATES) == {
        Update.MESSAGE,
        Update.EDITED_MESSAGE,
        Update.CALLBACK_QUERY,
        Update.INLINE_QUERY,
    }


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        ("yes:alcohol", 0),
        ("yes:no-such-entry", 0),
        ("yes:", 0),
        ("no:alcohol", 1),
        ("no:no-such-entry", 1),
        ("no:" + "x" * 61, 1),
    ],
)
async def test_a_verdict_counts_once_and_only_for_entries_that_are(responder: Responder, data: str, sent: int) -> None:
    wire, metrics = Wire(), Metrics(monotonic)
    app = application(responder, wire, Handlers(Current(responder), metrics))
    await receive(app, press(data), press(data))
    assert len(wire.sent()) == sent
    assert [name for name, _ in wire.calls].count("answerCallbackQuery") == 2
    counted = metrics.text().decode().count('faqbot_judged_total{entry="alcohol"')
    assert counted == data.endswith(":alcohol")
    assert "no-such-entry" not in metrics.text().decode()
