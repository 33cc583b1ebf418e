import dataclasses
from datetime import date

import pytest

from bot.conversation.lengths import too_long
from bot.conversation.replies import Replies
from bot.conversation.reply import (
    Button,
    Card,
    CopyText,
    NoneOfThese,
    OpenEntry,
    OpenLink,
    OpenTopic,
    OpenTopics,
    Situation,
)
from bot.faq.hours import DAY
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.language.markup import plain
from bot.language.text import utf16_length
from bot.limits import MAX_MESSAGE
from bot.matching.outcome import Answer, Candidate, Match, NoMatch, Suggestions
from tests.small_faq import small, small_faq

FAQ = small_faq()
REPLIES = Replies(FAQ)
SAYS, CARE, LABELS = FAQ.messages, FAQ.safety, FAQ.labels
BEST = Candidate(FAQ.entries["what-is-ldn"], 0.95, 0.95, 9.0, 0.9)


def test_an_answer_has_its_notes_source_disclaimer_contact_and_related_entries() -> None:
    reply = REPLIES.outcome(Match(Answer(BEST), (BEST,), (), is_cut=True), ("opioids",))
    assert reply.plain == (
        f"A small dose.\n\n{plain(CARE.opioids)}\n\n{SAYS.too_long}\n\n"
        f"{FAQ.disclaimer.short}\n{LABELS.source}: “The Guide”, The Press\n\n{LABELS.pharmacy}: 1-800-555-0100"
    )
    assert reply.buttons == (Button("What does LDN cost?", OpenEntry("price")),)


def test_an_answer_has_two_related_entries_so_that_it_fits_a_phone(faq: Faq) -> None:
    replies = Replies(faq)
    actions = [button.action for button in replies.answer(faq.entries["alcohol"]).buttons]
    assert actions == [OpenEntry(id) for id in faq.entries["alcohol"].related[:2]]
    assert len(replies.answer(faq.entries["greeting"]).buttons) == 3


def test_where_others_read_along_the_pharmacy_has_its_name() -> None:
    reply = REPLIES.to(Situation(in_group=True)).entry("price")
    assert reply.contact == "Corner Pharmacy: 1-800-555-0100"
    assert (reply.words.contact, reply.words.buttons, reply.words.judging) == (reply.contact, (), ())


def test_a_referral_has_no_source_line() -> None:
    assert LABELS.source not in REPLIES.entry("price").plain


def test_small_talk_has_no_footer() -> None:
    assert REPLIES.entry("greeting").text == "Hello to you."


def test_suggestions_are_buttons_with_a_way_out() -> None:
    reply = REPLIES.outcome(Match(Suggestions((BEST,)), (BEST,), ()), ())
    assert reply.plain == SAYS.did_you_mean
    assert [button.action for button in reply.buttons] == [OpenEntry("what-is-ldn"), NoneOfThese()]


def test_in_a_group_suggestions_stand_in_the_text() -> None:
    match = Match(Suggestions((BEST, Candidate(FAQ.entries["price"], 0.5, 0.5, 5.0, 0.5))), (BEST,), (), is_cut=True)
    reply = REPLIES.to(Situation(in_group=True)).outcome(match, ("low_mood", "opioids"))
    assert reply.plain == (
        f"{CARE.low_mood}\n\n{SAYS.ask_one_of}\n• What is LDN?\n• What does LDN cost?\n\n"
        f"{plain(CARE.opioids)}\n\n{SAYS.too_long}"
    )
    assert reply.buttons == ()


def test_no_match_names_the_pharmacy() -> None:
    reply = REPLIES.outcome(Match(NoMatch(), (), ()), ("low_mood",))
    no_match = SAYS.no_match.format(name="Corner Pharmacy", phone="1-800-555-0100")
    assert reply.plain == f"{CARE.low_mood}\n\n{no_match}"
    assert REPLIES.fixed("empty", ("low_mood", "surgery")).plain == (
        f"{CARE.low_mood}\n\n{SAYS.empty}\n\n{plain(CARE.surgery)}"
    )


@pytest.mark.parametrize(("urgency", "text"), [("self_harm", CARE.self_harm), ("emergency", CARE.emergency)])
def test_an_urgent_reply_is_the_help_and_nothing_else(urgency: str, text: str) -> None:
    reply = REPLIES.urgent(urgency)  # type: ignore[arg-type]  # parametrised
    assert reply.text == text.strip()
    assert reply.buttons == ()
    assert "Corner" not in reply.text


