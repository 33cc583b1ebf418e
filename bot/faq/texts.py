"""The parts of a FAQ that hold nothing but texts."""

from dataclasses import dataclass

from bot.language.markup import filled


@dataclass(frozen=True)
class Disclaimer:
    """What the answers are not: one sentence under each answer, and the whole for /disclaimer."""

    short: str
    full: str


@dataclass(frozen=True)
class Messages:
    """What the bot says when it does not answer from an entry."""

    welcome: str
    help: str
    privacy: str
    privacy_kept: str
    did_you_mean: str
    no_match: str
    not_text: str
    photo: str
    recording: str
    sticker: str
    location: str
    document: str
    contact_card: str
    other_language: str
    too_long: str
    slow_down: str
    empty: str
    none_of_these: str
    helped: str
    not_helped: str
    gone: str
    topics: str
    topic: str
    search: str
    inline_nothing: str
    unavailable: str
    in_group: str
    ask_one_of: str


@dataclass(frozen=True)
class Labels:
    """The small words around an answer and on buttons."""

    source: str
    checked: str
    none_of_these: str
    nothing_found: str
    all_topics: str
    helped: str
    not_helped: str
    showing: str
    pharmacy: str
    previous: str
    next: str
    pharmacist: str
    website: str
    email: str
    hours: str
    serves: str
    open_now: str
    opens_today: str
    opens_later: str
    copy_phone: str
    map: str


@dataclass(frozen=True)
class Profile:
    """What Telegram shows of the bot before a chat starts."""

    description: str
    short_description: str


@dataclass(frozen=True)
class Commands:
    """The line beside each command in Telegram's menu."""

    start: str
    help: str
    topics: str
    search: str
    contact: str
    disclaimer: str
    privacy: str


@dataclass(frozen=True)
class StaffTexts:
    """What the pharmacy's staff read who keep the FAQ from their own chats."""

    gaps_command: str
    add_command: str
    stats_command: str
    reviewed_command: str
    undo_command: str
    reloaded: str
    in_order_again: str
    refused: str
    more_problems: str
    new: str
    gone: str
    changed: str
    ways: str
    reworded: str
    no_change: str
    differently: str
    differently_in_file: str
    difference: str
    more: str
    says_nothing: str
    says_suggestions: str
    says_urgent: str
    says_other: str
    gaps_head: str
    gaps_asked: str
    gaps_asked_once: str
    gaps_which: str
    gaps_none: str
    gaps_not_kept: str
    gaps_counts: str
    same: str
    new_answer: str
    not_for_us: str
    add_how: str
    slip: str
    put_aside: str
    out_of_date: str
    ask_question: str
    ask_answer: str
    too_long: str
    known: str
    write_again: str
    cancelled: str
    ready_phrasing: str
    ready_entry: str
    ready_length: str
    ready_review: str
    save: str
    cancel: str
    saved: str
    again: str
    refused_crisis: str
    refused_taken: str
    refused_vain: str
    refused_rule: str
    empty: str
    undone: str
    nothing_to_undo: str
    reviewed_how: str
    no_such_entry: str
    failed: str
    stats_title: str
    stats_share: str
    stats_answered: str
    stats_suggested: str
    stats_unanswered: str
    stats_judged: str
    stats_top: str
    stats_disliked: str
    stats_line: str
    stats_never: str
    stats_waiting: str
    stats_nothing: str
    stats_week: str
    stats_days: str
    stats_helped: str
    stats_not_helped: str

    def say(self, name: str, **values: object) -> str:
        """A text with what is to be filled in."""
        return filled(getattr(self, name), values)


@dataclass(frozen=True)
class SafetyTexts:
    """What a person in danger reads, and the lines of care that are added to other replies."""

    self_harm: str
    emergency: str
    self_harm_title: str
    emergency_title: str
    low_mood: str
    opioids: str
    pregnancy: str
    stopping_antidepressant: str
    surgery: str
