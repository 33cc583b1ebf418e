import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.triage import MAX_LENGTH, DangerDetector

SELF_HARM = """
i think i want to die
honestly id rather be dead
im going to kill myself tonight
i cant stop thinking about suicide
kms
gonna unalive myself
i w@nt t0 d1e
k i l l m y s e l f
ᴋɪʟʟ ᴍʏsᴇʟғ
what dose of ldn is fatal
how many ldn pills are lethal
cuantas pastillas de estas hacen falta para morir
con cuanta naltrexona se muere uno
iwanttodie
i want to dieee
im sucidal
they would all be better off without me
theres no reason to stay alive
i gave all my things away, i wont need them anymore
goodbye everyone, forgive me
i just want to fall asleep and never wake up
my daughter says she wants to die
my mom wants to die
my grandpa is ready to die
my son keeps talking about killing himself
he told me he is suicidal
i started cutting myself again
does ldn help? i dont want to live anymore
quiero morirme
ya no quiero vivir
mi hija dice que se quiere matar
je veux mourir
我不想活了
죽고 싶어
死にたい
tôi muốn chết
я не хочу жить
gusto ko nang mamatay na
""".strip().splitlines()

EMERGENCY = """
i took the whole bottle of pills
my husband overdosed
my toddler swallowed three capsules
the dog ate my ldn
my throat is closing
her face is swelling after the first dose
help i cant breathe
he is having a seizure
crushing chest pain and my arm is numb
she is unconscious on the floor
the bleeding wont stop
my boyfriend is hitting me
please call an ambulance
mi hijo se tragó las pastillas
no puedo respirar
""".strip().splitlines()

NO_DANGER = """
this queue is killing me
i am dying to know the price
my phone died
my mom died of cancer, is it in the family
my grandpa passed at ninety
i would die for that cake
he knocked them dead
will ldn kill bacteria
end my subscription please
can i cut the tablet in half
history of epilepsy, is ldn ok
can ldn cause chest pain
what is the maximum dose
can i have an emergency refill
how do i stop ldn
me muero de hambre
is it ok to take two capsules
what if i forget a dose
does insurance cover it
im tired of living with this back pain, would ldn help
i wanna speak to a real person
would this be good for someone like me
i take blood pressure meds, metformin and a bunch of vitamins, any problem
""".strip().splitlines()

CARE = [
    ("i used to feel suicidal years ago", ("low_mood",)),
    ("im not suicidal", ("low_mood",)),
    ("can ldn cause suicidal thoughts", ("low_mood",)),
    ("what happens if i overdose on ldn", ("low_mood",)),
    ("i feel hopeless", ("low_mood",)),
    ("nothing matters", ("low_mood",)),
    ("i cant cope", ("low_mood",)),
    ("barely coping since march", ("low_mood",)),
    ("i take oxycodone", ("opioids",)),
    ("is it ok with suboxone", ("opioids",)),
    ("i am pregnant", ("pregnancy",)),
    ("can i stop my zoloft", ("stopping_antidepressant",)),
    ("surgery next week", ("surgery",)),
    ("pregnant and on methadone before surgery", ("opioids", "pregnancy", "surgery")),
    ("what is ldn", ()),
    ("can ldn cause chest pain", ()),
    ("years ago i had a seizure, can i take ldn", ()),
]


@pytest.mark.parametrize("message", SELF_HARM)
def test_self_harm(safety: DangerDetector, message: str) -> None:
    assert safety.triage(message).urgency == "self_harm"


@pytest.mark.parametrize("message", EMERGENCY)
def test_emergency(safety: DangerDetector, message: str) -> None:
    assert safety.triage(message).urgency == "emergency"


@pytest.mark.parametrize("message", NO_DANGER)
def test_no_danger(safety: DangerDetector, message: str) -> None:
    assert safety.triage(message).urgency is None


@pytest.mark.parametrize(("message", "cautions"), CARE)
def test_care(safety: DangerDetector, message: str, cautions: tuple[str, ...]) -> None:
    triage = safety.triage(message)
    assert triage.urgency is None
    assert triage.cautions == cautions


@pytest.mark.parametrize(
    ("denied", "meant"),
    [
        ("i dont want to kill myself", "i dont want to live"),
        ("i would never hurt myself", "why not just kill myself"),
        ("i tried to kill myself ten years ago", "i tried to kill myself last night"),
        ("she had a seizure last year", "she had a seizure last year and is having a seizure right now"),
    ],
)
def test_denied_and_past_are_told_from_meant_and_now(safety: DangerDetector, denied: str, meant: str) -> None:
    assert safety.triage(denied).urgency is None
    assert safety.triage(meant).urgency is not None


def test_an_emergency_goes_before_the_wish_behind_it(safety: DangerDetector) -> None:
    assert safety.triage("i took all my pills because i want to die").urgency == "emergency"


@pytest.mark.parametrize("place", ["start", "end"])
def test_a_cry_in_a_long_message_is_heard(safety: DangerDetector, place: str) -> None:
    filler = "the weather is nice and the shipping was fast. " * 200
    assert len(filler) > MAX_LENGTH
    text = f"i want to die. {filler}" if place == "start" else f"{filler} i want to die"
    assert safety.triage(text).urgency == "self_harm"


@given(text=st.text(max_size=300))
def test_any_text_is_triaged_and_always_alike(safety: DangerDetector, text: str) -> None:
    assert safety.triage(text) == safety.triage(text)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 4000,
        "want to " * 1000,
        "i" * 8000,
        "took " * 1500,
        "!@#$" * 2000,
        "k i l l " * 900,
        "k*ll s****** " * 300,
        "k*l m*n " * 500,
        "stopk-" * 700,
        " " * 4096,
        "\u3000a" * 2048,
        "i feel so so " * 315,
        "stop zoloft " * 340,
    ],
)
def test_no_text_takes_long(safety: DangerDetector, text: str) -> None:
    started = time.process_time()
    safety.triage(text)
    assert time.process_time() - started < 1  # a bound against runaway patterns, not a measurement
