"""What people read of the pharmacy is corrected."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class PharmacyTexts:
    """What people read of the pharmacy is corrected."""

    pharmacy_head: str = text(
        "Above what people read of the pharmacy.", "People read this with /contact. What shall be another?"
    )
    our_hours: str = text("The button for the opening hours.", "🕘 Hours")
    our_phone: str = text("The button for the phone number.", "📞 Phone")
    our_website: str = text("The button for the website.", "🌐 Website")
    our_email: str = text("The button for the e-mail address.", "✉️ E-mail")
    ask_hours: str = text(
        "Asks for the opening hours.",
        "When are you open? Please write a line for each day or days, and below them the days that differ:\n\n"
        "Monday to Friday: 9 am to 6 pm\nSaturday: 10 am to 2 pm\nSunday: closed\nDec 24: 9 am to noon\n"
        "Federal holidays: closed\n\nA single minus (-) means not known. (/cancel stops.)",
    )
    ask_phone: str = text(
        "Asks for the phone number.",
        "Please write the phone number. It stands below each answer, so please read it twice. (/cancel stops.)",
    )
    ask_website: str = text(
        "Asks for the website.",
        "Please write the address of the website. A single minus (-) means there is none. (/cancel stops.)",
    )
    ask_email: str = text(
        "Asks for the e-mail address.",
        "Please write the e-mail address. A single minus (-) means there is none. (/cancel stops.)",
    )
    odd_phone: str = text(
        "When a phone number can't be one.", "“{text}” {why}; please read it once more", fills=("text", "why")
    )
    odd_website: str = text(
        "When the address of a website can't be one.",
        "“{text}” can't be the address of a website; write it as www.pharmacy.com",
        fills=("text",),
    )
    odd_email: str = text(
        "When an e-mail address can't be one.",
        "“{text}” can't be an e-mail address; write it as desk@pharmacy.com",
        fills=("text",),
    )
    ready_pharmacy: str = text("Above what people would read of the pharmacy.", "With /contact people would read:")
