"""A FAQ of three entries, small enough to see what a test changes in it."""

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
disclaimer: {short: Not medical advice., full: Not medical advice at all.}
articles:
  - {id: guide, title: The Guide, publisher: The Press}
messages:
  welcome: Welcome to {name}.
  help: Type a question, or call {phone}.
  privacy: Nothing is kept.
  privacy_kept: Kept for {days} days.
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
labels: {source: Source, checked: "Checked by {by}, {month}", none_of_these: None of these, nothing_found: Nothing, all_topics: All topics, previous: ‹ Previous, next: Next ›, helped: Helped, not_helped: Not helped, showing: Showing results for, pharmacy: Pharmacy, pharmacist: Pharmacist, website: Website, email: E-mail, hours: Hours, serves: Serves, open_now: "Open until {time}.", opens_today: "Opens at {time}.", opens_later: "Opens {day} at {time}.", copy_phone: Copy, map: Map}
profile: {description: Ask me., short_description: Asks.}
commands: {start: Start, help: Help, topics: Topics, search: Search, contact: Contact, disclaimer: Disclaimer, privacy: Privacy}
staff:
  gaps_command: What people ask in vain
  add_command: Add another way to ask
  stats_command: How the bot is doing
  reviewed_command: Note who checked an answer
  undo_command: Take the last change back
  reloaded: "*The new faq.yaml is live.*"
  in_order_again: "*faq.yaml is in order again.* The answers are as before."
  refused: "*faq.yaml has a problem, so I go on with the version before.* Nothing is lost. Please mend it and save it again:"
  more_problems: "… and {count} more. Mend these first, then save again."
  new: "New: {entries}"
  gone: "Gone: {entries}"
  changed: "Changed: {entries}"
  ways: "Ways to ask “{question}”: {count} now, {before} before."
  reworded: "Other words around the answers changed."
  no_change: "No answer changes."
  differently: "{asked} of {asked_total} questions that people asked and {phrasings} of {phrasings_total} ways to ask in the file get another answer."
  differently_in_file: "{phrasings} of {phrasings_total} ways to ask in the file get another answer."
  difference: "“{text}”: {before} → {after}"
  more: "… and {count} more"
  says_nothing: "“I don't know”"
  says_suggestions: "“did you mean” {entries}"
  says_urgent: "the help numbers"
  says_other: "a fixed message"
  gaps_head: "*Question {place} of {count}*"
  gaps_asked: "Asked {number} times, for example:"
  gaps_asked_once: "Asked once:"
  gaps_which: "Which answer fits? If none does, you can write a new one."
  gaps_none: "No question is waiting. Well done!"
  gaps_not_kept: "What people ask is not kept, so I can't show it. Whoever runs the bot can turn it on with KEEP_UNANSWERED_DAYS. /privacy will then say so."
  gaps_counts: "In the last four weeks: questions without an answer: {unanswered}, answers that did not help: {not_helped}."
  same: "Same as: {question}"
  new_answer: "✏️ New answer"
  not_for_us: "Not for us"
  add_how: "Please write a question behind the command, as people ask it, such as:\\n/add can i fly with my capsules"
  slip: "Did you mean /{command}? Then tap it."
  put_aside: "Taken off the list. (/undo does not bring it back.)"
  out_of_date: "These buttons are old. Please start again with /gaps."
  ask_question: "Please write the question as it shall stand on the buttons. For example: Can I travel with LDN? (At most 64 characters. /cancel stops.)"
  ask_answer: "Now please write the answer, in 40 to 110 plain words. (/cancel stops.)"
  too_long: "That is {count} characters long. Please write it again with at most {most}."
  known: "I know that one already: it gets the answer to “{question}”. Please write another question. (/cancel stops.)"
  write_again: "You can write the answer again now. (/cancel stops.)"
  cancelled: "Stopped. Nothing was changed."
  ready_phrasing: "“{phrasing}” would get the answer to: {question} So far it gets: {before}"
  ready_entry: "This would stand under “{topic}”, and people would read:"
  ready_length: "Length of the answer, in words: {count}. Best are {least} to {most}."
  ready_review: "This would stand under the answer to: {question}"
  save: "✅ Save"
  cancel: "Cancel"
  saved: "*Saved, and live now.* /undo takes it back."
  again: "Somebody changed faq.yaml meanwhile. Please look once more:"
  refused_crisis: "I can't add this: it reads like somebody in danger. The bot answers such words with the help numbers, and that must stay."
  refused_taken: "I can't add this: “{phrasing}” would then lead to “{taker}” and no longer to “{question}”. Please choose other words."
  refused_vain: "I can't add this: “{phrasing}” would still lead to “{taker}” and not to “{question}”. Please choose words of its own."
  refused_rule: "I can't add this yet: {problem}"
  empty: "Nothing is left of this question once names and numbers are taken out. Please write it in your own words with “New answer”."
  undone: "*The version before is live again.* A second /undo brings yours back."
  nothing_to_undo: "There is no version before to go back to."
  reviewed_how: "Please name the answer and who checked it, such as:\\n/reviewed alcohol Dr. Ada Lovelace\\n\\nThese wait for a check:"
  no_such_entry: "There is no answer named “{id}”. Did you mean: {near}?"
  failed: "That did not work, and nothing was changed: {problem}"
  stats_title: "*Questions in {days} days: {count}*"
  stats_share: "- {kind}: {percent} %"
  stats_answered: answered
  stats_suggested: offered a choice
  stats_unanswered: no answer found
  stats_judged: "- 👍 {helped}   👎 {not_helped}"
  stats_top: "*Asked most*"
  stats_disliked: "*Did not help*"
  stats_line: "{entry} ({count})"
  stats_never: "{count} of {total} answers were not asked for."
  stats_waiting: "{count} of {total} answers wait for a pharmacist's review, or had their last one over a year ago."
  stats_nothing: "Nobody has asked anything in the last {days} days, or nothing was counted."
  stats_week: "Here is the past week:"
  stats_days: "*Questions a day*"
  stats_helped: helped
  stats_not_helped: did not help
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
