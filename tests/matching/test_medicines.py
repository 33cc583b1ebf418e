import pytest

from bot.conversation.responder import Responder


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("can i take ldn with zoloft", ("sertraline (Zoloft)",)),
        ("valsartan and ldn", ("valsartan",)),
        ("ldn with glucophage and Diovan", ("metformin (Glucophage)", "valsartan (Diovan)")),
        ("ldn, valsartan, metformin, lisinopril, losartan", ("valsartan", "metformin", "lisinopril")),
        ("what does naltrexone do to dopamine", ()),  # which the answers name
        ("what is ldn", ()),
    ],
)
def test_medicines_are_named_as_people_know_them(responder: Responder, question: str, named: tuple[str, ...]) -> None:
    assert responder.match(question).medicines == named


def test_an_answer_says_which_medicine_was_understood(responder: Responder) -> None:
    reply = responder.respond("can i take ldn with diovan").reply
    assert "valsartan (Diovan)" in reply.text
    assert "valsartan" not in responder.respond("can i take ldn with other medicines").reply.text