def test_contact_leaves_out_what_is_not_known() -> None:
    assert REPLIES.contact().plain == (
        "Corner Pharmacy\n1-800-555-0100\n\n1 Main St.\nSpringfield\n\n"
        f"{LABELS.pharmacist}: Dr. Ada\n{LABELS.serves}: Springfield"
    )


WEEKDAYS = "hours: {Monday to Friday: 9 am to 5:30 pm, 'Saturday, Sunday': closed}"
SHOWN = "Monday to Friday: 9 am to 5:30 pm\nSaturday, Sunday: closed"


@pytest.mark.parametrize(
    ("minute", "said"),
    [
        (9 * 60, LABELS.open_now.format(time="5:30 pm")),
        (8 * 60, LABELS.opens_today.format(time="9 am")),
        (18 * 60, LABELS.opens_later.format(day="Tuesday", time="9 am")),
        (4 * DAY + 17 * 60 + 30, LABELS.opens_later.format(day="Monday", time="9 am")),
        (6 * DAY + 12 * 60, LABELS.opens_later.format(day="Monday", time="9 am")),
    ],
)
def test_contact_and_answers_say_whether_it_is_open_at_the_time(minute: int, said: str) -> None:
    with_hours = "answer: Please call and ask.\n        answer_with_hours: |\n          Our hours:\n\n          {hours}"
    known = load(small("answer: Please call and ask.", with_hours).replace("hours: null", WEEKDAYS))
    replies = Replies(known).to(Situation(minute))
    assert f"\n\n{LABELS.hours}:\n{plain(said)}\n{SHOWN}\n\n" in replies.contact().plain
    assert replies.entry("price").plain.startswith(f"Our hours:\n\n{plain(said)}\n{SHOWN}\n\n")


def test_where_nobody_knows_the_time_the_hours_stand_alone() -> None:
    contact = Replies(small_faq("hours: null", WEEKDAYS)).contact()
    assert f"Hours:\n{SHOWN}\n" in contact.plain


def test_open_day_and_night_says_no_closing_time() -> None:
    always = Replies(small_faq("hours: null", "hours: {Monday to Sunday: midnight to midnight}")).to(Situation(700))
    assert "Hours:\nMonday to Sunday: midnight to midnight\n" in always.contact().plain


def test_contact_has_the_number_to_copy_a_map_and_a_card() -> None:
    reply = Replies(small_faq("[1 Main St., Springfield]", "[1 Main St. & 6/7, Springfield]")).contact()
    assert reply.buttons == (
        Button(LABELS.copy_phone, CopyText("1-800-555-0100")),
        Button(
            LABELS.map,
            OpenLink("https://www.google.com/maps/search/?api=1&query=1%20Main%20St.%20%26%206%2F7%2C%20Springfield"),
        ),
    )
    assert reply.card == Card("Corner Pharmacy", "1-800-555-0100")


def test_topics_lead_to_entries_and_back() -> None:
    assert [button.action for button in REPLIES.topics().buttons] == [OpenTopic("basics"), OpenTopic("talk")]
    topic = REPLIES.topic("basics")
    assert topic.text.startswith("*Basics*")
    assert [button.action for button in topic.buttons] == [OpenEntry("what-is-ldn"), OpenEntry("price"), OpenTopics()]


def with_entries(count: int) -> Replies:
    """The replies of the small FAQ with so many questions in its first topic."""
    keys = ["id: q{0}", "question: Question {0}", "ask: [words {0}]", "answer: Text.", "referral: yes"]
    entry = "      - " + "\n        ".join(keys) + "\n"
    more = "".join(entry.format(number) for number in range(count - 2))
    return Replies(small_faq("      - id: what-is-ldn\n", f"{more}      - id: what-is-ldn\n"))


@pytest.mark.parametrize(
    ("count", "page", "shown", "turning", "number"),
    [
        (8, 1, 8, [], ""),
        (9, 1, 8, [2], " (1/2)"),
        (9, 2, 1, [1], " (2/2)"),
        (16, 2, 8, [1], " (2/2)"),
        (17, 2, 8, [1, 3], " (2/3)"),
        (17, 0, 8, [2], " (1/3)"),
        (17, 9999, 1, [2], " (3/3)"),
    ],
)
def test_a_long_list_comes_in_pages(count: int, page: int, shown: int, turning: list[int], number: str) -> None:
    reply = with_entries(count).topic("basics", page)
    actions = [button.action for button in reply.buttons]
    assert [type(action) for action in actions[:shown]] == [OpenEntry] * shown
    assert actions[shown:] == [*(OpenTopic("basics", number) for number in turning), OpenTopics()]
    assert reply.text == f"*Basics*\n\n{SAYS.topic}{number}"
    assert reply.in_place


