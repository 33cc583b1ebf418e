import pytest

from bot.telegram_app.replies.waits import SEVERAL, WITHIN, Call, Waits

ANNA, BEN = Call("sendMessage", 7), Call("sendMessage", 8)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def waits(clock: Clock) -> Waits:
    return Waits(clock)


def test_a_wait_holds_for_its_method_and_its_chat(waits: Waits, clock: Clock) -> None:
    waits.note(ANNA, 600)
    waits.note(Call("answerInlineQuery"), 60)
    assert waits.left(ANNA) == 600
    assert waits.left(ANNA, urgent=True) == 600
    assert waits.left(BEN) == waits.left(Call("editMessageText", 7)) == waits.left(Call("answerCallbackQuery")) == 0
    clock.now += 60
    assert (waits.left(ANNA), waits.left(Call("answerInlineQuery"))) == (540, 0)


def test_a_shorter_wait_does_not_end_a_longer_one(waits: Waits) -> None:
    waits.note(ANNA, 600)
    waits.note(ANNA, 1)
    assert waits.left(ANNA) == 600


def test_several_private_chats_at_once_are_the_bot_as_a_whole_but_not_for_danger(waits: Waits, clock: Clock) -> None:
    for chat in range(1, SEVERAL):
        waits.note(Call("sendMessage", chat), 30 + chat)
    assert waits.left(ANNA) == 0
    waits.note(Call("sendMessage", SEVERAL), 30)
    assert waits.left(ANNA) == waits.left(Call("setMyCommands")) == 30
    assert waits.left(ANNA, urgent=True) == 0
    clock.now += 30
    assert waits.left(ANNA) == 0


def test_chats_that_wait_by_chance_are_not(waits: Waits, clock: Clock) -> None:
    for chat in range(1, 4 * SEVERAL):
        waits.note(Call("sendMessage", chat), 600)
        clock.now += WITHIN / (SEVERAL - 1)
    assert waits.left(Call("sendMessage", 99)) == 0


def test_groups_are_not(waits: Waits) -> None:
    for chat in range(1, 4 * SEVERAL):
        waits.note(Call("sendMessage", -chat), 600)
    assert waits.left(ANNA) == waits.left(Call("sendMessage", -99)) == 0


def test_what_is_over_is_forgotten(waits: Waits, clock: Clock) -> None:
    for chat in range(1_000):
        waits.note(Call("sendMessage", -chat), 1)
        clock.now += 1
    assert len(waits._until) <= 2
