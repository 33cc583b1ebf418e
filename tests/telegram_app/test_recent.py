"""What a chat was answered last."""

from bot.telegram_app.recent import CHATS_KEPT, SECONDS, Last, Recent


def test_it_is_known_for_ten_minutes_and_then_forgotten() -> None:
    time = [0.0]
    recent: Recent[Last] = Recent(lambda: time[0])
    recent.note(1, Last("dose", ("cost",)))
    time[0] = 300
    recent.note(2, Last("cost"))
    time[0] = SECONDS - 1
    assert (recent.last(1), recent.last(2), recent.last(3)) == (Last("dose", ("cost",)), Last("cost"), None)
    time[0] = SECONDS
    assert (recent.last(1), recent.last(2)) == (None, Last("cost"))


def test_a_new_answer_takes_the_place_of_the_old_one() -> None:
    time = [0.0]
    recent: Recent[Last] = Recent(lambda: time[0])
    recent.note(1, Last("dose"))
    time[0] = SECONDS - 1
    recent.note(1, Last("cost"))
    time[0] = SECONDS + 1
    assert recent.last(1) == Last("cost")


def test_no_more_chats_are_kept_than_there_is_room_for() -> None:
    recent: Recent[Last] = Recent(lambda: 0.0)
    for chat_id in range(CHATS_KEPT + 5):
        recent.note(chat_id, Last("dose"))
    assert recent.last(4) is None
    assert recent.last(5) == Last("dose")
