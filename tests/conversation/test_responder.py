import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.replies import Fixed, Replies
from bot.conversation.reply import OpenEntry, Situation
from bot.conversation.responder import Responder
from bot.errors import FaqError
from bot.safety.triage import DangerDetector
from tests.shipped import shipped
from tests.small_faq import small, small_faq

# Translations without entries: what is answered is English, but not what says so.
MESSAGES = {
    "es": "welcome: 'Bienvenido a {name}.', other_language: Solo inglés. 911 y 988., no_match: No lo sé., gone: Ya no.",
    "ru": "other_language: Только английский. 911 и 988.",
    "ko": "help: 안녕하세요",
}

IN_ENGLISH = Replies(small_faq())


def english(name: Fixed) -> str:
    return IN_ENGLISH.fixed(name).text


@pytest.fixture
def translated(safety: DangerDetector) -> Responder:
    texts = {code: f"messages: {{{texts}}}".encode() for code, texts in MESSAGES.items()}
    return Responder.from_text(small().encode(), "faq.yaml", safety, translations=texts)


@pytest.mark.parametrize(
    ("said", "language", "reply"),
    [
        ("puedo tomar alcohol con esta medicina", None, "Solo inglés. 911 y 988."),
        ("puedo tomar alcohol con esta medicina", "en", "Solo inglés. 911 y 988."),
        ("что это такое", "en", "Только английский. 911 и 988."),
        ("что это такое", "es", "Только английский. 911 и 988."),
        ("这个药有副作用吗", "es", "Solo inglés. 911 y 988."),
        ("이게 뭐예요", "ko", english("other_language")),
        ("이게 뭐예요", None, english("other_language")),
        ("bonjour, combien est ce que je paie", "fr", english("other_language")),
        ("quetzal zorbex", "es-MX", "No lo sé."),
        ("quetzal zorbex", "fr", small_faq().messages.no_match.format(name="Corner Pharmacy", phone="1-800-555-0100")),
        ("???", "es", english("empty")),
        ("i want to kill myself", "es", "Call 988, or 911 in danger."),
        ("quiero morirme", "es", "Call 988, or 911 in danger."),
    ],
)
def test_fixed_replies_are_in_the_language_of_the_message_or_the_person(
    translated: Responder, said: str, language: str | None, reply: str
) -> None:
    assert translated.respond(said, Situation(language=language)).reply.text == reply


def test_commands_and_buttons_are_answered_in_the_language_of_the_person(translated: Responder) -> None:
    spanish = Situation(language="es")
    welcome, gone = translated.command("start", spanish), translated.press(OpenEntry("gone"), spanish)
    assert (welcome and welcome.text, gone.text) == ("Bienvenido a Corner Pharmacy.", "Ya no.")
    assert translated.command("start") == translated.fixed("welcome")


def test_answers_that_are_not_translated_stay_english_and_say_so(translated: Responder) -> None:
    english = translated.respond("what is ldn").reply
    spanish = translated.respond("what is ldn", Situation(language="es")).reply
    assert spanish.text == f"{english.text}\n\n_{translated.faq.messages.not_translated}_"


def test_a_translation_that_would_not_fit_is_left_out_and_told(safety: DangerDetector) -> None:
    long = {"es": f"messages: {{help: {'x' * 4090}}}".encode()}
    responder = Responder.from_text(small().encode(), "faq.yaml", safety, translations=long)
    assert len(responder.faqs) == 1
    assert 'faq.es.yaml:1:1  messages: "help": the reply can have' in str(responder.faults[0])


def test_danger_goes_before_everything(responder: Responder) -> None:
    response = responder.respond("what are the side effects, i want to kill myself")
    assert response.match is None
    assert response.reply == responder.urgent("self_harm")


def test_a_cry_after_the_part_that_is_looked_up_is_heard(responder: Responder) -> None:
    assert responder.respond("does insurance cover ldn " * 40 + "i want to die").triage.urgency == "self_harm"


def test_a_long_question_is_answered_from_its_first_part_and_says_so(responder: Responder) -> None:
    response = responder.respond("does insurance pay for ldn? " + "thanks in advance and so on. " * 20)
    assert responder.faq.messages.too_long in response.reply.text


def test_each_shipped_phrasing_is_answered_with_its_own_entry_or_offers_it(responder: Responder) -> None:
    for entry in responder.faq.entries.values():
        for phrasing in entry.phrasings:
            response = responder.respond(phrasing)
            assert response.triage.urgency is None, phrasing
            assert response.match is not None, phrasing
            assert response.match.ranking[0].entry.id == entry.id, phrasing


def test_a_faq_whose_replies_would_not_fit_is_refused(safety: DangerDetector) -> None:
    with pytest.raises(FaqError, match="the reply can have"):
        Responder.from_text(small("Please call and ask.", "x" * 4090).encode(), "faq.yaml", safety)


@pytest.mark.parametrize(
    ("name", "words", "starts"),
    [
        ("topics", "dose", "Dose and use"),
        ("topics", "pizza", shipped("messages.topics")),
        ("topics", "i took 40 pills", shipped("safety.emergency")),
        ("search", "is wine ok", shipped("answers.alcohol")),
        ("search", "???", shipped("messages.empty")),
        ("help", "is wine ok", shipped("answers.alcohol")),
        ("kill", "myself", shipped("safety.self_harm")),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_command_with_words_behind_it(responder: Responder, name: str, words: str, starts: str) -> None:
    assert responder.command_with(name, words).reply.plain.startswith(starts)


def test_care_comes_with_a_topic_too(responder: Responder) -> None:
    for words in ("depression, i feel hopeless", "i feel hopeless"):
        assert responder.faq.safety.low_mood in responder.command_with("topics", words).reply.text


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400))
def test_any_message_gets_one_reply_with_words(responder: Responder, text: str) -> None:
    assert responder.respond(text).reply.plain.strip()
