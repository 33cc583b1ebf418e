"""No edit of faq.yaml, no upgrade and no change of the code makes the bot worse unnoticed."""

import pytest

from bot.cli.evaluate import evaluate, read_labelled
from bot.conversation.reply import Situation
from bot.conversation.responder import Responder
from bot.safety.triage import Triage
from tests.figures import MESSAGES, Standing, measured, pinned

ADVICE = "\nIf this is wanted, `make figures` writes down what is reached now."


def test_no_figure_lost_more_than_a_point(responder: Responder) -> None:
    now, before = measured(responder), pinned()
    worse = now.worse(before)
    assert not worse, (
        "\n".join(
            [f"{name}: {was:.3f} before, now {share:.3f}" for name, (was, share) in worse.items()]
            + ["Came out worse:", *now.lost(before)]
        )
        + ADVICE
    )


@pytest.mark.parametrize(
    ("name", "was", "now", "told"),
    [
        ("top1", 0.92, 0.911, False),
        ("top1", 0.92, 0.905, True),
        ("top1", 0.92, 0.99, False),
        ("off_topic_answered", 0.02, 0.035, True),
        ("off_topic_answered", 0.02, 0.0, False),
    ],
)
def test_a_loss_is_told_and_a_gain_is_none(name: str, was: float, now: float, told: bool) -> None:
    assert (name in Standing({name: now}, {}).worse(Standing({name: was}, {}))) is told


def test_the_messages_that_came_out_worse_are_named() -> None:
    before = Standing({}, {"a": "offered", "b": "not found", "e": "offered"})
    now = Standing({}, {"a": "offered", "b": "offered", "c": "offered", "d": "missed", "e": "answered wrongly"})
    assert now.lost(before) == [
        "'c': as it should be before, now offered",
        "'d': as it should be before, now missed",
        "'e': offered before, now answered wrongly",
    ]


def test_spanish_keeps_its_figures_by_words_alone(responder: Responder) -> None:
    messages = [
        message
        for path in sorted((MESSAGES / "es").glob("*.jsonl"))
        for message in read_labelled(path.read_text("utf-8").splitlines(), path.name)
    ]
    asked = Situation(chosen="es")
    figures, _ = evaluate(messages, lambda message: responder.respond(message, asked, Triage(None, ())))
    shares = figures.shares()
    assert shares["top1"] >= 0.70
    assert shares["top3"] >= 0.82
    assert shares["answered_right"] >= 0.31
    assert shares["wrong_among_answered"] <= 0.03
    assert shares["off_topic_answered"] <= 0.02
