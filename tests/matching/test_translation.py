"""Questions in another language, read by words and by the encoder that knows it."""

import pytest

from bot.conversation.reply import Situation
from bot.conversation.responder import Responder
from bot.encoder.encoders import CHOICES, Encoders
from bot.matching.second_reader import learned, names_for
from bot.matching.verdict import OTHERS_WITH_ENCODERS, OTHERS_WORDS_ALONE, WITH_ENCODERS, levels_for
from bot.safety.triage import DangerDetector, Triage
from tests.small_faq import small, spanish


def test_english_is_read_by_all_encoders_and_another_language_by_those_that_know_it() -> None:
    assert names_for("en", ("minilm", "e5")) == ("e5", "minilm")
    assert names_for("es", ("minilm", "e5")) == ("e5",)
    assert names_for("es", ("minilm",)) == ()


def test_levels_are_those_of_the_language() -> None:
    assert levels_for("en", with_encoders=True) == WITH_ENCODERS
    assert levels_for("es", with_encoders=True) == OTHERS_WITH_ENCODERS
    assert levels_for("fr", with_encoders=False) == OTHERS_WORDS_ALONE


def test_what_was_learned_of_english_serves_a_language_of_which_nothing_was() -> None:
    assert learned("es")["language"].item() == "es"
    assert learned("xx").keys() == learned("en").keys()


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("mi bebe toma pecho y me la recetaron", "pregnancy"),
        ("es lo mismo que la de 50 pero cortadita?", "splitting-tablets"),
        ("which is the right hora para mi capsula", "when-to-take"),
        ("me da miedo engordar con eso", "weight"),
    ],
)
def test_the_encoder_finds_what_words_alone_may_miss(well_read: Responder, said: str, entry: str) -> None:
    match = well_read.respond(said, Situation(last="es"), Triage(None, ())).match
    assert match
    assert entry in [candidate.entry.id for candidate in match.ranking[:3]]


def test_a_third_language_needs_no_code(both_encoders: Encoders) -> None:
    french = (
        spanish().replace("explíqueme la ldn", "expliquez-moi la ldn").replace("qué significa ldn", "que veut dire ldn")
    )
    responder = Responder.from_text(
        small().encode(), "x", DangerDetector(both_encoders), translations={"fr": french.encode()}
    )
    responder.warm_up()
    assert responder.matcher_in("fr").is_warm
    answer = responder.respond("que veut dire ldn", Situation(language="fr"))
    assert (answer.answered, answer.language) == (("what-is-ldn",), "fr")


def test_without_an_encoder_that_knows_it_words_alone_are_read() -> None:
    encoders = Encoders(CHOICES["minilm"])
    encoders.load()
    texts = {"es": spanish().encode()}
    responder = Responder.from_text(small().encode(), "x", DangerDetector(encoders), translations=texts)
    responder.warm_up()
    assert responder.matcher.is_warm
    assert not responder.matcher_in("es").is_warm
    assert responder.respond("qué significa ldn").answered == ("what-is-ldn",)
