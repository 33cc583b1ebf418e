"""Short questions right after an answer."""

import pytest

from bot.conversation.follow_ups import choice
from bot.conversation.reply import Situation
from bot.conversation.responder import Responder
from bot.matching.outcome import NoMatch, Suggestions, answered


@pytest.mark.parametrize(
    ("after", "said", "entry"),
    [
        ("side-effects", "and for kids?", "age"),
        ("alcohol", "and with zoloft?", "with-antidepressants"),
        ("dose", "at night?", "when-to-take"),
        ("ldn-for-depression", "how long?", "how-long-to-work"),
        ("delivery", "to canada?", "outside-the-us"),
        ("age", "and my dog?", "pets"),
    ],
)
def test_what_alone_is_unclear_is_answered_after_an_answer(
    responder: Responder, after: str, said: str, entry: str
) -> None:
    match = responder.respond(said, Situation(after=after)).match
    assert match is not None
    assert [candidate.entry.id for candidate in answered(match.outcome)] == [entry]


@pytest.mark.parametrize(
    ("after", "said", "entry"),
    [
        ("insurance", "how much?", "cost"),
        ("delivery", "how long?", "order-status"),
        ("location", "when?", "hours"),
        ("what-is-ldn", "why?", "how-ldn-works"),
    ],
)
def test_what_stays_unclear_is_offered(responder: Responder, after: str, said: str, entry: str) -> None:
    match = responder.respond(said, Situation(after=after)).match
    assert match is not None
    assert isinstance(match.outcome, Suggestions), match.outcome
    assert match.outcome.candidates[0].entry.id == entry


@pytest.mark.parametrize(
    "said", ["pizza?", "when is the next train to boston", "what does amoxicillin treat", "do you sell viagra here"]
)
def test_what_is_about_something_else_is_as_it_is_alone(responder: Responder, said: str) -> None:
    alone, after = responder.respond(said), responder.respond(said, Situation(after="dose"))
    assert after.match is not None
    assert alone.match is not None
    assert after.match.outcome == alone.match.outcome


@pytest.mark.parametrize("after", [None, "greeting", "no-such-entry"])
def test_without_an_answer_before_nothing_goes_on(responder: Responder, after: str | None) -> None:
    match = responder.respond("how much?", Situation(after=after)).match
    assert match is not None
    assert match.outcome == NoMatch()


def test_danger_and_thanks_are_what_they_are(responder: Responder) -> None:
    assert responder.respond("and kill myself", Situation(after="dose")).triage.urgency == "self_harm"
    match = responder.respond("ok thanks", Situation(after="dose")).match
    assert match is not None
    assert [candidate.entry.id for candidate in answered(match.outcome)] == ["thanks"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("1", 0),
        ("yes", 0),
        ("Yes please!", 0),
        ("the first one", 0),
        ("option 2", 1),
        ("second", 1),
        ("the last one", 2),
        ("none", -1),
        ("No.", -1),
        ("4", None),
        ("what does it cost", None),
        ("no side effects?", None),
    ],
)
def test_a_choice_can_be_typed(typed: str, place: int | None) -> None:
    assert choice(typed, 3) == place


def test_what_is_chosen_is_answered(responder: Responder) -> None:
    offered = Situation(offered=("cost", "insurance"))
    assert responder.respond("the second one", offered).answered == ("insurance",)
    assert responder.respond("3", offered).answered == ()
    assert responder.respond("none of these", offered).reply == responder.fixed("none_of_these")
    assert responder.respond("i want to die", offered).triage.urgency == "self_harm"
