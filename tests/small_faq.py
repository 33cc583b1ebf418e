"""A FAQ of three entries, small enough to see what a test changes in it."""

from bot.faq.loader import load
from bot.faq.model import Faq

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
disclaimer: {short: Not medical advice., full: Not medical advice at all.}
articles:
  - {id: guide, title: The Guide, publisher: The Press}
messages:
  welcome: Welcome to {name}.
  help: Type a question, or call {phone}.
  privacy: Nothing is kept.
  did_you_mean: Did you mean one of these?
  no_match: I don't know. Call {name} at {phone}.
  not_text: I can only read text.
  photo: No pictures.
  recording: No recordings.
  sticker: No stickers.
  location: No places.
  document: No files.
  contact_card: No details.
  other_language: Only English. Solo inglés.
  too_long: I read only the first part.
  slow_down: Please wait.
  empty: Please type a question.
  none_of_these: Then please call {phone}.
  helped: Thank you.
  not_helped: Sorry, please call {phone}.
  gone: This answer is gone.
  topics: Choose a topic.
  topic: Choose a question.
  inline_nothing: Nothing here. Call {phone}.
  search: Type words after /search.
  unavailable: Something went wrong.
  in_group: Name me with @.
  ask_one_of: 'Ask one of these:'
labels: {source: Source, none_of_these: None of these, nothing_found: Nothing, all_topics: All topics, previous: ‹ Previous, next: Next ›, helped: Helped, not_helped: Not helped, showing: Showing results for, pharmacist: Pharmacist, website: Website, email: E-mail, hours: Hours, serves: Serves, open_now: "Open until {time}.", opens_today: "Opens at {time}.", opens_later: "Opens {day} at {time}.", copy_phone: Copy, map: Map}
profile: {description: Ask me., short_description: Asks.}
commands: {start: Start, help: Help, topics: Topics, search: Search, contact: Contact, disclaimer: Disclaimer, privacy: Privacy}
safety:
  self_harm: Call 988, or 911 in danger.
  emergency: Call 911, or 988, or Poison Help at 1-800-222-1222.
  self_harm_title: Call 988 or 911
  emergency_title: Call 911 or 1-800-222-1222
  low_mood: You can call 988.
  opioids: Ask before you mix opioids.
  pregnancy: Ask your doctor first.
  stopping_antidepressant: Don't stop on your own.
  surgery: Tell the surgeon.
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


def small(old: str = "", new: str = "") -> str:
    """The small FAQ's text, with one part that stands in it once replaced."""
    if old:
        assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the small FAQ"
    return SMALL.replace(old, new) if old else SMALL


def small_faq(old: str = "", new: str = "") -> Faq:
    return load(small(old, new))


def line_of(part: str) -> int:
    """The line on which something stands in the small FAQ."""
    return SMALL[: SMALL.index(part)].count("\n") + 1
