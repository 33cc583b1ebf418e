"""The small words around an answer and on buttons."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class Labels:
    """The small words around an answer and on buttons."""

    source: str = text("Before the name of the article under an answer.", "Source")
    checked: str = text(
        "Under an answer that a pharmacist has read.", "Checked by {by}, {month}", fills=("by", "month")
    )
    from_pharmacist: str = text(
        "In the place of an article, under an answer that rests on the pharmacist.",
        "our pharmacist, {by}, {month}",
        fills=("by", "month"),
    )
    none_of_these: str = text("The button below the questions that may be meant.", "None of these")
    nothing_found: str = text("The title in another chat when no answer was found.", "No answer found")
    all_topics: str = text("The button that leads back to the topics.", "All topics")
    helped: str = text("The button that an answer helped.", "👍 That helped")
    not_helped: str = text("The button that it was not what they asked.", "👎 Not what I asked")
    showing: str = text("Before how a misspelt word was read.", "Showing results for")
    medicine: str = text(
        "Under the answer to a question that names a medicine which no answer names.",
        "You ask about *{medicine}*. Our articles don't name it.",
        fills=("medicine",),
    )
    pharmacy: str = text("Before the phone number, under an answer.", "Phone")
    previous: str = text("The button for the page before.", "‹ Previous")
    next: str = text("The button for the page after.", "Next ›")
    pharmacist: str = text("Before the pharmacist's name.", "Led by")
    website: str = text("Before the website.", "Website")
    email: str = text("Before the e-mail address.", "E-mail")
    hours: str = text("Before the opening hours.", "Hours")
    serves: str = text("Before the places that the pharmacy serves.", "Serves")
    open_now: str = text("While the pharmacy is open.", "*Open now, until {time}.*", fills=("time",))
    opens_today: str = text(
        "While it is closed, and opens later that day.", "*Closed now, opens today at {time}.*", fills=("time",)
    )
    opens_later: str = text(
        "While it is closed until another day.", "*Closed now, opens {day} at {time}.*", fills=("day", "time")
    )
    copy_phone: str = text("The button that copies the phone number.", "Copy the phone number")
    map: str = text("The button that shows the way.", "Open in Maps")
    calendar: str = text(
        "Of a translation: the words of opening hours and dates, as in Monday = lunes, to = a.", "to = to"
    )
    language: str = text("What this language is called in itself, on the buttons of /language.", "English")
