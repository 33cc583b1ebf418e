"""Each message is answered in its own language, and all that follows it too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.reply import Judge, NoneOfThese, OpenEntry, OpenTopic, OpenTopics, SetLanguage, Situation
from bot.conversation.responder import Responder
from bot.faq.model import Entry
from bot.faq.writing import reading_ease
from bot.language.markup import plain
from bot.language.text import utf16_length
from bot.limits import MAX_MESSAGE
from bot.safety.triage import DangerDetector, Triage
from tests.shipped import FAQ, SPANISH, shipped
from tests.small_faq import small, spanish

MEXICAN_PHONE = Situation(language="es-MX")


@pytest.mark.parametrize(
    ("said", "situation", "language"),
    [
        ("que efectos tiene la ldn", Situation(language="en"), "es"),
        ("what are the side effects", MEXICAN_PHONE, "en"),
        ("side effects de ldn", Situation(), "es"),
        ("el refill", Situation(), "es"),
        ("mi copay", Situation(), "es"),
        ("LDN", Situation(), "en"),
        ("LDN", MEXICAN_PHONE, "es"),
        ("LDN", Situation(language="en", last="es"), "es"),
        ("LDN", Situation(language="es", last="en"), "en"),
        ("👍", Situation(last="es"), "es"),
        ("???", MEXICAN_PHONE, "es"),
        ("zoloft", Situation(last="es"), "es"),
        ("what is ldn", Situation(chosen="es"), "es"),
        ("que es la ldn", Situation(chosen="en"), "en"),
        ("ya no quiero vivir", Situation(), "es"),
        ("i want to die", MEXICAN_PHONE, "en"),
        ("me tomé todas las pastillas", Situation(language="en"), "es"),
        ("LDN", Situation(language="fr"), "en"),
    ],
)
def test_a_message_is_answered_in_its_language(
    responder: Responder, said: str, situation: Situation, language: str
) -> None:
    assert responder.respond(said, situation).language == language


@pytest.mark.parametrize(
    ("english", "spanish", "entry"),
    [
        ("is wine ok on ldn?", "¿puedo tomar vino con la LDN?", "alcohol"),
        ("what are the side effects", "efectos secundarios", "side-effects"),
        ("how do i refill", "necesito el refill de mi ldn", "refills"),
        ("what is ldn", "q es la ldn", "what-is-ldn"),
    ],
)
def test_the_same_entry_answers_in_both_languages(responder: Responder, english: str, spanish: str, entry: str) -> None:
    for said, faq in ((english, FAQ), (spanish, SPANISH)):
        response = responder.respond(said)
        assert response.answered == (entry,)
        assert response.reply.text.startswith(faq.entries[entry].answer.split("\n")[0][:60])
        assert faq.disclaimer.short in response.reply.quiet
        assert [button.label for button in response.reply.buttons] == [
            faq.entries[button.action.id].question  # type: ignore[union-attr]  # related entries
            for button in response.reply.buttons
        ]


def test_who_chose_spanish_may_ask_in_english(responder: Responder) -> None:
    response = responder.respond("what are the side effects", Situation(chosen="es"))
    assert (response.answered, response.language, response.read_in) == (("side-effects",), "es", "en")
    assert response.reply.text.startswith(shipped("es.answers.side-effects")[:60])


def test_danger_is_told_in_the_words_of_who_is_in_it(responder: Responder) -> None:
    assert responder.respond("ya no quiero vivir").reply.text == SPANISH.safety.self_harm
    assert responder.respond("me tomé todas las pastillas").reply.text == SPANISH.safety.emergency
    assert responder.respond("i took all my pills").reply.text == FAQ.safety.emergency
    assert plain(SPANISH.safety.surgery) in responder.respond("me operan la semana que viene").reply.plain


SPOKEN = Situation(last="es", offered=("alcohol", "diet", "sleep"))


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        *[(typed, "alcohol") for typed in ("1", "sí", "si", "la primera", "simón", "esa")],
        *[(typed, "diet") for typed in ("2", "la segunda", "la 2", "opción 2", "dos")],
        *[(typed, "sleep") for typed in ("3", "la última", "la tercera por favor", "la de abajo")],
    ],
)
def test_a_choice_can_be_typed_in_spanish(responder: Responder, typed: str, entry: str) -> None:
    reply = responder.respond(typed, SPOKEN).reply
    assert reply.language == "es"
    assert reply.plain.startswith(shipped(f"es.answers.{entry}")[:60])


@pytest.mark.parametrize("typed", ["no", "ninguna", "ninguna de estas", "0", "nel"])
def test_none_of_them_can_be_typed_in_spanish(responder: Responder, typed: str) -> None:
    assert responder.respond(typed, SPOKEN).reply.plain == shipped("es.messages.none_of_these")


@pytest.mark.parametrize("said", ["gracias", "ok", "muchas gracias", "👍", "si"])
def test_thanks_after_danger_get_one_warm_line_in_spanish(responder: Responder, said: str) -> None:
    reply = responder.respond(said, Situation(last="es", after_danger=True)).reply
    assert reply.plain == shipped("es.messages.after_danger")


@pytest.mark.parametrize(
    ("after", "said", "entry"),
    [("side-effects", "¿y para niños?", "age"), ("what-is-ldn", "y cuanto cuesta?", "cost")],
)
def test_a_short_question_goes_on_from_the_answer_before(
    responder: Responder, after: str, said: str, entry: str
) -> None:
    response = responder.respond(said, Situation(last="es", after=after))
    assert entry in (*response.answered, *response.suggested)
    assert response.language == "es"


def test_several_questions_in_spanish_get_several_answers(responder: Responder) -> None:
    response = responder.respond("¿Cuánto cuesta la LDN? ¿Hacen envíos a Texas?")
    assert set(response.answered) == {"cost", "delivery"}


@pytest.mark.parametrize(
    "action", [OpenEntry("dose"), OpenTopic("dose"), OpenTopics(), NoneOfThese(), Judge("dose", False)]
)
def test_a_button_is_answered_in_the_language_that_it_carries(responder: Responder, action: object) -> None:
    for language in ("en", "es"):
        reply = responder.press(action, Situation(language="en", chosen=language))  # type: ignore[arg-type]  # actions
        assert reply.language == language
        assert {SPANISH.labels.all_topics, FAQ.labels.all_topics} - {b.label for b in reply.buttons}


def test_commands_follow_the_last_language_then_the_phone(responder: Responder) -> None:
    for situation, faq in ((Situation(), FAQ), (MEXICAN_PHONE, SPANISH), (Situation(last="es"), SPANISH)):
        topics, help_text = responder.command("topics", situation), responder.command("help", situation)
        assert topics
        assert help_text
        assert topics.buttons[0].label == faq.topics[0].title
        assert help_text.text.startswith(faq.messages.help[:30])


def test_topics_are_found_by_their_spanish_names(responder: Responder) -> None:
    reply = responder.command_with("topics", "dosis").reply
    assert reply.text.startswith(f"*{next(topic.title for topic in SPANISH.topics if topic.id == 'dose')}*")


def test_a_language_can_be_chosen(responder: Responder) -> None:
    offered = responder.command("language")
    assert offered
    assert [button.label for button in offered.buttons] == ["English", "Español"]
    assert [button.action for button in offered.buttons] == [SetLanguage("en"), SetLanguage("es")]
    assert responder.press(SetLanguage("es")).text == SPANISH.messages.language_set
    assert responder.press(SetLanguage("xx")).text == FAQ.messages.language_set
    assert responder.language_named(" español ") == responder.language_named("ES") == SetLanguage("es")
    assert responder.language_named("klingon") is None


def test_what_is_not_translated_is_answered_in_english_with_a_line(safety: DangerDetector) -> None:
    texts = {"es": spanish().encode()}
    responder = Responder.from_text(small().encode(), "faq.yaml", safety, translations=texts)
    reply = responder.press(OpenEntry("price"), Situation(chosen="es"))
    assert reply.text == "Please call and ask.\n\n_Solo en inglés._"
    assert "Solo en inglés" not in responder.respond("what is the price of ldn").reply.text


@pytest.mark.parametrize("content", [b"topics: [", b"", b"\xff\xfe", b"messages: {welcome: 'Hola {x}'}"])
def test_a_translation_that_can_not_be_used_costs_no_english(safety: DangerDetector, content: bytes) -> None:
    responder = Responder.from_text(small().encode(), "faq.yaml", safety, translations={"es": content})
    assert [fault.name for fault in responder.faults] == ["faq.es.yaml"]
    assert responder.respond("what is ldn").reply.text == "A *small* dose."
    assert len(responder.faqs) == 1


def test_the_last_good_translation_stays_when_the_new_one_is_bad(safety: DangerDetector) -> None:
    good = {"es": spanish().encode()}
    before = Responder.from_text(small().encode(), "faq.yaml", safety, translations=good)
    after = before.with_content(small("A *small* dose.", "A tiny dose.").encode(), "faq.yaml", {"es": b"topics: ["})
    assert after.respond("qué es la ldn").reply.text == "Una dosis *pequeña*."
    assert after.respond("what is ldn").reply.text == "A tiny dose."
    assert after.translations == good
    assert len(after.faults) == 1
    assert before.with_content(small().encode(), "faq.yaml").version == before.version


def test_a_changed_content_is_ready_before_the_first_message_in_any_language(safety: DangerDetector) -> None:
    before = Responder.from_text(small().encode(), "faq.yaml", safety, translations={"es": spanish().encode()})
    after = before.with_content(small("A *small* dose.", "A tiny dose.").encode(), "faq.yaml")
    assert ["matcher" in vars(edition) for edition in after._editions] == [True, True]


@given(said=st.text(max_size=200), language=st.sampled_from(["en", "es", "xx", None]))
def test_any_message_gets_one_reply_in_a_known_language(responder: Responder, said: str, language: str | None) -> None:
    response = responder.respond(said, Situation(last=language))
    assert response.reply.plain.strip()
    assert response.language in ("en", "es")


def test_each_spanish_phrasing_finds_its_own_entry(responder: Responder) -> None:
    silent, asked = Triage(None, ()), Situation(chosen="es")
    for entry in SPANISH.entries.values():
        for phrasing in entry.phrasings:
            response = responder.respond(phrasing, asked, silent)
            assert response.match is not None, phrasing
            assert response.match.ranking[0].entry.id == entry.id, phrasing
            assert response.language == "es"


@pytest.mark.parametrize("entry", SPANISH.entries.values(), ids=list(SPANISH.entries))
def test_each_spanish_answer_fits_and_carries_disclaimer_and_contact(responder: Responder, entry: Entry) -> None:
    reply = responder.press(OpenEntry(entry.id), Situation(chosen="es"))
    assert utf16_length(reply.plain) <= MAX_MESSAGE
    assert utf16_length(entry.question) <= 64
    if not entry.small_talk:
        assert reply.quiet.startswith(SPANISH.disclaimer.short)
        assert reply.contact == f"Farmacia: {SPANISH.pharmacy.phone}"
        assert reading_ease(plain(entry.answer)) >= 65
        assert [button.label for button in reply.judging] == [SPANISH.labels.helped, SPANISH.labels.not_helped]
    assert entry.answer != FAQ.entries[entry.id].answer
