"""What the answers are not, and what a person in danger reads."""

from dataclasses import dataclass

from bot.faq.declaring import text

IN_DANGER = "In an emergency call 911. If you think about ending your life, call or text 988."
DANGER_NUMBERS = ("988", "911")


@dataclass(frozen=True)
class Disclaimer:
    """What the answers are not: one sentence under each answer, and the whole for /disclaimer."""

    short: str = text(
        "One sentence that stands under each answer.",
        "General information, not medical advice. Ask a doctor or pharmacist first.",
    )
    full: str = text(
        "The whole text, for /disclaimer.",
        "*What this bot is, and isn't*\n\n"
        "The answers are general information, not medical advice. They can't replace a talk with a doctor or "
        "pharmacist who knows you.\n\n"
        "Do not start, stop or change a medicine because of something you read here.\n\n" + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )


@dataclass(frozen=True)
class SafetyTexts:
    """What a person in danger reads, and the lines of care that are added to other replies."""

    self_harm: str = text(
        "What someone reads who may want to die.",
        "I'm really glad you wrote this. You matter, and you don't have to carry it alone.\n\n"
        "*Call or text 988* now (Suicide & Crisis Lifeline), or chat at 988lifeline.org. It is free, day and "
        "night, for you or for someone you worry about. Spanish: call 988 and press 2. Para español, llame al 988 "
        "y oprima 2.\n\n"
        "*In immediate danger, call 911.* If it is you, go where other people are. If it is someone else, stay "
        "with them.\n\n"
        "Outside the US, call your local emergency number.\n\n"
        "I am a bot. I can't call anyone for you, so please reach out now.",
        numbers=("988", "911"),
    )
    emergency: str = text(
        "What someone reads in an emergency.",
        "This may be an emergency. Please don't wait for a reply here.\n\n"
        "*Call 911 now* if anyone has collapsed, has a seizure, has trouble breathing or cannot be woken. Call "
        "911 too for chest pain, a swollen face or throat, or heavy bleeding, or if you are in danger. En una "
        "emergencia, llame al 911.\n\n"
        "*None of these, but too much medicine, or a child or pet swallowed some?* Call Poison Help at "
        "*1-800-222-1222*. It is free, day and night. Don't wait for symptoms.\n\n"
        "Was it on purpose, or do you think about ending your life? Call or text *988*.\n\n"
        "Outside the US, call your local emergency number. I am a bot and can't call anyone for you.",
        numbers=("911", "1-800-222-1222", "988"),
    )
    self_harm_title: str = text(
        "The line in another chat for someone who may want to die.",
        "Call or text 988 now. In danger: 911",
        numbers=("988", "911"),
    )
    emergency_title: str = text(
        "The line in another chat in an emergency.",
        "Call 911, or Poison Help 1-800-222-1222",
        numbers=("911", "1-800-222-1222"),
    )
    check_in: str = text(
        "Before the answer to someone who may be in danger, but who may have meant something else.",
        "*I may have misread you.* If you are thinking about ending your life, please call or text *988*, day or "
        "night. In an emergency, or if too much of a medicine was taken, call *911* now.",
        numbers=("988", "911"),
    )
    low_mood: str = text(
        "Added for someone who is low.",
        "You don't have to carry this alone. You can call or text 988, day or night. It's free, and you can call "
        "just to talk.",
        numbers=("988",),
    )
    opioids: str = text(
        "Added where someone names an opioid.",
        "*About the opioid you mention:* don't combine or change anything until your prescriber or pharmacist says so.",
    )
    pregnancy: str = text(
        "Added where someone is pregnant, breastfeeding or trying.",
        "*Pregnant, breastfeeding or trying?* Please speak with your doctor or pharmacist before you start, "
        "stop or change any medicine.",
    )
    stopping_antidepressant: str = text(
        "Added where someone wants to stop an antidepressant.",
        "*Please don't stop an antidepressant on your own.* Talk with the doctor who prescribed it first.",
    )
    surgery: str = text(
        "Added where someone has surgery ahead.",
        "*Surgery ahead?* Tell the surgeon and the whole care team early which medicines you take.",
    )
