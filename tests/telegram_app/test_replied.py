from bot.telegram_app.replied import KEPT, Replied


def test_the_reply_to_a_message_is_known_by_its_chat_and_number() -> None:
    replied = Replied()
    replied.note((7, 1), 2)
    replied.note((7, "album"), None)
    assert replied.changeable((7, 1)) == 2
    assert replied.changeable((8, 1)) is replied.changeable((7, 2)) is None
    assert (7, "album") in replied
    assert replied.changeable((7, "album")) is None


def test_a_reply_that_must_stay_takes_the_place_of_one_that_may_change() -> None:
    replied = Replied()
    replied.note((7, 1), 2)
    replied.note((7, 1), None)
    assert replied.changeable((7, 1)) is None


def test_the_memory_is_bounded_and_the_oldest_go_first() -> None:
    replied = Replied()
    for number in range(KEPT):
        replied.note((7, number), number + 1)
    replied.note((7, 0), 1)
    replied.note((7, KEPT), 1)
    assert (7, 1) not in replied
    assert (7, 0) in replied
    assert (7, 2) in replied
