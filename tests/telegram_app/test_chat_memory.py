"""What a chat was answered last."""

from bot.telegram_app.chat_memory import CHATS_KEPT, REPLIES_KEPT, SECONDS, ChatMemory, Last, ReplyIds


def test_it_is_known_for_ten_minutes_and_then_forgotten() -> None:
    time = [0.0]
    recent: ChatMemory[Last] = ChatMemory(lambda: time[0])
    recent.note(1, Last("dose", ("cost",)))
    time[0] = 300
    recent.note(2, Last("cost"))
    time[0] = SECONDS - 1
    assert (recent.last(1), recent.last(2), recent.last(3)) == (Last("dose", ("cost",)), Last("cost"), None)
    time[0] = SECONDS
    assert (recent.last(1), recent.last(2)) == (None, Last("cost"))


def test_a_new_answer_takes_the_place_of_the_old_one() -> None:
    time = [0.0]
    recent: ChatMemory[Last] = ChatMemory(lambda: time[0])
    recent.note(1, Last("dose"))
    time[0] = SECONDS - 1
    recent.note(1, Last("cost"))
    time[0] = SECONDS + 1
    assert recent.last(1) == Last("cost")


def test_no_more_chats_are_kept_than_there_is_room_for() -> None:
    recent: ChatMemory[Last] = ChatMemory(lambda: 0.0)
    for chat_id in range(CHATS_KEPT + 5):
        recent.note(chat_id, Last("dose"))
    assert recent.last(4) is None
    assert recent.last(5) == Last("dose")


def test_the_reply_to_a_message_is_known_by_its_chat_and_number() -> None:
    replied = ReplyIds()
    replied.note((7, 1), 2)
    replied.note((7, "album"), None)
    assert replied.changeable((7, 1)) == 2
    assert replied.changeable((8, 1)) is replied.changeable((7, 2)) is None
    assert (7, "album") in replied
    assert replied.changeable((7, "album")) is None


def test_a_reply_that_must_stay_takes_the_place_of_one_that_may_change() -> None:
    replied = ReplyIds()
    replied.note((7, 1), 2)
    replied.note((7, 1), None)
    assert replied.changeable((7, 1)) is None


def test_the_memory_is_bounded_and_the_oldest_go_first() -> None:
    replied = ReplyIds()
    for number in range(REPLIES_KEPT):
        replied.note((7, number), number + 1)
    replied.note((7, 0), 1)
    replied.note((7, REPLIES_KEPT), 1)
    assert (7, 1) not in replied
    assert (7, 0) in replied
    assert (7, 2) in replied
