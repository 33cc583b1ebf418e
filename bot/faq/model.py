"""What a FAQ is, once its file has been read and found in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.faq.hours import Hours


@dataclass(frozen=True)
class Pharmacy:
    """Who stands behind the answers; what is not known is None and is never shown."""

    name: str
    phone: str
    address: tuple[str, ...]
    pharmacist: str
    serves: str
    website: str | None
    email: str | None
    hours: Hours | None
    timezone: str


@dataclass(frozen=True)
class Disclaimer:
    """What the answers are not: one sentence under each answer, and the whole for /disclaimer."""

    short: str
    full: str


@dataclass(frozen=True)
class Article:
    """A source of answers."""

    id: str
    title: str
    publisher: str | None
    line: int = field(default=1, compare=False, repr=False)


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
class Staff:
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


@dataclass(frozen=True)
class Safety:
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


@dataclass(frozen=True)
class Subject:
    """Words for what the answers are about, and for what people mistake it for or take beside it."""

    ours: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """The pharmacist who has read an answer, and the day; None until then."""

    by: str | None = None
    on: str | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.by and self.on)


@dataclass(frozen=True)
class Lines:
    """Where the parts of an entry stand in the file."""

    entry: int = 1
    answer: int = 1
    ask: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One question with its answer, and the other ways in which people ask it.

    `answer_with_hours` takes the place of `answer` once the pharmacy's hours are known. A draft is shown to nobody.
    """

    id: str
    question: str
    ask: tuple[str, ...]
    answer: str
    answer_with_hours: str | None = None
    needs: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    referral: bool = False
    small_talk: bool = False
    draft: bool = False
    reviewed: Review = Review()
    lines: Lines = field(default=Lines(), compare=False, repr=False)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way to ask it, the question itself first."""
        return (self.question, *self.ask)


@dataclass(frozen=True)
class Topic:
    """Entries that belong together."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True)
class Faq:
    """Everything the bot can say; `translations` has messages in other languages, by code and key."""

    pharmacy: Pharmacy
    disclaimer: Disclaimer
    articles: tuple[Article, ...]
    messages: Messages
    labels: Labels
    profile: Profile
    commands: Commands
    staff: Staff
    safety: Safety
    subject: Subject
    synonyms: tuple[tuple[str, ...], ...]
    topics: tuple[Topic, ...]
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def message(self, name: str, languages: Iterable[str | None] = ()) -> str:
        """A message in the first of some languages that has it ("es-MX" or else "es"), or in English."""
        for language in languages:
            code = (language or "").casefold().replace("_", "-")
            for spelling in (code, code.split("-")[0]):
                if name in self.translations.get(spelling, {}):
                    return self.translations[spelling][name]
        english: str = getattr(self.messages, name)
        return english

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by id, in the file's order."""
        return {entry.id: entry for topic in self.topics for entry in topic.entries}

    @cached_property
    def articles_by_id(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}