def test_the_buttons_that_turn_a_page_stand_side_by_side() -> None:
    buttons = with_entries(17).topic("basics", 2).buttons[8:]
    assert [(button.label, button.beside) for button in buttons] == [
        (LABELS.previous, False),
        (LABELS.next, True),
        (LABELS.all_topics, False),
    ]


def test_the_shipped_topics_come_in_pages_of_eight(faq: Faq) -> None:
    pages = [Replies(faq).topics(number).buttons for number in (1, 2)]
    listed = [button.action for page in pages for button in page]
    assert listed == [
        *(OpenTopic(topic.id) for topic in faq.topics[:8]),
        OpenTopics(2),
        *(OpenTopic(topic.id) for topic in faq.topics[8:]),
        OpenTopics(1),
    ]


def test_what_is_gone_says_so() -> None:
    assert not REPLIES.topic("nope").in_place
    assert REPLIES.entry("nope").text == REPLIES.topic("nope").text == SAYS.gone


def test_placeholders_stand_for_the_pharmacy() -> None:
    assert REPLIES.fixed("welcome").text == "Welcome to Corner Pharmacy."
    answer = Replies(small_faq("A *small* dose.", '"Call {phone} or go to {address}."')).entry("what-is-ldn")
    assert answer.text.startswith("Call 1-800-555-0100 or go to 1 Main St., Springfield.")


def test_an_answer_for_when_the_hours_are_known() -> None:
    with_hours = "answer: Please call and ask.\n        answer_with_hours: Open {hours}."
    assert Replies(small_faq("answer: Please call and ask.", with_hours)).entry("price").text.startswith("Please call")
    known = small("answer: Please call and ask.", with_hours).replace(
        "hours: null", "hours: {Mon to Sun: noon to 3 pm}"
    )
    assert Replies(load(known)).entry("price").text.startswith("Open Mon to Sun: noon to 3 pm.")


def test_help_numbers_are_never_cut_off() -> None:
    faq = small_faq("Call 988, or 911 in danger.", f"Call 988, or 911 in danger. {'x' * 4096}")
    assert ["self_harm" in problem.message for problem in too_long(faq)] == [True]


def test_an_answer_that_would_not_fit_is_found_with_its_line() -> None:
    assert too_long(FAQ) == []
    faq = small_faq("Please call and ask.", "x" * 4000)
    (problem,) = too_long(faq)
    assert problem.line == faq.entries["price"].lines.answer
    assert "4,096" in problem.message


def test_each_shipped_reply_fits_and_carries_disclaimer_source_and_contact(faq: Faq) -> None:
    replies = Replies(faq)
    assert too_long(faq) == []
    for entry in faq.entries.values():
        reply = replies.answer(entry).plain
        assert utf16_length(reply) <= MAX_MESSAGE
        if not entry.small_talk:
            assert faq.disclaimer.short in reply
            assert reply.endswith(f"{faq.labels.pharmacy}: {faq.pharmacy.phone}")
            assert (f"{faq.labels.source}: “" in reply) == bool(entry.source)


def test_each_shipped_message_fits(faq: Faq) -> None:
    texts = [*vars(faq.messages).values(), *vars(faq.safety).values(), faq.disclaimer.full]
    assert all(0 < utf16_length(text) <= MAX_MESSAGE for text in texts)


def test_replies_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        REPLIES.entry("price").text = "other"  # type: ignore[misc]  # that is the point


def test_a_changed_answer_does_not_say_that_it_was_checked() -> None:
    read = small_faq().entries["what-is-ldn"].fingerprint
    for of, is_said in ((read, True), ("0a1b2c3d", False)):
        review = f"{{by: Dr. Ada, on: 2026-01-05, of: {of}}}"
        reply = Replies(small_faq("{by: null, on: null}", review)).entry("what-is-ldn")
        assert ("Checked by Dr. Ada" in reply.quiet) == is_said


def test_on_a_holiday_the_pharmacy_is_closed_until_the_next_day() -> None:
    weekdays = "hours: {Monday to Friday: 9 am to 6 pm, Saturday: closed, Sunday: closed, Dec 25: closed}"
    replies = Replies(small_faq("hours: null", weekdays))
    christmas = date(2026, 12, 25).toordinal()  # a Friday
    for day, said in ((christmas, "opens Monday"), (christmas + 7, "Open now")):
        shown = replies.to(Situation(minute=4 * DAY + 600, day=day)).contact().plain
        assert said in shown
        assert "Dec 25: closed" in shown
    all_year = Replies(small_faq("hours: null", f"{weekdays[:-1]}, January 1: closed}}"))
    assert "Hours:\nMonday to Friday" in all_year.contact().plain
