"""A FAQ of three entries and two texts, small enough to see what a test changes in it; its other texts are defaults."""

from bot.faq.model import Faq
from bot.faq.reading.loader import load

SMALL = """\
pharmacy:
  name: Corner Pharmacy
  phone: 1-800-555-0100
  address: [1 Main St., Springfield]
  pharmacist: Dr. Ada
  serves: Springfield
  website: null
  email: null
  hours: null
  timezone: America/Los_Angeles
articles:
  - {id: guide, title: The Guide, publisher: The Press}
messages: {welcome: "Welcome to {name}."}
safety: {self_harm: "Call 988, or 911 in danger."}
subject:
  ours: [ldn]
  others: [another medicine]
synonyms:
  - [another medicine, ibuprofen, aspirin]
  - [cost, price, how much money]
topics:
  - id: basics
    title: Basics
    entries:
      - id: what-is-ldn
        question: What is LDN?
        ask:
          - explain ldn to me
          - meaning of ldn
        answer: A *small* dose.
        source: [guide]
        related: [price]
        reviewed: {by: null, on: null}
      - id: price
        question: What does LDN cost?
        ask:
          - is it expensive
          - monthly price
        answer: Please call and ask.
        referral: yes
        related: [what-is-ldn]
  - id: talk
    title: Talk
    entries:
      - id: greeting
        question: Hello!
        ask:
          - good morning
        small_talk: yes
        answer: Hello to you.
"""

SMALL_IN_SPANISH = """\
serves: Springfield y sus alrededores
messages: {welcome: "Bienvenido a {name}.", not_translated: "Solo en inglés."}
labels: {none_of_these: Ninguna de estas}
safety: {self_harm: "Llame al 988, o al 911 si hay peligro."}
subject:
  ours: [ldn]
  others: [otra medicina]
synonyms:
  - [otra medicina, ibuprofeno, aspirina]
  - [costo, precio, cuánto cuesta]
topics:
  - id: basics
    title: Lo básico
    entries:
      - id: what-is-ldn
        question: ¿Qué es la LDN?
        ask:
          - explíqueme la ldn
          - qué significa ldn
        answer: Una dosis *pequeña*.
        translates: d6007f62
  - id: talk
    title: Charla
    entries:
      - id: greeting
        question: ¡Hola!
        ask:
          - buenos días
        answer: Hola a usted.
        translates: a4bbcf6a
"""


def small(old: str = "", new: str = "") -> str:
    """The small FAQ's text, with one part that stands in it once replaced."""
    if old:
        assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the small FAQ"
    return SMALL.replace(old, new) if old else SMALL


def spanish(old: str = "", new: str = "") -> str:
    """The small FAQ in Spanish, with one part replaced; it lacks the price."""
    if old:
        assert SMALL_IN_SPANISH.count(old) == 1, f"{old!r} stands {SMALL_IN_SPANISH.count(old)} times in it"
    return SMALL_IN_SPANISH.replace(old, new) if old else SMALL_IN_SPANISH


def worded(sections: str) -> str:
    """The small FAQ's text, with more sections."""
    return small("subject:\n", f"{sections}\nsubject:\n")


def small_faq(old: str = "", new: str = "") -> Faq:
    return load(small(old, new))


def line_of(part: str) -> int:
    """The line on which something stands in the small FAQ."""
    return SMALL[: SMALL.index(part)].count("\n") + 1
