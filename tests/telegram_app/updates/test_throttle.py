import pytest

from bot.telegram_app.updates.throttle import PEOPLE_KEPT, Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def judged(times: list[float], chat_id: int = 1) -> str:
    """What messages at these times get, a letter each."""
    clock = Clock()
    pace = Throttle(clock)
    letters = {"answer": "a", "slow_down": "w", "silence": "-"}
    result = ""
    for clock.now in times:
        result += letters[pace.judge(chat_id)]
    return result


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([0, 1, 2, 3, 4], "aaaaa"),
        ([0, 1, 2, 3, 4, 5], "aaaaaw"),
        ([0, 1, 2, 3, 4, 5, 6, 7], "aaaaaw--"),
        ([0, 2, 4, 6, 8, 10, 12, 14], "aaaaaaaa"),
        ([0, 0, 0, 0, 0, 0, 11, 11, 11, 11, 11, 11], "aaaaawaaaaaw"),
        ([0] * 6 + [5, 9, 14, 16, 20.5], "aaaaaw--aaa"),
    ],
)  # fmt: skip
def test_five_in_ten_seconds_then_one_word_then_silence_until_it_calms(times: list[float], expected: str) -> None:
    assert judged(times) == expected


def test_each_chat_has_its_own_pace_and_the_memory_is_bounded() -> None:
    pace = Throttle(Clock())
    for _ in range(7):
        pace.judge(1)
    assert pace.judge(2) == "answer"
    for chat_id in range(3, PEOPLE_KEPT + 3):
        pace.judge(chat_id)
    assert pace.judge(1) == "answer"
